"""Readers of statements and targets."""

from django.utils.translation import gettext as _

from common.models import Qualifier
from portal.facts import lookups as kinds
from portal.facts.reading import Reader, child, currency, one_amount, refreshed, saved
from trade.amounts import last_digit_worth
from trade.models import Flow, Measure, Statement, StatementGood, Target
from trade.services import derive_figure

ALL_GOODS = "TOTAL"
# Where low and high may differ: both ends of a range, or one of them for a bound.
BOUNDED = (Qualifier.RANGE, Qualifier.NEARLY, Qualifier.OVER)


def load_statement(line):
    qualifier = line.choice("qualifier", Qualifier, Qualifier.EXACT)
    _require_something_said(line, qualifier)
    statement = Statement(
        source=line.required_record("source", kinds.SOURCE),
        printed=line.required_text("printed"),
        said_by=line.record("said_by", kinds.PERSON),
        said_by_printed=line.text("said_by_printed"),
        reporter=line.required_record("reporter", kinds.PLACE),
        reporter_basis=line.choice("reporter_basis", Statement.Basis, "printed"),
        partner=line.required_record("partner", kinds.PLACE),
        flow=line.choice("flow", Flow),
        measure=line.choice("measure", Measure, Measure.GOODS),
        product=line.record("product", kinds.PRODUCT)
        or line.lookups.find(kinds.PRODUCT, ALL_GOODS),
        balance_side=line.choice("balance_side", Statement.BalanceSide, ""),
        disputed=line.flag("disputed"),
        note=line.text("note"),
        qualifier=qualifier,
        currency=currency(line),
        **_window(line),
        **_amounts(line, qualifier),
        **_growth(line),
    )
    saved(line, statement)
    _load_goods(line, statement)
    if statement.pk:
        derive_figure(statement)
    return refreshed(statement)


def _require_something_said(line, qualifier):
    says = any(line.raw(name) not in (None, [], {}) for name in ("amount", "growth", "goods"))
    if qualifier == Qualifier.EXACT and not says:
        line.refuse("amount", "", _("An amount is wanted, or growth, or goods that are named."))


def _window(line):
    window = line.window("window")
    default = Statement.WindowBasis.PRINTED if window else Statement.WindowBasis.NONE
    return {
        "window_start": window and window.start,
        "window_end": window and window.end,
        "window_basis": line.choice("window_basis", Statement.WindowBasis, default),
        "window_printed": line.text("window_printed"),
    }


def _amounts(line, qualifier):
    """Return the columns of the amount: a bound alone where only a bound is stated."""
    amount = line.amount()
    low, high = amount.low, amount.high
    if low != high and qualifier not in BOUNDED and "qualifier" not in line.refused:
        line.refuse("qualifier", str(qualifier), _("Two amounts need the qualifier “range”."))
    if qualifier == Qualifier.NEARLY:
        low = None
    if qualifier == Qualifier.OVER:
        high = None
    rounding = amount.rounding_unit
    if qualifier == Qualifier.ABOUT and low is not None and line.raw("rounding_unit") is None:
        rounding = last_digit_worth(low)
    return {"amount_low": low, "amount_high": high, "rounding_unit": rounding}


def _growth(line):
    growth = line.part("growth")
    if growth is None:
        return {}
    value, base = growth.decimal("value"), growth.window("base")
    return {
        "growth_kind": growth.choice("kind", Statement.Growth) or "",
        "growth_value": value,
        "growth_decimals": max(0, -value.as_tuple().exponent) if value is not None else 0,
        "growth_qualifier": growth.choice("qualifier", Qualifier, Qualifier.EXACT),
        "growth_printed": growth.text("printed"),
        "base_start": base and base.start,
        "base_end": base and base.end,
    }


def _load_goods(line, statement):
    for row in line.lines("goods"):
        flow = row.choice("flow", Flow)
        printed = row.words("printed")
        for position, product in enumerate(row.records("products", kinds.PRODUCT)):
            child(
                row,
                StatementGood(
                    statement=statement,
                    flow=flow,
                    position=position + 1,
                    product=product,
                    printed=printed[position] if position < len(printed) else "",
                ),
                "statement",
            )


def load_target(line):
    (amount, rounding_unit), window = one_amount(line), line.window("window")
    target = Target(
        source=line.required_record("source", kinds.SOURCE),
        reporter=line.required_record("reporter", kinds.PLACE),
        partner=line.required_record("partner", kinds.PLACE),
        flow=line.choice("flow", Flow, Flow.TURNOVER),
        measure=line.choice("measure", Measure, Measure.GOODS),
        amount=amount,
        rounding_unit=rounding_unit,
        currency=currency(line),
        qualifier=line.choice("qualifier", Qualifier, Qualifier.EXACT),
        window_start=window and window.start,
        window_end=window and window.end,
        declared_by=line.record("declared_by", kinds.PERSON),
        declared_by_printed=line.text("declared_by_printed"),
        printed=line.text("printed"),
        **line.date("declared"),
    )
    return saved(line, target)


READERS = {"statement": Reader(Statement, load_statement), "target": Reader(Target, load_target)}
