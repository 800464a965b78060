"""The programme as rows: clocks of venues, nights, transfers, and what guests never see."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from tests.factories import (
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    ProgrammeItemFactory,
    ReleaseFactory,
    VenueFactory,
    VisitFactory,
)
from visits.models import ProgrammeItem, Visit
from visits.programme import days
from visits.programme.days import zone_label
from visits.programme.snapshot import snapshot_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def minsk():
    return VenueFactory(name_en="Hotel", place=PlaceFactory(time_zone="Europe/Minsk"))


@pytest.fixture
def almaty():
    return VenueFactory(name_en="Airport", place=PlaceFactory(time_zone="Asia/Almaty"))


def guest_programme(visit):
    return days.guest_programme(snapshot_of(visit))


def internal_programme(visit):
    return days.internal_programme(snapshot_of(visit))


def rows(visit):
    return [row for day in guest_programme(visit) for row in day["rows"]]


def times(visit):
    return [(row["time"], row["next_day"]) for row in rows(visit)]


@pytest.mark.parametrize(
    ("zone", "day", "starts_utc"),
    [
        ("Europe/Minsk", date(2024, 2, 28), datetime(2024, 2, 28, 6, 0, tzinfo=UTC)),
        ("Europe/Minsk", date(2024, 3, 2), datetime(2024, 3, 2, 6, 0, tzinfo=UTC)),
        # Almaty went from UTC+6 to UTC+5 on 1 March 2024.
        ("Asia/Almaty", date(2024, 2, 28), datetime(2024, 2, 28, 3, 0, tzinfo=UTC)),
        ("Asia/Almaty", date(2024, 3, 2), datetime(2024, 3, 2, 4, 0, tzinfo=UTC)),
    ],
)
def test_moment_follows_from_the_clock_of_the_venue(zone, day, starts_utc):
    venue = VenueFactory(place=PlaceFactory(time_zone=zone))

    item = ProgrammeItemFactory(venue=venue, day=day, starts=time(9))

    item.refresh_from_db()
    assert item.starts_utc == starts_utc


def test_zone_of_the_venue_goes_before_that_of_its_place():
    venue = VenueFactory(place__time_zone="Europe/Minsk", time_zone="Asia/Almaty")

    item = ProgrammeItemFactory(venue=venue, day=date(2026, 9, 14), starts=time(9))

    assert item.starts_utc == datetime(2026, 9, 14, 4, 0, tzinfo=UTC)


def test_item_without_a_venue_goes_by_the_first_stop_with_a_clock():
    places = [PlaceFactory(), PlaceFactory(time_zone="Asia/Almaty")]

    item = ProgrammeItemFactory(visit=VisitFactory(stops=places), starts=time(9))

    assert item.starts_utc == datetime(2026, 9, 14, 4, 0, tzinfo=UTC)


def test_item_without_a_venue_or_a_stop_goes_by_the_clock_of_the_first_host():
    home, host = PlaceFactory(time_zone="Europe/Minsk"), PlaceFactory(time_zone="Asia/Almaty")
    visit = VisitFactory(sent_by=[home], hosts=[PlaceFactory(), host])

    item = ProgrammeItemFactory(visit=visit, starts=time(9))

    assert item.starts_utc == datetime(2026, 9, 14, 4, 0, tzinfo=UTC)


def test_item_over_midnight_ends_on_the_next_day(minsk):
    item = ProgrammeItemFactory(venue=minsk, starts=time(23, 30), ends=time(1, 10))

    assert item.ends_utc == datetime(2026, 9, 14, 22, 10, tzinfo=UTC)
    assert times(item.visit) == [("23:30–01:10", True)]


def test_item_over_the_night_of_the_change_lasts_an_hour_longer(almaty):
    item = ProgrammeItemFactory(
        venue=almaty, day=date(2024, 2, 29), starts=time(22, 30), ends=time(0, 30)
    )

    hours = (item.ends_utc - item.starts_utc).total_seconds() / 3600
    [row] = rows(item.visit)
    assert hours == 3
    assert (row["zone"], row["arrival_zone"]) == ("Almaty, UTC+6", "Almaty, UTC+5")


def test_transfer_between_zones_ends_on_the_clock_of_its_arrival(minsk, almaty):
    transfer = ProgrammeItemFactory(
        venue=minsk,
        arrival_venue=almaty,
        kind=ProgrammeItem.Kind.TRANSFER,
        starts=time(12),
        ends=time(18, 30),
    )
    ProgrammeItemFactory(visit=transfer.visit, venue=almaty, starts=time(20))

    [day] = guest_programme(transfer.visit)
    found = [(row["zone"], row["zone_changes"], row["arrival_zone"]) for row in day["rows"]]
    assert transfer.ends_utc == datetime(2026, 9, 14, 13, 30, tzinfo=UTC)
    assert day["zones"] == ["Minsk, UTC+3", "Almaty, UTC+5"]
    assert found == [
        ("Minsk, UTC+3", False, "Almaty, UTC+5"),
        ("Almaty, UTC+5", False, ""),
    ]


def test_transfer_westward_may_arrive_before_it_leaves_by_the_clock(minsk, almaty):
    transfer = ProgrammeItemFactory(
        title_en="flight",
        venue=almaty,
        arrival_venue=minsk,
        kind=ProgrammeItem.Kind.TRANSFER,
        starts=time(8),
        ends=time(7, 50),
    )
    ProgrammeItemFactory(title_en="meeting", visit=transfer.visit, venue=minsk, starts=time(7, 55))

    assert [row["title"] for row in rows(transfer.visit)] == ["flight", "meeting"]
    assert times(transfer.visit) == [("08:00–07:50", False), ("07:55", False)]


def test_zone_that_changes_without_a_transfer_is_named_at_the_item(minsk, almaty):
    first = ProgrammeItemFactory(venue=minsk, starts=time(9))
    ProgrammeItemFactory(visit=first.visit, venue=almaty, starts=time(15))

    assert [row["zone_changes"] for row in rows(first.visit)] == [False, True]


def test_item_without_a_venue_goes_by_the_clock_before_it(almaty):
    first = ProgrammeItemFactory(venue=almaty, starts=time(9))
    ProgrammeItemFactory(visit=first.visit, starts=time(10))
    ProgrammeItemFactory(visit=first.visit, venue=almaty, starts=time(11))

    assert [row["time"] for row in rows(first.visit)] == ["09:00", "10:00", "11:00"]
    assert {row["zone"] for row in rows(first.visit)} == {"Almaty, UTC+5"}


def test_item_without_a_venue_goes_by_the_clock_of_the_arrival_before_it(minsk, almaty):
    flight = ProgrammeItemFactory(
        venue=minsk, arrival_venue=almaty, kind="transfer", starts=time(9), ends=time(15)
    )
    ProgrammeItemFactory(visit=flight.visit, starts=time(16))

    assert [row["zone"] for row in rows(flight.visit)] == ["Minsk, UTC+3", "Almaty, UTC+5"]


def test_days_stand_in_order_each_with_its_rows(minsk):
    visit = VisitFactory()
    for day, hour in [(15, 9), (14, 10), (14, 9)]:
        ProgrammeItemFactory(
            visit=visit, venue=minsk, day=date(2026, 9, day), starts=time(hour), title_en=str(hour)
        )

    found = [(day["day"], [row["title"] for row in day["rows"]]) for day in guest_programme(visit)]

    assert found == [(date(2026, 9, 14), ["9", "10"]), (date(2026, 9, 15), ["9"])]


@pytest.mark.parametrize(
    ("language", "label"), [("en", "Minsk, UTC+3"), ("ru", "Минск, UTC+3"), ("be", "Мінск, UTC+3")]
)
def test_zone_is_named_by_its_city_in_the_language_of_the_reader(minsk, language, label):
    with translation.override(language):
        assert zone_label(datetime(2026, 9, 14, tzinfo=minsk.zone)) == label


def test_programme_of_a_visit_without_items_is_empty():
    assert guest_programme(VisitFactory()) == []


def problems(item):
    with pytest.raises(ValidationError) as caught:
        item.full_clean()
    return caught.value.message_dict


def build_item(minsk, **fields):
    visit = VisitFactory(start="2026-09-14", end="2026-09-16")
    return ProgrammeItem(
        **{
            "visit": visit,
            "day": date(2026, 9, 14),
            "starts": time(9),
            "title_en": "Item",
            "venue": minsk,
            **fields,
        }
    )


def test_item_outside_the_days_of_the_visit_is_refused(minsk):
    found = problems(build_item(minsk, day=date(2026, 9, 17)))

    assert found == {
        "day": ["This day is outside the visit, which takes place: 14–16 September 2026."]
    }


def test_item_that_ends_before_it_starts_is_refused(minsk):
    found = problems(build_item(minsk, starts=time(14), ends=time(13)))

    assert found["ends"] == [
        "The item ends before it starts. Only what lasts at most 12 hours is read as ending on the"
        " next day."
    ]


@pytest.mark.parametrize(
    ("kind", "starts", "ends"),
    [
        ("reception", time(20), time(2)),
        ("transfer", time(14), time(13)),
        ("site_visit", time(7), time(22)),
    ],
)
def test_long_item_is_accepted_where_it_makes_sense(minsk, kind, starts, ends):
    build_item(minsk, kind=kind, starts=starts, ends=ends).full_clean()


def test_time_that_the_clock_skips_is_refused():
    berlin = VenueFactory(place=PlaceFactory(time_zone="Europe/Berlin"))
    visit = VisitFactory(start="2026-03-29")
    item = build_item(berlin, visit=visit, day=date(2026, 3, 29), starts=time(2, 30))

    assert problems(item) == {
        "starts": ["The clocks go forward then: this time does not exist there."]
    }


def test_item_without_a_title_and_on_a_wrong_day_hears_of_both(minsk):
    found = problems(build_item(minsk, title_en="", day=date(2026, 9, 1)))

    assert found["title_en"] == ["Give a title in at least one of the four languages."]
    assert "day" in found


CANARY = "canary-7f3a"


@pytest.fixture
def visit_with_canaries(minsk):
    """A visit with a mark in every field that guests are not to read."""
    visit = VisitFactory(
        start="2026-09-14",
        outcome=CANARY,
        cancelled_because=CANARY,
        purpose_en=CANARY,
        status=Visit.Status.HELD,
    )
    ProgrammeItemFactory(
        visit=visit,
        venue=minsk,
        title_en="Talks",
        internal_note=CANARY,
        responsible=PersonFactory(name_en=CANARY),
        responsible_organisation=OrganisationFactory(name_en=f"{CANARY} office"),
        responsible_post=CANARY,
    )
    ProgrammeItemFactory(
        visit=visit,
        title_en=CANARY,
        audience=ProgrammeItem.Audience.INTERNAL,
        venue=VenueFactory(name_en=CANARY, place=minsk.place),
    )
    return visit


def test_organisation_in_the_post_is_named_once(visit_with_canaries):
    item = visit_with_canaries.programme_items.get(title_en="Talks")
    item.responsible_post = f"head of {item.responsible_organisation.name}"
    item.save()

    first = internal_programme(visit_with_canaries)[0]["rows"][0]

    assert first["responsible"] == [CANARY, f"head of {CANARY} office"]


@pytest.mark.parametrize("role", ["viewer", "diplomat"])
def test_nothing_internal_is_on_the_page_for_guests(client_as, visit_with_canaries, role):
    url = reverse("visits:programme", args=[visit_with_canaries.public_id])

    html = client_as(role).get(url).content.decode()

    assert "Talks" in html
    assert CANARY not in html


def test_everything_is_in_the_internal_programme(protocol, visit_with_canaries):
    url = reverse("visits:programme_internal", args=[visit_with_canaries.public_id])

    html = protocol.get(url).content.decode()

    # The note, the person, the organisation, the post; the title and the venue of the second item.
    assert html.count(CANARY) == 6


@pytest.mark.parametrize(
    ("venue", "place"),
    [("Free Zone Vitebsk", ""), ("Hotel in vitebsk", ""), ("Airport", "Vitebsk")],
)
def test_venue_called_after_its_place_is_named_once(venue, place):
    venue = VenueFactory(name_en=venue, place=PlaceFactory(name_en="Vitebsk"))
    item = ProgrammeItemFactory(venue=venue)

    assert [row["place"] for row in rows(item.visit)] == [place]


def test_rows_for_guests_hold_the_allowed_keys_alone(visit_with_canaries):
    [row] = rows(visit_with_canaries)

    assert sorted(row) == [
        "arrival_place",
        "arrival_venue",
        "arrival_zone",
        "for_whom",
        "home_time",
        "kind",
        "next_day",
        "place",
        "room",
        "time",
        "title",
        "uid",
        "venue",
        "zone",
        "zone_changes",
    ]


def test_internal_programme_names_who_is_responsible(visit_with_canaries):
    first, second = (row for day in internal_programme(visit_with_canaries) for row in day["rows"])

    assert (first["responsible"], first["internal"]) == (
        [CANARY, CANARY, f"{CANARY} office"],
        False,
    )
    assert (second["responsible"], second["internal"]) == ([], True)


@pytest.mark.parametrize("status", ["planned", "confirmed", "held"])
def test_print_says_draft_until_the_programme_is_released(viewer, minsk, status):
    item = ProgrammeItemFactory(visit=VisitFactory(status=status), venue=minsk)
    url = reverse("visits:programme", args=[item.visit.public_id])

    draft = viewer.get(viewer.get(url).context["print_address"]).text
    ReleaseFactory(visit=item.visit)
    address = viewer.get(url).context["print_address"]
    released = viewer.get(address).text

    assert ("DRAFT" in draft, "DRAFT" in released) == (True, False)
    assert "Release 1 of" in released
    assert address == reverse("visits:print_document", args=[item.visit.public_id, "guest"])
