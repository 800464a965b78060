"""Three readers of a calendar: the letter of RFC 5545, and two packages."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import icalendar
import vobject

NAME = r"[A-Z0-9-]+"
PARAMETER = rf';{NAME}=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*)'
VALUE = r"[^\x00-\x08\x0a-\x1f]*"
LINE = re.compile(rf"(?P<name>{NAME})(?P<parameters>(?:{PARAMETER})*):(?P<value>{VALUE})")
TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
TEXTS = ("SUMMARY", "LOCATION", "DESCRIPTION", "COMMENT", "NAME", "X-WR-CALNAME")
ONCE = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "SUMMARY", "LAST-MODIFIED")
TIME = re.compile(r"\d{8}T\d{6}Z?|\d{8}")


def lines_of(body):
    """Return the lines of a calendar, unfolded; AssertionError for one that breaks the rules."""
    assert body.endswith(b"\r\n")
    folded = body[:-2].split(b"\r\n")
    assert [line for line in folded if b"\r" in line or b"\n" in line] == []
    assert [line for line in folded if len(line) > 75] == []
    # Each line is whole text: no character is cut in two by the fold.
    unfolded = "\r\n".join(line.decode() for line in folded).replace("\r\n ", "").split("\r\n")
    return [read_line(line) for line in unfolded]


def read_line(line):
    found = LINE.fullmatch(line)
    assert found, line
    if found["name"] in TEXTS:
        assert TEXT.fullmatch(found["value"]), line
    return found["name"], found["parameters"], found["value"]


def components_of(body):
    """Return rows of kind and properties of each component; AssertionError where one is wrong."""
    stack, found = [], []
    for name, parameters, value in lines_of(body):
        if name == "BEGIN":
            stack.append((value, []))
        elif name == "END":
            kind, properties = stack.pop()
            assert kind == value
            found.append((kind, properties))
        else:
            stack[-1][1].append((name, parameters, value))
    assert stack == []
    return found


def check(body):
    """Hold a calendar against the letter of RFC 5545."""
    components = components_of(body)
    [calendar] = [properties for kind, properties in components if kind == "VCALENDAR"]
    assert [value for name, _p, value in calendar if name == "VERSION"] == ["2.0"]
    assert [name for name, _p, _v in calendar].count("PRODID") == 1
    zones = [dict_of(properties)["TZID"] for kind, properties in components if kind == "VTIMEZONE"]
    events = [properties for kind, properties in components if kind == "VEVENT"]
    assert len(zones) == len(set(zones))
    assert len({dict_of(event)["UID"] for event in events}) == len(events)
    for event in events:
        check_event(event, zones)


def dict_of(properties):
    return {name: value for name, _parameters, value in properties}


def check_event(event, zones):
    names = [name for name, _parameters, _value in event]
    assert [name for name in ONCE if names.count(name) > 1] == []
    assert {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "STATUS", "SUMMARY"} <= set(names)
    for name, parameters, value in event:
        if name in ("DTSTART", "DTEND"):
            assert TIME.fullmatch(value), value
            zone = re.search("TZID=([^;]+)", parameters)
            assert not zone or zone[1] in zones
            assert bool(zone) + value.endswith("Z") + ("VALUE=DATE" in parameters) == 1
        if name in ("DTSTAMP", "LAST-MODIFIED"):
            assert value.endswith("Z")


@dataclass(frozen=True)
class Read:
    """An event as a reader understood it: moments in UTC, or days."""

    title: str
    start: object
    end: object


def by_icalendar(body):
    """Return the events as the icalendar package reads them, by the zones of the system."""
    events = icalendar.Calendar.from_ical(body).walk("VEVENT")
    return [
        Read(str(event["SUMMARY"]), plain(event["DTSTART"].dt), plain_end(event))
        for event in events
    ]


def plain_end(event):
    return plain(event["DTEND"].dt) if "DTEND" in event else None


def plain(when):
    return when.astimezone(UTC) if isinstance(when, datetime) else when


def by_vobject(body):
    """Return the events as vobject reads them, in UTC by the clocks that the file itself tells."""
    calendar = vobject.readOne(body.decode())
    zones = {zone.tzid.value: changes_of(zone) for zone in calendar.contents.get("vtimezone", [])}
    return [
        Read(
            event.summary.value,
            in_utc(event.dtstart, zones),
            in_utc(event.dtend, zones) if "dtend" in event.contents else None,
        )
        for event in calendar.contents.get("vevent", [])
    ]


def changes_of(zone):
    """Return rows of the hour of a change by the clock before it, and the offset from then on."""
    parts = [*zone.contents.get("standard", []), *zone.contents.get("daylight", [])]
    return sorted((part.dtstart.value, offset(part.tzoffsetto.value)) for part in parts)


def offset(text):
    sign = -1 if text[0] == "-" else 1
    return sign * timedelta(hours=int(text[1:3]), minutes=int(text[3:5]))


def in_utc(line, zones):
    """Return the moment of a property, reckoned with the changes that its VTIMEZONE lists."""
    when = line.value
    if not isinstance(when, datetime):
        assert isinstance(when, date)
        return when
    key = line.params.get("X-VOBJ-ORIGINAL-TZID", line.params.get("TZID", [None]))[0]
    if key is None:
        return when.astimezone(UTC)
    wall = when.replace(tzinfo=None)
    known = [to for begins, to in zones[key] if begins <= wall]
    return (wall - known[-1]).replace(tzinfo=UTC)
