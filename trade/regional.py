"""Trade by region of the reporting country, for months of which a region's amount is known."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from common import charts, formats
from common.periods import Window
from regions.models import Place
from trade.answers import Answer, Key
from trade.arithmetic import Method, combine
from trade.chart_values import (
    SCALE,
    change_of,
    main_currency,
    newest_of,
    publishers_of,
    said_instead,
    value_of,
)
from trade.growth import Growth, compare, year_before
from trade.models import Flow
from trade.residuals import Residual, residual
from trade.shares import ranked


@dataclass(frozen=True)
class RegionRow:
    """A region with its turnover now and a year before.

    ``share`` and ``rank`` are those among the regions that may be added up, ``rank_before`` the
    rank a year before; None where there is none.
    """

    place: Place
    growth: Growth
    country: Growth
    share: Decimal | None = None
    rank: int | None = None
    rank_before: int | None = None

    @property
    def answer(self):
        return self.growth.now

    @property
    def is_faster(self):
        """Whether it grew faster than the country; None where one growth is not known."""
        if not (self.growth and self.country) or self.growth.rate == self.country.rate:
            return None
        return self.growth.rate > self.country.rate

    @property
    def said_instead(self):
        return said_instead(self.answer)


@dataclass(frozen=True)
class Regional:
    """The regions of a country for one window: ``rows`` with an amount, largest first.

    ``missing`` are those without; ``country`` is the answer for all of it. ``together`` is what
    the regions add up to, None unless all are known from one body of figures.
    """

    window: Window
    rows: tuple
    missing: tuple
    country: Answer
    together: Decimal | None
    gap: Decimal | None
    agrees: bool
    title: str
    unit: str
    bars: tuple
    table: charts.Table
    residual: Residual | None

    @property
    def disclosed(self):
        """What the regions that may be added up come to: the base of the shares, None without."""
        counted = [row.answer.value for row in self.rows if row.share is not None]
        return sum(counted) if counted else None

    @property
    def part(self):
        answers = [row.answer for row in self.rows]
        return charts.ChartPart(
            slug="regions",
            title=self.title,
            subtitle=self.unit,
            chart=partial(charts.bar_list, self.title, self.bars, tone="turnover"),
            table=self.table,
            source=publishers_of(answers),
            as_of=newest_of(answers),
            address=("trade:overview_chart",),
        )

    @property
    def window_label(self):
        """The window in words, its year marked where no source of an amount prints it."""
        return _window_label(self.window, self.rows)

    @property
    def number(self):
        return len(self.rows) + len(self.missing)

    @property
    def rounding_unit(self):
        return self.country.rounding_unit if self.country else 1


def region_keys(pair, regions):
    """Return ``{place: Key}`` of the turnover of each region of the reporter."""
    own = [place for place in regions if place.country_id == pair.reporter.pk]
    return {place: Key.of(place, pair.partner, Flow.TURNOVER) for place in own}


def regional(pair, window, answers, keys):
    """Return the Regional for the window; ``answers`` hold those keys and the country's."""
    country_key = Key.of(pair.reporter, pair.partner, Flow.TURNOVER)
    rows = _rows(window, answers, keys, _growth(answers[country_key], window))
    known = sorted((row for row in rows if row.answer), key=lambda row: -row.answer.value)
    missing = sorted((row for row in rows if not row.answer), key=lambda row: str(row.place.name))
    country = answers[country_key][window]
    currency = main_currency(row.answer for row in known)
    title, unit = _title(pair, _window_label(window, known)), formats.unit_label(currency, SCALE)
    bars = [_bar(pair, row, window, currency) for row in known]
    return Regional(
        window=window,
        rows=tuple(known),
        missing=tuple(missing),
        country=country,
        **_together(known, missing, country),
        title=title,
        unit=unit,
        bars=tuple(bars),
        table=_table(title, known, bars, currency),
        residual=residual(country, [row.answer for row in rows]),
    )


def _rows(window, answers, keys, country):
    """Return a RegionRow of each place, those that may be added up ranked now and a year before."""
    rows = ranked(
        [RegionRow(place, _growth(answers[key], window), country) for place, key in keys.items()]
    )
    before = ranked(
        [
            replace(row, growth=Growth(row.growth.before, None), share=None, rank=None)
            for row in rows
            if row.growth.before
        ]
    )
    ranks = {row.place: row.rank for row in before}
    return [replace(row, rank_before=ranks.get(row.place)) for row in rows]


def _growth(answers, window):
    return compare(answers[window], answers.get(year_before(window)))


def _table(title, rows, bars, currency):
    columns = [
        (formats.unit_label(currency, SCALE), [bar.value for bar in bars]),
        (_("Share of what is disclosed"), [_number(row.share, formats.share) for row in rows]),
        (_("Rank"), [_number(row.rank, str) for row in rows]),
        (_("Rank a year before"), [_number(row.rank_before, str) for row in rows]),
        (_("Change in a year"), [change_of(row.growth) for row in rows]),
    ]
    in_files = [formats.unit_label(currency), *[""] * (len(columns) - 1)]
    series = [
        charts.Series(label, "turnover", values, unit)
        for (label, values), unit in zip(columns, in_files, strict=True)
    ]
    return charts.series_table(title, _("Region"), [bar.label for bar in bars], series)


def _number(value, words):
    return charts.Value(None, "–") if value is None else charts.Value(value, words(value))


def _window_label(window, rows):
    inferred = bool(rows) and all(row.answer.year_inferred for row in rows)
    return formats.window_label(window, year_inferred=inferred)


def _title(pair, window_label):
    return _("Turnover of the regions of %(reporter)s with %(partner)s, %(window)s") % {
        "reporter": pair.reporter.name,
        "partner": pair.partner.name,
        "window": window_label,
    }


def _bar(pair, row, window, currency):
    address = reverse("portal:pair", args=[row.place.code, pair.partner.code])
    href = f"{address}?{urlencode({'window': window})}"
    return charts.Row(str(row.place.short_name), value_of(row.answer, currency, href))


def _together(known, missing, country):
    """Return what all regions add up to, and what is left of the country's own amount."""
    parts = [(1, figure) for row in known for figure in row.answer.figures]
    bodies = {figure.body for _sign, figure in parts}
    stated = all(row.answer.method == Method.STATED for row in known)
    if missing or len(bodies) != 1 or not stated:
        return {"together": None, "gap": None, "agrees": False}
    total = combine(Flow.TURNOVER, Method.TILED, parts)
    comparable = country and country.currency == total.currency
    return {
        "together": total.value,
        "gap": country.value - total.value if comparable else None,
        "agrees": bool(comparable and total.low <= country.high and country.low <= total.high),
    }
