"""A few rows of a file as figures: kept with its import, and put into words for the reader."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from common.formats import money
from common.periods import Window
from regions.models import Place
from trade.importers import loading
from trade.models import Flow, Measure, Product, State

# The columns of a row: those that ``checking`` stages, without the series.
LINE, REPORTER, PARTNER, PRODUCT, FLOW, MEASURE, START, END, STATE, VALUE, *BEFORE = range(12)


def samples_of(found):
    """Return samples of a Staged file as JSON: ``added`` and ``changed`` rows, ``new_products``.

    The rows of ``changed`` end with the state and the amount that stand until now.
    """
    samples = loading.samples(found.stage, found.target, found.counts)
    return {
        "new_products": new_products(found.reader),
        **{name: [_as_json(row) for row in rows] for name, rows in samples.items()},
    }


def new_products(reader):
    """Return the codes that the file names for the first time, by the number of their rows."""
    new = reader.resolvers["product"].new
    return {str(number): code for number, (_edition, code) in new.items()}


def _as_json(row):
    amounts = (VALUE, BEFORE[-1])
    return [
        str(cell) if position in amounts and cell is not None else cell
        for position, cell in enumerate(row)
    ]


@dataclass(frozen=True)
class Shown:
    """A figure in the reader's words; ``before`` is the amount it replaces, "" for a new one."""

    line: int
    reporter: Any
    partner: Any
    goods: str
    flow: Flow
    window: Window
    amount: str
    before: str = ""

    @property
    def flow_name(self):
        return self.flow.name.lower()


def in_words(rows, *, currency, rounding_unit, new_products):
    """Return each row as Shown, in three queries at most."""
    places = Place.objects.in_bulk({row[n] for row in rows for n in (REPORTER, PARTNER)})
    products = Product.objects.in_bulk({row[PRODUCT] for row in rows if row[PRODUCT] > 0})

    def amount(state, value):
        if value in (None, ""):
            return State(state).label
        return money(value, currency, rounding_unit)

    def goods(row):
        if row[MEASURE] != Measure.GOODS:
            return Measure(row[MEASURE]).label
        if row[PRODUCT] in products:
            return str(products[row[PRODUCT]].name)
        return _("%(code)s, new here") % {"code": new_products.get(str(row[PRODUCT]), "")}

    return [
        Shown(
            line=row[LINE],
            reporter=places.get(row[REPORTER], ""),
            partner=places.get(row[PARTNER], ""),
            goods=goods(row),
            flow=Flow(row[FLOW]),
            window=Window(row[START], row[END]),
            amount=amount(row[STATE], row[VALUE]),
            before=amount(*(row[n] for n in BEFORE)) if len(row) > max(BEFORE) else "",
        )
        for row in rows
    ]
