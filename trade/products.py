"""Trade by product: the chapters of goods of one pair, their shares, and what is not disclosed."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from common import charts, formats
from common.periods import Window
from trade.answers import Answer, Key, KnownFigures, figures_over, sources_of
from trade.chart_values import (
    SCALE,
    TONES,
    change_of,
    main_currency,
    newest_of,
    publishers_of,
    value_of,
)
from trade.growth import Growth, compare, year_before
from trade.models import Flow, Product
from trade.overview import Pair
from trade.reference import EDITION
from trade.residuals import Residual, residual
from trade.shares import SharedRows, ranked, share_value
from trade.wording import trade_of

FIRST = 3
MOST_FIRST = 5


@dataclass(frozen=True)
class GoodsRow:
    """One product: its amount, its change in a year, its part of all that is disclosed.

    ``share`` and ``rank`` are None where the amount is not of the figures that are added up.
    """

    product: Product
    growth: Growth
    pair: tuple
    share: Decimal | None = None
    rank: int | None = None

    @property
    def answer(self):
        return self.growth.now

    @property
    def address(self):
        return product_address(self.product, self.pair, self.answer.window)

    @property
    def label(self):
        return product_label(self.product)


@dataclass(frozen=True)
class Section:
    """Chapters under the section they belong to; ``product`` is None for all of them."""

    product: Product | None
    rows: tuple

    @property
    def counted(self):
        return [row for row in self.rows if row.share is not None]

    @property
    def value(self):
        return sum(row.answer.value for row in self.counted) if self.counted else None

    @property
    def rounding_unit(self):
        return max(row.answer.rounding_unit for row in self.counted)

    @property
    def currency(self):
        return main_currency(row.answer for row in self.counted)

    @property
    def share(self):
        return sum(row.share for row in self.counted) if self.counted else None


@dataclass(frozen=True)
class Goods(SharedRows):
    """The goods of one flow for one window; ``rows`` are of one level of the nomenclature.

    ``window`` is None and ``rows`` empty where nothing is known. ``silent`` are the products no
    source says anything of. ``slug`` names the chart, ``address`` the URL of its files.
    """

    pair: Pair
    flow: Flow
    window: Window | None
    order: str
    total: Answer | None = None
    rows: tuple = ()
    silent: tuple = ()
    address: tuple = ("trade:products_chart",)
    whole: Product | None = None

    def __bool__(self):
        return bool(self.rows)

    @property
    def subject(self):
        return trade_of(self.flow.name.lower(), self.pair.reporter.name, self.pair.partner.name)

    @property
    def window_label(self):
        return formats.window_label(self.window)

    @property
    def others(self):
        """The rows with an amount of another source or currency, which have no share."""
        return [row for row in self.rows if row.answer and row.share is None]

    @property
    def number(self):
        return len(self.rows) + len(self.silent)

    @cached_property
    def residual(self) -> Residual | None:
        """What the stated total has beside its parts, None where there is no such total."""
        return residual(self.total, [row.answer for row in [*self.rows, *self.silent]])

    @property
    def sections(self):
        """The rows in their order, by code under their sections."""
        if self.order != "code" or self.whole is not None:
            return [Section(None, self.rows)]
        found = {}
        for row in self.rows:
            found.setdefault(row.product.parent, []).append(row)
        return [Section(section, tuple(rows)) for section, rows in found.items()]

    @property
    def first_share(self):
        """The share of the largest three, None where shares are not known."""
        shares = [row.share for row in self.counted[:FIRST]]
        return sum(shares) if shares else None

    @property
    def concentration(self):
        """The Herfindahl-Hirschman index of the shares: from near 0 to 10,000 for one product."""
        if not self.counted:
            return None
        return sum((100 * row.share) ** 2 for row in self.counted)

    @property
    def sources(self):
        answers = [*[row.answer for row in self.rows], self.total]
        return sources_of(filter(None, answers))

    @property
    def first(self):
        """The largest few, for a page of something else."""
        return self.counted[:MOST_FIRST]

    @property
    def all_of_them(self):
        """The address of the page of all goods of the flow."""
        return products_address(self.pair, self.window, flow=self.flow.name.lower())

    @property
    def title(self):
        words = {"subject": self.subject, "window": self.window_label}
        if self.whole is not None:
            words["goods"] = product_label(self.whole)
            return _("Parts of %(goods)s: %(subject)s, %(window)s") % words
        return _("Goods: %(subject)s, %(window)s") % words

    @property
    def part(self):
        """The treemap with its table, None where no amount is known."""
        if not self.counted:
            return None
        unit = formats.unit_label(self.currency, SCALE)
        answers = [row.answer for row in self.counted]
        return charts.ChartPart(
            slug="goods",
            title=self.title,
            subtitle=unit,
            chart=partial(
                charts.treemap,
                self.title,
                self._marks,
                tone=TONES[self.flow],
                amount_label=lambda value: formats.amount(value, self.rounding_unit, SCALE),
            ),
            table=self._table(unit),
            source=publishers_of(answers),
            as_of=newest_of(answers),
            width=charts.WIDE,
            address=self.address,
        )

    @property
    def _marks(self):
        """Every counted product, and what is not disclosed as an outline."""
        marks = [charts.Row(row.label, self._value(row)) for row in self.counted]
        return [*marks, *[charts.Row(_("Not disclosed"), value) for value in self._rest if value]]

    def _value(self, row):
        return value_of(row.answer, self.currency, row.address)

    @property
    def _rest(self):
        left = self.residual
        if left is None or not left.value:
            return []
        words = formats.amount(left.value, left.rounding_unit, SCALE)
        return [charts.Value(left.value, words, note=_("total less its parts"))]

    def _table(self, unit):
        labels = [row.label for row in self.rows]
        empty = charts.Value(None, "–")
        columns = [
            (unit, formats.unit_label(self.currency), [self._value(row) for row in self.rows]),
            (_("Share of what is disclosed"), "", [share_value(row.share) for row in self.rows]),
            (_("Change in a year"), "", [change_of(row.growth) for row in self.rows]),
            (_("Rank"), "", [_rank(row.rank) for row in self.rows]),
        ]
        for value in self._rest:
            labels.append(_("Not disclosed"))
            for place, (_label, _unit, values) in enumerate(columns):
                values.append(empty if place else value)
        series = [
            charts.Series(label, "accent", values, in_files) for label, in_files, values in columns
        ]
        return charts.series_table(self.title, _("Goods"), labels, series)


def _rank(rank):
    return charts.Value(None, "–") if rank is None else charts.Value(rank, str(rank))


def all_chapters():
    """Return the chapters with their sections, in the order of their codes; one query."""
    return list(Product.objects.chapters().select_related("parent").order_by("code"))


def goods_of(pair, flow, window, order, chapters):
    """Return the Goods by chapter; two queries, none where the window is None."""
    if window is None:
        return Goods(pair, flow, window, order)
    keys = {chapter: Key.of(*pair, flow, chapter) for chapter in chapters}
    total = Key.of(*pair, flow)
    answers = figures_over([total, *keys.values()], with_year_before(window))
    return goods_from(pair, flow, window, answers, keys, answers[total][window], order)


def first_goods(pair, window, said):
    """Return the Goods by chapter of export and of import, without growth; two queries.

    ``said`` are statements, among which all of the pair are.
    """
    if window is None:
        return ()
    chapters = all_chapters()
    keys = {
        flow: {chapter: Key.of(*pair, flow, chapter) for chapter in chapters}
        for flow in (Flow.EXPORT, Flow.IMPORT)
    }
    every = [key for of_flow in keys.values() for key in of_flow.values()]
    answers = KnownFigures(every, said, [window]).over(every, [window])
    goods = (
        goods_from(pair, flow, window, answers, of_flow, Answer(Key.of(*pair, flow), window))
        for flow, of_flow in keys.items()
    )
    return tuple(one for one in goods if one.counted)


def goods_from(pair, flow, window, answers, keys, total, order="amount", **further):
    """Return the Goods of ``keys``, ``{product: Key}``, from answers of the window and the year
    before; ``total`` is the answer for all of them together.
    """
    earlier = year_before(window)
    rows = [
        GoodsRow(product, compare(answers[key][window], answers[key].get(earlier)), pair)
        for product, key in keys.items()
    ]
    told = ranked([row for row in rows if row.answer.is_told])
    silent = tuple(row for row in rows if not row.answer.is_told)
    ordered = tuple(sorted(told, key=_ORDERS[order]))
    return Goods(pair, flow, window, order, total, ordered, silent, **further)


def with_year_before(window):
    return [each for each in (window, year_before(window)) if each]


def _by_amount(row):
    return not row.answer, -(row.answer.value or 0), row.product.code


def _by_growth(row):
    return not row.growth, -(row.growth.rate or 0), row.product.code


def _by_code(row):
    return row.product.code


_ORDERS = {"amount": _by_amount, "growth": _by_growth, "code": _by_code}


def product_label(product):
    """Return the product as it is known in lists: "85 Electrical machinery"."""
    name = str(product.name)
    return name if name == product.code else f"{product.code} {name}"


def product_code(product):
    """Return what stands in the address of a product: its code, with another edition than now."""
    if product.level <= Product.CHAPTER or product.edition in ("", EDITION):
        return product.code
    return f"{product.code}-{product.edition}"


def product_address(product, pair, window=None):
    """Return the address of the page of a product for the pair and months."""
    address = reverse("trade:product", args=[product_code(product)])
    return f"{address}?{urlencode(_asked(pair, window))}"


def products_address(pair, window=None, **further):
    """Return the address of the goods of the pair for these months."""
    return f"{reverse('trade:products')}?{urlencode(_asked(pair, window) | further)}"


def _asked(pair, window):
    asked = {"reporter": pair.reporter.code, "partner": pair.partner.code}
    return asked | ({"window": window} if window else {})
