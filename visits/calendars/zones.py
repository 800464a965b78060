"""The clocks of time zones as iCalendar says them: each change of the clock, never a rule."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@lru_cache(maxsize=128)
def timezone_of(key, first_year, last_year):
    """Return the VTIMEZONE of a zone, right from the first day of one year to the end of another.

    Changes are listed one by one: a rule would promise that governments keep to it.
    """
    start = datetime(first_year, 1, 1, tzinfo=ZoneInfo(key))
    zone = Timezone()
    zone.add("tzid", key)
    zone.add("x-lic-location", key)
    zone.add_component(_observance(start, start.utcoffset()))
    for after, former in changes(key, first_year, last_year):
        zone.add_component(_observance(after, former))
    return zone


def _observance(after, former):
    """Return the part of a VTIMEZONE that begins at a moment, by the clock until then."""
    part = TimezoneDaylight() if after.dst() else TimezoneStandard()
    # The moment of the change is told by the clock that ends with it.
    part.add("dtstart", (after.astimezone(UTC) + former).replace(tzinfo=None))
    part.add("tzoffsetfrom", former)
    part.add("tzoffsetto", after.utcoffset())
    part.add("tzname", after.tzname())
    return part


def changes(key, first_year, last_year):
    """Return pairs of the first moment by a new clock, and the offset by the clock before it."""
    zone, found = ZoneInfo(key), []
    before = datetime(first_year, 1, 1, tzinfo=UTC)
    end = datetime(last_year + 1, 1, 1, tzinfo=UTC)
    while before < end:
        after = before + DAY
        if _offset(before, zone) != _offset(after, zone):
            found.append((_first_after(before, after, zone), _offset(before, zone)))
        before = after
    return found


def _first_after(before, after, zone):
    """Return the first second with another offset than ``before``."""
    former = _offset(before, zone)
    while after - before > SECOND:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if _offset(middle, zone) == former:
            before = middle
        else:
            after = middle
    return after.astimezone(zone)


def _offset(moment, zone):
    return moment.astimezone(zone).utcoffset()
