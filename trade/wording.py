"""Trade in words: amounts with their "more than" and "nearly", and whose trade it is."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import formats
from common.models import Qualifier
from trade.arithmetic import Parts


def stated_amount(stated, scale=None):
    """Return the amount of a statement in words, "" where it states none.

    "$22.4 million", "nearly $180 million"; with a ``scale`` such as 1000000 only the digits,
    "nearly 180", for a table whose heading says the unit.
    """
    if stated.qualifier == Qualifier.RANGE and scale is None and _has_both_ends(stated):
        return _range(stated)
    low, high = (
        _in_digits(stated, stated.amount_low, scale),
        _in_digits(stated, stated.amount_high, scale),
    )
    return qualified(stated.qualifier, low, high)


def qualified(qualifier, low, high):
    """Put a qualifier into words around the two ends, of which one may be "".

    The ends may be amounts or rates of growth in words.
    """
    patterns = {
        Qualifier.EXACT: "%(low)s",
        Qualifier.ABOUT: _("about %(low)s"),
        Qualifier.NEARLY: _("nearly %(high)s"),
        Qualifier.OVER: _("more than %(low)s"),
        Qualifier.RANGE: _("%(low)s to %(high)s"),
    }
    if not (low or high) or qualifier not in patterns:
        return ""
    return patterns[qualifier] % {"low": low or high, "high": high or low}


def trade_of(flow_name, reporter, partner):
    """Return whose trade with whom in words: "export of Belarus to Kazakhstan".

    ``flow_name`` is the name of a Flow in lower case.
    """
    patterns = {
        "export": _("export of %(reporter)s to %(partner)s"),
        "import": _("import of %(reporter)s from %(partner)s"),
        "turnover": _("turnover of %(reporter)s with %(partner)s"),
        "balance": _("balance of %(reporter)s with %(partner)s"),
    }
    return patterns[flow_name] % {"reporter": reporter, "partner": partner}


def _has_both_ends(stated):
    return None not in (stated.amount_low, stated.amount_high) and stated.amount_low >= 0


def _range(stated):
    ends = (stated.amount_low, stated.amount_high)
    return formats.money_range(
        ends, stated.currency, stated.rounding_unit, _("%(low)s to %(high)s")
    )


def _in_digits(stated, value, scale):
    if value is None:
        return ""
    if scale is None:
        return formats.money(value, stated.currency, stated.rounding_unit)
    return formats.amount(value, stated.rounding_unit, scale)


def sum_words(row):
    """Return what a sum of parts was made of: "sum of 95 chapters of goods; 2 not disclosed"."""
    summed = row.summed
    words = _of_parts(summed.parts, summed.figures) % {"number": formats.number(summed.figures, 0)}
    if not summed.not_disclosed:
        return words
    silent = ngettext(
        "%(parts)s; %(number)s not disclosed",
        "%(parts)s; %(number)s not disclosed",
        summed.not_disclosed,
    )
    return silent % {"parts": words, "number": formats.number(summed.not_disclosed, 0)}


def _of_parts(parts, number):
    if parts == Parts.CHAPTERS:
        return ngettext(
            "sum of %(number)s stated chapter of goods",
            "sum of %(number)s stated chapters of goods",
            number,
        )
    if parts == Parts.PARTNERS:
        return ngettext(
            "sum of %(number)s stated partner", "sum of %(number)s stated partners", number
        )
    return ngettext(
        "sum of %(number)s stated figure of chapters of goods and partners",
        "sum of %(number)s stated figures of chapters of goods and partners",
        number,
    )


def sum_address(row):
    """Return the address of the list of the figures among which the parts of a sum are."""
    names = ("reporter", "partner", "product")
    asked = {name: code for name, code in zip(names, row.summed.codes, strict=True) if code}
    asked |= {"flow": int(row.key.flow), "measure": int(row.key.measure), "window": row.window}
    return f"{reverse('trade:figures')}?{urlencode(asked)}"
