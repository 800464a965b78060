"""What the texts of a file mean: places, products, flows, months. Each text is looked up once."""

import re
from collections import defaultdict
from datetime import date, datetime

import pycountry
from django.conf import settings
from django.utils.translation import gettext, override

from common.periods import Window, cumulative
from common.search import fold
from common.tables import clean
from common.window_reading import read_window
from regions.models import Place, PlaceName
from trade.importers.comtrade_areas import AREAS, FORMER_NUMBERS
from trade.importers.mapping import COMTRADE
from trade.importers.problems import Reason
from trade.models import Flow, Measure, Product

LEFT_OUT = object()
CHAPTER_DIGITS, KATO_DIGITS = 2, 2
LONGEST_NUMBER = 9
# Chapters that statistics add to those of the nomenclature: goods kept apart or not specified.
_OWN_CHAPTERS = ("98", "99")
_CODE_LENGTHS = (2, 4, 6, 8, 10)


class Unknown(Exception):
    """A text that means nothing here: the reason, and what a person may choose from."""

    def __init__(self, reason, **details):
        super().__init__(reason)
        self.reason, self.details = reason, details


class Resolver(dict):
    """text -> meaning; None for a text whose meaning is not known, LEFT_OUT where a person said so.

    ``unknown`` keeps the reason for each of them. Reading it as a dict costs a row of a million
    no call.
    """

    def __init__(self, dimension, answers=()):
        super().__init__()
        self.dimension = dimension
        self.answers = {fold(text): answer for text, answer in dict(answers).items()}
        self.unknown = {}

    def __missing__(self, text):
        try:
            self[text] = meaning = self._answered(text)
        except Unknown as problem:
            self.unknown[text] = problem
            self[text] = meaning = None
        return meaning

    def _answered(self, text):
        plain = words_of(text)
        answer = self.answers.get(fold(plain))
        if answer == "":
            return LEFT_OUT
        if answer is not None:
            plain = answer
        if not plain:
            raise Unknown(Reason.EMPTY)
        return self.meaning(plain)

    def meaning(self, text):
        """Return what the text means, or raise Unknown."""
        raise NotImplementedError

    def asked(self, text):
        """Return the part of the text that a person may say the meaning of."""
        return text

    def told(self, text):
        """Return the text as a person reads why its rows are left out."""
        return words_of(text)


