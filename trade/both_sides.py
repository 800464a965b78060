"""One flow as both countries count it, side by side: reported, or implied where one is silent."""

from dataclasses import dataclass

from common.models import Qualifier
from common.periods import Window
from trade.growth import PrintedGrowth
from trade.mirror import mirror_keys, mirror_rows
from trade.models import Flow, Measure, Product
from trade.windows import offered


@dataclass(frozen=True)
class BothSides:
    """The rows for one window; ``others`` are the further windows that both sides tell of."""

    window: Window
    rows: tuple
    others: tuple


def windows_of_both(pair, known_windows, statements):
    """Return the windows for which both sides report or imply an amount, newest first."""
    sides = [
        known_windows.get(side.ids, set()) | implied_windows(side, statements)
        for side in (pair, pair.turned())
    ]
    return offered(sides[0] & sides[1])


def both_sides(pair, window, others, answers):
    """Return the BothSides of the window; one query, for what is implied."""
    keys = mirror_keys(pair)
    told = {key: answers[key][window] for ends in keys.values() for key in ends}
    rows = mirror_rows(keys, told, window)
    rows.sort(key=lambda row: row.flow != Flow.TURNOVER)
    return BothSides(window, tuple(rows), tuple(w for w in others if w != window))


def implied_windows(pair, statements):
    """Return the windows of all goods of which a later amount and its growth tell the amount."""
    return {PrintedGrowth.of(said).base_window for said in statements if _implies(pair, said)}


def _implies(pair, said):
    """Whether the statement and its growth tell an amount of the months it compares with."""
    if (said.reporter_id, said.partner_id) != pair.ids or not said.growth_kind:
        return False
    exact = said.qualifier == said.growth_qualifier == Qualifier.EXACT
    goods = said.measure == Measure.GOODS
    everything = said.product.nomenclature == Product.Nomenclature.TOTAL
    base = PrintedGrowth.of(said).base_window
    equal = said.window and base and base.length == said.window.length
    return bool(exact and goods and everything and equal and said.amount_low is not None)
