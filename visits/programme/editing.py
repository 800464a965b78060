"""Acts on the items of a programme: shifting them, copying a day, copying another programme."""

from dataclasses import dataclass
from datetime import time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from common.bulk import create_rows
from common.search import fold
from visits.clock import later, on_wall
from visits.models import ProgrammeItem
from visits.models.programme import clock_before, settle_clocks

MOST_DAYS = 31
COPIED = [
    field.name
    for field in ProgrammeItem._meta.concrete_fields
    if field.editable and not field.primary_key and field.name not in ("visit", "day")
]


class CannotBeDone(Exception):
    """An act that would leave an item where it can not be; says in words which and why."""

    @classmethod
    def of(cls, item, error):
        words = {"item": item.title, "reason": " ".join(error.messages)}
        return cls(_("“%(item)s”: %(reason)s") % words)


def days_of(visit):
    """Return the days of the visit when the day it begins is known; none for a longer time."""
    first, last = visit.start_earliest, visit.last_day
    if first is None or last is None or first != visit.start_latest:
        return []
    count = (last - first).days + 1
    return [first + timedelta(days=n) for n in range(count)] if count <= MOST_DAYS else []


def planned_days(visit):
    """Return the days on which something is planned, in order."""
    days = visit.programme_items.order_by("day").values_list("day", flat=True)
    return list(days.distinct())


def clock_at_dawn(visit, day):
    """Return the zone of the clock that the visit goes by when the day begins."""
    first = ProgrammeItem(visit=visit, day=day, starts=time.min)
    return clock_before(first, visit)


def shift(timed, minutes):
    """Move items by so many minutes, or back if negative; they are not saved yet.

    ``timed`` are rows of item, start and end (``on_the_clock``). Time that passes is meant: over
    midnight the day changes, and on a day of 25 hours the clock shows an hour less. CannotBeDone
    for an item that would leave the days of its visit.
    """
    for item, start, end in timed:
        item.day, item.starts, item.starts_fold = _shifted(start, minutes)
        if end is not None:
            _day, item.ends, item.ends_fold = _shifted(end, minutes)
    _check([item for item, *_moments in timed])


def _shifted(when, minutes):
    return on_wall(later(when, timedelta(minutes=minutes), when.tzinfo))


def _check(items):
    for item in items:
        try:
            item.clean()
        except ValidationError as error:
            raise CannotBeDone.of(item, error) from None


@dataclass(frozen=True)
class Copied:
    """How many items were copied, how many of them without some of their people, and how many
    were left out.
    """

    items: int
    without_some: int = 0
    left_out: int = 0


@transaction.atomic
def copy_day(visit, source, target):
    """Copy the items of one day of the visit to another; CannotBeDone for a wrong time there."""
    items = list(_to_copy(visit).filter(day=source))
    copies = [_copy(item, visit, target) for item in items]
    _save(copies, visit)
    for item, copy in zip(items, copies, strict=True):
        _concern(copy, list(item.groups.all()), list(item.delegates.all()))
    return Copied(len(copies))


@transaction.atomic
def copy_programme(visit, earlier):
    """Copy the programme of an earlier visit, its first day to the first day, and so on.

    Groups and persons are found by their names; items of days that this visit does not have are
    left out.
    """
    days = _same_days(earlier, visit)
    planned = list(_to_copy(earlier))
    items = [item for item in planned if item.day in days]
    copies = [_copy(item, visit, days[item.day]) for item in items]
    _save(copies, visit)
    groups, delegates = _Names.of(visit.groups.all()), _Names.of(_delegates(visit))
    complete = [
        _concern(copy, groups.like(item.groups.all()), delegates.like(item.delegates.all()))
        for item, copy in zip(items, copies, strict=True)
        if item.groups.all() or item.delegates.all()
    ]
    return Copied(len(copies), complete.count(False), len(planned) - len(copies))


def _delegates(visit):
    return visit.delegates.with_names()


def _to_copy(visit):
    return visit.programme_items.in_order().with_venues().with_concerned()


def _same_days(earlier, visit):
    """Return day of the earlier programme -> the day of the visit that is as far from its first."""
    first = min([*days_of(earlier)[:1], *planned_days(earlier)[:1]], default=None)
    if first is None:
        return {}
    return {first + timedelta(days=n): day for n, day in enumerate(days_of(visit))}


def _copy(item, visit, day):
    return ProgrammeItem(visit=visit, day=day, **{name: getattr(item, name) for name in COPIED})


def _save(copies, visit):
    _check(copies)
    create_rows(copies)
    settle_clocks(visit)


def _concern(copy, groups, delegates):
    """Say for whom the copy is, as far as they are known; return whether all of them are."""
    copy.groups.add(*filter(None, groups))
    copy.delegates.add(*filter(None, delegates))
    return None not in [*groups, *delegates]


@dataclass(frozen=True)
class _Names:
    """Groups or delegates of a visit by what they are called."""

    records: dict

    @classmethod
    def of(cls, records):
        return cls({fold(str(record)): record for record in records})

    def like(self, others):
        """Return for each of the others the record of the same name, None for none."""
        return [self.records.get(fold(str(other))) for other in others]