def words_of(cell):
    """The cell as text; a whole number of a spreadsheet without its decimals."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, float):
        # Beyond 15 digits stand remainders of binary fractions, which no spreadsheet shows.
        return f"{cell:.15g}"
    if isinstance(cell, tuple):
        return " ".join(filter(None, map(words_of, cell)))
    return clean(cell) if isinstance(cell, str) else str(cell)


class Places(Resolver):
    """By code, name, short name, former name or alias, in any language; never by likeness."""

    def __init__(self, dimension, answers=(), *, scheme=""):
        super().__init__(dimension, answers)
        self.by_name = defaultdict(set)
        places = list(Place.objects.all())
        for place in places:
            self._add_names(place)
        self.codes = {place.pk: place.code for place in places}
        for place, name in PlaceName.objects.values_list("place", "name"):
            if place in self.codes:
                self.by_name[fold(name)].add(place)
        self._add_bare_names()
        self.scheme = scheme
        self.by_number = _by_number(places, scheme)

    def _add_names(self, place):
        shorts = [place.short_en, place.short_ru, place.short_kk, place.short_be]
        letters = pycountry.countries.get(alpha_2=place.code)
        for name in [*place.names(), *shorts, place.code, letters and letters.alpha_3]:
            if name:
                self.by_name[fold(name)].add(place.pk)

    def _add_bare_names(self):
        """Tables write "Карагандинская" under a heading that says "область".

        An adjective means the region alone; where a name without the word means another place too,
        nothing is added.
        """
        bare = defaultdict(set)
        for name, places in self.by_name.items():
            for form in _shorter_forms(name):
                bare[form] |= places
        for name, places in bare.items():
            self.by_name.setdefault(name, places)

    def told(self, text):
        plain = words_of(text)
        is_area = self.scheme == COMTRADE and plain.isdecimal() and len(plain) <= LONGEST_NUMBER
        return f"{plain} {AREAS.get(int(plain), '')}".strip() if is_area else plain

    def meaning(self, text):
        found = self._of_number(text) if text.isdecimal() else self.by_name.get(fold(text), set())
        if not found and self.told(text) != text:
            return LEFT_OUT
        if len(found) == 1:
            return next(iter(found))
        if not found:
            raise Unknown(Reason.UNKNOWN_PLACE)
        codes = sorted(self.codes[place] for place in found)
        raise Unknown(Reason.SEVERAL_PLACES, codes=codes)

    def _of_number(self, text):
        """Digits are ISO's three, Comtrade's number, or a code that a place is known by.

        KATO of Kazakhstan has nine, or the first two, which may be a country's number that lost
        its zero.
        """
        number = self.by_number.get(int(text)) if len(text) <= LONGEST_NUMBER else None
        named = self.by_name.get(fold(text), set())
        region = text.removesuffix("0" * (LONGEST_NUMBER - KATO_DIGITS))
        if self.scheme != COMTRADE and len(region) == KATO_DIGITS:
            named = named | self.by_name.get(fold(f"KZ-{region}"), set())
        return named | ({number} if number else set())


def _by_number(places, scheme):
    """Comtrade has its own numbers for some countries, and 0 for the world."""
    numbers = {p.numeric_code: p.pk for p in places if p.numeric_code is not None}
    if scheme == COMTRADE:
        own = {p.comtrade_code: p.pk for p in places if p.comtrade_code is not None}
        world = [p.pk for p in places if p.kind == Place.Kind.WORLD]
        former = {old: numbers[now] for old, now in FORMER_NUMBERS.items() if now in numbers}
        return {**dict(zip([0], world, strict=False)), **former, **numbers, **own}
    return numbers


def _shorter_forms(name):
    """Return how tables shorten a folded name: "витебская обл", "шымкент к" of "қаласы"."""
    if found := _ADJECTIVE_OF_REGION.fullmatch(name):
        return found[1], f"{found[1]} обл"
    if found := _KAZAKH_KIND.fullmatch(name):
        return (f"{found[1]} {'к' if found[2] == 'каласы' else 'обл'}",)
    return ()


_KAZAKH_KIND = re.compile(r"(.+) (каласы|облысы)")
_ADJECTIVE_OF_REGION = re.compile(r"(\S+(?: \S+)*ая) (?:область|вобласць)")


class Products(Resolver):
    """By code, with the edition where a column has it, or by name.

    A code of four digits and more that is new under a known chapter is a new product: it gets a
    number below zero until the import is loaded. ``new`` holds {number: (edition, code)}, ``names``
    what the file calls it; ``unnamed`` is the one that was met last, for the reader to name.

    What another nomenclature than the Harmonized System divides is left out but for its total.
    """

    def __init__(self, answers=(), *, restore_zeros=False):
        super().__init__("product", answers)
        self.restore_zeros = restore_zeros
        self.by_code, self.by_name = {}, defaultdict(set)
        self.new, self.names, self.unnamed = {}, {}, None
        for product in Product.objects.all():
            edition = product.edition if product.level > CHAPTER_DIGITS else ""
            self.by_code[edition, product.code.upper()] = product.pk
            for name in product.names():
                self.by_name[fold(name)].add(product.pk)

    def asked(self, text):
        return text[0] if isinstance(text, tuple) else text

    def _answered(self, text):
        code, edition = text if isinstance(text, tuple) else (text, "")
        plain = words_of(code)
        answer = self.answers.get(fold(plain))
        if answer == "":
            return LEFT_OUT
        return self._of(answer or plain, words_of(edition).upper())

    def _of(self, text, edition):
        if not text:
            raise Unknown(Reason.EMPTY)
        if _OTHER_NOMENCLATURE.match(edition):
            return self.by_code["", "TOTAL"] if text.upper() in _TOTALS else LEFT_OUT
        text = text.lstrip("'")  # Before digits it says that they are text.
        code = re.sub("[ .]", "", text) if _PARTED_CODE.fullmatch(text) else text
        if code.isdecimal() and code.isascii():
            return self._of_code(code, _edition(edition))
        total = "TOTAL" if fold(text) in _TOTAL_WORDS else text.upper()
        found = self.by_code.get(("", total))
        named = {found} if found else self.by_name.get(fold(text), set())
        if len(named) != 1:
            raise Unknown(Reason.UNKNOWN_PRODUCT)
        return next(iter(named))

    def _of_code(self, code, edition):
        if len(code) + 1 in _CODE_LENGTHS:
            if not self.restore_zeros:
                raise Unknown(Reason.LOST_ZERO, code=f"0{code}")
            code = f"0{code}"
        if len(code) == CHAPTER_DIGITS:
            edition = ""
        known = self.by_code.get((edition, code))
        if known is None and self._may_be_new(code):
            known = self._make(code, edition)
        if known is None:
            is_below_chapter = len(code) in _CODE_LENGTHS and len(code) > CHAPTER_DIGITS
            raise Unknown(Reason.UNKNOWN_CHAPTER if is_below_chapter else Reason.UNKNOWN_PRODUCT)
        return known

    def _may_be_new(self, code):
        """Whether the code, not known itself, stands in a chapter that is."""
        chapter = code[:CHAPTER_DIGITS]
        if chapter in _OWN_CHAPTERS:
            return len(code) in _CODE_LENGTHS
        is_known = ("", chapter) in self.by_code
        return is_known and len(code) in _CODE_LENGTHS and len(code) > CHAPTER_DIGITS

    def _make(self, code, edition):
        number = -1 - len(self.new)
        self.new[number] = (edition, code)
        self.by_code[edition, code] = number
        self.unnamed = number
        return number

    def name_new(self, name):
        """Say what the file calls the product that was met last."""
        self.names[self.unnamed] = name
        self.unnamed = None


# As tables of tariffs write them: 2709.00, 2709 00, 2709 00 900 1.
_PARTED_CODE = re.compile(r"[0-9]{4}[ .][0-9]{2}(?:[ .][0-9]{2}| [0-9]{3} [0-9])?")
# Comtrade's letters for other nomenclatures: SITC, BEC, and EBOPS of services.
_OTHER_NOMENCLATURE = re.compile(r"S[1-4]|SITC|ST|B[EC45]|BEC|EB")
_TOTALS = ("TOTAL", "200", "S")
# What national tables write where Comtrade writes TOTAL.
_TOTAL_WORDS = {
    fold(words)
    for words in (
        *("total", "all goods", "all products", "всего", "итого", "все товары"),
        *("барлығы", "барлық тауарлар", "усяго", "разам", "усе тавары"),
    )
}


def is_total(text):
    """Whether the text is a word for all of something, which means another thing in each table."""
    return fold(text) in _TOTAL_WORDS


# The letters Comtrade gives the editions of the Harmonized System.
_EDITIONS = {
    "H0": "1992",
    "H1": "1996",
    "H2": "2002",
    "H3": "2007",
    "H4": "2012",
    "H5": "2017",
    "H6": "2022",
}


def _edition(text):
    return _EDITIONS.get(text, text.removeprefix("HS")[:8])


class Flows(Resolver):
    """By its name in any of the languages, or Comtrade's letter or number."""

    CODES = {"x": Flow.EXPORT, "m": Flow.IMPORT, "2": Flow.EXPORT, "1": Flow.IMPORT}

    def __init__(self, answers=()):
        super().__init__("flow", answers)
        plurals = {"exports": Flow.EXPORT, "imports": Flow.IMPORT}
        self.names = {**self.CODES, **_names_of(Flow), **plurals, **_OTHER_FLOWS}

    def meaning(self, text):
        if fold(text) not in self.names:
            raise Unknown(Reason.UNKNOWN_FLOW)
        return int(self.names[fold(text)])


