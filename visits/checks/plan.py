"""A programme as the checks look at it: what happens when, and who has to be there."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import pairwise

from django.db.models import Prefetch, Q

from regions.models import Mission
from visits.clock import UTC
from visits.models import ProgrammeItem, Stop, Visit, VisitSide
from visits.models.programme import on_the_clock
from visits.travel import TravelTimes

PLACES = ("venue__place__country", "arrival_venue__place__country")


@dataclass(frozen=True)
class Timed:
    """An item with its moments: ``opens`` and ``closes`` on its clocks, the others in UTC.

    Where no end is planned it is over as soon as it begins.
    """

    item: ProgrammeItem
    opens: datetime
    closes: datetime
    units: frozenset

    @cached_property
    def start(self):
        return self.opens.astimezone(UTC)

    @cached_property
    def end(self):
        return self.closes.astimezone(UTC)

    @property
    def has_end(self):
        return self.item.ends is not None

    @property
    def from_venue(self):
        return self.item.venue

    @property
    def to_venue(self):
        """Where it leaves those who take part."""
        return self.item.arrival_venue or self.item.venue

    def overlaps(self, other):
        """Tell whether both happen at one time; one that only begins as the other ends does not."""
        if self.start == other.start:
            return True
        first, second = (self, other) if self.start < other.start else (other, self)
        return second.start < first.end


class Plan:
    """The items of a visit in order, and the units of its delegation.

    A unit is what always goes together: a group, a delegate for whom an item is meant by name, or
    "" for everybody else of the sending side. An item for nobody in particular is for all units
    that are there on the day; an internal one for nobody in particular is for none.
    """

    def __init__(self, visit, user):
        self.visit = visit
        self.user = user
        self.groups = {group.pk: group for group in visit.groups.all()}
        self.delegates = {one.pk: one for one in visit.delegates.with_names()}
        items = visit.programme_items.in_order().with_venues().select_related(*PLACES)
        rows = on_the_clock(items.prefetch_related("groups", "delegates__person"), visit.zone)
        self._named = {one.pk for item, *_ends in rows for one in item.delegates.all()}
        self.timed = [self._timed(*row) for row in rows]

    def _timed(self, item, start, end):
        return Timed(item, start, end or start, self._units_of(item))

    def _units_of(self, item):
        groups, delegates = item.groups.all(), item.delegates.all()
        if groups or delegates:
            chosen = {("group", group.pk) for group in groups}
            chosen |= {self._unit_of(one.pk) for one in delegates}
            chosen |= self._named_of({group.pk for group in groups})
            return frozenset(chosen)
        if item.audience == ProgrammeItem.Audience.INTERNAL:
            return frozenset()
        return frozenset(unit for unit in self.units if self._is_there(unit, item.day))

    def _unit_of(self, delegate):
        return ("delegate", delegate)

    def _named_of(self, groups):
        """Return the delegates of the groups whom some item names: they go with their group."""
        members = (self.delegates[pk] for pk in self._named if pk in self.delegates)
        return {self._unit_of(one.pk) for one in members if one.group_id in groups}

    @cached_property
    def units(self):
        """All units of the sending side."""
        sending = VisitSide.Side.SENDING
        groups = {("group", pk) for pk, group in self.groups.items() if group.side == sending}
        named = {
            self._unit_of(pk)
            for pk in self._named
            if pk in self.delegates and self.delegates[pk].side == sending
        }
        return frozenset({("rest", 0)} | groups | named)

    def _is_there(self, unit, day):
        group = self.group_of(unit)
        return group is None or group.is_there_on(day)

    def group_of(self, unit):
        """Return the group a unit is or belongs to, None for none."""
        kind, pk = unit
        if kind == "delegate":
            pk = self.delegates[pk].group_id
        return self.groups.get(pk) if kind != "rest" else None

    def name_of(self, unit):
        """Return how a unit is called, "" for the delegation as a whole."""
        kind, pk = unit
        if kind == "group":
            return self.groups[pk].title
        return self.delegates[pk].name if kind == "delegate" else ""

    def names_of(self, units):
        """Return the names of units in the order of the delegation; [] for the whole of it."""
        if ("rest", 0) in units:
            return []
        groups = [("group", pk) for pk in self.groups]
        single = [("delegate", pk) for pk, one in self.delegates.items() if not _is_in(one, units)]
        return [self.name_of(unit) for unit in groups + single if unit in units]

    @cached_property
    def overlapping(self):
        """Pairs of items that happen at one time, each pair once, in order."""
        return [
            (one, other)
            for index, one in enumerate(self.timed)
            for other in self.timed[index + 1 :]
            if one.overlaps(other)
        ]

    @cached_property
    def steps(self):
        """What follows upon what: (earlier, later) -> the units for which it does."""
        found = {}
        in_order = sorted(self.timed, key=lambda timed: (timed.start, timed.end))
        for unit in sorted(self.units | {u for timed in self.timed for u in timed.units}):
            own = [timed for timed in in_order if unit in timed.units]
            for pair in pairwise(own):
                found.setdefault(pair, set()).add(unit)
        return found

    @cached_property
    def travel_times(self):
        venues = {timed.item.venue for timed in self.timed}
        venues |= {timed.item.arrival_venue for timed in self.timed}
        return TravelTimes(venues - {None})

    @cached_property
    def days(self):
        """The days with items, in order, each with its items."""
        found = {}
        for timed in self.timed:
            found.setdefault(timed.item.day, []).append(timed)
        return found

    @cached_property
    def mission(self):
        return Mission.objects.current()

    @property
    def languages(self):
        """The languages the mission gives programmes out in."""
        return self.mission.languages.split(",") if self.mission else []

    @property
    def countries(self):
        """The countries whose days off matter wherever the visit is."""
        return set(self.mission.countries()) if self.mission else set()

    @cached_property
    def regions(self):
        return regions_of(self.visit.stops.select_related("place__region"))

    @cached_property
    def other_visits(self):
        """The other visits that surely take place on days of this one."""
        first, last = self.visit.start_earliest, self.visit.last_day
        if first is None or last is None:
            return []
        stops = Prefetch("stops", Stop.objects.select_related("place__region"))
        visits = self._others().between_dates(first, last).exclude(status__in=NOT_COMING)
        return list(visits.select_related("officer").prefetch_related(stops).newest_first())

    @cached_property
    def items_elsewhere(self):
        """The items of other visits, within the hours of this one, that need what it needs."""
        if not self.timed:
            return []
        first = min(timed.start for timed in self.timed)
        last = max(timed.end for timed in self.timed)
        items = ProgrammeItem.objects.filter(
            self._needs_the_same(),
            Q(ends_utc__gt=first) | Q(ends_utc__isnull=True, starts_utc__gte=first),
            visit__in=self._others().exclude(status__in=NOT_COMING).values("pk"),
            starts_utc__lte=last,
        )
        items = items.select_related("visit", "venue", "responsible").distinct()
        return list(items.prefetch_related("delegates__person").order_by("starts_utc", "pk"))

    def _needs_the_same(self):
        venues = {timed.item.venue_id for timed in self.timed} - {None}
        people = {timed.item.responsible_id for timed in self.timed} - {None}
        people |= {one.person_id for one in self.delegates.values()} - {None}
        named = Q(responsible__in=people) | Q(delegates__person__in=people)
        return named | Q(venue__in=venues)

    def _others(self):
        return Visit.objects.visible_to(self.user).real().exclude(pk=self.visit.pk)


# What does not take place needs no room and no officer.
NOT_COMING = (Visit.Status.CANCELLED, Visit.Status.POSTPONED)


def regions_of(stops):
    """Return the regions of the stops; a stop above all regions stands for itself."""
    return {stop.place.region or stop.place for stop in stops}


def timed_alone(item):
    """Return an item with its moments, whoever takes part in it."""
    return Timed(item, item.starts_utc, item.ends_utc or item.starts_utc, frozenset())


def _is_in(delegate, units):
    """Tell whether the group of the delegate is among the units, so that it speaks for both."""
    return ("group", delegate.group_id) in units
