"""A first mapping for a table, from its headings and cells: a draft that a person confirms.

Guessed is what a column is for, never what a name in it means.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from common.search import fold
from common.tables.headers import JOINT
from common.tables.numbers import AmountError, Missing, guess_decimal_sign, parse_amount
from common.window_reading import read_window
from regions.models import Place
from trade.importers.mapping import Amounts, Mapping
from trade.importers.resolving import Flows, Places, words_of
from trade.importers.titles import places_named, sides_named
from trade.importers.words import (
    AMOUNT,
    ASIDE,
    CODE,
    CUMULATIVE,
    CURRENCIES,
    FILLERS,
    MULTIPLIERS,
    ROLES,
    UNIT_WORDS,
    has_any,
    stems,
)
from trade.models import Flow

_MOST_DECIMALS = 6
_SOME_YEAR = 2000
_PIECES = re.compile(r"[,;:()\[\]]| / ")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_TITLED_WINDOW = re.compile(
    r"(?:[^\W\d]+\s*[-–—]\s*)?(?:[^\W\d]+|[0-9]{1,2}\s+[^\W\d]+)\s+(?:19|20)[0-9]{2}"
)
_DECIMALS = re.compile(r"[.,]([0-9]+)$")


def suggest_mapping(sheet):
    """Return a Mapping for the sheet as far as its headings and cells tell; may be incomplete.

    A file of UN Comtrade gets its own mapping, which is complete.
    """
    return sheet.comtrade_mapping() or _Draft(sheet).mapping()


@dataclass
class _Column:
    """A column by its heading and the cells of the first rows."""

    position: int
    heading: str
    cells: list
    numbers: int = 0
    texts: int = 0
    given: dict = field(default_factory=dict)
    rest: str = ""

    def __post_init__(self):
        self.words = fold(self.heading)
        kinds = Counter(map(_kind_of, self.cells))
        self.numbers, self.texts = kinds["number"], kinds["text"]
        self.marks = kinds["mark"]

    @property
    def is_numeric(self):
        is_headed = self.numbers and has_any(self.words, AMOUNT)
        return bool(self.numbers > self.texts or is_headed or (self.marks and not self.texts))

    @property
    def is_aside(self):
        return has_any(self.words, ASIDE) or "%" in self.heading

    def holds_codes(self):
        return _most([cell for cell in self.cells if cell], _is_code)

    def role(self):
        """Return what the heading says the column is, "" where it does not."""
        return next((role for role, words in ROLES if has_any(self.words, words)), "")


def _kind_of(cell):
    if cell is None or cell == "":
        return "empty"
    try:
        read = parse_amount(cell, None)
    except AmountError as error:
        is_digits = error.code in ("ambiguous", "groups", "decimal_sign")
        return "number" if is_digits else "text"
    return "mark" if isinstance(read, Missing) else "number"


class _Draft:
    def __init__(self, sheet):
        self.sheet = sheet
        self.titles = " ; ".join(words_of(cell) for cell in sheet.title_cells if cell)
        rows = [cells for _line, cells in sheet.sample]
        self.columns = [
            _Column(n, name, [cells[n] if n < len(cells) else "" for cells in rows])
            for n, name in enumerate(sheet.headings)
        ]
        self.flows = Flows()
        self.roles = {}
        self.constants = {}

    def mapping(self):
        self._assign_roles()
        amounts = self._amounts()
        self._assign_constants(amounts)
        multiplier = self._multiplier(amounts)
        return Mapping(
            amounts=tuple(Amounts(column.heading, column.given) for column in amounts),
            columns={role: column.heading for role, column in self.roles.items()},
            constants=self.constants,
            multiplier=multiplier,
            decimal_sign=guess_decimal_sign(_cells(amounts)) or "",
            currency=self._currency(amounts),
            rounding_unit=_rounding(amounts, multiplier),
            cumulative=has_any(fold(self._all_words()), CUMULATIVE),
            sheet=self.sheet.name if self._names_sheet() else "",
            header_rows=self.sheet.header_rows,
        )

    def _names_sheet(self):
        return self.sheet.name and self.sheet.name != self.sheet.table.sheets[0]

    def _all_words(self):
        return " ; ".join([self.titles, *self.sheet.headings])

    # --- Columns that tell what a row is of ---------------------------------------------------

    def _assign_roles(self):
        named = [(column, column.role()) for column in self.columns if not column.is_aside]
        self._assign_products([column for column, role in named if role in ("product", "name")])
        for column, role in named:
            if role in ("flow", "period", "year", "month") and self._may_be(column, role):
                self.roles.setdefault(_calendar_role(column, role), column)
        self._assign_places([(c, r) for c, r in named if r in _PLACE_ROLES])
        self._assign_by_cells()
        if "period" in self.roles:
            self.roles.pop("year", None), self.roles.pop("month", None)

    def _may_be(self, column, role):
        """A heading such as "2023, year" or "Month 1" stands above amounts."""
        if role == "flow":
            return not column.is_numeric
        if _YEAR.search(column.heading):
            return False
        return not column.is_numeric or all(map(_is_calendar, filter(None, column.cells)))

    def _assign_products(self, columns):
        """Of a code and a name take both: the code tells the product."""
        codes = [c for c in columns if c.role() == "product"] or self._bare_codes(columns)
        coded = [c for c in codes if c.holds_codes()]
        if coded or codes:
            self.roles["product"] = (coded or codes)[0]
            names = [c for c in columns if c is not self.roles["product"] and not c.is_numeric]
            if coded and names:
                self.roles["name"] = names[0]

    def _bare_codes(self, columns):
        """Codes of nobody says what, beside names that are of no place, are those of goods."""
        codes = [c for c in self.columns if c.words in CODE and c.holds_codes()]
        named = [c for c in columns if c.role() == "name"] or codes
        return [] if any(map(self._holds_places, named)) else codes

    def _holds_places(self, column):
        return _most([words_of(cell) for cell in column.cells if cell], self._is_place)

    def _assign_places(self, named):
        """Headings that name one side settle it; "country" and "region" take what is left."""
        left = []
        for column, role in named:
            if role in ("reporter", "partner") and role not in self.roles:
                self.roles[role] = column
            elif role in ("region", "country"):
                left.append((column, role))
        countries = [column for column, role in left if role == "country"]
        if len(countries) > 1 and not self.roles.keys() & {"reporter", "partner"}:
            left = [(countries[0], "region"), (countries[1], "country")]
        for column, role in left:
            first, second = _SIDES if role == "region" else reversed(_SIDES)
            side = next((s for s in (first, second) if s not in self.roles), None)
            if side and not self._is_repeated(column, role, left):
                self.roles[side] = column

    def _is_repeated(self, column, role, left):
        """Whether a column of the same role, such as the code of the name, is taken already."""
        taken = self.roles.values()
        same = [c for c, r in left if r == role and c is not column]
        return any(c in taken for c in same)

    def _assign_by_cells(self):
        for column in self.columns:
            if column in self.roles.values() or column.is_numeric or column.is_aside:
                continue
            role = self._role_by_cells(column)
            if role and role not in self.roles and not (role == "period" and "year" in self.roles):
                self.roles[role] = column

    def _role_by_cells(self, column):
        texts = [words_of(cell) for cell in column.cells if cell not in ("", None)]
        if not texts:
            return ""
        if _most(texts, lambda text: self.flows[text] is not None):
            return "flow"
        if _most(texts, lambda text: _window(text) is not None):
            return "period"
        if _most(texts, lambda text: _window(f"{text} {_SOME_YEAR}") is not None):
            return "month"
        if role := self._place_role(texts):
            return role
        is_free = column.role() == "name" and "product" not in self.roles
        return "product" if is_free else ""

    def _place_role(self, texts):
        free = [side for side in _SIDES if side not in self.roles]
        if not free or not _most(texts, self._is_place):
            return ""
        return free[0]

    def _is_place(self, text):
        return text and self.places[text] is not None

    @property
    def places(self):
        if "_places" not in self.__dict__:
            self._places = Places("place")
        return self._places

    # --- Columns of amounts -------------------------------------------------------------------

    def _amounts(self):
        taken = self.roles.values()
        columns = [c for c in self.columns if c not in taken and c.is_numeric and not c.is_aside]
        for column in columns:
            column.given, column.rest = self._given(column.heading)
        self._give_rests(columns)
        telling = [c for c in columns if c.given or has_any(c.words, AMOUNT)]
        return _without_doubles(telling or columns[:1])

    def _given(self, heading):
        """Return ({dimension: text} of what the heading says, what is left of it)."""
        given, months, years, rest = {}, [], [], []
        for piece in filter(None, map(str.strip, _PIECES.split(heading.replace(JOINT, " / ")))):
            plain, flow = self._without_flow(_without_units(piece))
            if flow:
                given["flow"] = flow
            if not plain:
                continue
            if _YEAR.fullmatch(_bare_year(plain)):
                years.append(_bare_year(plain))
            elif window := _window(plain):
                given["period"] = str(window)
            elif _window(f"{plain} {_SOME_YEAR}"):
                months.append(plain)
            elif len(found := _YEAR.findall(plain)) == 1:
                years.append(found[0])
            elif not has_any(fold(plain), AMOUNT) and any(map(str.isalpha, plain)):
                rest.append(plain)
        given |= self._given_months(months, years) if "period" not in given else {}
        return given, " ".join(rest)

    def _given_months(self, months, years):
        if "period" in self.roles:
            return {}
        year = years[0] if years else ""
        if months and not year and "year" not in self.roles:
            year = self._title_year()
        if months and year:
            return {"period": str(_window(f"{months[0]} {year}"))}
        if months:
            return {"month": months[0]}
        if not year:
            return {}
        return {"year": year} if "month" in self.roles else {"period": year}

    def _title_year(self):
        years = set(_YEAR.findall(f"{self.titles} {self.sheet.name or ''}"))
        return years.pop() if len(years) == 1 else ""

    def _without_flow(self, text):
        """Return (the text without a word for a flow, the name of the flow or "")."""
        words = text.split()
        for word in words:
            flow = self.flows[word.strip(".:-–—")] if len(word) > 1 else None
            if flow is not None and not word.isdigit():
                return " ".join(w for w in words if w != word), Flow(flow).name.lower()
        return text, ""

    def _give_rests(self, columns):
        """What headings say beside flow and months names a place, where it differs by column."""
        free = [side for side in reversed(_SIDES) if side not in self.roles]
        rests = {column.rest for column in columns if column.rest}
        places = len(rests) > 1 or (rests and self._is_place(next(iter(rests))))
        for column in columns if free and places else ():
            if column.rest:
                column.given[free[0]] = column.rest

    # --- What holds for the whole table -------------------------------------------------------

    def _assign_constants(self, amounts):
        given = {name for column in amounts for name in column.given} | self.roles.keys()
        is_open = "flow" not in given and not self._rows_name_flows()
        if is_open and len(flows := self._title_flows()) == 1:
            self.constants["flow"] = flows.pop()
        self.constants |= {s: code for s, code in self._title_sides().items() if s not in given}
        if "period" in given or "year" in given:
            return
        if "month" in given:
            if year := self._title_year():
                self.constants["year"] = year
        elif window := self._title_window():
            self.constants["period"] = window

    def _rows_name_flows(self):
        """Whether rows are headed by flows: the title then names what is above them all."""
        texts = {words_of(cell) for cell in _cells(c for c in self.columns if not c.is_numeric)}
        return any(self.flows[text] is not None for text in texts if text and not text.isdecimal())

    def _title_sides(self):
        named = places_named(self.titles, self.places.by_name)
        return sides_named(named, own=self._own_countries()) if named else {}

    def _own_countries(self):
        """Return the countries whose regions stand in the column of reporters."""
        cells = self.roles["reporter"].cells if "reporter" in self.roles else ()
        keys = {self.places[text] for text in map(words_of, cells) if text}
        regions = Place.objects.filter(pk__in=keys - {None})
        return {key for pair in regions.values_list("pk", "country") for key in pair if key}

    def _title_flows(self):
        words = re.split(r"[\s,;:()\-–—]+", f"{self.titles} {self.sheet.name or ''}")
        found = {self._stemmed_flow(word) for word in words}
        return found - {""}

    def _stemmed_flow(self, word):
        """A title declines its words: "экспорта"."""
        for length in range(len(word), max(len(word) - 3, 4), -1):
            flow = self.flows[word[:length]]
            if flow is not None and not word.isdigit():
                return Flow(flow).name.lower()
        return ""

    def _title_window(self):
        found = [_window(text) for text in _TITLED_WINDOW.findall(self.titles)]
        windows = {str(window) for window in found if window}
        if not windows and (year := self._title_year()):
            return year
        return windows.pop() if len(windows) == 1 else ""

    def _multiplier(self, amounts):
        """The unit beside the amounts, else the one above the table, else one that rows name."""
        headings = " ".join(c.heading for c in amounts)
        for text in (headings, self._unit_row(amounts), self.titles, self._indicators()):
            words = fold(text)
            found = {value for value, names in MULTIPLIERS if has_any(words, names)}
            if len(found) == 1:
                return found.pop()
        return 1

    def _indicators(self):
        """Return what rows say in columns of no other use: "Trade (US$ Mil)"."""
        unused = [c for c in self.columns if c not in self.roles.values() and not c.is_numeric]
        cells = {words_of(cell) for cell in _cells(c for c in unused if not c.is_aside)}
        return " ; ".join(cell for cell in cells if has_any(fold(cell), _ANY_CURRENCY))

    def _unit_row(self, amounts):
        cells = self.sheet.unit_cells
        return " ".join(words_of(cells[c.position]) for c in amounts if c.position < len(cells))

    def _currency(self, amounts):
        text = f"{' '.join(c.heading for c in amounts)} {self._unit_row(amounts)} {self.titles}"
        found = [code for code, names in CURRENCIES if has_any(fold(text), names)]
        return found[0] if len(found) == 1 else "USD"


_SIDES = ("reporter", "partner")
_ANY_CURRENCY = tuple(name for _code, names in CURRENCIES for name in names)
_PLACE_ROLES = ("reporter", "partner", "region", "country")


def _is_calendar(cell):
    """Whether the cell is a year, or the number of a month."""
    text = words_of(cell)
    return text.isdecimal() and (1900 <= int(text) <= 2100 or 1 <= int(text) <= 12)


def _calendar_role(column, role):
    """Whole dates or "January 2023" in a column headed "Month" say the year too."""
    cells = [cell for cell in column.cells if cell not in ("", None)]
    is_whole = role in ("year", "month") and _most(cells, _is_month_of_a_year)
    return "period" if is_whole else role


def _is_month_of_a_year(cell):
    if isinstance(cell, date):
        return True
    window = None if _YEAR.fullmatch(words_of(cell)) else _window(words_of(cell))
    return window is not None


def _is_code(cell):
    text = words_of(cell)
    return fold(text) in ("total", "всего", "барлыгы", "усяго") or (
        text.isdecimal() and len(text) <= 10
    )


def _most(texts, is_so):
    return sum(map(bool, map(is_so, texts))) * 2 > len(texts)


def _window(text):
    try:
        return read_window(text)[0]
    except ValueError:
        return None


def _bare_year(text):
    return re.sub(r"\s*(?:гг?|год|года|годы|ж|жыл|жылы|год|year)\.?$", "", text.lower())


def _without_units(piece):
    """Return the piece without the words of its unit: "Экспорт, тыс. долл. США" is of export."""
    words = piece.split()
    has_unit = any(has_any(fold(word), UNIT_WORDS) for word in words)
    fillers = stems(FILLERS) if has_unit else ()
    dropped = [w for w in words if has_any(fold(w), UNIT_WORDS) or fold(w) in fillers or w == "$"]
    return " ".join(w for w in words if w not in dropped).strip(" .")


def _without_doubles(columns):
    """Two columns for the same figures would contradict each other: the first is of them."""
    taken, kept = [], []
    for column in columns:
        if column.given not in taken:
            taken.append(column.given)
            kept.append(column)
    return kept


def _cells(columns):
    return [cell for column in columns for cell in column.cells]


def _rounding(amounts, multiplier):
    """The worth of the last printed digit, at least 1."""
    decimals = 0
    for cell in _cells(amounts):
        found = _DECIMALS.search(words_of(cell))
        # Three digits after a mark may be a group of thousands, in text.
        most = _MOST_DECIMALS if isinstance(cell, float) else 2
        decimals = max(decimals, len(found[1]) if found and len(found[1]) <= most else 0)
    return max(1, multiplier // 10**decimals)
