"""Whose turn it is to visit: the last delegation each way between every two places.

The places are those that sent and that were visited: a region with what lies below it, or a country
where no region of it is known. Only delegations that were held count.
"""

from dataclasses import dataclass
from itertools import product

from django.utils.translation import gettext_lazy as _

from common.exports import joined
from common.formats import date_range_label
from portal.seats import seats_of_sides, seats_of_stops
from regions.models import Place
from visits.models import Visit, VisitSide


@dataclass
class Exchange:
    """Two places, one of the home country and one of a host country, and the delegations between.

    ``sent`` went from the home country, ``received`` came to it; newest first.
    """

    home: Place
    host: Place
    sent: list
    received: list

    @property
    def last_sent(self):
        return self.sent[0] if self.sent else None

    @property
    def last_received(self):
        return self.received[0] if self.received else None

    @property
    def turn(self):
        """The place that was visited last; None where the dates leave it open."""
        sent, received = _day(self.last_sent), _day(self.last_received)
        if sent == received:
            return None
        return self.host if sent > received else self.home

    @property
    def last(self):
        """The day of the last delegation either way, for the order of the list."""
        return max(_day(self.last_sent), _day(self.last_received))


def _day(visit):
    """Return what visits are compared by: that there is one, and the last day it may have begun."""
    if visit is None:
        return (0, "")
    return (1, visit.start_latest.isoformat() if visit.start_latest else "")


def exchanges(user, mission):
    """Return the Exchanges between the home country of the mission and its hosts, newest first.

    In four queries.
    """
    if mission is None:
        return []
    visits = Visit.objects.visible_to(user).delegations().held()
    sides, stops = seats_of_sides(visits), seats_of_stops(visits)
    found = {}
    for visit in sorted(sides, key=lambda visit: (_day(visit), visit.pk), reverse=True):
        for pair, way in _joined_by(visit, sides[visit], stops[visit], mission):
            found.setdefault(pair, {"sent": [], "received": []})[way].append(visit)
    places = Place.all_objects.in_bulk({pk for pair in found for pk in pair})
    rows = [Exchange(places[home], places[host], **ways) for (home, host), ways in found.items()]
    rows.sort(key=lambda row: (str(row.home.name), str(row.host.name)))
    return sorted(rows, key=lambda row: row.last, reverse=True)


def _joined_by(visit, sides, stops, mission):
    """Yield (home, host) and the way for each two places the visit joins; each once."""
    hosts = {host.pk for host in mission.hosts.all()}
    home = {mission.home.pk}
    senders = sides[VisitSide.Side.SENDING]
    visited = stops or sides[VisitSide.Side.RECEIVING]
    for one, other in product(_units(senders, home), _units(visited, hosts)):
        yield (one, other), "sent"
    for one, other in product(_units(visited, home), _units(senders, hosts)):
        yield (one, other), "received"


def _units(seats, countries):
    """Return the regions among the seats in these countries; a country where it has none."""
    inside = [seat for seat in seats if seat.country in countries]
    with_regions = {seat.country for seat in inside if seat.region}
    regions = {seat.region for seat in inside if seat.region}
    return regions | {seat.country for seat in inside if seat.country not in with_regions}


def columns(mission):
    """Return pairs of heading and function of an Exchange."""
    home = mission.home.name if mission else ""
    return [
        (home, lambda row: row.home.name),
        (_("Partner"), lambda row: row.host.name),
        *_columns_of(_("Last visit there"), lambda row: row.last_sent),
        *_columns_of(_("Last visit from there"), lambda row: row.last_received),
        (_("Whose turn it is"), lambda row: joined([row.turn.name] if row.turn else [])),
    ]


def _columns_of(heading, visit_of):
    def told(function):
        return lambda row: function(visit_of(row)) if visit_of(row) else ""

    return [
        (heading, told(lambda visit: date_range_label(visit.start, visit.end))),
        (_("Visit"), told(lambda visit: visit.title)),
        (_("Level"), told(lambda visit: visit.get_level_display() if visit.level else "")),
    ]
