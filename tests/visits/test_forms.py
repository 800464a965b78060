"""Making and changing visits and programmes in the portal."""

import threading
from datetime import UTC, datetime, time

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from common.models import new_public_id
from tests.factories import (
    PlaceFactory,
    ProgrammeItemFactory,
    SectorFactory,
    SourceFactory,
    UserFactory,
    VisitFactory,
)
from visits.models import Visit

pytestmark = pytest.mark.django_db

BASIS = {"start_basis": "printed", "end_basis": "printed"}
AMOUNT = {"currency": "USD", "amount_qualifier": "exact", "rounding_unit": "1"}


def management(prefix, total, initial=0):
    return {f"{prefix}-TOTAL_FORMS": total, f"{prefix}-INITIAL_FORMS": initial}


def posted(**fields):
    """Return what the form of a visit sends, with no rows."""
    return {
        "title_en": "Delegation",
        "kind": "delegation",
        "status": "planned",
        "visibility": "mission",
        **BASIS,
        **AMOUNT,
        **management("sides", 0),
        **management("stops", 0),
        **fields,
    }


def row(prefix, number, **fields):
    return {f"{prefix}-{number}-{name}": value for name, value in fields.items()}


def url(name, visit=None):
    return reverse(f"visits:{name}", args=[visit.public_id] if visit else [])


def texts(response):
    return [
        (str(problem["label"]), str(problem["text"]))
        for problem in response.context["forms"].problems()
    ]


def test_add_makes_a_visit_with_its_rows(protocol):
    PlaceFactory(name_en="Kostanay Region", name_ru="Костанайская область")
    PlaceFactory(name_en="Vitebsk Oblast")
    sector, source = SectorFactory(), SourceFactory(publisher="BelTA", title="Delegation in Minsk")
    data = posted(
        start="14.9.2026",
        end="16.09.26",
        sectors=[sector.pk],
        further_source="belta minsk",
        **management("sides", 2),
        **row("sides", 0, side="sending", place="костанай", position=1),
        **row("sides", 1, side="receiving", place="Vitebsk", position=1),
        **management("stops", 3),
        **row("stops", 0, place="Vitebsk Oblast", position=1, arrival="14.9.2026"),
        **row("stops", 1, place="", position=2),
        **row("stops", 2, place="", position=3),
    )

    response = protocol.post(url("add"), data)

    visit = Visit.objects.get()
    assert response.url == visit.get_absolute_url()
    assert (visit.start.text, visit.end.text) == ("2026-09-14", "2026-09-16")
    assert [str(side) for side in visit.senders] == ["Kostanay Region"]
    assert [str(side) for side in visit.hosts] == ["Vitebsk Oblast"]
    assert [str(stop) for stop in visit.stops.all()] == ["Vitebsk Oblast"]
    assert list(visit.sectors.all()) == [sector]
    assert list(visit.sources.all()) == [source]


def test_visit_made_in_the_portal_is_found_by_its_places_at_once(protocol):
    PlaceFactory(name_en="Vitebsk Oblast")
    stop = row("stops", 0, place="Vitebsk Oblast", position=1)

    protocol.post(url("add"), posted(**management("stops", 1), **stop))

    assert Visit.objects.search("vitebsk").count() == 1


