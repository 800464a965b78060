"""Trade by region of the reporting country, for months of which a region's amount is known."""

from dataclasses import dataclass
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
    main_currency,
    newest_of,
    publishers_of,
    said_instead,
    value_of,
)
from trade.models import Flow


@dataclass(frozen=True)
class RegionRow:
    place: Place
    answer: Answer

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
            paper_width=charts.HALF,
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
    rows = [RegionRow(place, answers[key][window]) for place, key in keys.items()]
    known = sorted((row for row in rows if row.answer), key=lambda row: -row.answer.value)
    missing = sorted((row for row in rows if not row.answer), key=lambda row: str(row.place.name))
    country = answers[Key.of(pair.reporter, pair.partner, Flow.TURNOVER)][window]
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
        table=charts.ranking_table(
            title,
            _("Region"),
            unit,
            bars,
            formats.unit_label(currency),
        ),
    )


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
