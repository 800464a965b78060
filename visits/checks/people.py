"""Who would have to be in two places, or where they are not yet or no longer."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from visits.checks.finding import Finding, Weight


def two_places(plan):
    """Find the items at one time that the same people, or the same responsible person, are at."""
    for one, other in plan.overlapping:
        if shared := one.units & other.units:
            yield _in_two_places(plan, one, other, shared)
        elif _same_responsible(one, other):
            yield _responsible_twice(one, other)


def _in_two_places(plan, one, other, shared):
    words = {"item": one.item.title, "other": other.item.title}
    names = plan.names_of(shared)
    if names:
        words["who"] = ", ".join(names)
        text = _("%(who)s: at the same time at “%(item)s” and at “%(other)s”.") % words
    else:
        text = _("The delegation is at the same time at “%(item)s” and at “%(other)s”.") % words
    return Finding("two_places", Weight.CLASH, text, other.item.day, other.item)


def _same_responsible(one, other):
    same = one.item.responsible_id and one.item.responsible_id == other.item.responsible_id
    return same and one.item.venue_id != other.item.venue_id


def _responsible_twice(one, other):
    text = _("%(who)s is responsible for “%(item)s” and “%(other)s” at the same time.") % {
        "who": one.item.responsible,
        "item": one.item.title,
        "other": other.item.title,
    }
    return Finding("two_places", Weight.CLASH, text, other.item.day, other.item)


def not_there(plan):
    """Find the items for a group on a day before it arrives or after it has left."""
    for timed in plan.timed:
        for group in timed.item.groups.all():
            if not group.is_there_on(timed.item.day):
                yield _group_not_there(timed, group)


def _group_not_there(timed, group):
    has_left = group.last_day is not None and timed.item.day > group.last_day
    day = group.last_day if has_left else group.first_day
    words = {"group": group.title, "day": date_format(day, "DATE_FORMAT")}
    text = _("“%(group)s” leaves on %(day)s.") if has_left else _("“%(group)s” arrives on %(day)s.")
    return Finding("not_there", Weight.CLASH, text % words, timed.item.day, timed.item)
