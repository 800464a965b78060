"""Where records count: the country and the region of those who sign, send, receive and are visited.

One definition for the map and the gaps: what lies below a region, and an organisation there, counts
towards the region.
"""

from collections import defaultdict
from dataclasses import dataclass

from cooperation.models import Party
from visits.models import Stop, VisitSide


@dataclass(frozen=True)
class Seat:
    """Where a place counts, by ids: its country, and its region unless it is the country itself.

    ``below`` is true of what only lies in its region: a city, a district, an organisation.
    """

    country: int
    region: int | None
    below: bool = False

    def units(self):
        """Return what it counts for, its region and its country -> whether only from below."""
        country = {self.country: False}
        return country if self.region is None else {self.region: self.below} | country

    @classmethod
    def of(cls, place):
        """Return the seat of the place, which may be a country."""
        if place.country_id is None:
            return cls(place.pk, None)
        return cls(place.country_id, place.region_id or place.pk, place.region_id is not None)

    @classmethod
    def of_party(cls, party):
        """Return the seat of the party; None for one of which nobody knows where it is."""
        if party.place is not None:
            return cls.of(party.place)
        if party.organisation is None or party.organisation.place is None:
            return None
        seat = cls.of(party.organisation.place)
        # An organisation ties its region only from below.
        return cls(seat.country, seat.region, below=seat.region is not None)


def seats_of_parties(agreements):
    """Return ``{agreement: [Seat]}``, None for a party nobody can place. One query."""
    parties = Party.objects.filter(agreement__in=_ids(agreements)).order_by("pk")
    seats = defaultdict(list)
    for party in parties.select_related("agreement", "place", "organisation__place"):
        seats[party.agreement].append(Seat.of_party(party))
    return seats


def seats_of_sides(visits):
    """Return ``{visit: {side: {Seat}}}`` of those who send or receive it. One query."""
    sides = VisitSide.objects.filter(visit__in=_ids(visits)).order_by("pk")
    seats = defaultdict(lambda: defaultdict(set))
    for side in sides.select_related("visit", "place"):
        seats[side.visit][side.side].add(Seat.of(side.place))
    return seats


def seats_of_stops(visits):
    """Return ``{visit: {Seat}}`` of where it stops. One query."""
    stops = Stop.objects.filter(visit__in=_ids(visits)).order_by("pk")
    seats = defaultdict(set)
    for stop in stops.select_related("visit", "place"):
        seats[stop.visit].add(Seat.of(stop.place))
    return seats


def _ids(records):
    return records.order_by().values("pk")
