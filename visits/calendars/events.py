"""A calendar of events as a file that calendar programs read (RFC 5545)."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import singledispatch

from icalendar import Calendar, vText
from icalendar import Event as CalendarEvent

from visits.calendars.zones import timezone_of
from visits.clock import UTC

PRODUCT = "-//Embassy portal//Visits//EN"
# Part of every UID, the same wherever the portal is served.
UID_DOMAIN = "visits.embassy-portal"
CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"
# Only these may stand in a text besides what is printed; other line ends are no line ends there.
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]")


@dataclass(frozen=True)
class Event:
    """``start`` and ``end`` are moments on their clocks, or the first and the last day.

    ``end`` may be None; ``sequence`` grows with each change, of which ``changed`` is the last.
    """

    key: str
    start: date | datetime
    end: date | datetime | None
    title: str
    sequence: int
    changed: datetime
    status: str = CONFIRMED
    where: str = ""
    description: str = ""
    url: str = ""


def calendar_file(name, events):
    """Return the bytes of a calendar of this name."""
    calendar = Calendar()
    for key, value in _about(vText(plain(name))).items():
        calendar.add(key, value)
    entries = [_entry(event) for event in events]
    for zone in _zones(entries):
        calendar.add_component(zone)
    for entry in entries:
        calendar.add_component(entry)
    return calendar.to_ical()


def _about(name):
    return {
        "prodid": PRODUCT,
        "version": "2.0",
        "calscale": "GREGORIAN",
        "method": "PUBLISH",
        "name": name,
        "x-wr-calname": name,
        "x-published-ttl": "PT1H",
    }


def plain(text):
    """Return the text without control characters, its lines divided by a line feed."""
    return NO_TEXT.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def _entry(event):
    entry = CalendarEvent()
    entry.add("uid", f"{event.key}@{UID_DOMAIN}")
    for name in ("dtstamp", "last-modified"):
        entry.add(name, event.changed.astimezone(UTC).replace(microsecond=0))
    entry.add("sequence", event.sequence)
    for name, when in _times(event.start, event):
        entry.add(name, when)
    texts = {"summary": event.title, "location": event.where, "description": event.description}
    for name, text in texts.items():
        if text:
            entry.add(name, plain(text))
    if event.url:
        entry.add("url", event.url)
    entry.add("status", event.status)
    return entry


@singledispatch
def _times(start, event):
    """Yield the properties that say when a whole-day event is: the end is the day after."""
    yield "dtstart", start
    yield "dtend", date.fromordinal((event.end or start).toordinal() + 1)
    # It keeps nobody from being busy with something else.
    yield "transp", "TRANSPARENT"


@_times.register(datetime)
def _moments(start, event):
    times = [start] if event.end is None else [start, event.end]
    if any(comes_second(when) for when in times):
        # A calendar takes the first of two equal times on a clock: only UTC says the second.
        times = [when.astimezone(UTC) for when in times]
    return zip(("dtstart", "dtend"), times, strict=False)


def comes_second(when):
    """Tell whether the clock shows this time for the second time."""
    return bool(when.fold) and when.utcoffset() != when.replace(fold=0).utcoffset()


def _zones(entries):
    """Return the VTIMEZONE of each zone in use, for the years of the events and those beside."""
    years: dict = {}
    for entry in entries:
        for name in ("dtstart", "dtend"):
            when = getattr(entry.get(name), "dt", None)
            if isinstance(when, datetime) and when.tzinfo is not UTC:
                years.setdefault(when.tzinfo.key, []).append(when.year)
    return [
        timezone_of(key, min(found) - 1, max(found) + 1) for key, found in sorted(years.items())
    ]
