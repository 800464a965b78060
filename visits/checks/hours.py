"""Days off, hours at which nobody is there, and days without time to eat."""

from datetime import datetime, time, timedelta

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from common.public_holidays import days_off, is_weekend, working_weekends
from visits.checks.finding import Finding, Weight
from visits.models import ProgrammeItem

KINDS = ProgrammeItem.Kind
OFFICIAL = {KINDS.MEETING, KINDS.TALKS, KINDS.SIGNING, KINDS.SITE_VISIT, KINDS.PRESS}
OFFICE_OPENS, OFFICE_CLOSES = time(8), time(20)
DAY_BEGINS, DAY_ENDS = time(6), time(23, 30)
# Whoever is busy from before noon until after three has to eat in between.
LUNCH_FROM, LUNCH_UNTIL = time(12), time(15)
TIME_TO_EAT = timedelta(minutes=45)
SHORTEST_MEAL = timedelta(minutes=30)
A_DAY = timedelta(days=1)
WITH_FOOD = {KINDS.MEAL, KINDS.RECEPTION}


def holidays(plan):
    """Find the days on which offices are closed where the visit is, or in the home country."""
    for day, timed in plan.days.items():
        there = {_country(one.item.venue) for one in timed if one.item.venue} - {None}
        for country in sorted(plan.countries | there, key=str):
            yield from _day_off(day, country, is_there=country in there)


def _country(venue):
    place = venue.place
    return place if place.kind == place.Kind.COUNTRY else place.country


def _day_off(day, country, is_there):
    words = {"country": country.name}
    off = days_off(country.code, day, day).get(day)
    if off is not None:
        words["holiday"] = off.name
        text = _("%(country)s: %(holiday)s, offices are closed.") % words
    elif is_weekend(day) and working_weekends(country.code, day, day):
        text = _("%(country)s: a working day, moved here from a weekday.") % words
    elif is_weekend(day) and is_there:
        text = _("%(country)s: a weekend, offices are closed.") % words
    else:
        return
    yield Finding("holidays", Weight.DOUBT, text, day)


def outside_hours(plan):
    """Find what guests are to do when its venue is closed, or when nobody works or wakes."""
    for timed in plan.timed:
        if text := _at_a_bad_hour(timed):
            yield Finding("outside_hours", Weight.DOUBT, text, timed.item.day, timed.item)


def _at_a_bad_hour(timed):
    item = timed.item
    is_for_guests = item.audience == ProgrammeItem.Audience.GUEST
    if not is_for_guests or item.kind in (KINDS.TRANSFER, KINDS.FREE_TIME):
        return ""
    venue = item.venue
    if venue and venue.opens and venue.closes and not _within(timed, venue.opens, venue.closes):
        words = {"venue": str(venue), "hours": _hours(venue.opens, venue.closes)}
        return _("%(venue)s is open %(hours)s.") % words
    official = item.kind in OFFICIAL
    hours = (OFFICE_OPENS, OFFICE_CLOSES) if official else (DAY_BEGINS, DAY_ENDS)
    if (venue and venue.opens and venue.closes) or _within(timed, *hours):
        return ""
    return _("Outside the usual hours, %(hours)s.") % {"hours": _hours(*hours)}


def _within(timed, opens, closes):
    """Tell whether it begins and ends in one opening, which may go on over midnight."""
    start, end = _wall(timed.opens), _wall(timed.closes)
    opened = datetime.combine(start.date(), opens)
    if opened > start:
        opened -= A_DAY
    closed = datetime.combine(opened.date(), closes)
    if closed <= opened:
        closed += A_DAY
    return end <= closed


def _hours(opens, closes):
    return f"{time_format(opens)}–{time_format(closes)}"


def meals(plan):
    """Find the meals that are too short, and the days without time for one at noon."""
    for timed in plan.timed:
        is_meal = timed.item.kind == KINDS.MEAL and timed.has_end
        if is_meal and timed.end - timed.start < SHORTEST_MEAL:
            text = _("Less than half an hour to eat.")
            yield Finding("meals", Weight.DOUBT, text, timed.item.day, timed.item)
    for day, timed in plan.days.items():
        hungry = {unit for unit in plan.units if _has_no_lunch(day, _of_unit(timed, unit))}
        if hungry:
            yield _no_lunch(plan, day, hungry)


def _of_unit(timed, unit):
    return [one for one in timed if unit in one.units and one.item.kind != KINDS.FREE_TIME]


def _has_no_lunch(day, timed):
    """Tell whether these items leave no time to eat at noon, on the clocks they go by."""
    if any(one.item.kind in WITH_FOOD and _at_noon(one) for one in timed):
        return False
    busy = sorted((_wall(one.opens), _wall(one.closes)) for one in timed)
    first, last = datetime.combine(day, LUNCH_FROM), datetime.combine(day, LUNCH_UNTIL)
    if not any(start < first for start, _end in busy) or not any(end > last for _s, end in busy):
        return False
    return _longest_gap(busy, first, last) < TIME_TO_EAT


def _at_noon(timed):
    return timed.opens.time() < LUNCH_UNTIL and timed.closes.time() > LUNCH_FROM


def _wall(moment):
    return moment.replace(tzinfo=None, fold=0)


def _longest_gap(busy, first, last):
    """Return the longest time between first and last in which nothing takes place."""
    free, longest = first, timedelta(0)
    for start, end in busy:
        longest = max(longest, min(start, last) - free)
        free = max(free, end)
    return max(longest, last - free)


def _no_lunch(plan, day, units):
    names = plan.names_of(units)
    hours = _hours(LUNCH_FROM, LUNCH_UNTIL)
    if names:
        words = {"who": ", ".join(names), "hours": hours}
        text = _("%(who)s: no time to eat between %(hours)s.") % words
    else:
        text = _("No time to eat between %(hours)s.") % {"hours": hours}
    return Finding("meals", Weight.DOUBT, text, day)
