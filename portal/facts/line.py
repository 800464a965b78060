"""One line of a file of facts, read field by field.

Every reader notes the field as known; what nobody asked for is an error, so that a misspelt name
never loses a fact in silence. What can not be read is noted in ``problems`` and read as nothing,
so that the rest of the line is judged as well.
"""

import re
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from functools import wraps

from django.utils.translation import gettext as _

from common.partial_dates import Basis, PartialDate
from common.periods import Window
from common.texts import LANGUAGES

UNITS = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}
CENT = Decimal("0.01")
COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
# Years as partial dates know them; times without seconds and zone, for the zone is the venue's.
DAY = re.compile("(1[5-9]|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}")
CLOCK = re.compile("[0-9]{2}:[0-9]{2}(:00)?")


@dataclass(frozen=True)
class Problem:
    """What is wrong where: line number from 1, the field ("" for the line), value, reason."""

    number: int
    field: str
    value: str
    reason: str


class Unreadable(Exception):
    """A field that can not be read; ``field``, ``value`` and ``reason`` say why."""

    def __init__(self, field, value, reason):
        super().__init__(reason)
        self.field, self.value, self.reason = field, value, reason


@dataclass(frozen=True)
class Amount:
    """Low and high in whole units of the currency, each None where it is open."""

    low: Decimal | None
    high: Decimal | None
    rounding_unit: int


NOTHING = Amount(None, None, 1)


def noting(nothing):
    """Make a reader note what it can not read; it returns what ``nothing`` makes instead."""

    def wrap(read):
        @wraps(read)
        def reader(self, *args, **kwargs):
            try:
                return read(self, *args, **kwargs)
            except Unreadable as error:
                self.problems.append(error)
                return nothing()

        return reader

    return wrap


def none():
    return None


