"""What visits count, where they go, and into which year they fall."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from regions.models import Place
from tests.factories import (
    CountryFactory,
    MissionFactory,
    PlaceFactory,
    UserFactory,
    VisitFactory,
)
from visits.models import Visit

pytestmark = pytest.mark.django_db

Kind, Status = Visit.Kind, Visit.Status


def names(visits):
    return sorted(visit.title_en for visit in visits)


def test_delegations_leave_out_other_kinds_and_examples():
    for kind in Kind:
        VisitFactory(title_en=kind.value, kind=kind)
    VisitFactory(title_en="example", is_example=True)

    assert names(Visit.objects.delegations()) == ["business_mission", "delegation"]
    assert names(Visit.objects.not_delegations()) == [
        "commission",
        "embassy_trip",
        "example",
        "forum",
        "working_meeting",
    ]


def test_coming_has_ideas_and_what_is_put_off():
    for status in Status:
        VisitFactory(title_en=status.value, status=status)
    VisitFactory(title_en="example", status=Status.PLANNED, is_example=True)

    assert names(Visit.objects.coming()) == [
        "confirmed",
        "idea",
        "planned",
        "postponed",
        "under_way",
    ]


@pytest.mark.parametrize(
    ("start", "end", "in_2018", "of_2018"),
    [
        ("2018-09-25", "", True, True),
        ("2018-09", "", True, True),
        ("2018-Q3", "", True, True),
        ("2018", "", True, True),
        ("?2018", "", True, True),
        ("2018-12-30", "2019-01-02", True, True),
        ("2017-12-30", "2018-01-02", False, False),
        ("", "2018-04-18", True, True),
        ("XXXX-04-16", "2018-04-18", True, True),
        ("../2018-12-31", "", False, True),
        ("../2018", "", False, True),
        ("", "", False, False),
        ("XXXX-09-25", "", False, False),
        ("2019", "", False, False),
    ],
)
def test_in_year_by_what_is_known_of_the_dates(start, end, in_2018, of_2018):
    VisitFactory(start=start, end=end)

    assert Visit.objects.in_year(2018).exists() is in_2018
    assert Visit.objects.of_year(2018).exists() is of_2018


def test_in_year_keeps_the_filters_before_it():
    VisitFactory(title_en="trip", kind=Kind.EMBASSY_TRIP, start="2018")
    VisitFactory(title_en="trip by its end", kind=Kind.EMBASSY_TRIP, end="2018-04-18")
    VisitFactory(title_en="delegation", start="2018")

    assert names(Visit.objects.delegations().in_year(2018)) == ["delegation"]


def test_a_visit_is_of_one_year_at_most():
    VisitFactory(start="2017-12-30", end="2018-01-02")

    years = [year for year in (2016, 2017, 2018, 2019) if Visit.objects.in_year(year).exists()]

    assert years == [2017]


@pytest.mark.parametrize(
    ("start", "status", "waits"),
    [
        ("2026-09-14", Status.PLANNED, False),
        ("2026-09", Status.PLANNED, True),
        ("../2026", Status.IDEA, True),
        ("", Status.IDEA, True),
        ("2018", Status.HELD, False),
    ],
)
def test_waiting_for_dates_is_what_has_no_day_yet(start, status, waits):
    VisitFactory(start=start, status=status)

    assert Visit.objects.waiting_for_dates().exists() is waits


@pytest.fixture
def vitebsk():
    """Belarus with Vitebsk Oblast and Polotsk District below it."""
    country = CountryFactory(code="BY", name_en="Belarus")
    region = PlaceFactory(code="BY-VI", name_en="Vitebsk Oblast", parent=country)
    PlaceFactory(code="by-vi-polotsk", kind=Place.Kind.DISTRICT, parent=region)
    return region


def test_stopping_in_finds_stops_below_and_not_above(vitebsk):
    district = Place.objects.get(code="by-vi-polotsk")
    VisitFactory(title_en="region", stops=[vitebsk])
    VisitFactory(title_en="district", stops=[district])
    VisitFactory(title_en="country", stops=[vitebsk.country])
    VisitFactory(title_en="host only", hosts=[vitebsk])

    assert names(Visit.objects.stopping_in(vitebsk)) == ["district", "region"]
    assert names(Visit.objects.stopping_in(vitebsk.country)) == ["country", "district", "region"]
    assert names(Visit.objects.stopping_in(district)) == ["district"]


def test_stopping_in_counts_two_stops_of_one_visit_once(vitebsk):
    district = Place.objects.get(code="by-vi-polotsk")
    VisitFactory(stops=[vitebsk, district])

    assert Visit.objects.stopping_in(vitebsk).count() == 1


def test_between_finds_both_ways_and_nothing_else(vitebsk):
    kostanay = PlaceFactory()
    VisitFactory(title_en="there", sent_by=[kostanay], stops=[vitebsk])
    VisitFactory(title_en="back", sent_by=[vitebsk], hosts=[kostanay])
    VisitFactory(title_en="together elsewhere", sent_by=[kostanay, vitebsk])
    VisitFactory(title_en="both received", hosts=[kostanay], stops=[vitebsk])

    assert names(Visit.objects.between(kostanay, vitebsk)) == ["back", "there"]
    assert names(Visit.objects.between(vitebsk, kostanay)) == ["back", "there"]


def test_incoming_and_outgoing_are_seen_from_the_mission(vitebsk):
    home = CountryFactory()
    kostanay = PlaceFactory(parent=home)
    mission = MissionFactory(home=home, hosts=[vitebsk.country])
    VisitFactory(title_en="incoming", sent_by=[kostanay], stops=[vitebsk])
    VisitFactory(title_en="outgoing", sent_by=[vitebsk], hosts=[kostanay])
    VisitFactory(title_en="elsewhere", sent_by=[kostanay], stops=[PlaceFactory()])

    assert names(Visit.objects.incoming(mission)) == ["incoming"]
    assert names(Visit.objects.outgoing(mission)) == ["outgoing"]


def test_restricted_visit_is_visible_to_its_author_and_those_with_the_right():
    author, viewer = UserFactory(role="viewer"), UserFactory(role="viewer")
    visit = VisitFactory(visibility=Visit.Visibility.RESTRICTED)
    Visit.objects.filter(pk=visit.pk).update(created_by=author)

    visible = [
        Visit.objects.visible_to(user).exists()
        for user in (author, viewer, UserFactory(role="protocol"))
    ]

    assert visible == [True, False, True]


def problems(visit):
    with pytest.raises(ValidationError) as caught:
        visit.full_clean()
    return caught.value.message_dict


def test_visit_that_ends_before_it_starts_is_refused():
    visit = Visit(title_en="Visit", start="2026-09-14", end="2026-09-13")

    assert problems(visit)["end"] == ["The visit ends before it starts. Check both dates."]


def test_visit_may_end_in_the_month_it_starts_in():
    Visit(title_en="Visit", start="2026-09-14", end="2026-09").full_clean()


def test_visit_without_a_title_and_with_a_wrong_range_hears_of_both():
    found = problems(Visit(expected_low=3, expected_high=2))

    assert found["title_en"] == ["Give a title in at least one of the four languages."]
    assert found["expected_high"] == ["“At most” is less than “at least”."]


@pytest.mark.parametrize(
    ("start", "end", "day", "covered"),
    [
        ("2026-09-14", "2026-09-16", date(2026, 9, 14), True),
        ("2026-09-14", "2026-09-16", date(2026, 9, 16), True),
        ("2026-09-14", "2026-09-16", date(2026, 9, 13), False),
        ("2026-09-14", "2026-09-16", date(2026, 9, 17), False),
        ("2026-09-14", "", date(2026, 9, 15), False),
        ("2026-09", "", date(2026, 9, 30), True),
        ("2026-09", "", date(2026, 10, 1), False),
        ("../2026-09", "", date(2026, 10, 1), True),
        ("", "", date(2026, 10, 1), True),
    ],
)
def test_days_a_visit_covers(start, end, day, covered):
    visit = VisitFactory(start=start, end=end)

    assert visit.covers(day) is covered
