"""Rooms that are taken, and ways that take longer than there is time."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visits.checks.finding import Finding, Weight
from visits.models import ProgrammeItem

KINDS = ProgrammeItem.Kind
# What needs a room to itself; a transfer or an hour of free time does not.
NEEDS_A_ROOM = {KINDS.MEETING, KINDS.TALKS, KINDS.SIGNING, KINDS.RECEPTION, KINDS.PRESS}


def takes_the_room_of(item, other):
    """Tell whether two items need one room; without a room named, the venue is one."""
    same = item.venue_id is not None and item.venue_id == other.venue_id
    same_room = item.room.strip().casefold() == other.room.strip().casefold()
    return same and same_room and {item.kind, other.kind} <= NEEDS_A_ROOM


def room_taken(plan):
    """Find the items of the visit that need one room at one time for different people."""
    for one, other in plan.overlapping:
        if takes_the_room_of(one.item, other.item) and not one.units & other.units:
            words = {"venue": room_of(other.item), "item": one.item.title}
            text = _("%(venue)s is taken by “%(item)s” at this time.") % words
            yield Finding("room_taken", Weight.CLASH, text, other.item.day, other.item)


def room_of(item):
    return f"{item.venue}, {item.room}" if item.room else str(item.venue)


def travel(plan):
    """Find the ways between two items, and the transfers, that take longer than is planned.

    A way that is not known is asked for once, where it is gone first.
    """
    asked = set()
    for finding in sorted(_ways(plan), key=lambda one: one.item.starts_utc):
        way = frozenset(finding.pair)
        if finding.weight != Weight.GAP or way not in asked:
            yield finding
        asked.add(way)


def _ways(plan):
    for (one, other), units in plan.steps.items():
        if one.overlaps(other) or other.from_venue is None or one.to_venue is None:
            continue
        free = int((other.start - one.end).total_seconds() // 60)
        yield from _way(plan, one.to_venue, other.from_venue, free, other.item, units)
    for timed in plan.timed:
        if timed.item.arrival_venue and timed.item.venue and timed.has_end:
            planned = int((timed.end - timed.start).total_seconds() // 60)
            units = timed.units
            yield from _way(
                plan, timed.item.venue, timed.item.arrival_venue, planned, timed.item, units
            )


def _way(plan, start, goal, free, item, units):
    """Say what is wrong with so many minutes for a way; the same minutes are enough."""
    travel = plan.travel_times.between(start, goal)
    words = {"start": str(start), "goal": str(goal)}
    if travel.minutes is None:
        text = _("%(start)s → %(goal)s: how long the way takes is not known.") % words
        yield Finding("travel", Weight.GAP, text, item.day, item, pair=(start, goal))
    elif travel.minutes > free:
        text = _too_short(words, free, travel)
        names = plan.names_of(units)
        text = f"{', '.join(names)}: {text}" if names else text
        yield Finding("travel", _weight(travel), text, item.day, item, pair=(start, goal))


def _weight(travel):
    return Weight.DOUBT if travel.is_estimate else Weight.CLASH


def _too_short(words, free, travel):
    pattern = (
        _("%(start)s → %(goal)s: planned %(planned)s, by the map about %(takes)s (estimate).")
        if travel.is_estimate
        else _("%(start)s → %(goal)s: planned %(planned)s, the way takes %(takes)s.")
    )
    return pattern % {**words, "planned": _minutes(free), "takes": _minutes(travel.minutes)}


def _minutes(count):
    return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}
