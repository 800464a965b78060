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
    if end.astimezone(UTC) < start.astimezone(UTC):
        end = moment(end.replace(tzinfo=None) + timedelta(days=1), arrival_zone, fold)
    return end
