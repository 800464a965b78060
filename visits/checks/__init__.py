"""Checks of a programme: they warn and never block, each with its reason and the way to it."""

from datetime import date

from visits.checks import gaps, hours, others, people, places
from visits.checks.plan import Plan

CHECKS = [
    people.two_places,
    people.not_there,
    places.room_taken,
    others.elsewhere,
    places.travel,
    hours.meals,
    hours.outside_hours,
    hours.holidays,
    others.other_visits,
    gaps.no_venue,
    gaps.nobody_responsible,
    gaps.untranslated,
]


def findings_of(visit, user):
    """Return what the checks find, by day and hour; what is of no day comes first.

    ``user`` reads it: what other visits they may not know of need is left out. The
    queries are as many for one item as for hundreds.
    """
    plan = Plan(visit, user)
    order = {timed.item: number for number, timed in enumerate(plan.timed)}
    found = [finding for check in CHECKS for finding in check(plan)]
    return sorted(found, key=lambda one: (one.day or date.min, *_place(one, order)))


def _place(finding, order):
    return order.get(finding.item, -1), finding.weight
