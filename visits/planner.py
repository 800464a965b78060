"""The weeks of a month, or one week, with the visits and the days off of every day."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from common.partial_dates import FIRST_YEAR, LAST_YEAR
from common.public_holidays import days_off, working_weekends

SATURDAY = 5
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class DayOfVisit:
    """One day of a visit: the ``number``-th of ``count``."""

    visit: object
    number: int
    count: int


@dataclass
class PlannerDay:
    """``closed`` are rows of country and name: where offices are closed, and why."""

    day: date
    is_in_month: bool
    is_today: bool
    closed: list
    worked: list
    visits: list = field(default_factory=list)
    items: list = field(default_factory=list)

    @property
    def is_weekend(self):
        return self.day.weekday() >= SATURDAY

    @property
    def is_empty(self):
        return not (self.visits or self.closed or self.worked)


def month_of(day):
    """Return the first and the last day of the weeks that hold the month of a day."""
    first = day.replace(day=1)
    return _monday(first), _monday(_next_month(first) - timedelta(days=1)) + timedelta(days=6)


def week_of(day):
    return _monday(day), _monday(day) + timedelta(days=6)


def months_beside(day):
    """Return the first days of the month before and the one after, None beyond the calendar."""
    first = day.replace(day=1)
    return _kept((first - timedelta(days=1)).replace(day=1)), _kept(_next_month(first))


def weeks_beside(day):
    return _kept(_monday(day) - WEEK), _kept(_monday(day) + WEEK)


def _monday(day):
    return day - timedelta(days=day.weekday())


def _next_month(first):
    return (first + timedelta(days=31)).replace(day=1)


def _kept(day):
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


class Planner:
    """The days from first to last with what takes place on them, in two queries and three more.

    ``visits`` are those that may be shown; ``countries`` are those whose days off matter.
    """

    def __init__(self, visits, countries, first, last, month=None):
        found = visits.between_dates(first, last).with_places().newest_first()
        surely, perhaps = [], []
        for visit in found:
            (surely if visit.start.precision == "day" else perhaps).append(visit)
        # Of these only a month or a longer time is known; they are on no day of the calendar.
        self.undated = perhaps
        self.days = [self._day(day, countries, month) for day in _days(first, last)]
        by_day = {one.day: one for one in self.days}
        for visit in reversed(surely):
            for number, day in enumerate(_days(visit.start_earliest, _end_of(visit)), start=1):
                if day in by_day:
                    by_day[day].visits.append(DayOfVisit(visit, number, _length(visit)))

    def _day(self, day, countries, month):
        closed = [(country, off[day].name) for country in countries if (off := _off(country, day))]
        worked = [
            country for country in countries if day in working_weekends(country.code, day, day)
        ]
        is_in_month = month is None or day.month == month
        return PlannerDay(day, is_in_month, day == timezone.localdate(), closed, worked)

    @property
    def weeks(self):
        """The days, seven by seven."""
        return [self.days[start : start + 7] for start in range(0, len(self.days), 7)]

    def with_items(self, items):
        """Add the programme items of these days to them, by hour."""
        by_day = {one.day: one for one in self.days}
        items = items.filter(day__range=(self.days[0].day, self.days[-1].day))
        for item in items.select_related("visit", "venue").in_order():
            by_day[item.day].items.append(item)
        return self


def _off(country, day):
    return days_off(country.code, day, day)


def _days(first, last):
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _end_of(visit):
    return max(visit.start_earliest, visit.end_earliest or visit.start_earliest)


def _length(visit):
    return (_end_of(visit) - visit.start_earliest).days + 1
