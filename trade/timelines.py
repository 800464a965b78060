"""Trade over time: bars of windows that can be compared, gaps where nothing is known."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property, partial

from django.utils.translation import gettext as _

from common import charts, formats
from common.periods import Window, cumulative
from trade.chart_values import (
    SCALE,
    TONES,
    change_of,
    main_currency,
    newest_of,
    overview_link,
    publishers_of,
    tick_label,
    value_of,
)
from trade.growth import compare, year_before
from trade.models import Flow
from trade.pictures import SHOWN_FLOWS

MOST_YEARS = 40
MOST_BARS = 16
FEWEST_BARS = 2
BARS = (Flow.EXPORT, Flow.IMPORT)


@dataclass(frozen=True)
class Timeline:
    """One stretch of months through the years; ``answers`` hold ``{flow: {window: Answer}}``."""

    pair: tuple
    windows: tuple
    answers: dict

    @property
    def known(self):
        """The (window, answer) pairs that have a turnover."""
        turnover = self.answers[Flow.TURNOVER]
        return [(window, turnover[window]) for window in self.windows if turnover[window]]

    @property
    def is_comparable(self):
        return len(self.known) >= FEWEST_BARS

    @property
    def is_of_full_years(self):
        return self.windows[-1].is_year

    @cached_property
    def currency(self):
        return main_currency(answer for _window, answer in self.known)

    @property
    def title(self):
        names = {
            "reporter": self.pair.reporter.name,
            "partner": self.pair.partner.name,
            "window": formats.window_label(self.windows[-1]),
        }
        if self.is_of_full_years:
            return _("Turnover of %(reporter)s with %(partner)s in full years") % names
        return (
            _("Turnover of %(reporter)s with %(partner)s, %(window)s and the same months before")
            % names
        )

    @property
    def subtitle(self):
        unit = formats.unit_label(self.currency, SCALE)
        words = _("%(unit)s, as %(reporter)s counts it")
        return words % {"unit": unit, "reporter": self.pair.reporter.name}

    @property
    def flows_title(self):
        names = {"reporter": self.pair.reporter.name, "partner": self.pair.partner.name}
        if self.is_of_full_years:
            return _("Export and import of %(reporter)s with %(partner)s in full years") % names
        title = _("Export and import of %(reporter)s with %(partner)s, %(months)s of each year")
        return title % {**names, "months": formats.months_label(self.windows[-1])}

    @property
    def part(self):
        slug = "full-years" if self.is_of_full_years else "same-months"
        return self._part(slug, self.title, [Flow.TURNOVER], self.table)

    @property
    def paper_part(self):
        return replace(self.part, table=self.paper_table)

    @property
    def flows_part(self):
        """Export beside import, None where not even two windows have either."""
        known = [any(self.answers[flow][window] for flow in BARS) for window in self.windows]
        if sum(known) < FEWEST_BARS:
            return None
        slug = "full-years-flows" if self.is_of_full_years else "same-months-flows"
        return self._part(slug, self.flows_title, BARS, self.flows_table)

    @property
    def parts(self):
        return [part for part in (self.part, self.flows_part) if part] if self.is_comparable else []

    @property
    def table(self):
        return self._table(self.windows, f"{self.title}. {self.subtitle}")

    @property
    def paper_table(self):
        """The table without the rows of which nothing is known."""
        turnover = self.answers[Flow.TURNOVER]
        told = [window for window in self.windows if turnover[window].is_told]
        caption = _("%(title)s. %(subtitle)s; months of which nothing is known are left out")
        return self._table(told, caption % {"title": self.title, "subtitle": self.subtitle})

    @property
    def flows_table(self):
        windows = self.windows[::-1]
        labels = [formats.window_label(window) for window in windows]
        series = [self._series(flow, windows) for flow in BARS]
        caption = f"{self.flows_title}. {self.subtitle}"
        return charts.series_table(caption, _("Months"), labels, series)

    def _table(self, windows, caption):
        """All flows and the change in a year, the newest months first."""
        windows = windows[::-1]
        series = [self._series(flow, windows) for flow in SHOWN_FLOWS]
        changes = [change_of(self._growth(window)) for window in windows]
        series.insert(1, charts.Series(_("change in a year"), "accent", changes))
        labels = [formats.window_label(window) for window in windows]
        return charts.series_table(caption, _("Months"), labels, series)

    def _part(self, slug, title, flows, table):
        windows = self.windows[-MOST_BARS:]
        answers = [self.answers[flow][window] for flow in flows for window in self.windows]
        return charts.ChartPart(
            slug=slug,
            title=title,
            subtitle=self.subtitle,
            chart=partial(
                charts.bar_chart,
                title,
                [str(window.start_year) for window in windows],
                [self._series(flow, windows) for flow in flows],
                tick_label=tick_label,
            ),
            table=table,
            source=publishers_of(answers),
            as_of=newest_of(answers),
            width=charts.WIDE,
            address=("trade:overview_chart",),
        )

    def _series(self, flow, windows):
        answers, tone = self.answers[flow], TONES[flow]
        values = [
            value_of(answers[window], self.currency, self._link(answers[window]))
            for window in windows
        ]
        return charts.Series(str(flow.label), tone, values, formats.unit_label(self.currency))

    def _link(self, answer):
        """Return the address of the months, "" where nothing is to be seen there."""
        return overview_link(self.pair, answer.window) if answer.is_told else ""

    def _growth(self, window):
        answers = self.answers[Flow.TURNOVER]
        return compare(answers[window], answers.get(year_before(window)))


def years_between(windows):
    """Return the full years from the first to the last window, the newest of them at most."""
    if not windows:
        return []
    first = min(window.start_year for window in windows)
    last = max(window.end_year for window in windows)
    return [Window.year(year) for year in range(max(first, last - MOST_YEARS + 1), last + 1)]


def same_months(windows, years, chosen=None):
    """Return January to one month for each of the years, or [] where no such window is known.

    The month is that of the chosen window if it counts from January, else the one known for the
    most years, of those the newest.
    """
    partial = sorted(w for w in windows if w.is_cumulative and not w.is_year)
    if not partial:
        return []
    counts = Counter(window.end_month for window in partial)
    newest = {window.end_month: window for window in partial}
    most_known = max(counts, key=lambda month: (counts[month], newest[month]))
    month = chosen.end_month if chosen in partial else most_known
    return [cumulative(year.start_year, month) for year in years]


def timeline(pair, windows, answers, keys):
    """Return the Timeline from the first window that is known or spoken of to the last, or None.

    ``keys`` are those of the flows, ``answers`` hold every key and window.
    """
    turnover = answers[keys[Flow.TURNOVER]]
    told = [place for place, window in enumerate(windows) if turnover[window].is_told]
    if not told:
        return None
    shown = windows[told[0] : told[-1] + 1]
    return Timeline(pair, tuple(shown), {flow: answers[key] for flow, key in keys.items()})
