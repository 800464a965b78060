"""Hours that come twice or never, and zones that are corrected: walls, and moments in UTC."""

from datetime import UTC, date, datetime, time

import pytest

from tests.factories import PlaceFactory, ProgrammeItemFactory, VenueFactory, VisitFactory
from tests.visits.test_programme_editing import day_url, problems, sent, typed
from visits.models.programme import on_the_clock
from visits.programme.editing import shift

pytestmark = pytest.mark.django_db

# At 18:00 UTC on that day the clocks of Almaty went from 24:00 (UTC+6) back to 23:00 (UTC+5).
LEAP_DAY = date(2024, 2, 29)
FIRST, SECOND = 0, 1


@pytest.fixture
def almaty():
    return VenueFactory(name_en="Hotel", place=PlaceFactory(time_zone="Asia/Almaty"))


@pytest.fixture
def visit():
    return VisitFactory(start="2024-02-28", end="2024-03-01")


def in_utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "starts", "ends", "starts_utc", "ends_utc"),
    [
        (28, ("09:00", None), ("10:00", None), "2024-02-28 03:00", "2024-02-28 04:00"),
        (29, ("22:00", None), ("22:30", None), "2024-02-29 16:00", "2024-02-29 16:30"),
        (29, ("22:30", None), ("00:30", None), "2024-02-29 16:30", "2024-02-29 19:30"),
        (29, ("23:00", FIRST), ("23:30", FIRST), "2024-02-29 17:00", "2024-02-29 17:30"),
        (29, ("23:30", FIRST), ("23:15", SECOND), "2024-02-29 17:30", "2024-02-29 18:15"),
        (29, ("23:30", SECOND), ("23:45", SECOND), "2024-02-29 18:30", "2024-02-29 18:45"),
        # The first 23:45 was before the start: it can only be the second.
        (29, ("23:30", SECOND), ("23:45", None), "2024-02-29 18:30", "2024-02-29 18:45"),
        (29, ("23:30", SECOND), ("00:15", None), "2024-02-29 18:30", "2024-02-29 19:15"),
    ],
)
def test_moments_on_the_day_of_25_hours(almaty, visit, day, starts, ends, starts_utc, ends_utc):
    item = ProgrammeItemFactory(
        visit=visit,
        venue=almaty,
        day=date(2024, 2, day),
        starts=time.fromisoformat(starts[0]),
        starts_fold=starts[1],
        ends=time.fromisoformat(ends[0]),
        ends_fold=ends[1],
    )

    item.full_clean()

    item.refresh_from_db()
    assert (item.starts_utc, item.ends_utc) == (in_utc(starts_utc), in_utc(ends_utc))


def test_time_that_comes_twice_is_asked_about_and_kept(protocol, almaty, visit):
    row = {"starts": "2330", "ends": "0030", "title_en": "Reception", "venue": "Hotel"}

    asked = protocol.post(day_url(visit, LEAP_DAY), sent(visit, typed(0, **row)))
    answered = protocol.post(
        day_url(visit, LEAP_DAY), sent(visit, typed(0, **row, starts_fold=SECOND))
    )

    text = "The clocks go back then: this time comes twice. Choose the first or the second."
    item = visit.programme_items.get()
    assert problems(asked) == [("item 1, Which of two equal times it starts at", text)]
    assert 'name="programme_items-0-starts_fold"' in asked.content.decode()
    assert answered.status_code == 302
    assert (item.starts_utc, item.ends_utc) == (
        in_utc("2024-02-29 18:30"),
        in_utc("2024-02-29 19:30"),
    )


def test_end_that_can_only_be_the_second_is_not_asked_about(protocol, almaty, visit):
    row = typed(0, starts="2315", starts_fold=1, ends="2345", title_en="Talks", venue="Hotel")

    protocol.post(day_url(visit, LEAP_DAY), sent(visit, row))

    assert visit.programme_items.get().ends_utc == in_utc("2024-02-29 18:45")


