"""The trade of one reporter with one partner, as a page shows it."""

from dataclasses import dataclass, field

from common import formats
from common.periods import Window, cumulative, derivable, newest_first
from regions.models import Place
from trade.answers import Answer, Key, KnownFigures, figures_over, sources_of, windows_of
from trade.growth import Growth, compare, year_before
from trade.models import Flow, Statement, Target
from trade.windows import cumulations, offered

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
        of_amounts = sources_of(row.answer for row in self.rows)
        return list(dict.fromkeys([*of_amounts, *(said.source for said in self.statements)]))

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
    """Return the Picture of the amounts alone: no other windows, statements or targets.

    Where it can be computed it is of January to the last month of the window. Two queries.
    """
    keys = flow_keys(reporter, partner)
    since_january = cumulative(window.end_year, window.end_month)
    wanted = [since_january, window]
    answers = figures_over(keys.values(), [*wanted, *filter(None, map(year_before, wanted))])
    known = {w: {flow for flow, key in keys.items() if answers[key][w]} for w in wanted}
    tells_more = since_january.length > window.length and known[since_january] >= known[window]
    shown = since_january if tells_more else window
    rows = rows_from(answers, keys, shown)
    return Picture(reporter, partner, shown, (shown,), rows, (), ())


def picture_of(reporter, partner, window=None, *, known=None, said=None):
    """Return the Picture of the pair for the window, by default the one that is known best.

    ``known``, the KnownWindows of the pair with the window as the asked one, and ``said``,
    statements among which those of the pair are, spare their questions where a page has them.
    """
    known = known_windows(reporter, partner, window) if known is None else known
    windows = known.stated
    if window is None and windows:
        window = known.newest
    if said is None:
        said = Statement.objects.of_pair(reporter, partner).with_names().newest_first()
    return Picture(
        reporter=reporter,
        partner=partner,
        window=window,
        windows=windows,
        rows=rows_from(known.answers, flow_keys(reporter, partner), window) if window else (),
        statements=tuple(
            s for s in said if (s.reporter_id, s.partner_id) == (reporter.pk, partner.pk)
        ),
        targets=tuple(Target.objects.of_pair(reporter, partner).with_names().newest_first()),
    )


@dataclass(frozen=True)
class KnownWindows:
    """The months a page can show, each group newest first.

    ``stated`` have an amount of their own, for ``computed`` one follows from others, ``silent``
    have none but something else to show; of very many windows those most asked for. ``inferred``
    are those whose year no source prints. ``answers`` of a pair hold all of them, and the year
    before the asked and the newest one.
    """

    stated: tuple = ()
    computed: tuple = ()
    silent: tuple = ()
    inferred: frozenset = frozenset()
    answers: dict = field(default_factory=dict, compare=False, repr=False)

    def __contains__(self, window):
        return window in (*self.stated, *self.computed, *self.silent)

    @property
    def newest(self):
        """The months to show where none are chosen: those with an amount go first.

        Where the newest are a month or a quarter, January to its end tells more, if computed.
        """
        newest = next(iter([*self.stated, *self.computed, *self.silent]), None)
        longer = newest and cumulative(newest.end_year, newest.end_month)
        return longer if longer in self.computed and longer.contains(newest) else newest

    def together(self, other):
        """Return the months that either of two sides knows; a year that one prints is printed."""
        stated = {*self.stated, *other.stated}
        computed = {*self.computed, *other.computed} - stated
        silent = {*self.silent, *other.silent} - stated - computed
        windows = stated | computed | silent
        printed = {w for side in (self, other) for w in windows if side.prints(w)}
        return KnownWindows(
            *map(tuple, map(newest_first, (stated, computed, silent))),
            inferred=(self.inferred | other.inferred) - printed,
        )

    def prints(self, window):
        """Return whether it knows the window, and its year from a source."""
        return window in self and window not in self.inferred


def known_windows(reporter, partner, asked=None, *, stated=None, others=(), ask=figures_over):
    """Return the KnownWindows of the pair, the asked window among them if anything is known of it.

    Three queries, two where the ``stated`` windows are given; ``others`` are windows of which the
    page has something to show, be there an amount or not. ``ask`` answers as figures_over does.
    """
    every = windows_of([reporter.pk], [partner.pk]) if stated is None else stated
    stated = offered(every, always={asked, *others})
    further = _further(every, stated, {*others, *([asked] if asked else [])})
    windows = [*stated, *newest_first(further)]
    shown = (asked, *stated[:1], *(cumulative(w.end_year, w.end_month) for w in stated[:1]))
    earlier = [year_before(window) for window in shown if window]
    keys = flow_keys(reporter, partner).values()
    answers = ask(keys, [*windows, *filter(None, earlier)])
    told = {window: [answers[key][window] for key in answers] for window in windows}
    computed = tuple(window for window in windows[len(stated) :] if any(told[window]))
    silent = {
        *others,
        *(window for window in windows if any(answer.is_told for answer in told[window])),
    }
    return KnownWindows(
        stated=tuple(stated),
        computed=computed,
        silent=tuple(newest_first(silent - {*stated, *computed})),
        inferred=frozenset(w for w in windows if any(a.year_inferred for a in told[w])),
        answers=answers,
    )


def _further(every, stated, others):
    """Return the windows beside the stated ones that may be computed, or are spoken of."""
    computed = offered({*derivable(stated), *cumulations(every)})
    return {*computed, *others} - {*stated}


def known_sides(pairs, said, asked=None):
    """Return the KnownWindows of each (reporter, partner), all in one query.

    ``said`` are statements, among which all of the pairs are.
    """
    keys = [list(flow_keys(*pair).values()) for pair in pairs]
    figures = KnownFigures([key for own in keys for key in own], said)
    return [
        known_windows(*pair, asked, stated=figures.windows_of(own), ask=figures.over)
        for pair, own in zip(pairs, keys, strict=True)
    ]


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
