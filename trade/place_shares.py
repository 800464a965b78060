"""Who trades a product most: regions of a country, or the partners of a reporter."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from django.utils.translation import gettext as _

from common import charts, formats
from regions.models import Place
from trade.answers import Answer
from trade.chart_values import (
    SCALE,
    TONES,
    change_of,
    newest_of,
    publishers_of,
    value_of,
)
from trade.growth import Growth, compare, year_before
from trade.models import Flow
from trade.residuals import residual
from trade.shares import SharedRows, ranked, share_value

MOST = 15


@dataclass(frozen=True)
class PlaceRow:
    """One place with its amount and change; ``share`` and ``rank`` as in trade.shares."""

    place: Place
    growth: Growth
    share: object = None
    rank: int | None = None

    @property
    def answer(self):
        return self.growth.now


@dataclass(frozen=True)
class PlaceShares(SharedRows):
    """The places of which something is told, largest first; ``total`` is that of all of them."""

    title: str
    flow: Flow
    rows: tuple
    total: Answer
    slug: str
    address: tuple
    link: Callable

    def __bool__(self):
        return any(row.answer for row in self.rows)

    @property
    def first_rows(self):
        """The largest; all of them are in the file."""
        return self.rows[:MOST]

    @property
    def left_out(self):
        return len(self.rows) - len(self.first_rows)

    @cached_property
    def residual(self):
        return residual(self.total, [row.answer for row in self.rows])

    @property
    def part(self):
        unit = formats.unit_label(self.currency, SCALE)
        answers = [row.answer for row in self.rows]
        bars = [charts.Row(str(row.place.short_name), self._value(row)) for row in self.first_rows]
        return charts.ChartPart(
            slug=self.slug,
            title=self.title,
            subtitle=unit,
            chart=partial(charts.bar_list, self.title, bars, tone=TONES[self.flow]),
            table=self._table(unit),
            source=publishers_of(answers),
            as_of=newest_of(answers),
            address=self.address,
        )

    def _value(self, row):
        return value_of(row.answer, self.currency, self.link(row.place))

    def _table(self, unit):
        amounts = [self._value(row) for row in self.rows]
        shares = [share_value(row.share) for row in self.rows]
        changes = [change_of(row.growth) for row in self.rows]
        series = [
            charts.Series(unit, "accent", amounts, formats.unit_label(self.currency)),
            charts.Series(_("Share of what is disclosed"), "accent", shares),
            charts.Series(_("Change in a year"), "accent", changes),
        ]
        labels = [str(row.place.name) for row in self.rows]
        return charts.series_table(self.title, _("Place"), labels, series)


def place_shares(title, flow, keys, total, figures, window, *, slug, address, link):
    """Return the PlaceShares of ``keys``, ``{place: Key}``, from a KnownFigures."""
    answers = figures.over(keys.values(), [window, *filter(None, [year_before(window)])])
    rows = [_row(place, answers[key], window) for place, key in keys.items()]
    told = ranked([row for row in rows if row.answer.is_told])
    ordered = tuple(sorted(told, key=_by_amount))
    return PlaceShares(title, flow, ordered, total, slug, address, link)


def _row(place, answers, window):
    return PlaceRow(place, compare(answers[window], answers.get(year_before(window))))


def _by_amount(row):
    return not row.answer, -(row.answer.value or 0), str(row.place.name)
