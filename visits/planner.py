"""The weeks of a month, or one week, with the visits and the days off of every day."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from common.partial_dates import FIRST_YEAR, LAST_YEAR
from common.public_holidays import days_off, is_weekend, working_weekends

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
        return is_weekend(self.day)

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
        off = [(country, days_off(country.code, first, last)) for country in countries]
        worked = [(country, working_weekends(country.code, first, last)) for country in countries]
        self.days = [_planner_day(day, off, worked, month) for day in _days(first, last)]
        for visit in reversed(surely):
            self._add(visit)

    def _add(self, visit):
        """Put the visit on those of its days that are shown."""
        start, end = visit.start_earliest, _end_of(visit)
        count = (end - start).days + 1
        for one in self.days:
            if start <= one.day <= end:
                one.visits.append(DayOfVisit(visit, (one.day - start).days + 1, count))

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


def _planner_day(day, off, worked, month):
    """Return the day without its visits; ``off`` and ``worked`` are pairs of country and days."""
    return PlannerDay(
        day,
        is_in_month=month is None or day.month == month,
        is_today=day == timezone.localdate(),
        closed=[(country, days[day].name) for country, days in off if day in days],
        worked=[country for country, days in worked if day in days],
    )


def _days(first, last):
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _end_of(visit):
    return max(visit.start_earliest, visit.end_earliest or visit.start_earliest)
