"""Time on the wall: whether it exists there, whether it comes twice, and which moment it is."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

UTC = ZoneInfo("UTC")


def moment(wall, zone, fold=None):
    """Return the wall time as a moment; where it comes twice the first, unless fold is 1."""
    return wall.replace(tzinfo=zone, fold=fold or 0)


def exists(wall, zone):
    """Tell whether the wall time occurs in the zone at all (not in a spring gap)."""
    there = moment(wall, zone)
    return there.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall


def comes_twice(wall, zone):
    """Tell whether the clock shows the time twice, before and after it goes back."""
    first, second = moment(wall, zone, 0), moment(wall, zone, 1)
    return exists(wall, zone) and first.utcoffset() != second.utcoffset()


def wall_end(start, ends, arrival_zone, fold=None):
    """Return the end as a moment: the next day when it would not be after the start.

    ``start`` is a moment, ``ends`` a time on the clock of the arrival zone.
    """
    end = moment(datetime.combine(start.date(), ends), arrival_zone, fold)
    if fold is None and _is_before(end, start):
        # Of two equal times the second may be the only one that comes after the start.
        end = end.replace(fold=1)
    if _is_before(end, start):
        end = moment(end.replace(tzinfo=None) + timedelta(days=1), arrival_zone, fold)
    return end


def _is_before(one, other):
    return one.astimezone(UTC) < other.astimezone(UTC)


def on_wall(when):
    """Return day, time and fold by which a clock shows the moment; fold None for the only one."""
    wall = when.replace(tzinfo=None, fold=0)
    fold = when.fold if comes_twice(wall, when.tzinfo) else None
    return wall.date(), wall.time(), fold


def later(when, lasting, zone):
    """Return the moment when so much time (a timedelta) has passed, on the clock of the zone."""
    return (when.astimezone(UTC) + lasting).astimezone(zone)
