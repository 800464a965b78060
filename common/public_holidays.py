"""Days off and moved working days of a country, as the package ``holidays`` knows them."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import holidays
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# What the package calls the days of the countries it is asked for, for the catalogues.
NAMES = (
    gettext_noop("New Year's Day"),
    gettext_noop("Orthodox Christmas Day"),
    gettext_noop("Orthodox Christmas"),
    gettext_noop("Catholic Christmas Day"),
    gettext_noop("Catholic Easter"),
    gettext_noop("Orthodox Easter"),
    gettext_noop("Women's Day"),
    gettext_noop("International Women's Day"),
    gettext_noop("Nowruz Holiday"),
    gettext_noop("Labor Day"),
    gettext_noop("Kazakhstan's People Solidarity Holiday"),
    gettext_noop("Defender of the Fatherland Day"),
    gettext_noop("Victory Day"),
    gettext_noop("Radunitsa (Day of Rejoicing)"),
    gettext_noop("Eid al-Adha"),
    gettext_noop("Independence Day of the Republic of Belarus (Day of the Republic)"),
    gettext_noop("Independence Day"),
    gettext_noop("Capital Day"),
    gettext_noop("Constitution Day"),
    gettext_noop("Republic Day"),
    gettext_noop("October Revolution Day"),
    gettext_noop("First President Day"),
    gettext_noop("Dzyady (All Souls' Day)"),
)
OBSERVED, ESTIMATED = " (observed)", " (estimated)"
MOVED = re.compile(r"Day off \(substituted from (\d\d)/(\d\d)/(\d{4})\)")

SATURDAY = 5


def is_weekend(day):
    return day.weekday() >= SATURDAY


@dataclass(frozen=True)
class DayOff:
    """A day on which offices are closed; ``moved_from`` is the day worked for it instead."""

    day: date
    english: str
    is_observed: bool = False
    is_estimated: bool = False
    moved_from: date | None = None

    @property
    def name(self):
        if self.moved_from:
            return _("day off for %(day)s") % {"day": date_format(self.moved_from, "DATE_FORMAT")}
        name = _(self.english)
        if self.is_estimated:
            return _("%(holiday)s (expected)") % {"holiday": name}
        return _("%(holiday)s (day off instead)") % {"holiday": name} if self.is_observed else name


def days_off(country, first, last):
    """Return the days off from first to last by date; a day may have several, joined in its name.

    Empty for a country the package does not know, and for years it does not.
    """
    return {
        day: found
        for year in range(first.year, last.year + 1)
        for day, found in sorted(_of_year(country, year)[0].items())
        if first <= day <= last
    }


def working_weekends(country, first, last):
    """Return the Saturdays and Sundays on which offices are open instead of another day."""
    return {
        day
        for year in range(first.year, last.year + 1)
        for day in _of_year(country, year)[1]
        if first <= day <= last
    }


@lru_cache(maxsize=256)
def _of_year(country, year):
    try:
        # Days moved over New Year are told by the year they are moved from.
        calendar = holidays.country_holidays(country, years=[year, year + 1], language="en_US")
    except NotImplementedError:
        return {}, frozenset()
    found = {day: _read(day, names) for day, names in calendar.items() if day.year == year}
    workdays = getattr(calendar, "weekend_workdays", ())
    return found, frozenset(day for day in workdays if day.year == year)


def _read(day, names):
    """Read the first of the names; what stands after it adds nothing to a day that is off."""
    name = names.split("; ")[0]
    if moved := MOVED.fullmatch(name):
        month, number, year = map(int, moved.groups())
        return DayOff(day, "Day off", moved_from=date(year, month, number))
    is_observed, is_estimated = name.endswith(OBSERVED), name.endswith(ESTIMATED)
    english = name.removesuffix(OBSERVED).removesuffix(ESTIMATED)
    return DayOff(day, english, is_observed=is_observed, is_estimated=is_estimated)
