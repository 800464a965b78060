"""What a person typed of a statement, read into the columns of the record."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from common.models import Qualifier
from common.window_reading import read_window
from trade.amounts import find_amounts, last_digit_worth, read_amount, read_ratio
from trade.models import Flow, Statement

MOST_GROWTH = 10**6
LEAST_RATE = -100
MOST_DECIMALS = 3


class Unreadable(Exception):
    """Something typed that can not be read: in which field, and why, in words."""

    def __init__(self, field, message):
        super().__init__(message)
        self.field, self.message = field, message


def window_columns(period, basis):
    """Return the columns of the months; a "?" marks their year as inferred."""
    if not period:
        none = Statement.WindowBasis.NONE
        return {"window_start": None, "window_end": None, "window_basis": none}
    window, inferred = _reading("period", read_window, period)
    if basis in ("", Statement.WindowBasis.NONE):
        basis = Statement.WindowBasis.PRINTED
    if inferred and basis == Statement.WindowBasis.PRINTED:
        basis = Statement.WindowBasis.YEAR_INFERRED
    return {"window_start": window.start, "window_end": window.end, "window_basis": basis}


def amount_columns(typed):
    """Return the columns of the amount: only the bound that is known where it is a bound.

    ``typed`` has qualifier, amount, amount_to, unit, printed, flow and balance_side.
    """
    qualifier = typed["qualifier"]
    if qualifier == Qualifier.GROWTH_ONLY:
        if typed["amount"]:
            raise Unreadable("qualifier", _("An amount is given: say how firmly it is stated."))
        return {"amount_low": None, "amount_high": None, "rounding_unit": 1}
    amounts = _amounts(typed)
    low, high = amounts[0].value, amounts[-1].value
    if qualifier == Qualifier.RANGE and low >= high:
        raise Unreadable("amount_to", _("The second amount must be the larger one."))
    rounding = min(amount.rounding_unit for amount in amounts)
    if qualifier == Qualifier.ABOUT:
        rounding = last_digit_worth(low)
    return {
        "amount_low": None if qualifier == Qualifier.NEARLY else abs(low),
        "amount_high": None if qualifier == Qualifier.OVER else abs(high),
        "rounding_unit": rounding,
        "balance_side": _balance_side(typed, low),
    }


def growth_columns(kind, text, qualifier, base):
    """Return the columns of growth as printed; ``base`` is the window it compares with, or None."""
    if not kind and text:
        raise Unreadable("growth_kind", _("Say whether the number is a rate, an index or times."))
    if not kind:
        return {"growth_value": None, "growth_decimals": 0, "base_start": None, "base_end": None}
    if not text:
        raise Unreadable("growth", _("Write the number, or choose that no growth is stated."))
    value = _reading("growth", read_ratio, text)
    _refuse_impossible(kind, value)
    return {
        "growth_value": value,
        "growth_decimals": _decimals(value),
        "growth_qualifier": qualifier or Qualifier.EXACT,
        "base_start": base and base.start,
        "base_end": base and base.end,
    }


def _reading(field, read, *args):
    try:
        return read(*args)
    except ValueError as error:
        raise Unreadable(field, error.args[0]) from error


def _amounts(typed):
    """Return the one amount, or the two of a range, as typed or else as the words have them."""
    in_words = find_amounts(typed["printed"])
    wanted = 2 if typed["qualifier"] == Qualifier.RANGE else 1
    if typed["amount"]:
        names = ("amount", "amount_to")[:wanted]
        return [_amount(name, typed, in_words) for name in names]
    if len(in_words) == wanted:
        return in_words
    raise Unreadable(
        "amount",
        _("Write the amount, for example 22.4: it can not be read from the words.")
        if wanted == 1
        else _("Write both amounts of the range: they can not be read from the words."),
    )


def _amount(name, typed, in_words):
    """Return the amount in one field, in the unit chosen, else in that of the words."""
    if not typed[name]:
        raise Unreadable(name, _("Write the second amount of the range."))
    unit = int(typed["unit"]) if typed["unit"] else None
    amount = _reading(name, read_amount, typed[name], unit)
    if amount.factor is None:
        amount = amount.counted_in(_factor_in_words(amount, in_words))
    return amount


def _factor_in_words(amount, in_words):
    for said in in_words:
        if said.number == abs(amount.number):
            return said.factor or 1
    raise Unreadable("unit", _("Choose the unit: the words do not say it for this number."))


def _balance_side(typed, value):
    """Return the side of a balance; a minus means a deficit, and nothing else goes below zero."""
    if value >= 0:
        return typed["balance_side"]
    if typed["flow"] != Flow.BALANCE:
        raise Unreadable("amount", _("Only a balance can be less than nothing."))
    return Statement.BalanceSide.DEFICIT


def _refuse_impossible(kind, value):
    least = LEAST_RATE if kind == Statement.Growth.RATE else 0
    if value < least:
        raise Unreadable("growth", _("Trade can not fall by more than all of it."))
    if abs(value) >= MOST_GROWTH or _decimals(value) > MOST_DECIMALS:
        raise Unreadable("growth", _("Write the growth with three decimals at most."))


def _decimals(value):
    return max(0, -Decimal(value).as_tuple().exponent)
