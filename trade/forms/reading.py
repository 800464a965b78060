"""What a person typed of a statement, read into the columns of the record."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from common.models import Qualifier
from common.window_reading import read_window
from trade.amounts import find_amounts, find_range, last_digit_worth, read_amount, read_ratio
from trade.forms.words import (
    LIMIT,
    ROUBLES,
    balance_side_in,
    currencies_in,
    flows_in,
    part_qualifier,
    qualifier_in,
)
from trade.models import Flow, Statement

# The first is meant where no currency is named.
CURRENCIES = ("USD", "EUR", "RUB", "BYN", "KZT")
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


def flow_columns(typed):
    """Return the flow chosen, else the only one that the words name, else turnover."""
    if typed["flow"]:
        return {"flow": typed["flow"]}
    named = flows_in(typed["printed"])
    if len(named) > 1:
        names = ", ".join(str(flow.label) for flow in named)
        message = _("The words name several flows (%(names)s): choose the flow.")
        raise Unreadable("flow", message % {"names": names})
    return {"flow": named[0] if named else Flow.TURNOVER}


def currency_columns(typed):
    """Return the currency chosen, else the one that the amount or else the words name."""
    if typed["currency"]:
        return {"currency": typed["currency"]}
    amounts = f"{typed['amount']} {typed['amount_to']}"
    named = currencies_in(amounts) or currencies_in(typed["printed"])
    if ROUBLES in named:
        raise Unreadable("currency", _("Russian or Belarusian roubles? Choose the currency."))
    if len(named) > 1 or not named <= set(CURRENCIES):
        message = _("The words name several currencies, or one not listed here: choose it.")
        raise Unreadable("currency", message)
    return {"currency": next(iter(named), CURRENCIES[0])}


def amount_columns(typed):
    """Return the columns of the amount: only the bound that is known where it is a bound.

    ``typed`` has qualifier ("" for that of the words), amount, amount_to, unit, printed, flow,
    balance_side, and whether goods or growth are stated.
    """
    in_words = find_amounts(typed["printed"])
    if _states_no_amount(typed, in_words):
        return _no_amount(typed)
    in_amount, text = part_qualifier(typed["amount"])
    typed = typed | {"amount": text, "range": _range_typed(typed)}
    qualifier = typed["qualifier"] or _qualifier(typed, in_amount, in_words)
    amounts = _amounts(typed | {"qualifier": qualifier}, in_words)
    low, high = amounts[0].value, amounts[-1].value
    if qualifier == Qualifier.RANGE and low >= high:
        raise Unreadable("amount_to", _("The second amount must be the larger one."))
    rounding = min(amount.rounding_unit for amount in amounts)
    if qualifier == Qualifier.ABOUT:
        rounding = last_digit_worth(low)
    return {
        "qualifier": qualifier,
        "amount_low": None if qualifier == Qualifier.NEARLY else abs(low),
        "amount_high": None if qualifier == Qualifier.OVER else abs(high),
        "rounding_unit": rounding,
        "balance_side": _balance_side(typed, low),
    }


def _states_no_amount(typed, in_words):
    """Whether only growth or goods are stated; "exact" without any of them lacks its amount."""
    if typed["qualifier"] == Qualifier.GROWTH_ONLY:
        return True
    says_more = typed["has_goods"] or typed["has_growth"]
    may_lack = typed["qualifier"] in ("", Qualifier.EXACT) and says_more
    return may_lack and not (typed["amount"] or typed["amount_to"] or in_words)


def _no_amount(typed):
    qualifier = typed["qualifier"]
    if qualifier == Qualifier.GROWTH_ONLY and typed["amount"]:
        raise Unreadable("qualifier", _("An amount is given: say how firmly it is stated."))
    if not qualifier:
        qualifier = Qualifier.GROWTH_ONLY if typed["has_growth"] else Qualifier.EXACT
    return {
        "qualifier": qualifier,
        "amount_low": None,
        "amount_high": None,
        "rounding_unit": 1,
    }


def _range_typed(typed):
    """Return both ends of a range that stands in the field of the amount alone, or None."""
    if not typed["amount"] or typed["amount_to"]:
        return None
    return find_range(typed["amount"], _unit(typed))


def _qualifier(typed, in_amount, in_words):
    """Return how firmly the amount is stated, as the words beside it have it; else exact."""
    if typed["amount_to"] or typed["range"]:
        return Qualifier.RANGE
    if not typed["amount"] and len(in_words) == 2 and find_range(typed["printed"]):
        return Qualifier.RANGE
    found = in_amount or qualifier_in(typed["printed"], _number(typed))
    if found == LIMIT:
        message = _("The words set only an upper limit: choose how firmly the amount is stated.")
        raise Unreadable("qualifier", message)
    return found or Qualifier.EXACT


def _number(typed):
    """Return the number that was typed, None where the words alone say it."""
    if not typed["amount"]:
        return None
    return _reading("amount", read_amount, typed["amount"], _unit(typed)).number


def _unit(typed):
    return int(typed["unit"]) if typed["unit"] else None


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


def _amounts(typed, in_words):
    """Return the one amount, or the two of a range, as typed or else as the words have them."""
    wanted = 2 if typed["qualifier"] == Qualifier.RANGE else 1
    if wanted == 2 and typed["range"]:
        return typed["range"]
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
    amount = _reading(name, read_amount, typed[name], _unit(typed))
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
    if value >= 0 and typed["flow"] == Flow.BALANCE:
        return typed["balance_side"] or balance_side_in(typed["printed"])
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
