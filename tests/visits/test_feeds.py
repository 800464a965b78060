"""Calendars of programmes and visits, read back by three readers and compared with the page."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count

import icalendar
import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    DelegateFactory,
    PlaceFactory,
    ProgrammeItemFactory,
    ReleaseFactory,
    ReleaseLinkFactory,
    UserFactory,
    VenueFactory,
    VisitFactory,
    VisitGroupFactory,
)
from tests.visits.calendar_reading import Read, by_icalendar, by_vobject, check
from visits.calendars.zones import changes
from visits.models import CalendarFeed, Visit

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
HOSTILE = """"'><svg/onload=alert(1)>"""


@pytest.fixture
def minsk():
    return VenueFactory(name_en="Hotel", place=PlaceFactory(time_zone="Europe/Minsk"))


@pytest.fixture
def almaty():
    return VenueFactory(name_en="Airport", place=PlaceFactory(time_zone="Asia/Almaty"))


@pytest.fixture
def talks(minsk):
    visit = VisitFactory(title_en="Visit of the governor", start="2026-09-14", end="2026-09-16")
    return ProgrammeItemFactory(
        visit=visit, venue=minsk, starts=time(9), ends=time(10, 30), title_en="Talks"
    )


def read(client, visit, query=""):
    answer = client.get(reverse("visits:programme_calendar", args=[visit.public_id]) + query)
    assert answer.status_code == 200
    check(answer.content)
    return answer.content


def events(body):
    return {str(one["SUMMARY"]): one for one in icalendar.Calendar.from_ical(body).walk("VEVENT")}


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


# Clocks

DAYS = [
    # venue, venue of arrival, day, starts, ends; start and end in UTC, reckoned by hand
    ("minsk", "", "2026-09-14", "09:00", "10:30", "2026-09-14T06:00", "2026-09-14T07:30"),
    ("minsk", "", "2026-09-14", "09:00", "", "2026-09-14T06:00", ""),
    # Over midnight.
    ("minsk", "", "2026-09-14", "23:30", "01:10", "2026-09-14T20:30", "2026-09-14T22:10"),
    # Almaty was at UTC+6 until the night after 29 February 2024 and is at UTC+5 since.
    ("almaty", "", "2024-02-29", "09:00", "10:00", "2024-02-29T03:00", "2024-02-29T04:00"),
    ("almaty", "", "2024-03-01", "09:00", "10:00", "2024-03-01T04:00", "2024-03-01T05:00"),
    ("almaty", "", "2024-02-29", "22:30", "00:30", "2024-02-29T16:30", "2024-02-29T19:30"),
    # A flight across zones, and one that lands before it leaves by the clock.
    ("minsk", "almaty", "2026-09-14", "12:00", "18:30", "2026-09-14T09:00", "2026-09-14T13:30"),
    ("almaty", "minsk", "2026-09-14", "08:00", "07:50", "2026-09-14T03:00", "2026-09-14T04:50"),
]


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


@pytest.mark.parametrize(("venue", "arrival", "day", "starts", "ends", "start", "end"), DAYS)
def test_readers_agree_on_the_moment(
    request, viewer, venue, arrival, day, starts, ends, start, end
):
    item = ProgrammeItemFactory(
        title_en="Item",
        kind="transfer",
        venue=request.getfixturevalue(venue),
        arrival_venue=request.getfixturevalue(arrival) if arrival else None,
        day=date.fromisoformat(day),
        starts=time.fromisoformat(starts),
        ends=time.fromisoformat(ends) if ends else None,
    )
    ReleaseFactory(visit=item.visit)

    body = read(viewer, item.visit)

    expected = [Read("Item", moment(start), moment(end))]
    assert by_icalendar(body) == expected
    assert by_vobject(body) == expected


@pytest.mark.parametrize(
    ("fold", "start"), [(0, utc(2024, 2, 29, 17, 15)), (1, utc(2024, 2, 29, 18, 15))]
)
def test_time_that_comes_twice_is_told_apart(viewer, almaty, fold, start):
    item = ProgrammeItemFactory(
        title_en="Item",
        venue=almaty,
        day=date(2024, 2, 29),
        starts=time(23, 15),
        starts_fold=fold,
        ends=time(23, 45),
        ends_fold=fold,
    )
    ReleaseFactory(visit=item.visit)

    body = read(viewer, item.visit)

    expected = [Read("Item", start, start + timedelta(minutes=30))]
    assert (by_icalendar(body), by_vobject(body)) == (expected, expected)


