"""Growth against the same window a year before: computed, and as sources print it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from common.formats import rounding_interval
from common.models import Qualifier
from trade.answers import Answer, figures_over
from trade.models import Statement


class PrintedGrowth(NamedTuple):
    """Growth in a source's own words as a ratio: 0.186 for "up 18.6%".

    ``low`` to ``high`` is what half its last printed digit leaves open.
    """

    statement: Statement
    rate: Decimal
    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, statement):
        unit = Decimal(1).scaleb(-statement.growth_decimals)
        low, high = rounding_interval(statement.growth_value, unit)
        return cls(statement, *(_ratio(statement, v) for v in (statement.growth_value, low, high)))

    @property
    def kind(self):
        return Statement.Growth(self.statement.growth_kind)

    @property
    def is_rate(self):
        """Whether the source prints the change itself, not an index or a number of times."""
        return self.kind == Statement.Growth.RATE

    @property
    def is_in_times(self):
        """Whether it rests on a wording such as "increased twice", which can be read two ways."""
        return self.kind == Statement.Growth.TIMES

    @property
    def decimals(self):
        """The decimals of the growth as printed, in per cent or in times."""
        return self.statement.growth_decimals

    @property
    def shown_decimals(self):
        """The decimals of the same growth in per cent: none for 2.1 times, which is +110%."""
        return max(0, self.decimals - 2) if self.kind == Statement.Growth.TIMES else self.decimals

    @property
    def base_window(self):
        """The window it compares with; None where none is known."""
        said = self.statement
        if said.base_start is not None or said.window is None:
            return said.base_window
        return year_before(said.window)

    @property
    def qualifier(self):
        return Qualifier(self.statement.growth_qualifier)

    @property
    def is_exact(self):
        return self.qualifier == Qualifier.EXACT

    @property
    def is_yearly(self):
        """Whether it compares with the same window a year before, as computed growth does."""
        window = self.statement.window
        return self.base_window is not None and self.base_window == year_before(window)


@dataclass(frozen=True)
class Growth:
    """How ``now`` compares with ``before``, the answer for the same window a year earlier.

    ``rate`` is a ratio (0.186), ``low`` to ``high`` what rounding leaves open; all None where
    there is nothing to compare, an end alone where rounding sets none. ``printed`` is the
    growth that sources state.
    """

    now: Answer
    before: Answer | None
    rate: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    printed: tuple = ()

    def __bool__(self):
        return self.rate is not None

    @property
    def contradicting(self):
        """What is printed exactly and lies outside what rounding leaves open."""
        return tuple(
            printed for printed in self.printed if self.rate is not None and self._denies(printed)
        )

    @property
    def disagrees(self):
        return bool(self.contradicting)

    def _denies(self, printed):
        comparable = printed.is_exact and printed.is_yearly
        above = self.high is not None and printed.low > self.high
        below = self.low is not None and printed.high < self.low
        return comparable and (above or below)


def growth_over(keys, windows):
    """Return ``{key: {window: Growth}}``; two queries, however many of either."""
    before = {window: year_before(window) for window in windows}
    wanted = [window for pair in before.items() for window in pair if window is not None]
    answers = figures_over(keys, wanted)
    return {
        key: {window: compare(found[window], found.get(before[window])) for window in before}
        for key, found in answers.items()
    }


def year_before(window):
    """Return the same window a year before, or None where the calendar begins."""
    try:
        return window.year_before()
    except ValueError:
        return None


def compare(now, before):
    """Return the growth from one answer to another of an equal window; ``before`` may be None."""
    printed = tuple(PrintedGrowth.of(said) for said in now.said if said.growth_kind)
    if not _are_comparable(now, before):
        return Growth(now, before, printed=printed)
    rate = now.value / before.value - 1
    low, high = _rate_ends(now, before)
    return Growth(now, before, rate, low, high, printed)


def _are_comparable(now, before):
    """Growth from nothing, or from a deficit, is no number."""
    return bool(now) and bool(before) and now.currency == before.currency and before.value > 0


def _rate_ends(now, before):
    """The lowest and highest growth that rounding leaves open."""
    low = _growth(now.low, before.high if now.low >= 0 else before.low)
    high = _growth(now.high, before.low if now.high >= 0 else before.high)
    return low, high


def _growth(now, before):
    return now / before - 1 if before > 0 else None


def _ratio(statement, value):
    """Return printed growth as a ratio: +7.5 % and 107.5 % are 0.075, 2.1 times is 1.1."""
    if statement.growth_kind == Statement.Growth.RATE:
        return value / 100
    if statement.growth_kind == Statement.Growth.INDEX:
        return value / 100 - 1
    return value - 1