_OTHER_FLOWS = {
    fold(word): flow
    for flow, words in {
        Flow.EXPORT: ("экспорт", "экспарт", "вывоз", "шығару", "вываз"),
        Flow.IMPORT: ("импорт", "импарт", "ввоз", "әкелу", "увоз"),
        Flow.TURNOVER: (
            *("total trade", "trade turnover", "оборот", "товарооборот", "внешнеторговый оборот"),
            *("тауар айналымы", "айналым", "тавараабарот", "абарот"),
        ),
        Flow.BALANCE: ("trade balance", "сальдо", "торговое сальдо", "сальда"),
    }.items()
    for word in words
}


class Measures(Resolver):
    CODES = {"c": Measure.GOODS, "s": Measure.SERVICES}

    def __init__(self, answers=()):
        super().__init__("measure", answers)
        self.names = {**self.CODES, **_names_of(Measure)}

    def meaning(self, text):
        if fold(text) not in self.names:
            raise Unknown(Reason.UNKNOWN_MEASURE)
        return int(self.names[fold(text)])


def _names_of(choices):
    """Return ``{folded name: choice}`` in every language, with the bare word of the code."""
    names = {choice.name.lower(): choice for choice in choices}
    for language, _name in settings.LANGUAGES:
        with override(language):
            names |= {fold(gettext(str(choice.label))): choice for choice in choices}
    return names