def test_calendar_and_page_agree_to_the_minute(viewer, minsk, almaty):
    visit = VisitFactory()
    for day, venue, starts in [(29, minsk, 9), (29, almaty, 22), (28, almaty, 7)]:
        item = {"venue": venue, "day": date(2024, 2, day), "starts": time(starts, 5)}
        ProgrammeItemFactory(visit=visit, title_en=f"{day} {starts}", **item, ends=time(23, 10))
    ReleaseFactory(visit=visit)

    days = viewer.get(reverse("visits:programme", args=[visit.public_id])).context["days"]
    found = events(read(viewer, visit))

    page = [(day["day"], row["title"], row["time"]) for day in days for row in day["rows"]]
    assert page == [
        (found[title]["DTSTART"].dt.date(), title, hours(found[title])) for _d, title, _t in page
    ]
    assert len(page) == 3


def hours(event):
    return f"{event['DTSTART'].dt:%H:%M}–{event['DTEND'].dt:%H:%M}"


def test_zones_name_each_change_of_the_clock():
    found = [(after.isoformat(), former) for after, former in changes("Asia/Almaty", 2023, 2026)]

    assert found == [("2024-02-29T23:00:00+05:00", timedelta(hours=6))]


def test_zone_in_use_stands_in_the_calendar(viewer, minsk, almaty):
    item = ProgrammeItemFactory(venue=almaty, day=date(2024, 2, 29))
    ProgrammeItemFactory(visit=item.visit, venue=minsk, day=date(2024, 3, 2))
    ReleaseFactory(visit=item.visit)

    text = read(viewer, item.visit).decode()

    assert [line for line in text.split("\r\n") if line.startswith("TZID:")] == [
        "TZID:Asia/Almaty",
        "TZID:Europe/Minsk",
    ]
    assert (
        "BEGIN:STANDARD\r\nDTSTART:20240301T000000\r\nTZNAME:+05\r\n"
        "TZOFFSETFROM:+0600\r\nTZOFFSETTO:+0500\r\nEND:STANDARD" in text
    )


# Texts


def test_event_tells_where_what_and_for_whom(viewer, talks, almaty):
    talks.kind, talks.room, talks.arrival_venue = "transfer", "5", almaty
    talks.venue.address = "Niezaliežnasci 1"
    talks.venue.place.name_en = "Minsk"
    talks.venue.place.save()
    talks.venue.save()
    talks.save()
    talks.groups.add(VisitGroupFactory(visit=talks.visit, title_en="Business"))
    ReleaseFactory(visit=talks.visit)

    event = events(read(viewer, talks.visit))["Talks"]

    place = almaty.place.name_en
    assert event["LOCATION"] == f"Hotel, 5, Minsk, Niezaliežnasci 1 → Airport, {place}"
    assert event["DESCRIPTION"] == "Transfer\nFor: Business"
    assert event["URL"] == f"http://testserver/visits/{talks.visit.public_id}/"


TITLES = [
    HOSTILE,
    "one\r\ntwo\nthree\rfour",
    r"a, b; c\d \n",
    "Ә" * 200,
    "🤝" * 120,
    "BEGIN:VEVENT",
    "tab\tin it",
    "x\r\nATTENDEE:mailto:a@example.org",
]


@pytest.mark.parametrize("title", TITLES)
def test_hostile_title_comes_back_as_it_was(viewer, talks, title):
    talks.title_en, talks.room = title, title[:100]
    talks.save()
    ReleaseFactory(visit=talks.visit)

    body = read(viewer, talks.visit)

    same = title.replace("\r\n", "\n").replace("\r", "\n")
    assert [one.title for one in by_icalendar(body)] == [same]
    assert [one.title for one in by_vobject(body)] == [same]
    assert b"\r\nATTENDEE" not in body


@pytest.mark.parametrize("mark", ["\x01", "\x0b", "\x1f", "\x7f", "\x85", "\u2028"])
def test_control_character_is_no_part_of_a_calendar(viewer, talks, mark):
    talks.title_en = f"Talks{mark}here"
    talks.save()
    ReleaseFactory(visit=talks.visit)

    assert [one.title for one in by_icalendar(read(viewer, talks.visit))] == ["Talks here"]


# What changed between releases

