"""The arithmetic of windows of months.

A window is the stretch of whole months a figure covers: January-July 2018, the year 2017, or the
fifteen months of 2016 and the first quarter of 2017. Months are counted as integers
(``year * 12 + month - 1``), so that a window is two numbers in the database and in Python alike.
Nothing here knows of figures; it only says which windows can stand for which.
"""

import re
from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

FIRST_YEAR = 1900
LAST_YEAR = 2200

_PIECE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<part>[0-9]{2}|Q[1-4]|H[12]))?")


def month_index(year, month):
    """The month as an integer; ValueError for a month or a year that cannot be meant."""
    if not 1 <= month <= 12:
        raise ValueError(f"A month is a number from 1 to 12, not {month}.")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"A year is a number from {FIRST_YEAR} to {LAST_YEAR}, not {year}.")
    return year * 12 + month - 1


FIRST_MONTH = month_index(FIRST_YEAR, 1)
LAST_MONTH = month_index(LAST_YEAR, 12)


@dataclass(frozen=True, order=True)
class Window:
    """From the month ``start`` to the month ``end``, both included; ordered by start, then end."""

    start: int
    end: int

    def __post_init__(self):
        if self.end < self.start:
            raise ValueError("A window of months ends in the month it starts or later.")
        if self.start < FIRST_MONTH or self.end > LAST_MONTH:
            raise ValueError(f"A window of months lies between {FIRST_YEAR} and {LAST_YEAR}.")

    @classmethod
    def months(cls, year, first=1, last=12):
        """The months from ``first`` to ``last`` of one year."""
        return cls.between((year, first), (year, last))

    @classmethod
    def between(cls, first, last):
        """From ``(year, month)`` to ``(year, month)``, both included."""
        return cls(month_index(*first), month_index(*last))

    @classmethod
    def year(cls, year):
        return cls.months(year)

    @classmethod
    def parse(cls, text):
        """Read ``2018``, ``2018-05``, ``2018-Q2``, ``2018-H1`` or two of these with ``/`` between.

        Raise ValueError when the text is none of these.
        """
        first, slash, last = text.strip().partition("/")
        opening = cls._parse_piece(first)
        closing = cls._parse_piece(last) if slash else opening
        return cls(opening.start, closing.end)

    @classmethod
    def _parse_piece(cls, text):
        match = _PIECE.fullmatch(text)
        if match is None:
            raise ValueError(
                "A period is written as 2018, 2018-05, 2018-Q2, 2018-H1 or 2018-01/2018-07."
            )
        return cls.months(int(match["year"]), *_months_of_part(match["part"]))

    def __str__(self):
        """The canonical form, which ``parse`` reads back: ``2018-01/2018-07``."""
        opening = f"{self.start_year:04}-{self.start_month:02}"
        return f"{opening}/{self.end_year:04}-{self.end_month:02}"

    @property
    def start_year(self):
        return self.start // 12

    @property
    def start_month(self):
        """1 for January."""
        return self.start % 12 + 1

    @property
    def end_year(self):
        return self.end // 12

    @property
    def end_month(self):
        """12 for December."""
        return self.end % 12 + 1

    @property
    def length(self):
        """The number of months."""
        return self.end - self.start + 1

    @property
    def first(self):
        """The first day."""
        return date(self.start_year, self.start_month, 1)

    @property
    def last(self):
        """The last day."""
        days = monthrange(self.end_year, self.end_month)[1]
        return date(self.end_year, self.end_month, days)

    @property
    def is_cumulative(self):
        """Whether it counts from January within one year, as statistics are usually published."""
        return self.start_month == 1 and self.start_year == self.end_year

    @property
    def is_year(self):
        return self.is_cumulative and self.length == 12

    @property
    def is_quarter(self):
        return self.length == 3 and self.start % 3 == 0

    @property
    def is_month(self):
        return self.length == 1

    def contains(self, other):
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other):
        """Whether some month belongs to both; figures of such windows are never added up."""
        return self.start <= other.end and other.start <= self.end

    def touches(self, other):
        """Whether one begins in the month after the other ends."""
        return self.end + 1 == other.start or other.end + 1 == self.start

    def minus(self, other):
        """What is left of this window after a shorter one with the same start, else None.

        January-July minus January-June is July: the only way to a single month where cumulative
        figures alone are published.
        """
        if self.start != other.start or other.end >= self.end:
            return None
        return Window(other.end + 1, self.end)

    def shifted(self, months):
        """The same stretch that many months later, or earlier when negative."""
        return Window(self.start + months, self.end + months)

    def year_before(self):
        """The window that growth is measured against: the same months twelve months earlier."""
        return self.shifted(-12)


def _months_of_part(part):
    """First and last month of ``05``, ``Q2`` or ``H1``; of the whole year for None."""
    if part is None:
        return 1, 12
    if part.isdigit():
        return int(part), int(part)
    size = 3 if part[0] == "Q" else 6
    last = int(part[1]) * size
    return last - size + 1, last


def cumulative(year, month):
    """January to ``month`` of the year."""
    return Window.months(year, 1, month)


def months_of(window):
    """The one-month windows of which the window consists, in order."""
    return tuple(Window(month, month) for month in range(window.start, window.end + 1))


def tile(target, windows):
    """The fewest of the windows that together cover the target, no month twice; None if none do.

    The answer is in order of time. Among answers of equal number the one whose first window is the
    longer wins, then the one whose second is, and so on: the order of ``windows`` does not matter.
    """
    best: dict[int, tuple[Window, ...]] = {target.end + 1: ()}
    # Latest start first, so that what follows a window is settled before the window is looked at;
    # the longer first within one start, so that only a row with fewer windows replaces another.
    for window in sorted({w for w in windows if target.contains(w)}, reverse=True):
        rest = best.get(window.end + 1)
        if rest is None:
            continue
        if window.start not in best or len(rest) + 1 < len(best[window.start]):
            best[window.start] = (window, *rest)
    return best.get(target.start)


def differences(target, windows):
    """The pairs ``(minuend, subtrahend)`` of windows whose difference is exactly the target.

    Shortest minuend first: the less is subtracted, the less rounding carries over.
    """
    known = set(windows)
    minuends = [w for w in known if w.end == target.end and w.start < target.start]
    pairs = [(w, Window(w.start, target.start - 1)) for w in sorted(minuends, reverse=True)]
    return [(minuend, subtrahend) for minuend, subtrahend in pairs if subtrahend in known]


def derivable(windows):
    """The windows beside these for which differences or tiles of them could answer.

    That is what each adds to the next shorter one with the same start, and every full year that
    they tile: no more than one for each window and year, however many there are.
    """
    windows = set(windows)
    ordered = sorted(windows)
    wanted = {longer.minus(shorter) for shorter, longer in pairwise(ordered)} - {None}
    within = defaultdict(set)
    for window in windows:
        within[window.start_year].add(window)
    years = {year: inside for year, inside in within.items() if tile(Window.year(year), inside)}
    return (wanted | set(map(Window.year, years))) - windows


def newest_first(windows):
    """The windows in a list: what ends last comes first, of those that end together the longest."""
    return sorted(windows, key=lambda window: (-window.end, window.start))
