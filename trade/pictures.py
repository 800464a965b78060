"""The trade of one reporter with one partner, as a page shows it."""

from dataclasses import dataclass

from common import formats
from common.periods import Window, derivable, newest_first
from regions.models import Place
from trade.answers import Answer, Key, figures_over, windows_of
from trade.growth import Growth, compare, growth_for, year_before
from trade.models import Flow, Statement, Target

# Two-sided trade first, then what it is made of.
SHOWN_FLOWS = (Flow.TURNOVER, Flow.EXPORT, Flow.IMPORT, Flow.BALANCE)


@dataclass(frozen=True)
class FlowRow:
    """One flow of the window: what is known of it and how it changed in a year."""

    flow: Flow
    answer: Answer
    growth: Growth

    @property
    def label(self):
        return self.flow.label

    @property
    def is_turnover(self):
        return self.flow == Flow.TURNOVER

    @property
    def css_class(self):
        return f"flow-{self.flow.name.lower()}"


@dataclass(frozen=True)
class Picture:
    """The window shown and the others there are (newest first), and its flows.

    ``window`` is None and ``rows`` empty where no figure is known; ``statements`` are all that
    sources say of the pair, figures or not, newest first.
    """

    reporter: Place
    partner: Place
    window: Window | None
    windows: tuple
    rows: tuple
    statements: tuple
    targets: tuple

    def __bool__(self):
        return self.window is not None

    @property
    def known_rows(self):
        return [row for row in self.rows if row.answer or row.answer.said]

    @property
    def year_inferred(self):
        return any(row.answer.year_inferred for row in self.rows)

    @property
    def window_label(self):
        """The window in words, its year marked where no source prints it."""
        return formats.window_label(self.window, year_inferred=self.year_inferred)

    @property
    def sources(self):
        """Every source behind the shown figures and statements, once."""
        found = {s.pk: s for row in self.rows for s in row.answer.sources}
        found |= {s.source.pk: s.source for s in self.statements}
        return list(found.values())

    def goods(self):
        """Return (flow, products) of the newest statements that name goods each way."""
        named = {}
        for statement in self.statements:
            for good in statement.goods.all():
                named.setdefault(Flow(good.flow), {}).setdefault(statement.pk, []).append(good)
        return [
            (flow, list(next(iter(named[flow].values()))))
            for flow in (Flow.EXPORT, Flow.IMPORT)
            if flow in named
        ]


def amounts_of(reporter, partner, window):
    """Return the Picture of the amounts alone: no other windows, statements or targets."""
    rows = _flow_rows(reporter, partner, window)
    return Picture(reporter, partner, window, (window,), rows, (), ())


def picture_of(reporter, partner, window=None, *, windows=None, said=None):
    """Return the Picture of the pair for the window, the newest known one by default.

    ``windows`` of the pair, newest first, and ``said``, statements among which those of the pair
    are, spare their questions where a page has them already.
    """
    windows = tuple(windows_of([reporter.pk], [partner.pk]) if windows is None else windows)
    if window is None and windows:
        window = windows[0]
    if said is None:
        said = Statement.objects.of_pair(reporter, partner).with_names().newest_first()
    return Picture(
        reporter=reporter,
        partner=partner,
        window=window,
        windows=windows,
        rows=_flow_rows(reporter, partner, window),
        statements=tuple(
            s for s in said if (s.reporter_id, s.partner_id) == (reporter.pk, partner.pk)
        ),
        targets=tuple(Target.objects.of_pair(reporter, partner).with_names().newest_first()),
    )


def known_windows(reporter, partner):
    """Return (windows with a figure, windows that can be computed), each newest first."""
    stated = windows_of([reporter.pk], [partner.pk])
    candidates = newest_first(derivable(stated))
    answers = figures_over(flow_keys(reporter, partner).values(), candidates)
    computed = [w for w in candidates if any(answers[key][w] for key in answers)]
    return stated, computed


def _flow_rows(reporter, partner, window):
    if window is None:
        return ()
    keys = flow_keys(reporter, partner)
    growth = growth_for(keys.values(), window)
    return tuple(FlowRow(flow, growth[key].now, growth[key]) for flow, key in keys.items())


def flow_keys(reporter, partner):
    """Return ``{flow: Key}`` of the shown flows of all goods, in their order."""
    return {flow: Key.of(reporter, partner, flow) for flow in SHOWN_FLOWS}


def rows_from(answers, keys, window):
    """Return the FlowRows of the window from answers that hold the year before too."""
    earlier = year_before(window)
    found = {
        flow: compare(answers[key][window], answers[key].get(earlier)) for flow, key in keys.items()
    }
    return tuple(FlowRow(flow, growth.now, growth) for flow, growth in found.items())