T0 = utc(2026, 9, 1, 8)


@pytest.fixture
def release(talks):
    """Return a function that releases the programme, each time an hour later."""
    hours = count()

    def make(**fields):
        made = T0 + timedelta(hours=next(hours))
        return ReleaseFactory(visit=talks.visit, made_at=made, **fields)

    return make


def states(body):
    return {
        title: (str(one["SEQUENCE"]), str(one["STATUS"]), one["LAST-MODIFIED"].dt.hour)
        for title, one in events(body).items()
    }


def test_sequence_grows_only_with_the_item_itself(viewer, talks, release):
    dinner = ProgrammeItemFactory(visit=talks.visit, title_en="Dinner", starts=time(19))
    release()
    talks.starts = time(9, 30)
    talks.save()
    release()
    dinner.internal_note = "Flags"
    dinner.save()
    talks.room = "5"
    talks.save()
    release()

    assert states(read(viewer, talks.visit)) == {
        "Talks": ("2", "CONFIRMED", 10),
        "Dinner": ("0", "CONFIRMED", 8),
    }


def test_uid_stays_whatever_changes(viewer, talks, release):
    release()
    before = events(read(viewer, talks.visit))["Talks"]["UID"]
    talks.title_en, talks.day = "Negotiations", date(2026, 9, 15)
    talks.save()
    release()

    after = events(read(viewer, talks.visit))["Negotiations"]["UID"]

    assert before == after == f"{talks.uid}@visits.embassy-portal"


def test_item_that_was_dropped_stays_as_cancelled(viewer, talks, release):
    dinner = ProgrammeItemFactory(visit=talks.visit, title_en="Dinner", starts=time(19))
    release()
    dinner.delete()
    release()

    assert states(read(viewer, talks.visit))["Dinner"] == ("1", "CANCELLED", 9)


def test_item_that_becomes_internal_is_cancelled_without_its_words_and_comes_back(
    viewer, talks, release, minsk
):
    dinner = ProgrammeItemFactory(
        visit=talks.visit, venue=minsk, room="5", title_en="Dinner", starts=time(19)
    )
    release()
    dinner.audience = "internal"
    dinner.save()
    release()
    [_talks, withdrawn] = events(read(viewer, talks.visit)).values()
    dinner.audience = "guest"
    dinner.save()
    release()

    words = [withdrawn.get(name) for name in ("SUMMARY", "LOCATION", "DESCRIPTION")]
    assert words == ["Cancelled", None, None]
    assert (withdrawn["SEQUENCE"], withdrawn["STATUS"]) == (1, "CANCELLED")
    assert withdrawn["UID"] == f"{dinner.uid}@visits.embassy-portal"
    assert states(read(viewer, talks.visit))["Dinner"] == ("2", "CONFIRMED", 10)


def test_item_dropped_and_then_kept_as_internal_loses_its_words(viewer, talks, release):
    group = VisitGroupFactory(visit=talks.visit)
    dinner = ProgrammeItemFactory(visit=talks.visit, title_en="Dinner", starts=time(19))
    release()
    dinner.groups.add(VisitGroupFactory(visit=talks.visit))
    release()
    dinner.audience = "internal"
    dinner.save()
    release()

    found = states(read(viewer, talks.visit, f"?whom={group.uid}"))

    assert found == {"Talks": ("0", "CONFIRMED", 8), "Cancelled": ("2", "CANCELLED", 10)}


@pytest.mark.parametrize("state", ["waiting", "refused"])
def test_release_that_does_not_hold_is_in_no_calendar(viewer, talks, release, state):
    release()
    talks.title_en = "Negotiations"
    talks.save()
    release(state=state)

    assert list(states(read(viewer, talks.visit))) == ["Talks"]


def test_cancelled_visit_is_cancelled_item_by_item_and_may_return(viewer, talks, release):
    release()
    found = []
    for status in ("cancelled", "planned", "cancelled"):
        talks.visit.status = status
        talks.visit.save()
        found.append(states(read(viewer, talks.visit))["Talks"][:2])

    assert found == [("1", "CANCELLED"), ("2", "CONFIRMED"), ("3", "CANCELLED")]


def test_calendar_of_a_visit_without_a_release_is_not_there(viewer, talks):
    answer = viewer.get(reverse("visits:programme_calendar", args=[talks.visit.public_id]))

    assert answer.status_code == 404


# Whose