def test_form_sent_twice_makes_one_visit(protocol):
    new_id = protocol.get(url("add")).context["forms"].form.initial["new_id"]

    first = protocol.post(url("add"), posted(new_id=new_id))
    second = protocol.post(url("add"), posted(new_id=new_id))

    assert first.url == second.url == reverse("visits:visit", args=[new_id])
    assert Visit.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_form_sent_twice_at_once_makes_one_visit():
    user, new_id = UserFactory(is_superuser=True), new_public_id()
    addresses = []

    def send():
        client = Client()
        client.force_login(user)
        addresses.append(client.post(url("add"), posted(new_id=new_id)).url)
        connection.close()

    threads = [threading.Thread(target=send) for _time in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert addresses == [reverse("visits:visit", args=[new_id])] * 2
    assert Visit.objects.count() == 1


@pytest.mark.parametrize("new_id", ["add", "../../x", "x" * 10, ""])
def test_address_of_a_new_visit_is_never_what_somebody_likes(protocol, new_id):
    protocol.post(url("add"), posted(new_id=new_id))

    visit = Visit.objects.get()
    assert visit.public_id != new_id or new_id == "x" * 10


def test_address_of_a_visit_of_somebody_else_is_not_taken(protocol):
    other = VisitFactory()

    protocol.post(url("add"), posted(new_id=other.public_id))

    assert Visit.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "label", "text"),
    [
        (
            {"title_en": ""},
            "Title in English",
            "Give a title in at least one of the four languages.",
        ),
        (
            {"start": "14.9.2026", "end": "13.9.2026"},
            "End",
            "The visit ends before it starts. Check both dates.",
        ),
        (
            {"start": "30.2.2026"},
            "Start",
            "There is no such day. Write the day, the month and the year, as 9.3.2026.",
        ),
        (
            {"expected_low": "3", "expected_high": "2"},
            "Expected number, at most",
            "“At most” is less than “at least”.",
        ),
        (
            {"title_en": "ы" * 5000},
            "Title in English",
            "At most 500 characters fit here; there are 5000.",
        ),
        (
            {"further_source": "nothing of the kind"},
            "Add a source",
            "“nothing of the kind” is not known here. Check the spelling, or add it first.",
        ),
    ],
)
def test_mistake_is_told_in_words_and_what_was_typed_is_kept(protocol, fields, label, text):
    response = protocol.post(url("add"), posted(outcome="kept text", **fields))

    assert texts(response) == [(label, text)]
    assert "kept text" in response.content.decode()
    assert not Visit.objects.exists()


def test_mistake_in_a_row_names_the_row(protocol):
    data = posted(
        **management("stops", 1), **row("stops", 0, place="Atlantis", position=1, arrival="soon")
    )

    response = protocol.post(url("add"), data)

    found = texts(response)
    assert [label for label, _text in found] == ["stop 1, Place", "stop 1, Arrival"]
    assert found[0][1] == "“Atlantis” is not known here. Check the spelling, or add it first."
    assert 'href="#id_stops-0-place"' in response.content.decode()


def test_edit_changes_and_removes_rows(protocol):
    kept, gone = PlaceFactory(name_en="Kept"), PlaceFactory(name_en="Gone")
    visit = VisitFactory(stops=[gone, kept])
    first, second = visit.stops.all()
    data = posted(
        version=visit.version,
        **management("stops", 2, 2),
        **row("stops", 0, id=first.pk, place="Gone", position=1, DELETE="on"),
        **row("stops", 1, id=second.pk, place="Kept", position=1),
    )

    protocol.post(url("edit", visit), data)

    assert [str(stop) for stop in visit.stops.all()] == ["Kept"]
    assert Visit.objects.search("gone").count() == 0


def test_edit_of_rows_alone_makes_a_new_version(protocol):
    visit = VisitFactory()
    PlaceFactory(name_en="Vitebsk")
    stop = row("stops", 0, place="Vitebsk", position=1)

    protocol.post(
        url("edit", visit), posted(version=visit.version, **management("stops", 1), **stop)
    )

    assert Visit.objects.get().version == visit.version + 1


def test_edit_keeps_what_the_form_does_not_show(protocol):
    visit = VisitFactory(is_example=True)
    source = SourceFactory()
    visit.sources.add(source)

    protocol.post(url("edit", visit), posted(version=visit.version, sources=[source.pk]))

    visit.refresh_from_db()
    assert visit.is_example
    assert list(visit.sources.all()) == [source]