_COMTRADE_MONTH = re.compile(r"([12][0-9]{3})(0[1-9]|1[0-2])")
ANNUAL, MONTHLY = 0, 1


class Periods(Resolver):
    """Months as (first, last, series): the series parts annual tables from those of months.

    A text is what people write; a tuple of two is (year, month) or Comtrade's (frequency, period).
    """

    def __init__(self, answers=(), *, cumulative=False, comtrade=False):
        super().__init__("period", answers)
        self.cumulative, self.comtrade = cumulative, comtrade

    def _answered(self, text):
        if self.answers.get(fold(words_of(text))) == "":
            return LEFT_OUT
        window = self._comtrade(text) if self.comtrade else self._window(text)
        return window.start, window.end, ANNUAL if self.comtrade and window.is_year else MONTHLY

    def _comtrade(self, text):
        frequency, period = text if isinstance(text, tuple) else ("", text)
        plain = words_of(period)
        if words_of(frequency).upper() == "A":
            plain = plain[:4]
        return self._read(plain)

    def _window(self, text):
        if isinstance(text, datetime | date):
            return self._stretched(Window.months(text.year, text.month, text.month))
        if isinstance(text, tuple):
            return self._stretched(self._of_parts(*map(words_of, text)))
        return self._stretched(self._read(words_of(text)))

    def _of_parts(self, year, month):
        if not month or fold(month) in _WHOLE_YEAR:
            return self._read(year)
        is_number = month.isdecimal() and month.isascii() and len(month) <= 2
        number = f"{int(month):02}" if is_number and int(month) <= 12 else ""
        return self._read(f"{year}-{number}" if number else f"{month} {year}")

    def _read(self, text):
        if not text:
            raise Unknown(Reason.EMPTY)
        compact = _COMTRADE_MONTH.fullmatch(text)
        try:
            return read_window(f"{compact[1]}-{compact[2]}" if compact else text)[0]
        except ValueError as error:
            raise Unknown(Reason.UNREADABLE_MONTHS) from error

    def _stretched(self, window):
        if self.cumulative and window.is_month:
            return cumulative(window.end_year, window.end_month)
        return window


_WHOLE_YEAR = {"annual", "year", "total", "год", "всего", "жыл", "барлыгы", "усяго"}


class Halves(Resolver):
    """Periods of which a column has one half, year or month, and a heading gives the other."""

    def __init__(self, periods, given, text):
        super().__init__(periods.dimension)
        self.periods, self.given, self.text = periods, given, text

    def __missing__(self, text):
        both = (self.text, text) if self.given == "year" else (text, self.text)
        self[text] = meaning = self.periods[both]
        if meaning is None:
            self.unknown[text] = self.periods.unknown[both]
        return meaning