@pytest.fixture
def split(talks):
    """A visit whose delegate goes with a group to one item and alone to another."""
    group = VisitGroupFactory(visit=talks.visit, title_en="Business")
    delegate = DelegateFactory(visit=talks.visit, group=group)
    for title, groups, delegates in [
        ("Plant", [group], []),
        ("Dentist", [], [delegate]),
        ("Press", [VisitGroupFactory(visit=talks.visit)], []),
    ]:
        item = ProgrammeItemFactory(visit=talks.visit, title_en=title)
        item.groups.set(groups)
        item.delegates.set(delegates)
    ReleaseFactory(visit=talks.visit)
    return talks.visit, group, delegate


def test_group_and_delegate_have_calendars_of_their_own(viewer, split):
    visit, group, delegate = split

    of_group = set(events(read(viewer, visit, f"?whom={group.uid}")))
    of_delegate = set(events(read(viewer, visit, f"?whom={delegate.uid}")))

    assert of_group == {"Talks", "Plant"}
    assert of_delegate == {"Talks", "Plant", "Dentist"}


def test_item_that_no_longer_concerns_somebody_is_cancelled_for_them(viewer, split):
    visit, _group, delegate = split
    visit.programme_items.get(title_en="Dentist").delete()
    ReleaseFactory(visit=visit)

    found = states(read(viewer, visit, f"?whom={delegate.uid}"))

    assert {title: state[1] for title, state in found.items()} == {
        "Talks": "CONFIRMED",
        "Plant": "CONFIRMED",
        "Dentist": "CANCELLED",
    }


@pytest.mark.parametrize("whom", ["nobody", "x" * 300, "%22", "a b", "1;2"])
def test_calendar_of_nobody_is_not_there(viewer, split, whom):
    url = reverse("visits:programme_calendar", args=[split[0].public_id])

    assert viewer.get(f"{url}?whom={whom}").status_code == 404


CANARY = "canary-8c02"


@pytest.fixture
def canaries(talks):
    for name in ("responsible_post", "responsible_phone", "car", "interpreter", "plan_b"):
        setattr(talks, name, CANARY)
    talks.internal_note = CANARY
    talks.save()
    ProgrammeItemFactory(visit=talks.visit, title_en=CANARY, room=CANARY, audience="internal")
    ReleaseFactory(visit=talks.visit)
    return talks.visit


@pytest.mark.parametrize("role", ["viewer", "protocol"])
def test_nothing_internal_is_in_a_calendar_unless_asked_for(client_as, canaries, role):
    body = read(client_as(role), canaries).replace(b"\r\n ", b"")

    assert CANARY.encode() not in body


def test_internal_calendar_is_for_those_who_prepare_the_visit(client_as, canaries):
    url = reverse("visits:programme_calendar", args=[canaries.public_id]) + "?internal=on"

    refused, given = client_as("viewer").get(url), client_as("protocol").get(url)

    check(given.content)
    assert refused.status_code == 403
    # The six notes of the talks; title and room of the internal item.
    assert given.content.replace(b"\r\n ", b"").count(CANARY.encode()) == 8


def test_nothing_internal_is_in_a_feed(client, canaries):
    feed = feed_of("protocol", "programmes")

    body = client.get(feed.get_absolute_url()).content.replace(b"\r\n ", b"")

    assert b"Talks" in body
    assert CANARY.encode() not in body


# Feeds


def feed_of(role, contents="visits", **fields):
    return CalendarFeed.objects.create(user=UserFactory(role=role), contents=contents, **fields)


def whole_days(body):
    return [
        (str(one["SUMMARY"]), one["DTSTART"].dt, one["DTEND"].dt, str(one["STATUS"]))
        for one in icalendar.Calendar.from_ical(body).walk("VEVENT")
    ]


def test_feed_of_visits_has_their_days(client):
    for title, start, end, status in [
        ("one day", "2026-09-14", "", "planned"),
        ("three days", "2026-09-14", "2026-09-16", "confirmed"),
        ("until a month", "2026-09-20", "2026-10", "confirmed"),
        ("called off", "2026-09-21", "2026-09-21", "cancelled"),
        ("some month", "2026-09", "", "planned"),
        ("by the end", "../2026", "", "idea"),
    ]:
        VisitFactory(title_en=title, start=start, end=end, status=status)
    VisitFactory(title_en="example", start="2026-09-14", is_example=True)

    body = client.get(feed_of("viewer").get_absolute_url()).content

    check(body)
    assert whole_days(body) == [
        ("one day", date(2026, 9, 14), date(2026, 9, 15), "TENTATIVE"),
        ("three days", date(2026, 9, 14), date(2026, 9, 17), "CONFIRMED"),
        ("until a month", date(2026, 9, 20), date(2026, 9, 21), "CONFIRMED"),
        ("called off", date(2026, 9, 21), date(2026, 9, 22), "CANCELLED"),
    ]


