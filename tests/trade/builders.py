"""Figures of one pair written as in a table: amounts in millions, months as text."""

from datetime import date
from decimal import Decimal

from common.periods import Window
from tests.factories import (
    BatchFactory,
    CountryFactory,
    DatasetFactory,
    PlaceFactory,
    ProductFactory,
    SourceFactory,
    StatementFactory,
    TradeFigureFactory,
)
from trade.answers import Key
from trade.models import Flow
from trade.services import derive_figure

FLOWS = {
    "export": Flow.EXPORT,
    "import": Flow.IMPORT,
    "turnover": Flow.TURNOVER,
    "balance": Flow.BALANCE,
}


class Pair:
    """A reporter and its partner, with all goods; rows are ``export 2018-01/2018-07 22.3``."""

    def __init__(self, reporter=None, partner=None):
        self.reporter = reporter or PlaceFactory()
        self.partner = partner or CountryFactory()
        self.goods = ProductFactory()
        self.batch = BatchFactory()

    def key(self, flow):
        return Key.of(self.reporter, self.partner, FLOWS[flow])

    def all_flows(self):
        return [self.key(flow) for flow in FLOWS]

    def mirrored(self):
        return Pair(self.partner, self.reporter)

    def figures(self, rows, dataset=None, vintage="2019-01-01", **fields):
        """Record the rows as figures of one dataset and vintage; return them in order."""
        common = {
            "reporter": self.reporter,
            "partner": self.partner,
            "product": self.goods,
            "batch": self.batch,
            "dataset": dataset or DatasetFactory(),
            "vintage": date.fromisoformat(vintage),
        }
        return [TradeFigureFactory(**{**common, **_columns(row), **fields}) for row in rows]

    def statement(self, row, source=None, derive=True, **fields):
        """Record what a source says and derive its figure."""
        columns = _columns(row)
        value = columns.pop("value")
        values = {"amount_low": value, "amount_high": value, "printed": f"${row}", **columns}
        statement = StatementFactory(
            reporter=self.reporter,
            partner=self.partner,
            product=self.goods,
            source=source or SourceFactory(),
            **{**values, **fields},
        )
        if derive:
            derive_figure(statement)
        return statement


def _columns(row):
    flow, months, amount = row.split()
    value, unit = millions(amount)
    return {
        "flow": FLOWS[flow],
        "window": Window.parse(months),
        "value": value,
        "rounding_unit": unit,
    }


def millions(text):
    """Return the amount and the worth of its last printed digit: 22.4 is (22400000, 100000)."""
    decimals = len(text.partition(".")[2])
    return Decimal(text) * 1_000_000, 10 ** (6 - decimals)
