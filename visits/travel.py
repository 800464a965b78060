"""How long it takes from one venue to another: as somebody measured it, else as far as it is."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from django.db.models import Q

from visits.models import TravelTime

EARTH_KM = 6371
# Roads are longer than the line in the air; in a town one goes slower, and one has to park.
DETOUR = 1.3
TOWN_KM, TOWN_SPEED, ROAD_SPEED = 20, 30, 75
BOARDING = 10


@dataclass(frozen=True)
class Travel:
    """``minutes`` between two venues, None where nobody knows; ``is_estimate`` if reckoned."""

    minutes: int | None
    is_estimate: bool = False


UNKNOWN = Travel(None)


class TravelTimes:
    """The minutes kept between any of some venues, asked for once."""

    def __init__(self, venues):
        keys = {venue.pk for venue in venues}
        kept = TravelTime.objects.filter(Q(one__in=keys) & Q(other__in=keys))
        self._minutes = {
            frozenset(pair): minutes
            for *pair, minutes in kept.values_list("one", "other", "minutes")
        }

    def between(self, one, other):
        """Return the Travel from one venue to the other; none at all to the same venue."""
        if one == other:
            return Travel(0)
        minutes = self._minutes.get(frozenset((one.pk, other.pk)))
        return estimate(one, other) if minutes is None else Travel(minutes)


def estimate(one, other):
    """Return what the coordinates of two venues give, rounded up to five minutes; else UNKNOWN."""
    if one.point is None or other.point is None:
        return UNKNOWN
    km = DETOUR * kilometres(one.point, other.point)
    hours = min(km, TOWN_KM) / TOWN_SPEED + max(km - TOWN_KM, 0) / ROAD_SPEED
    return Travel(-int(-(hours * 60 + BOARDING) // 5) * 5, is_estimate=True)


def kilometres(one, other):
    """Return the length of the great circle between two points of latitude and longitude."""
    (lat_1, lon_1), (lat_2, lon_2) = (map(radians, point) for point in (one, other))
    half = sin((lat_2 - lat_1) / 2) ** 2 + cos(lat_1) * cos(lat_2) * sin((lon_2 - lon_1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))
