"""Dates as precise as their source: a year, a month, or a day without its year.

The truth is a short text in the manner of EDTF (ISO 8601-2): ``2018-09-25``, ``2018-09``,
``2018-Q3``, ``2018-H1``, ``2018``; ``XXXX-09-25`` where the year is not printed; ``../2018`` for
"by the end of 2018"; ``?2013-09`` where the year was inferred; "" where nothing is known.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from common.date_reading import UNREADABLE, canonical_date

FIRST_YEAR = 1500
LAST_YEAR = 2200

NO_SUCH_DAY = _("There is no such day. Write the day, the month and the year, as 9.3.2026.")
NO_SUCH_YEAR = _("Write a year from 1500 to 2200.")

_CANONICAL = re.compile(
    r"(?P<by>\.\./)?"
    r"(?:(?P<inferred>\?)?(?P<year>[0-9]{4})|XXXX(?=-))"
    r"(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?|-Q(?P<quarter>[1-4])|-H(?P<half>[12]))?"
)


class Basis(StrEnum):
    """How a date is known: from the source, from other facts, or by counting back."""

    PRINTED = "printed"
    INFERRED = "inferred"
    COUNTED_BACK = "counted_back"


@dataclass(frozen=True)
class PartialDate:
    """A date whose ``text`` is in the canonical form; ValueError when it is not.

    ``year``, ``month``, ``day``, ``quarter`` and ``half`` are numbers, None where it has no such
    part.
    """

    text: str = ""
    basis: Basis = Basis.PRINTED

    def __post_init__(self):
        object.__setattr__(self, "basis", Basis(self.basis))
        if self.text and not self._parts:
            raise ValueError(UNREADABLE)
        if self.has_year and not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(NO_SUCH_YEAR)
        if self.month is not None and not self._is_in_calendar():
            raise ValueError(NO_SUCH_DAY)

    @classmethod
    def parse(cls, text, basis=Basis.PRINTED):
        """Read the canonical form or what people write in four languages; "" is unknown.

        Such as ``9.3.2026``, ``09.03.26``, ``3/2026``, ``25.09.``, ``Q3 2018``, ``3 кв. 2018``,
        ``9 наурыз 2026``, ``by 31.12.2026``, ``до конца 2018 г.``; in ``2013?`` the year is
        inferred. ValueError, in words for the person who typed, when it cannot be read.
        """
        text = text.strip()
        if text and not _CANONICAL.fullmatch(text):
            text = canonical_date(text)
        return cls(text, basis)

    @classmethod
    def of(cls, day):
        """The same as a ``datetime.date``."""
        return cls(day.isoformat())

    def __str__(self):
        return self.text

    def __bool__(self):
        """Whether anything is known."""
        return self.text != ""

    @cached_property
    def _parts(self):
        match = _CANONICAL.fullmatch(self.text)
        return match.groupdict() if match else {}

    def _number(self, name):
        digits = self._parts.get(name)
        return None if digits is None else int(digits)

    @property
    def year(self):
        return self._number("year")

    @property
    def month(self):
        return self._number("month")

    @property
    def day(self):
        return self._number("day")

    @property
    def quarter(self):
        return self._number("quarter")

    @property
    def half(self):
        return self._number("half")

    @property
    def precision(self):
        """The finest part that is known: day, month, quarter, half, year or none."""
        parts = ("day", "month", "quarter", "half", "year")
        return next((part for part in parts if self._parts.get(part)), "none")

    @property
    def has_year(self):
        return self.year is not None

    @property
    def year_inferred(self):
        """Whether the year is not in the source but follows from other facts."""
        return bool(self._parts.get("inferred"))

    @property
    def is_by(self):
        """Whether it is a limit: at some time until the end of this date."""
        return bool(self._parts.get("by"))

    @property
    def earliest(self):
        """The first day it may mean; None for a limit, or where the year is not known."""
        if not self.has_year or self.is_by:
            return None
        return date(self.year, self._months[0], self.day or 1)

    @property
    def latest(self):
        """The last day it may mean; None where the year is not known."""
        if not self.has_year:
            return None
        month = self._months[1]
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def _months(self):
        """The first and the last month it may mean."""
        if self.month:
            return self.month, self.month
        if self.quarter:
            return self.quarter * 3 - 2, self.quarter * 3
        if self.half:
            return self.half * 6 - 5, self.half * 6
        return 1, 12

    def _is_in_calendar(self):
        """Whether there is such a month and day; without a year, 29 February may be meant."""
        if not 1 <= self.month <= 12:
            return False
        leap_year = 2000
        return (
            self.day is None or 1 <= self.day <= monthrange(self.year or leap_year, self.month)[1]
        )