def test_how_long_it_lasts_is_counted_over_the_change(protocol, almaty, visit):
    row = typed(0, starts="2230", ends="+90", title_en="Talks", venue="Hotel")

    protocol.post(day_url(visit, LEAP_DAY), sent(visit, row))

    # From 16:30 to 18:00 UTC, when it is 23:00 in Almaty for the second time.
    item = visit.programme_items.get()
    assert (item.ends, item.ends_fold) == (time(23), SECOND)
    assert item.ends_utc == in_utc("2024-02-29 18:00")


def test_time_is_not_asked_about_before_it_is_typed(protocol, almaty, visit):
    response = protocol.get(day_url(visit, LEAP_DAY))

    assert "starts_fold" not in response.content.decode()


def test_time_that_the_clock_skips_is_refused(protocol):
    VenueFactory(name_en="Berlin", place=PlaceFactory(time_zone="Europe/Berlin"))
    visit = VisitFactory(start="2026-03-29")
    row = typed(0, starts="230", title_en="Talks", venue="Berlin")

    response = protocol.post(day_url(visit, date(2026, 3, 29)), sent(visit, row))

    text = "The clocks go forward then: this time does not exist there."
    assert problems(response) == [("item 1, Starts", text)]


@pytest.mark.parametrize(
    ("minutes", "day", "starts", "fold", "starts_utc"),
    [
        (60, 29, time(23, 30), FIRST, "2024-02-29 17:30"),
        (120, 29, time(23, 30), SECOND, "2024-02-29 18:30"),
        (180, 1, time(0, 30), None, "2024-02-29 19:30"),
        (-45, 29, time(21, 45), None, "2024-02-29 15:45"),
        (-1439, 28, time(22, 31), None, "2024-02-28 16:31"),
    ],
)
def test_shift_counts_the_minutes_that_pass(almaty, visit, minutes, day, starts, fold, starts_utc):
    item = ProgrammeItemFactory(visit=visit, venue=almaty, day=LEAP_DAY, starts=time(22, 30))

    shift(on_the_clock([item], visit.zone), minutes)

    assert (item.day.day, item.starts, item.starts_fold) == (day, starts, fold)
    assert item.starts_utc == in_utc(starts_utc)


def test_zone_of_a_venue_that_is_corrected_keeps_every_wall_time(visit):
    """The items there, what arrives there, and what has no venue and follows."""
    minsk = VenueFactory(place=PlaceFactory(time_zone="Europe/Minsk"))
    wrong = VenueFactory(place=PlaceFactory(time_zone="Asia/Almaty"))
    plan = [
        ("flight", minsk, wrong, time(6), time(12)),
        ("talks", wrong, None, time(13), time(14)),
        ("walk", None, None, time(15), time(16)),
        ("back in Minsk", minsk, None, time(20), time(21)),
    ]
    for title, venue, arrival, starts, ends in plan:
        ProgrammeItemFactory(
            visit=visit,
            title_en=title,
            venue=venue,
            arrival_venue=arrival,
            kind="transfer",
            day=date(2024, 3, 1),
            starts=starts,
            ends=ends,
        )

    wrong.time_zone = "Asia/Tbilisi"
    wrong.save()

    items = visit.programme_items.in_order()
    found = [(item.starts, item.ends, item.starts_utc.hour, item.ends_utc.hour) for item in items]
    # Minsk is UTC+3, Tbilisi UTC+4.
    assert found == [
        (time(6), time(12), 3, 8),
        (time(13), time(14), 9, 10),
        (time(15), time(16), 11, 12),
        (time(20), time(21), 17, 18),
    ]


def test_correcting_a_zone_is_no_change_of_the_items(visit, almaty):
    item = ProgrammeItemFactory(visit=visit, venue=almaty, day=LEAP_DAY)

    almaty.time_zone = "Europe/Minsk"
    almaty.save()

    assert item.history.count() == 1
