"""Where something was signed and nobody came, and where somebody came and nothing is signed.

The pairs are a region of a host country and a region of the home country, or a region of one with
the other country as a whole. What lies below a region, and an organisation there, counts towards
the region. All is read in a fixed number of queries; the rest is arithmetic of sets.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import product

from cooperation.models import Agreement
from portal.seats import seats_of_parties, seats_of_sides, seats_of_stops
from regions.models import Place
from visits.models import Visit, VisitSide


class Visited(StrEnum):
    """Whether a held visit went from one side of a pair to the other."""

    YES = "yes"
    COUNTRY_ONLY = "country_only"
    NONE_RECORDED = "none"


@dataclass
class Cell:
    """A pair: what ties it, which visits are known to join it, which perhaps do."""

    host: Place
    home: Place
    ties: dict = field(default_factory=dict)  # agreement -> whether only below the region
    visits: list = field(default_factory=list)
    perhaps: list = field(default_factory=list)

    @property
    def visited(self):
        if self.visits:
            return Visited.YES
        return Visited.COUNTRY_ONLY if self.perhaps else Visited.NONE_RECORDED

    @property
    def is_regional(self):
        """Whether both sides are regions, neither a whole country."""
        return self.host.country_id is not None and self.home.country_id is not None

    @property
    def below_only(self):
        """Whether all that ties it are cities, districts or organisations."""
        return bool(self.ties) and all(self.ties.values())

    @property
    def agreements(self):
        return sorted(self.ties, key=_signing_day, reverse=True)

    @property
    def no_delegation(self):
        """Whether visits joined it, but never a delegation: embassy trips, meetings, sessions."""
        return bool(self.visits) and not any(v.counts_as_delegation for v in self.visits)

    @property
    def latest_visit(self):
        return max(self.visits, key=_visiting_day)

    @property
    def possible_visits(self):
        return sorted(self.perhaps, key=_visiting_day, reverse=True)

    @property
    def further_visits(self):
        return len(self.visits) - 1

    @property
    def since(self):
        """The date of the first agreement whose date is known, as it is known."""
        dates = [_signing_date(agreement) for agreement in self.ties]
        return min((when for when in dates if when.latest), key=lambda d: d.latest, default=None)


def _signing_date(agreement):
    return agreement.signed or agreement.in_force_from


def _signing_day(agreement):
    when = _signing_date(agreement)
    return (when.latest is not None, when.latest or 0, agreement.pk)


def _visiting_day(visit):
    return (visit.start.latest is not None, visit.start.latest or 0, visit.pk)


class Ties:
    """What ``user`` may know of agreements and held visits, by the seats they join."""

    def __init__(self, user):
        self._agreements = Agreement.objects.visible_to(user).concluded()
        self._visits = Visit.objects.visible_to(user).real().held()

    @cached_property
    def agreements(self):
        """Agreement -> seats of its parties, None for one that can not be placed."""
        return seats_of_parties(self._agreements)

    @cached_property
    def visits(self):
        """Visit -> side -> seats of those who send or receive it."""
        return seats_of_sides(self._visits)

    @cached_property
    def stops(self):
        """Visit -> seats of its stops."""
        return seats_of_stops(self._visits)

    def unplaced(self):
        """Return the agreements with a party of which nobody knows yet where it is."""
        return [agreement for agreement, seats in self.agreements.items() if None in seats]


class Matrix:
    """All pairs of one host country and the home country."""

    def __init__(self, host, home, regions, ties):
        self.host, self.home = host, home
        self.columns = [host, *(r for r in regions if r.country_id == host.pk)]
        self.rows = [home, *(r for r in regions if r.country_id == home.pk)]
        self.cells = {
            (column.pk, row.pk): Cell(column, row)
            for column, row in product(self.columns, self.rows)
        }
        for agreement, seats in ties.agreements.items():
            self._tie(agreement, seats)
        for visit, sides in ties.visits.items():
            self._visit(visit, sides, ties.stops[visit])

    def _tie(self, agreement, seats):
        ours, theirs = self._in(self.host, seats), self._in(self.home, seats)
        for one, other in product(ours, theirs):
            levels = product(one.units().items(), other.units().items())
            for (unit, below), (other_unit, other_below) in levels:
                for cell in self._cell(unit, other_unit):
                    is_below = below or other_below
                    cell.ties[agreement] = is_below and cell.ties.get(agreement, True)

    def _visit(self, visit, sides, stops):
        """Note the visit in the pairs it joins, each way it went."""
        senders, hosts = sides[VisitSide.Side.SENDING], sides[VisitSide.Side.RECEIVING]
        for country, other in ((self.host, self.home), (self.home, self.host)):
            guests = {unit for seat in self._in(other, senders) for unit in seat.units()}
            regions = {seat.region for seat in self._in(country, stops) if seat.region}
            if regions:
                self._note("visits", visit, {country.pk, *regions}, guests)
            elif self._in(country, stops) or self._in(country, hosts):
                self._note("visits", visit, {country.pk}, guests)
                self._note("perhaps", visit, self._regions_of(country), guests)

    def _note(self, name, visit, places, guests):
        for place, guest in product(places, guests):
            for cell in self._cell(place, guest):
                noted = getattr(cell, name)
                # One that went both ways is still one.
                if visit not in noted:
                    noted.append(visit)

    def _cell(self, one, other):
        """Return the cell of the two, whichever is the host, as a list; empty for none."""
        keys = ((one, other), (other, one))
        return [self.cells[key] for key in keys if key in self.cells]

    def _in(self, country, seats):
        return [seat for seat in seats if seat is not None and seat.country == country.pk]

    def _regions_of(self, country):
        line = self.columns if country == self.host else self.rows
        return {place.pk for place in line[1:]}

    def table(self):
        """Return the rows of the matrix: the home place and its cells in the order of columns."""
        return [
            {"place": row, "cells": [self.cells[column.pk, row.pk] for column in self.columns]}
            for row in self.rows
        ]

    def pairs(self):
        """Return all cells but that of the two countries, regional pairs first."""
        cells = [
            cell for cell in self.cells.values() if cell.host.country_id or cell.home.country_id
        ]
        return sorted(cells, key=lambda c: (not c.is_regional, c.below_only, *_names(c)))

    def signed_never_visited(self):
        return [cell for cell in self.pairs() if cell.ties and cell.visited != Visited.YES]

    def visited_nothing_signed(self):
        return [cell for cell in self.pairs() if not cell.ties and cell.visited == Visited.YES]


def _names(cell):
    return str(cell.home.name), str(cell.host.name)


def matrices(user, mission):
    """Return a Matrix for each host country of the mission, and the ties they show."""
    ties = Ties(user)
    if mission is None:
        return [], ties
    hosts = list(mission.hosts.all())
    inside = Place.objects.regional().filter(parent__in=[mission.home, *hosts])
    regions = sorted(inside, key=lambda place: str(place.name))
    return [Matrix(host, mission.home, regions, ties) for host in hosts], ties
