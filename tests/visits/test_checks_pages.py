"""The page of the checks, and the minutes typed on it."""

from datetime import date, time

import pytest
from django.urls import reverse

from tests.factories import (
    ProgrammeItemFactory,
    TravelTimeFactory,
    UserFactory,
    VenueFactory,
    VisitFactory,
)
from visits.forms.travel import TravelTimeForm
from visits.models import TravelTime

pytestmark = pytest.mark.django_db

DAY = date(2026, 9, 14)


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(role="protocol"))
    return client


@pytest.fixture
def way():
    """A visit from one venue to another, between which nobody knows the way."""
    visit = VisitFactory(start="2026-09-14", end="2026-09-16")
    venues = [VenueFactory(name_en="Hotel"), VenueFactory(name_en="Plant")]
    for hour, venue in zip((9, 10), venues, strict=True):
        ProgrammeItemFactory(
            visit=visit, day=DAY, starts=time(hour), ends=time(hour, 30), venue=venue
        )
    visit.venues = venues
    return visit


def send(client, visit, minutes, one=None, other=None):
    one, other = one or visit.venues[0].public_id, other or visit.venues[1].public_id
    data = {"one": one, "other": other, "minutes": minutes}
    return client.post(reverse("visits:set_travel_time", args=[visit.public_id]), data)


def test_page_counts_by_weight_and_leads_to_the_item(editor, way):
    response = editor.get(reverse("visits:checks", args=[way.public_id]))

    counts = [(row["weight"].name, row["count"]) for row in response.context["counts"]]
    uid = way.programme_items.first().uid
    assert counts == [("GAP", 3)]
    assert f"programme/2026-09-14/edit/#item-{uid}" in response.text


def test_page_of_a_programme_without_items_says_so(editor):
    visit = VisitFactory(start="2026-09-14", end="2026-09-16")

    response = editor.get(reverse("visits:checks", args=[visit.public_id]))

    assert "This programme has no items yet." in response.text


def test_minutes_are_kept_and_the_gap_is_gone(editor, way):
    response = send(editor, way, "25")

    page = editor.get(response.url)
    assert TravelTime.objects.get().minutes == 25
    assert "not known" not in page.text


def test_minutes_of_a_pair_that_is_kept_are_replaced(editor, way):
    TravelTimeFactory(one=way.venues[0], other=way.venues[1], minutes=5)

    send(editor, way, "25", one=way.venues[1].public_id, other=way.venues[0].public_id)

    assert list(TravelTime.objects.values_list("minutes", flat=True)) == [25]


def test_minutes_that_somebody_else_keeps_meanwhile_are_replaced(way):
    one, other = way.venues
    form = TravelTimeForm({"one": one.public_id, "other": other.public_id, "minutes": "25"})
    assert form.is_valid()
    TravelTimeFactory(one=one, other=other, minutes=5)

    form.save()

    assert TravelTime.objects.get().minutes == 25


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        ("", "This field is required."),
        ("soon", "Write a whole number."),
        ("0", "Write a number from 1 to 2880."),
        ("9" * 40, "Write a number from 1 to 2880."),
    ],
)
def test_minutes_that_can_not_be_are_refused(editor, way, minutes, words):
    response = send(editor, way, minutes)

    assert (response.status_code, TravelTime.objects.count()) == (400, 0)
    assert words in response.text


def test_way_to_a_venue_that_is_gone_is_refused(editor, way):
    response = send(editor, way, "25", other="nowhere")

    assert "One of the venues is gone. Open the page again, please." in response.text


def test_way_to_the_same_venue_is_refused(editor, way):
    response = send(editor, way, "25", other=way.venues[0].public_id)

    assert "A way leads from one venue to another one." in response.text


def test_reader_may_not_open_the_checks(client, way):
    client.force_login(UserFactory(role="viewer"))

    page = client.get(reverse("visits:checks", args=[way.public_id]))

    assert (page.status_code, send(client, way, "25").status_code) == (403, 403)


# With one item there is no way whose minutes are asked for.
@pytest.mark.parametrize("count", [2, 4])
def test_checks_query_count(editor, count, django_assert_num_queries):
    visit = VisitFactory(start="2026-09-14", end="2026-09-16")
    for number in range(count):
        ProgrammeItemFactory(visit=visit, day=DAY, starts=time(9 + number), venue=VenueFactory())
    editor.get(reverse("visits:list"))

    with django_assert_num_queries(14):
        editor.get(reverse("visits:checks", args=[visit.public_id]))