def test_second_reader_has_the_same_days(client):
    VisitFactory(title_en="three days", start="2026-09-14", end="2026-09-16")

    body = client.get(feed_of("viewer").get_absolute_url()).content

    assert by_vobject(body) == [Read("three days", date(2026, 9, 14), date(2026, 9, 17))]


@pytest.mark.parametrize(("role", "titles"), [("viewer", ["open"]), ("diplomat", ["open", "shut"])])
@pytest.mark.parametrize("contents", ["visits", "programmes"])
def test_feed_holds_what_its_owner_may_see(client, role, titles, contents):
    for title, visibility in [("open", "mission"), ("shut", "restricted")]:
        visit = VisitFactory(title_en=title, start="2026-09-14", visibility=visibility)
        ReleaseFactory(visit=ProgrammeItemFactory(visit=visit, title_en=title).visit)

    body = client.get(feed_of(role, contents).get_absolute_url()).content

    check(body)
    assert sorted(events(body)) == titles


@pytest.mark.parametrize(
    ("end", "titles"), [("2026-09-16", ["Talks"]), ("2025-09-16", ["Talks"]), ("2025-09-13", [])]
)
def test_programme_leaves_the_feed_a_year_after_it(client, talks, end, titles):
    talks.visit.start, talks.visit.end = "2025-09-12", end
    talks.visit.save()
    ReleaseFactory(visit=talks.visit)
    feed = feed_of("viewer", "programmes")

    with time_machine.travel(utc(2026, 9, 14, 12)):
        body = client.get(feed.get_absolute_url()).content

    assert list(events(body)) == titles


def test_feed_follows_the_role_of_its_owner(client):
    VisitFactory(title_en="shut", start="2026-09-14", visibility="restricted")
    feed = feed_of("diplomat")
    before = list(events(client.get(feed.get_absolute_url()).content))
    feed.user.groups.clear()

    after = list(events(client.get(feed.get_absolute_url()).content))

    assert (before, after) == (["shut"], [])


def test_feed_of_one_who_has_left_is_not_there(client):
    feed = feed_of("viewer")
    feed.user.is_active = False
    feed.user.save()

    assert client.get(feed.get_absolute_url()).status_code == 404


def test_revoked_feed_and_unknown_one_are_not_there(client):
    feed = feed_of("viewer")
    feed.revoke()

    urls = [feed.get_absolute_url(), reverse("visits:feed", args=["0" * 32])]

    assert [client.get(url).status_code for url in urls] == [404, 404]


def test_feed_speaks_its_language(client):
    VisitFactory(title_en="Visit", title_ru="Визит", start="2026-09-14")

    body = client.get(feed_of("viewer", language="ru").get_absolute_url()).content

    assert list(events(body)) == ["Визит"]


def test_calendar_is_not_sent_again_to_one_who_has_it(client):
    visit = VisitFactory(start="2026-09-14")
    url = feed_of("viewer").get_absolute_url()
    first = client.get(url)

    again = client.get(url, headers={"if-none-match": first["ETag"]})
    visit.title_en = "Other"
    visit.save()
    changed = client.get(url, headers={"if-none-match": first["ETag"]})

    assert (first.status_code, again.status_code, changed.status_code) == (200, 304, 200)
    assert (again.content, again["ETag"]) == (b"", first["ETag"])


def test_calendar_says_what_it_is_and_when_it_changed(client):
    changed_at = VisitFactory(start="2026-09-14").changed_at

    answer = client.get(feed_of("viewer").get_absolute_url())

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Last-Modified"] == f"{changed_at:%a, %d %b %Y %H:%M:%S} GMT"
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"


def test_browser_of_one_who_is_signed_in_keeps_no_calendar(protocol, talks, release):
    release()

    answer = protocol.get(reverse("visits:programme_calendar", args=[talks.visit.public_id]))

    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")


