"""Reading the rows of a table by a mapping: figures into the stage, what fails into problems.

One pass in constant memory. What can be looked up is looked up once a text, so that a row costs
little more than its parsing.
"""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from common.tables.numbers import MARKS, AmountError, Missing, parse_amount
from trade.importers.mapping import (
    COMTRADE,
    DIMENSIONS,
    MONTHS_AND_YEARS,
    NAMES,
    MissingColumns,
)
from trade.importers.problems import Problem, Reason
from trade.importers.resolving import (
    LEFT_OUT,
    Flows,
    Halves,
    Measures,
    Periods,
    Places,
    Products,
    words_of,
)
from trade.importers.silence import SILENCE
from trade.importers.stage import CHUNK
from trade.models import Flow, State

MOST_DIGITS = 18
MOST_SHOWN = 200
MOST_ASKED = 300
MOST_KINDS = 1000
# Rows between two looks at the wish to cancel.
LOOK_EVERY = 2000
CENT = Decimal("0.01")
# An empty cell says nothing, not even that something is missing.
NOTHING = ("", None)
# Plain numbers: a row of a million has no time for the members of an enumeration.
REPORTED, ZERO = int(State.REPORTED), int(State.ZERO)

_DEFAULTS = {"product": "TOTAL", "measure": "goods"}
_MISSING = {
    Missing.NOT_AVAILABLE: int(State.NOT_AVAILABLE),
    Missing.NOT_DISCLOSED: int(State.NOT_DISCLOSED),
}
# The words of a mapping for the marks of its table.
_MARKS = {
    "not_available": Missing.NOT_AVAILABLE,
    "not_disclosed": Missing.NOT_DISCLOSED,
    "zero": Decimal(0),
}
_AMOUNT_REASONS = {
    "ambiguous": Reason.AMBIGUOUS_AMOUNT,
    "decimal_sign": Reason.UNREADABLE_AMOUNT,
}


class Cell(NamedTuple):
    line: int
    column: str
    text: str | tuple


