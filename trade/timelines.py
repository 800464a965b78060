"""Trade over time: bars of windows that can be compared, gaps where nothing is known."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from common import charts, formats
from common.periods import Window, cumulative
from trade.chart_values import (
    SCALE,
    change_of,
    main_currency,
    overview_link,
    sources_of,
    value_of,
)
from trade.growth import compare, year_before
from trade.models import Flow
from trade.pictures import SHOWN_FLOWS

MOST_YEARS = 20
FEWEST_BARS = 2


@dataclass(frozen=True)
class Timeline:
    """One stretch of months through the years; ``known`` are the (window, answer) of turnover."""

    windows: tuple
    known: tuple
    title: str
    subtitle: str
    chart: str
    flows_chart: str
    table: charts.Table
    source: str

    @property
    def is_comparable(self):
        return len(self.known) >= FEWEST_BARS


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
    most years.
    """
    partial = [window for window in windows if window.is_cumulative and not window.is_year]
    if chosen in partial:
        month = chosen.end_month
    elif partial:
        counts = Counter(window.end_month for window in partial)
        newest = {window.end_month: window for window in sorted(partial)}
        month = max(counts, key=lambda m: (counts[m], newest[m]))
    else:
        return []
    return [cumulative(year.start_year, month) for year in years]


def timeline(pair, windows, answers, keys):
    """Return the Timeline of the windows, or None where no amount and nothing said is known."""
    turnover = [answers[keys[Flow.TURNOVER]][window] for window in windows]
    known = [(w, answer) for w, answer in zip(windows, turnover, strict=True) if answer]
    if not any(answer or answer.said for answer in turnover):
        return None
    currency = main_currency(turnover)
    series = {flow: _series(pair, flow, windows, answers[keys[flow]], currency) for flow in keys}
    title, labels = _title(pair, windows), [str(window.start_year) for window in windows]
    subtitle = _subtitle(pair, currency)
    return Timeline(
        windows=tuple(windows),
        known=tuple(known),
        title=title,
        subtitle=subtitle,
        chart=charts.both_widths(
            charts.bar_chart, title, labels, [series[Flow.TURNOVER]], width=charts.WIDE
        ),
        flows_chart=_flows_chart(title, labels, series),
        table=_table(title, subtitle, windows, series, answers[keys[Flow.TURNOVER]]),
        source=sources_of(turnover),
    )


def _title(pair, windows):
    names = {
        "reporter": pair.reporter.name,
        "partner": pair.partner.name,
        "window": formats.window_label(windows[-1]),
    }
    if windows[-1].is_year:
        return _("Turnover of %(reporter)s with %(partner)s in full years") % names
    return (
        _("Turnover of %(reporter)s with %(partner)s, %(window)s and the same months before")
        % names
    )


def _subtitle(pair, currency):
    unit = formats.unit_label(currency, SCALE)
    return _("%(unit)s, as %(reporter)s counts it") % {
        "unit": unit,
        "reporter": pair.reporter.name,
    }


def _series(pair, flow, windows, answers, currency):
    tone = flow.name.lower() if flow != Flow.BALANCE else "accent"
    values = [value_of(answers[w], currency, overview_link(pair, w)) for w in windows]
    return charts.Series(str(flow.label), tone, values)


def _flows_chart(title, labels, series):
    """Return export beside import, "" where not even two months have either."""
    flows = [series[Flow.EXPORT], series[Flow.IMPORT]]
    known = [
        any(v.amount is not None for v in pair)
        for pair in zip(*(f.values for f in flows), strict=True)
    ]
    if sum(known) < FEWEST_BARS:
        return ""
    return charts.both_widths(charts.bar_chart, title, labels, flows, width=charts.WIDE)


def _table(title, subtitle, windows, series, turnover):
    """All flows and the change in a year, the newest months first."""
    changes = [change_of(_growth(turnover, window)) for window in windows]
    columns = [
        *(series[flow] for flow in SHOWN_FLOWS),
        charts.Series(_("change"), "accent", changes),
    ]
    labels = [formats.window_label(window) for window in reversed(windows)]
    newest_first = [
        charts.Series(column.label, column.tone, column.values[::-1]) for column in columns
    ]
    return charts.series_table(f"{title}. {subtitle}", _("Months"), labels, newest_first)


def _growth(answers, window):
    earlier = year_before(window)
    return compare(answers[window], answers.get(earlier))
