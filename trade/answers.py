"""Answers: every amount of trade that a page, a list, an export or a print shows comes from here.

``figures_for`` answers any number of keys for one window, ``figures_over`` for several, in two
queries whatever the number.
"""

from dataclasses import dataclass
from decimal import Decimal

from common.periods import Window, newest_first
from trade.arithmetic import ALL_GOODS, Check, FigureRow, Key, Method, Shelf
from trade.lookups import (
    by_key_and_window,
    figure_rows,
    statement_rank,
    statements_near,
)
from trade.models import State
from trade.models.figures import UNKNOWN_VINTAGE
from trade.windows import newest_windows, windows_of

__all__ = [
    "ALL_GOODS",
    "Answer",
    "Check",
    "FigureRow",
    "Key",
    "KnownFigures",
    "Method",
    "figures_for",
    "figures_over",
    "newest_windows",
    "sources_of",
    "windows_of",
]


@dataclass(frozen=True)
class Answer:
    """What is known of one key for one window, and how.

    ``value`` is None where nothing is reported, never 0; true when there is a value. ``parts`` are
    pairs of sign and figure; ``also_stated`` the other figures for exactly this window, best
    first; ``statements`` those behind the parts, ``shown_only`` those for exactly this key and
    window that give no figure, ``said`` all of this key and window. ``check`` compares a stated
    total with its stated parts.
    """

    key: Key
    window: Window
    value: Decimal | None = None
    state: State | None = None
    currency: str = ""
    rounding_unit: int | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    method: Method = Method.NONE
    parts: tuple = ()
    also_stated: tuple = ()
    said: tuple = ()
    shown_only: tuple = ()
    check: Check | None = None

    def __bool__(self):
        return self.value is not None

    @property
    def is_told(self):
        """Whether a source says anything, be it that it says nothing."""
        return bool(self or self.state is not None or self.said)

    @property
    def figures(self):
        return tuple(figure for _sign, figure in self.parts)

    @property
    def statements(self):
        return tuple(figure.statement for figure in self.figures if figure.statement)

    @property
    def sources(self):
        return tuple({figure.source.pk: figure.source for figure in self.figures}.values())

    @property
    def is_exact(self):
        """Whether the amount is known to the unit of its currency."""
        return self.rounding_unit == 1 and not any(f.is_approximate for f in self.figures)

    @property
    def sums(self):
        """The sums of parts among what it rests on."""
        return tuple(figure for figure in self.figures if figure.summed)

    @property
    def not_disclosed(self):
        """How many parts are kept secret: the amount is what is left without them."""
        return sum(figure.not_disclosed for figure in self.figures)

    @property
    def vintages(self):
        """The oldest and the newest vintage it rests on, None where nobody knows one of them."""
        ends = [end for figure in self.figures for end in (figure.oldest, figure.vintage)]
        return (min(ends), max(ends)) if ends and min(ends) != UNKNOWN_VINTAGE else None

    @property
    def is_of_several_vintages(self):
        return self.vintages is not None and self.vintages[0] != self.vintages[1]

    @property
    def year_inferred(self):
        return any(figure.year_inferred for figure in self.figures)

    @property
    def disputed(self):
        return any(figure.is_disputed for figure in self.figures)


def sources_of(answers):
    """Return the sources behind the answers, each once."""
    return list({source.pk: source for answer in answers for source in answer.sources}.values())


def figures_for(keys, window):
    """Return ``{key: Answer}`` for the window; at most two queries, however many keys."""
    return {key: answers[window] for key, answers in figures_over(keys, [window]).items()}


def figures_over(keys, windows):
    """Return ``{key: {window: Answer}}``; at most two queries, however many of either."""
    keys, windows = list(dict.fromkeys(keys)), list(dict.fromkeys(windows))
    if not keys or not windows:
        return {key: {} for key in keys}
    return KnownFigures.near(keys, windows).over(keys, windows)


class KnownFigures:
    """All figures of the keys, read in one query and then asked about any window.

    ``said`` are statements, among which all of the keys are. Where ``windows`` are given, only
    those may be asked about.
    """

    def __init__(self, keys, said, windows=None):
        self._figures = figure_rows(keys, windows, {s.figure_id: s for s in said if s.figure_id})
        self._said = by_key_and_window(sorted(said, key=statement_rank))

    @classmethod
    def near(cls, keys, windows):
        """Return those of use for the windows, with their statements; two queries."""
        keys, windows = list(keys), list(windows)
        return cls(keys, statements_near(keys, windows), windows)

    def windows_of(self, keys, *, with_silent=False):
        """Return the windows for which one of the keys has an amount, newest first.

        With the silent ones those too of which a source says that it gives none.
        """
        rows = (row for key in keys for row in self._figures.get(key, ()))
        return newest_first({row.window for row in rows if with_silent or row.value is not None})

    def over(self, keys, windows):
        """Return ``{key: {window: Answer}}``, as figures_over does."""
        windows = list(dict.fromkeys(windows))
        return {key: _answers(key, windows, self._figures, self._said) for key in keys}


def _answers(key, windows, figures, said):
    rows = [row for asked in (key, *key.parts()) for row in figures.get(asked, ())]
    shelf = Shelf(key.flow, rows)
    return {window: _answer(key, window, shelf, said.get((key, window), ())) for window in windows}


def _answer(key, window, shelf, said):
    exact = shelf.exact.get(window, [])
    chosen = shelf.choose(window)
    context = {"key": key, "window": window, **_statements_of(said, exact)}
    if chosen is None:
        return _answer_without_value(shelf.silent(window), context)
    figures = [figure for _sign, figure in chosen.parts]
    return Answer(
        value=chosen.value,
        state=chosen.state,
        currency=chosen.currency,
        rounding_unit=chosen.rounding_unit,
        low=chosen.low,
        high=chosen.high,
        method=chosen.method,
        parts=chosen.parts,
        also_stated=tuple(row for row in exact if row not in figures),
        check=shelf.check(figures[0]) if chosen.method == Method.STATED else None,
        **context,
    )


def _answer_without_value(found, context):
    """Nothing, or a source that says it is not disclosed or not available."""
    if not found:
        return Answer(**context)
    silent, *others = found
    return Answer(
        state=silent.state,
        method=Method.SUMMED if silent.summed else Method.STATED,
        parts=((1, silent),),
        also_stated=tuple(others),
        **context,
    )


def _statements_of(said, exact):
    with_figure = {row.pk for row in exact}
    shown_only = tuple(s for s in said if s.figure_id not in with_figure)
    return {"said": tuple(said), "shown_only": shown_only}
