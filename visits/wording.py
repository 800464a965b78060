"""Sentences on a visit that no single field holds."""

from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from visits.models import Visit, VisitSide

# What those on each side are called together.
SIDES = {
    VisitSide.Side.SENDING: _("The delegation"),
    VisitSide.Side.RECEIVING: _("The receiving side"),
}

# How many visits, as people say it: "two or three more visits".
NUMBERS = {
    1: pgettext_lazy("number of visits", "one"),
    2: pgettext_lazy("number of visits", "two"),
    3: pgettext_lazy("number of visits", "three"),
    4: pgettext_lazy("number of visits", "four"),
    5: pgettext_lazy("number of visits", "five"),
    6: pgettext_lazy("number of visits", "six"),
    7: pgettext_lazy("number of visits", "seven"),
    8: pgettext_lazy("number of visits", "eight"),
    9: pgettext_lazy("number of visits", "nine"),
    10: pgettext_lazy("number of visits", "ten"),
}

NOT_COUNTED = {
    Visit.Kind.WORKING_MEETING: _("A working meeting does not count as a delegation."),
    Visit.Kind.EMBASSY_TRIP: _("A trip of the embassy does not count as a delegation."),
    Visit.Kind.FORUM: _("A forum does not count as a delegation."),
    Visit.Kind.COMMISSION: _("A session of the commission does not count as a delegation."),
}


def why_not_counted(visit):
    """Return why the visit is no delegation in the counts, "" when it is one."""
    if visit.is_example:
        return _("This is an example: it shows how a programme looks and is counted nowhere.")
    return NOT_COUNTED.get(visit.kind, "")


def expected_number(visit):
    """Return "two or three more visits" as a sentence; "" when the visit is one visit."""
    low = visit.expected_low or visit.expected_high
    high = visit.expected_high or visit.expected_low
    if not high:
        return ""
    return ngettext(
        "This record stands for %(number)s more visit that is not named yet.",
        "This record stands for %(number)s more visits that are not named yet.",
        high,
    ) % {"number": _number(low, high)}


def _number(low, high):
    words = {"low": NUMBERS.get(low, low), "high": NUMBERS.get(high, high)}
    if low == high:
        return str(words["high"])
    if high == low + 1:
        return gettext("%(low)s or %(high)s") % words
    return gettext("%(low)s to %(high)s") % words


def yes_or_no(answer):
    return _("yes") if answer else _("no")