class Unreadable(Exception):
    """A cell of amounts that gives no figure."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


@dataclass
class Reading:
    """What a pass over the rows found, beside what went into the stage."""

    rows: int = 0
    left_out: Counter = field(default_factory=Counter)  # {(column, value): rows}
    rejected: int = 0
    unknown: Counter = field(default_factory=Counter)  # {(dimension, text, reason): rows}
    names: dict = field(default_factory=dict)  # {(dimension, text): what the file calls it}

    def leave_out(self, column, value):
        """Count a row or a cell as left out; of a thousand values, the rest without its value."""
        key = column, words_of(value)[:MOST_SHOWN]
        self.left_out[key if len(self.left_out) < MOST_KINDS else (column, "")] += 1

    def ask(self, dimension, text, reason, *, name="", rows=1):
        """Note a text that nobody knows; in ``rows`` 0 it is a heading."""
        key = dimension, text, reason
        if key in self.unknown or len(self.unknown) < MOST_KINDS:
            self.unknown[key] += rows
            if name and name != text:
                self.names.setdefault((dimension, text), name)


class Reader:
    """A mapping made ready for the columns of one file.

    ``headings`` are the names of the columns in their order, ``header_row`` where they stand.
    MappingError where one that the mapping needs is not there.
    """

    def __init__(self, mapping, headings, header_row=0):
        self.mapping, self.header_row = mapping, header_row
        self.positions = {name: index for index, name in enumerate(headings)}
        self.headings = headings
        missing = [name for name in mapping.column_names() if name not in self.positions]
        if missing:
            raise MissingColumns(missing)
        self.resolvers = self._resolvers()
        self.products = self.resolvers["product"]
        # Where the file calls by name what it has a code of.
        self.names = {
            dimension: self.positions[mapping.columns[name]]
            for dimension, name in NAMES.items()
            if name in mapping.columns
        }
        self.name = self.names.get("product")
        # What is looked up for each row: (dimension, half of a period that a heading gives).
        self.dimensions, self.lookups = [], []
        self.unknown_headings = []
        self.filters = [
            (self.positions[name], set(texts), name) for name, texts in mapping.only.items()
        ]
        found = map(self._amounts, mapping.amounts)
        self.amounts = [amounts for amounts in found if amounts is not None]
        self.is_plain = mapping.multiplier == 1
        self.marks = MARKS | {text.lower(): _MARKS[mark] for text, mark in mapping.marks.items()}

    def _resolvers(self):
        mapping, answers = self.mapping, self.mapping.answers
        places = answers.get("place", {})
        comtrade = mapping.places == COMTRADE
        by_place = Places("place", places, scheme=mapping.places)
        return {
            "reporter": by_place,
            "partner": by_place,
            "product": Products(answers.get("product", {}), restore_zeros=mapping.restore_zeros),
            "flow": Flows(answers.get("flow", {})),
            "measure": Measures(answers.get("measure", {})),
            "period": Periods(
                answers.get("period", {}), cumulative=mapping.cumulative, comtrade=comtrade
            ),
        }

    def _parts(self, dimension):
        """Return the positions of the columns that give the dimension, () where none does."""
        columns = self.mapping.columns
        names = {
            "product": ("product", "edition"),
            "period": ("frequency", "period") if "period" in columns else MONTHS_AND_YEARS,
        }.get(dimension, (dimension,))
        return [self.positions[columns[name]] for name in names if name in columns]

    def _amounts(self, amounts):
        """Return (position, heading, meanings of what the heading gives, picker of the whole key).

        None where what the heading gives means nothing: ``unknown_headings`` says why.
        """
        given = {**_DEFAULTS, **self.mapping.constants, **amounts.given}
        sources = {name: self._lookup(name, given) for name in DIMENSIONS}
        meanings = {
            name: self._constant(name, given, amounts)
            for name, place in sources.items()
            if place is None
        }
        if any(meaning is None or meaning is LEFT_OUT for meaning in meanings.values()):
            return None
        constants = list(meanings)
        places = (
            constants.index(name) if place is None else len(constants) + place
            for name, place in sources.items()
        )
        return (
            self.positions[amounts.column],
            amounts.column,
            list(meanings.values()),
            itemgetter(*places),
        )

    def _lookup(self, dimension, given):
        """Return the place among ``lookups`` of what columns give, None where none does."""
        parts = self._parts(dimension)
        if not parts:
            return None
        half = self._half_given(given) if dimension == "period" else None
        if (dimension, half) not in self.dimensions:
            resolver = self.resolvers[dimension]
            resolver = Halves(resolver, *half) if half else resolver
            self.dimensions.append((dimension, half))
            self.lookups.append((self._getter(dimension, parts), resolver))
        return self.dimensions.index((dimension, half))

    def _getter(self, dimension, parts):
        """Goods without a code are told by their name: "Total" stands beside an empty cell."""
        is_coded = dimension == "product" and len(parts) == 1 and self.name is not None
        if is_coded and self.mapping.places != COMTRADE:
            code, name = parts[0], self.name
            return lambda cells: cells[name] if cells[code] in NOTHING else cells[code]
        return itemgetter(*parts)

    def _half_given(self, given):
        """Return the part of year and month that is given where a column has the other, or None."""
        columns = self.mapping.columns
        if "period" in columns:
            return None
        return next(
            ((part, given[part]) for part in MONTHS_AND_YEARS if part in given.keys() - columns),
            None,
        )

    def _constant(self, name, given, amounts):
        text = given[name] if name in given else (given.get("year", ""), given.get("month", ""))
        resolver = self.resolvers[name]
        meaning = resolver[text]
        if meaning is None:
            self.unknown_headings.append((name, text, amounts.column))
        return meaning

    def read(self, rows, stage, problems, progress=SILENCE):
        """Bring the rows into the stage; ``problems`` takes each Problem. Return the Reading."""
        reading = Reading()
        self._refuse_headings(problems, reading)
        staged = []
        for line, cells in rows:
            reading.rows += 1
            self._read_row(line, cells, staged, problems, reading)
            if len(staged) >= CHUNK:
                stage.write(staged)
                staged = []
            if not reading.rows % LOOK_EVERY:
                progress.advance(LOOK_EVERY)
        if staged:
            stage.write(staged)
        return reading

    def _read_row(self, line, cells, staged, problems, reading):
        if len(cells) < len(self.headings):
            cells = [*cells, *[""] * (len(self.headings) - len(cells))]
        for position, allowed, name in self.filters:
            if cells[position] not in allowed and words_of(cells[position]) not in allowed:
                reading.leave_out(name, cells[position])
                return
        found = [resolver[get(cells)] for get, resolver in self.lookups]
        if self.products.unnamed is not None:
            self.products.name_new("" if self.name is None else words_of(cells[self.name]))
        if None in found or LEFT_OUT in found:
            self._refuse(line, cells, found, problems, reading)
            return
        for position, name, given, pick in self.amounts:
            if cells[position] in NOTHING:
                reading.leave_out(name, "")
                continue
            try:
                staged.append(self._figure(line, cells[position], pick(given + found)))
            except Unreadable as error:
                problems(Problem(line, name, _shown(cells[position]), error.reason))
                reading.rejected += 1

    def _figure(self, line, cell, key):
        reporter, partner, product, flow, measure, (start, end, series) = key
        if reporter == partner:
            raise Unreadable(Reason.SAME_PLACE)
        if self.is_plain and cell.__class__ is str and cell.isdigit() and cell.isascii():
            if len(cell) > MOST_DIGITS:
                raise Unreadable(Reason.TOO_LARGE)
            value, state = cell, REPORTED if cell.strip("0") else ZERO
        else:
            value, state = self._amount(cell, flow)
        return line, reporter, partner, product, flow, measure, start, end, series, state, value

    def _amount(self, cell, flow):
        """Return (amount in whole units as text, state); no amount is ""."""
        try:
            read = parse_amount(cell, self.mapping.decimal_sign or None, self.marks)
        except AmountError as error:
            raise Unreadable(_AMOUNT_REASONS.get(error.code, Reason.UNREADABLE_AMOUNT)) from error
        if isinstance(read, Missing):
            return "", _MISSING[read]
        if read < 0 and flow != Flow.BALANCE:
            raise Unreadable(Reason.NEGATIVE_AMOUNT)
        if read.adjusted() >= MOST_DIGITS:
            raise Unreadable(Reason.TOO_LARGE)
        whole = read * self.mapping.multiplier
        if whole.adjusted() >= MOST_DIGITS:
            raise Unreadable(Reason.TOO_LARGE)
        value = whole.quantize(CENT)
        return f"{value:f}", REPORTED if value else ZERO

    def _refuse(self, line, cells, found, problems, reading):
        """Count the row as left out where a person said so, else tell what is not known in it.

        A row of words alone, such as "including:", asks nobody anything.
        """
        if LEFT_OUT in found or self._is_silent(cells, found):
            place = found.index(LEFT_OUT if LEFT_OUT in found else None)
            get, resolver = self.lookups[place]
            reading.leave_out(self._column(self.dimensions[place][0]), resolver.told(get(cells)))
            return
        for (dimension, _half), (get, resolver), meaning in zip(
            self.dimensions, self.lookups, found, strict=True
        ):
            if meaning is None:
                text = get(cells)
                column = self._column_asked(dimension)
                name = words_of(cells[self.names[dimension]]) if dimension in self.names else ""
                self._tell_unknown(Cell(line, column, text), resolver, problems, reading, name=name)
        reading.rejected += 1

    def _is_silent(self, cells, found):
        """Whether the row has no amount, and says words where nothing is known."""
        words = [
            get(cells) for (get, _), meaning in zip(self.lookups, found, strict=True) if not meaning
        ]
        has_words = all(map(words_of, words))
        return (
            has_words
            and bool(self.amounts)
            and all(cells[position] in NOTHING for position, *_ in self.amounts)
        )

    def _refuse_headings(self, problems, reading):
        """Tell what headings and constants say that is not known: their columns are not read."""
        for dimension, text, column in self.unknown_headings:
            cell = Cell(self.header_row, column, text)
            self._tell_unknown(cell, self.resolvers[dimension], problems, reading, rows=0)
            reading.rejected += 1

    def _tell_unknown(self, cell, resolver, problems, reading, *, name="", rows=1):
        unknown = resolver.unknown[cell.text]
        asked = words_of(resolver.asked(cell.text))
        shown = asked[:MOST_SHOWN]
        problems(Problem(cell.line, cell.column, shown, unknown.reason, unknown.details))
        asked, name = asked[:MOST_ASKED], name[:MOST_SHOWN]
        reading.ask(resolver.dimension, asked, unknown.reason, name=name, rows=rows)

    def _column_asked(self, dimension):
        """The edition beside a code of goods is not what is asked about."""
        if dimension == "product":
            return self.headings[self._parts(dimension)[0]]
        return self._column(dimension)

    def _column(self, dimension):
        return ", ".join(self.headings[position] for position in self._parts(dimension))


def _shown(cell):
    return words_of(cell)[:MOST_SHOWN]