class Line:
    """The fields of one JSON object; ``lookups`` finds the records it names.

    ``problems`` is shared with the objects inside. ``keeps`` tells whether anything is to be
    saved at all, and ``made`` is what the line became.
    """

    def __init__(self, fields, lookups, keeps=True):
        self.fields = fields
        self.lookups = lookups
        self.keeps = keeps
        self.known = {"type", "id"}
        self.parts = []
        self.problems = []
        self.made = None

    def refuse(self, name, value, reason):
        self.problems.append(Unreadable(name, value, reason))

    @property
    def refused(self):
        """The names of the fields that could not be read."""
        return {problem.field for problem in self.problems}

    def raw(self, name, default=None):
        """Return what the field holds; ``null`` is the same as a field that is not there."""
        self.known.add(name)
        value = self.fields.get(name)
        return default if value is None else value

    def unknown_fields(self):
        """Return the names nobody asked for, those of inner objects as ``outer.inner``."""
        inner = [f"{name}.{field}" for name, part in self.parts for field in part.unknown_fields()]
        return sorted(self.fields.keys() - self.known) + inner

    @noting(none)
    def require(self, name):
        return self._given(name)

    def _given(self, name):
        value = self.raw(name)
        if value in (None, "", []):
            raise Unreadable(name, "", _("This field must be given."))
        return value

    @noting(str)
    def text(self, name, default=""):
        return self._text(name, default)

    def _text(self, name, default=""):
        value = self.raw(name, default)
        if not isinstance(value, str):
            raise Unreadable(name, value, _("This must be a text in quotation marks."))
        return value

    @noting(str)
    def required_text(self, name):
        self._given(name)
        return self._text(name)

    @noting(bool)
    def flag(self, name):
        value = self.raw(name, False)
        if not isinstance(value, bool):
            raise Unreadable(name, value, _("This must be true or false."))
        return value

    @noting(none)
    def integer(self, name, default=None):
        value = self.raw(name, default)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise Unreadable(name, value, _("This must be a whole number."))
        return value

    @noting(none)
    def decimal(self, name):
        value = self.raw(name)
        return None if value is None else self._decimal(name, value)

    def choice(self, name, choices, default=None):
        """Return the member of ``choices`` (a Choices class) that has this name or value.

        Where the field can not be read it is the default, or None.
        """
        usual = None if default is None else choices(default)
        if usual is not None and self.raw(name) is None:
            return usual
        chosen = self._chosen(name, choices)
        return usual if chosen is None else chosen

    @noting(none)
    def _chosen(self, name, choices):
        word = self._given(name)
        for member in choices:
            if isinstance(word, str) and (word == member or word.upper() == member.name):
                return member
        words = ", ".join(str(member.name).lower() for member in choices)
        raise Unreadable(name, word, _("This must be one of: %(words)s.") % {"words": words})

    @noting(dict)
    def texts(self, name, into):
        """Return ``{into_en: ..., into_ru: ...}`` from an object with the languages as names."""
        value = self.raw(name, {})
        value = {"en": value} if isinstance(value, str) else value
        if not _is_texts(value):
            raise Unreadable(
                name, value, _("This must be a text, or an object of texts in en, ru, kk and be.")
            )
        return {f"{into}_{language}": value.get(language) or "" for language in LANGUAGES}

    @noting(list)
    def words(self, name):
        """Return a list of texts."""
        value = self.raw(name, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise Unreadable(name, value, _("This must be a list of texts."))
        return value

    @noting(dict)
    def date(self, name):
        """Return ``{name: text, name_basis: basis}`` of a partial date."""
        value = self._text(name)
        basis = self.choice(f"{name}_basis", Basis, Basis.PRINTED)
        try:
            partial = PartialDate(value, basis)
        except ValueError as error:
            raise Unreadable(name, value, str(error.args[0])) from error
        return {name: partial.text, f"{name}_basis": str(partial.basis)}

    @noting(none)
    def day(self, name):
        """Return the day of the calendar, or None where the field is not there."""
        return self._dated(name, DAY, date)

    @noting(none)
    def required_day(self, name):
        self._given(name)
        return self._dated(name, DAY, date)

    @noting(none)
    def clock(self, name):
        """Return the time on the wall, or None where the field is not there."""
        return self._dated(name, CLOCK, time)

    @noting(none)
    def required_clock(self, name):
        self._given(name)
        return self._dated(name, CLOCK, time)

    @noting(none)
    def window(self, name):
        value = self._text(name)
        try:
            return Window.parse(value) if value else None
        except ValueError as error:
            raise Unreadable(name, value, str(error)) from error

    @noting(lambda: NOTHING)
    def amount(self, name="amount", unit="unit"):
        """Read ``"22.4"``, ``["900", "1000"]``, or ``[null, "180"]``, in thousands, millions ..."""
        value, factor = self.raw(name), UNITS[self._unit(unit)]
        pair = value if isinstance(value, list) else [value, value]
        if len(pair) != 2:
            raise Unreadable(name, value, _("A range has two ends."))
        low, high = (self._scaled(name, end, factor) for end in pair)
        rounding = self.integer("rounding_unit") or self._rounding(pair, factor)
        return Amount(low, high, rounding)

    @noting(none)
    def record(self, name, kind):
        """Return the record of this kind that the field names, or None when it names none."""
        code = self.raw(name)
        return None if code in (None, "") else self._found(name, kind, code)

    @noting(none)
    def required_record(self, name, kind):
        return self._found(name, kind, self._given(name))

    @noting(list)
    def records(self, name, kind):
        codes = self.raw(name, [])
        if not isinstance(codes, list):
            raise Unreadable(name, codes, _("This must be a list."))
        return [found for code in codes if (found := self._found_or_noted(name, kind, code))]

    @noting(none)
    def _found_or_noted(self, name, kind, code):
        return self._found(name, kind, code)

    @noting(list)
    def lines(self, name):
        """Return the objects of a list as lines of their own, with the same lookups."""
        value = self.raw(name, [])
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise Unreadable(name, value, _("This must be a list of objects."))
        return [self._part(name, row) for row in value]

    @noting(none)
    def part(self, name):
        """Return the object of this name as a line of its own, or None."""
        value = self.raw(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise Unreadable(name, value, _("This must be an object."))
        return self._part(name, value)

    def _part(self, name, fields):
        part = Line(fields, self.lookups, self.keeps)
        part.problems = self.problems
        self.parts.append((name, part))
        return part

    def _found(self, name, kind, code):
        found = self.lookups.find(kind, code)
        if found is None:
            reason = _("No %(kind)s has this code.") % {"kind": self.lookups.word_for(kind)}
            raise Unreadable(name, code, reason)
        return found

    def _dated(self, name, form, kind):
        value = self.raw(name)
        if value in (None, ""):
            return None
        try:
            if form.fullmatch(value):
                return kind.fromisoformat(value)
        except (TypeError, ValueError):
            pass
        raise Unreadable(name, value, _("Write a day as 2026-09-14 and a time as 09:30."))

    def _unit(self, name):
        unit = self.raw(name, "")
        if unit not in list(UNITS):
            words = ", ".join(filter(None, UNITS))
            raise Unreadable(name, unit, _("This must be one of: %(words)s.") % {"words": words})
        return unit

    def _scaled(self, name, value, factor):
        """Return the amount in whole units; 1.234 billion has no more decimals than a cent."""
        if value is None:
            return None
        amount = self._decimal(name, value) * factor
        cents = amount.quantize(CENT)
        return cents if cents == amount else amount

    def _decimal(self, name, value):
        if isinstance(value, str) and COMMA.fullmatch(value):
            reason = _("Write the number with a point: %(number)s.")
            raise Unreadable(name, value, reason % {"number": value.replace(",", ".")})
        try:
            number = Decimal(str(value))
        except InvalidOperation as error:
            raise Unreadable(name, value, _("This must be a number.")) from error
        if not number.is_finite() or abs(number) >= 10**15:
            raise Unreadable(name, value, _("This must be a number."))
        return number

    def _rounding(self, pair, factor):
        """Return the worth of the last printed digit: 100,000 for "22.4" million."""
        decimals = [-Decimal(str(end)).as_tuple().exponent for end in pair if end is not None]
        return max(1, int(Decimal(factor).scaleb(-max(decimals)))) if decimals else 1


def _is_texts(value):
    """Tell whether it is an object of texts, its names the portal's languages."""
    return (
        isinstance(value, dict)
        and value.keys() <= set(LANGUAGES)
        and all(text is None or isinstance(text, str) for text in value.values())
    )
