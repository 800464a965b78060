"""Months counted from January, year beside year: how far each year had come by each month."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from django.utils.translation import gettext as _

from common import charts, formats
from common.periods import cumulative, tile
from trade.chart_values import (
    SCALE,
    TONES,
    main_currency,
    newest_of,
    overview_link,
    publishers_of,
    tick_label,
    value_of,
)
from trade.models import Flow
from trade.wording import trade_of

MOST_YEARS = 6
FEWEST_YEARS = 2
MONTHS = range(1, 13)


@dataclass(frozen=True)
class SinceJanuary:
    """One flow from January to each month; ``answers`` are those of the windows known.

    ``goods`` names the product where it is not all of them; ``link(pair, window)`` is the page
    behind an amount, ``address`` that of the files.
    """

    pair: tuple
    years: tuple
    answers: dict
    flow: Flow = Flow.TURNOVER
    goods: str = ""
    link: Callable = overview_link
    address: tuple = ("trade:overview_chart",)

    @cached_property
    def currency(self):
        return main_currency(self.answers.values())

    @property
    def title(self):
        names = {"reporter": self.pair.reporter.name, "partner": self.pair.partner.name}
        if self.goods:
            subject = trade_of(self.flow.name.lower(), **names)
            words = {"goods": self.goods, "subject": subject}
            return _("%(goods)s: %(subject)s since January, year by year") % words
        return _("Turnover of %(reporter)s with %(partner)s since January, year by year") % names

    @property
    def part(self):
        drawing = partial(
            charts.year_lines,
            self.title,
            self._months,
            self._series,
            tone=TONES[self.flow],
            tick_label=tick_label,
        )
        unit = formats.unit_label(self.currency, SCALE)
        subtitle = _("%(unit)s, from January to the end of each month, as %(reporter)s counts it")
        subtitle %= {"unit": unit, "reporter": self.pair.reporter.name}
        return charts.ChartPart(
            slug=f"since-january-{self.flow.name.lower()}" if self.goods else "since-january",
            title=self.title,
            subtitle=subtitle,
            chart=drawing,
            table=charts.series_table(
                f"{self.title}. {subtitle}", _("Months"), self._months, self._series[::-1]
            ),
            source=publishers_of(self.answers.values()),
            as_of=newest_of(self.answers.values()),
            width=charts.WIDE,
            address=self.address,
        )

    @cached_property
    def _months(self):
        """The twelve months, each named by the months up to it."""
        newest = self.years[-1]
        return [
            charts.Month(
                formats.month_short(month),
                formats.months_label(cumulative(newest, month)),
            )
            for month in MONTHS
        ]

    @cached_property
    def _series(self):
        unit = formats.unit_label(self.currency)
        tone = TONES[self.flow]
        return [charts.Series(str(year), tone, self._values(year), unit) for year in self.years]

    def _values(self, year):
        found = [self.answers.get(cumulative(year, month)) for month in MONTHS]
        return [
            value_of(answer, self.currency, self.link(self.pair, answer.window))
            if answer
            else charts.Value(None)
            for answer in found
        ]


def windows_since_january(windows):
    """Return January to each month that the windows lead up to, of the newest years, oldest first.

    They are known as they are, or may be put together of shorter ones. None where fewer than two
    years have two such windows each: single points are no course.
    """
    by_year = defaultdict(set)
    for window in windows:
        if window.start_year == window.end_year:
            by_year[window.start_year].add(window)
    found = sorted(w for known in by_year.values() for w in _counted_from_january(known))
    years = sorted({window.start_year for window in found})[-MOST_YEARS:]
    shown = [window for window in found if window.start_year in years]
    return shown if _are_courses(shown) else []


def _counted_from_january(windows):
    """Return January to the end of each of these windows of one year, where they tile it."""
    ends = {cumulative(window.end_year, window.end_month) for window in windows}
    return [window for window in ends if tile(window, windows)]


def since_january(pair, windows, answers, **further):
    """Return the SinceJanuary of the windows, or None where too few have an amount.

    ``answers`` are those of the flow, the turnover unless ``further`` fields say another.
    """
    known = {window: answers[window] for window in windows if answers[window]}
    years = tuple(sorted({window.start_year for window in known}))
    return SinceJanuary(pair, years, known, **further) if _are_courses(known) else None


def _are_courses(windows):
    """Whether two years or more have several windows each."""
    told = Counter(window.start_year for window in windows)
    return sum(number > 1 for number in told.values()) >= FEWEST_YEARS