def test_item_without_a_venue_follows_the_clock_of_a_new_stop(protocol):
    PlaceFactory(name_en="Almaty", time_zone="Asia/Almaty")
    item = ProgrammeItemFactory(visit=VisitFactory(status="planned"), starts=time(9))
    stop = {**management("stops", 1), **row("stops", 0, place="Almaty", position=1)}

    protocol.post(
        url("edit", item.visit), posted(version=item.visit.version, start="14.9.2026", **stop)
    )

    item.refresh_from_db()
    assert item.starts_utc == datetime(2026, 9, 14, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "because", "told"),
    [
        ("planned", "", [("Reason of cancelling", "Say in a few words why it is cancelled.")]),
        ("planned", "Floods", []),
        ("cancelled", "", []),
    ],
)
def test_visit_is_cancelled_with_a_reason(protocol, before, because, told):
    visit = VisitFactory(status=before, start="2026-09-14")
    data = posted(
        version=visit.version, status="cancelled", start="14.9.2026", cancelled_because=because
    )

    response = protocol.post(url("edit", visit), data)

    assert (texts(response) if response.status_code == 200 else []) == told
    assert (response.status_code == 302) == (told == [])


def test_stale_save_is_answered_409_and_nothing_is_lost(protocol):
    visit = VisitFactory(title_en="Theirs")
    seen = visit.version
    PlaceFactory(name_en="Vitebsk")
    visit.save()
    stop = row("stops", 0, place="Vitebsk", position=1)
    data = posted(version=seen, outcome="My long text", **management("stops", 1), **stop)

    response = protocol.post(url("edit", visit), data)

    html = response.content.decode()
    assert response.status_code == 409
    assert "My long text" in html
    assert "Vitebsk" in html
    assert Visit.objects.get().title_en == "Theirs"
    assert not visit.stops.exists()


@pytest.mark.parametrize("version", ["1", "9" * 30])
def test_save_with_a_stop_that_was_removed_is_answered_409(protocol, version):
    visit = VisitFactory(stops=[PlaceFactory(name_en="Vitebsk")])
    stop = row("stops", 0, id=visit.stops.get().pk, place="Vitebsk", position=1)
    visit.stops.all().delete()
    visit.save()
    data = posted(version=version, **management("stops", 1, initial=1), **stop)

    assert protocol.post(url("edit", visit), data).status_code == 409


def test_more_rows_are_given_without_saving_or_judging(protocol):
    data = posted(
        title_en="",
        more_rows="stops",
        **management("stops", 2),
        **row("stops", 0, place="Atlantis", position=1),
    )

    response = protocol.post(url("add"), data)

    forms = response.context["forms"]
    assert len(forms.stops.forms) == 5
    assert texts(response) == []
    assert 'value="Atlantis"' in response.content.decode()
    assert not Visit.objects.exists()


@pytest.mark.parametrize(
    ("more_rows", "total"),
    [("", "abc"), ("nothing", "1"), ("stops x y", "-1"), ("stops", "9" * 30), ("sides 1.1", "")],
)
def test_form_answers_any_number_of_rows(protocol, more_rows, total):
    data = posted(more_rows=more_rows) | {"stops-TOTAL_FORMS": total}

    assert protocol.post(url("add"), data).status_code == 200


def test_more_rows_than_fit_are_refused_in_words(protocol):
    response = protocol.post(url("add"), posted() | {"stops-TOTAL_FORMS": "99999"})

    assert texts(response)[0] == (
        "",
        "More rows were sent than fit here: 60 at most. The rest is not shown.",
    )


def test_page_that_came_back_incomplete_says_so(protocol):
    response = protocol.post(url("add"), {"title_en": "Delegation"})

    assert ("", "This page came back incomplete. Open it again, please.") in texts(response)


@pytest.mark.parametrize("count", [1, 3])
def test_visit_form_query_count(protocol, count, django_assert_num_queries):
    places = PlaceFactory.create_batch(count)
    visit = VisitFactory(sent_by=places, stops=places)
    protocol.get(url("list"))

    with django_assert_num_queries(13):
        protocol.get(url("edit", visit))


def test_browser_cuts_no_text_that_is_too_long(protocol):
    """What is too long is told of by the portal; a browser would cut it without a word."""
    html = protocol.get(reverse("visits:add")).content.decode()

    assert 'name="title_en"' in html
    assert 'maxlength="500"' not in html