def test_reading_is_noted_at_most_once_an_hour(client):
    feed = feed_of("viewer")
    noted = []
    for minutes in (0, 30, 90):
        with time_machine.travel(T0 + timedelta(minutes=minutes), tick=False):
            client.get(feed.get_absolute_url())
        feed.refresh_from_db()
        noted.append((feed.read_at - T0) // timedelta(minutes=1))

    assert noted == [0, 0, 90]


def test_feed_is_read_only_so_often(client, settings):
    settings.RATES = {"calendar": 2}
    url = feed_of("viewer").get_absolute_url()

    assert [client.get(url).status_code for _n in range(3)] == [200, 200, 429]


def test_empty_feed_is_a_calendar(client):
    body = client.get(feed_of("viewer").get_absolute_url()).content

    check(body)
    assert by_icalendar(body) == by_vobject(body) == []


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(("contents", "queries"), [("visits", 6), ("programmes", 5)])
def test_feed_asks_as_often_for_one_visit_as_for_three(
    client, size, contents, queries, django_assert_num_queries
):
    for _n in range(size):
        visit = VisitFactory(start="2026-09-14", stops=[PlaceFactory()], sent_by=[PlaceFactory()])
        ReleaseFactory(visit=ProgrammeItemFactory(visit=visit).visit)
    feed = feed_of("viewer", contents, read_at=timezone.now())

    with django_assert_num_queries(queries):
        body = client.get(feed.get_absolute_url()).content

    assert len(events(body)) == size


# The page of one's feeds


def test_feed_is_made_once_and_made_anew_after_it_is_revoked(viewer):
    sent = {"contents": "visits", "language": "kk"}
    make, revoke = reverse("visits:add_feed"), reverse("visits:revoke_feed", args=["visits"])

    for url in (make, make, revoke, revoke, make):
        viewer.post(url, sent)

    feeds = CalendarFeed.objects.all()
    assert (feeds.count(), [feed.language for feed in feeds.open()]) == (2, ["kk"])


@pytest.mark.parametrize(
    "sent", [{}, {"contents": "x", "language": "en"}, {"contents": "visits", "language": "de"}]
)
def test_feed_of_nothing_is_not_made(viewer, sent):
    viewer.post(reverse("visits:add_feed"), sent)

    assert CalendarFeed.objects.count() == 0


def test_page_shows_ones_own_address_and_nobody_elses(viewer):
    viewer.post(reverse("visits:add_feed"), {"contents": "visits", "language": "en"})
    own, other = CalendarFeed.objects.get(), feed_of("diplomat")

    html = viewer.get(reverse("visits:feeds")).text

    assert f'value="http://testserver/visits/feeds/{own.token}.ics"' in html
    assert other.token not in html


def test_nobody_revokes_the_feed_of_another(viewer):
    other = feed_of("diplomat")

    viewer.post(reverse("visits:revoke_feed", args=["visits"]))

    other.refresh_from_db()
    assert other.is_open


# Behind a link


def test_link_leads_to_the_calendar_of_its_release(client, talks, release):
    link = ReleaseLinkFactory(release=release())
    talks.title_en = "Later"
    talks.save()
    release()

    answer = client.get(reverse("visits:shared_calendar", args=[link.token]))

    check(answer.content)
    assert list(states(answer.content)) == ["Talks"]
    assert (answer["X-Robots-Tag"], answer["Referrer-Policy"]) == (
        "noindex, nofollow, noarchive",
        "no-referrer",
    )
    assert "URL" not in events(answer.content)["Talks"]


def test_calendar_behind_a_link_is_cancelled_with_the_visit(client, talks, release):
    link = ReleaseLinkFactory(release=release())
    talks.visit.status = Visit.Status.CANCELLED
    talks.visit.save()

    body = client.get(reverse("visits:shared_calendar", args=[link.token])).content

    assert states(body)["Talks"][1] == "CANCELLED"


SPOKEN = [("en", "Meeting"), ("ru", "Встреча"), ("x", "Meeting")]


@pytest.mark.parametrize(("language", "kind"), SPOKEN)
def test_calendar_behind_a_link_speaks_the_language_of_the_address(
    client, talks, release, language, kind
):
    url = reverse("visits:shared_calendar", args=[ReleaseLinkFactory(release=release()).token])

    body = client.get(url, {"lang": language}).content

    assert events(body)["Talks"]["DESCRIPTION"] == kind
