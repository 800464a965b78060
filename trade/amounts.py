"""Amounts as sources print them: the number, its unit, and what its last digit is worth."""

import re
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from common.search import fold

THOUSAND, MILLION, BILLION = 10**3, 10**6, 10**9
FACTORS = (1, THOUSAND, MILLION, BILLION)
# Beyond this no trade goes: a unit was written twice, in the number and beside it.
TOO_MUCH = 10**13

UNREADABLE = _("Write the number alone, for example 22.4 or 117,500, and choose the unit.")
AMBIGUOUS = _("“%(text)s” may mean %(decimal)s or %(grouped)s. Write it without the comma.")

_UNIT_WORDS = (
    (THOUSAND, re.compile("thousand|thsd|tsd|тыс|тысяч.*|мын")),
    (MILLION, re.compile("m|mn|mln|mio|million.*|млн|миллион.*|мильен.*")),
    (BILLION, re.compile("bn|bln|mrd|mlrd|billion.*|milliard.*|млрд|миллиард.*|мильярд.*")),
)
_CURRENCY = re.compile(
    "us|usd|dollar.*|долл|доллар.*|дол|далара.*|сша|зша|ақш|акш|of"
    "|eur|euros?|евро|еуро|rub|rur|r(?:o)?ubles?|руб|рубл.*|росс?|российск.*|расийск.*|russian|ресей"
    "|byn|бел|белорусск.*|беларус.*|belarus.*|kzt|tenge|тенге.*|тг"
)
_SIGN = r"(?:US)?[$€₽₸]|USD|EUR|RUB|BYN|KZT"
_SPACES = "[ \xa0\u2009\u202f'’]"
_NUMBER = rf"[0-9]+(?:{_SPACES}[0-9]{{3}})*(?:[.,][0-9]+)*"
_WRITTEN = re.compile(rf"(?P<sign>[-−–])?\s*(?:{_SIGN})?\s*(?P<digits>{_NUMBER})(?P<words>[^0-9]*)")
_IN_WORDS = re.compile(
    rf"(?P<sign>{_SIGN})?\s*(?<![0-9.,])(?P<digits>{_NUMBER})"
    r"(?P<after>\s*-?\s*(?P<word>[^\W\d]+|[€₽₸$](?!\s*[0-9])))?"
)
# "from 20 to 25 million", "20-25 млн", "20-дан 25 миллионға дейін", "от 900 млн до миллиарда".
_RANGE = re.compile(
    r"(?:(?P<before>\b(?:from|between|от|ад|между|паміж))\s+)?"
    rf"(?P<low_sign>{_SIGN})?\s*(?<![0-9.,])(?P<low>{_NUMBER})(?P<first>[^0-9]{{0,40}}?)"
    r"(?:\s*(?P<dash>[-–—](?![дтн][ае]н\b))\s*|\s+(?P<joint>to|and|до|да|и|і)\s+|(?P<ablative>(?<=[дтн][ае]н)\s+))"
    rf"(?P<high_sign>{_SIGN})?\s*(?P<high>{_NUMBER})?(?:\s*-?\s*(?P<word>[^\W\d]+|[€₽₸$](?!\s*[0-9])))?",
    re.IGNORECASE,
)
_ABLATIVE = re.compile(r"^\s*-\s*[дтн][ае]н\b")
_AS_FAR_AS = re.compile(r"(?:\W*\w+){0,3}?\W*дейін\b", re.IGNORECASE)
# "Rose from 20 to 25 million" speaks of two times, not of a range.
_CHANGE = re.compile(
    r"\b(?:rose|risen|gr[eo]w|increas|fell|fall|declin|decreas|drop|up\b|down\b|вырос|возрос|увелич|"
    r"сниз|сократ|упал|вырас|павял|зніз|скарац|өсті|артты|төменде|азай)\w*[^.;]*$",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_COMMAS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_POINTS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_TWO_WAYS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_RATIO = re.compile(r"(?P<sign>[+-])?(?P<digits>[0-9]+(?:\.[0-9]+)?)(?:%|times|x)?")


class Amount(NamedTuple):
    """A number as printed, with its decimals, and the factor of its unit (None: none is said)."""

    number: Decimal
    factor: int | None

    def counted_in(self, factor):
        """The same amount, counted in this unit if it names none itself."""
        return self if self.factor is not None else self._replace(factor=factor)

    @property
    def value(self):
        """In whole units of the currency; two decimals are kept."""
        return (self.number * (self.factor or 1)).quantize(Decimal("0.01"))

    @property
    def rounding_unit(self):
        """What the last printed digit is worth: 100,000 for "22.4" million."""
        exponent = min(self.number.as_tuple().exponent, 0)
        return max(1, int(Decimal(self.factor or 1).scaleb(exponent)))


class Said(NamedTuple):
    """An Amount in running words and where its digits begin and end."""

    amount: Amount
    start: int
    end: int


def last_digit_worth(value):
    """Return the worth of the last digit that is not zero: 100,000,000 for 700,000,000."""
    return max(1, int(Decimal(10) ** value.normalize().as_tuple().exponent)) if value else 1


def read_amount(text, factor=None):
    """Return the Amount that the text is: "22.4", "$22,4 млн", "117 500"; ValueError in words.

    ``factor`` is that of the unit chosen beside it, None where none was; the text's own goes first.
    """
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        raise ValueError(UNREADABLE)
    own = _factor_of(match["words"])
    amount = _read(match["digits"], own if own is not None else factor)
    if match["sign"]:
        amount = amount._replace(number=-amount.number)
    return amount


def find_amounts(text):
    """Return the Amounts in running words: the numbers with a unit or a currency."""
    return [said.amount for said in locate_amounts(text)]


def locate_amounts(text):
    """Return the amounts in running words as Said, both ends of a range among them."""
    found = {
        match.start("digits"): said for match in _IN_WORDS.finditer(text) if (said := _said(match))
    }
    for ends in _ranges(text):
        found |= {said.start: said for said in ends}
    return [found[start] for start in sorted(found)]


def find_range(text, factor=None):
    """Return the two Amounts of the only range in the text, None without one.

    ``factor`` is that of the unit chosen beside it. An end without a unit has that of the other.
    """
    ranges = list(_ranges(text, factor))
    return tuple(said.amount for said in ranges[0]) if len(ranges) == 1 else None


def _said(match):
    """Return the Said of a number in words, None where it is no amount."""
    word = match["word"] or ""
    factor = _unit_of(word)
    if factor is None and not match["sign"] and not _is_currency(word):
        return None
    try:
        return Said(_read(match["digits"], factor), *match.span("digits"))
    except ValueError:
        return None


def _ranges(text, factor=None):
    start = 0
    while match := _RANGE.search(text, start):
        ends = _ends(match, text, factor)
        start = match.end() if ends else match.end("low")
        if ends:
            yield ends


def _ends(match, text, factor):
    """Return both ends of a range as Said, lower first, None where it is none."""
    try:
        low, high = _amounts_of(match, factor)
    except ValueError:
        return None
    if not _joins(match, text) or low.value >= high.value:
        return None
    end = match.end("low")
    high_span = match.span("high") if match["high"] else match.span("word")
    return Said(low, match.start("low"), end), Said(high, *high_span)


def _amounts_of(match, factor):
    own, unit = _factor_of(_ABLATIVE.sub("", match["first"])), _unit_of(match["word"] or "")
    signed = match["low_sign"] or _is_currency(match["word"] or "")
    if unit is None and factor is None and not signed:
        raise ValueError(UNREADABLE)
    if match["high_sign"] and not match["low_sign"] and not match["first"].strip():
        raise ValueError(UNREADABLE)
    if match["high"] is None and (unit is None or own is None):
        raise ValueError(UNREADABLE)
    unit = factor if unit is None else unit
    low = _read(match["low"], own if own is not None else unit)
    return low, _read(match["high"] or "1", unit)


def _joins(match, text):
    """Whether the word between two amounts makes a range of them."""
    before, joint = (match["before"] or "").lower(), (match["joint"] or "").lower()
    if match["ablative"] is not None:
        return _AS_FAR_AS.match(text, match.end()) is not None
    if joint in ("and", "и", "і"):
        return before in ("between", "между", "паміж")
    if joint in ("до", "да") and before not in ("от", "ад"):
        return False
    return not joint or _CHANGE.search(text[: match.start()]) is None


def read_ratio(text):
    """Return printed growth as the number it is: "+18,6 %", "107.5%", "2.1 times"."""
    plain = "".join(text.split()).replace(",", ".").replace("−", "-").replace("–", "-")
    match = _RATIO.fullmatch(plain.lower())
    if match is None:
        raise ValueError(_("Write the growth as a number, for example 18.6 or −9.3."))
    number = Decimal(match["digits"])
    return -number if match["sign"] == "-" else number


def as_typed(value, rounding_unit):
    """Return text and factor that ``read_amount`` reads as this value with this rounding.

    ``rounding_unit`` is None where it does not matter. The number is one or more if that can be.
    """
    if rounding_unit == 1:
        return f"{value.normalize():f}", 1
    ways = [_counted_in(value, factor, rounding_unit) for factor in sorted(FACTORS, reverse=True)]
    same = [way for way in ways if way.value == value]
    fitting = [way for way in same if rounding_unit in (None, way.rounding_unit)] or ways[-1:]
    best = next((way for way in fitting if abs(way.number) >= 1), fitting[-1])
    return f"{best.number:f}", best.factor


def _counted_in(value, factor, rounding_unit):
    number = (value / factor).normalize()
    exact = Decimal(f"{number:f}")
    if rounding_unit is None:
        return Amount(exact, factor)
    places = max(0, Decimal(factor).adjusted() - Decimal(rounding_unit).adjusted())
    return Amount(exact.quantize(Decimal(1).scaleb(-places)), factor)


def _factor_of(words):
    """Return the factor that the words after a number name; ValueError for other words."""
    factor = None
    for word in fold(words).split():
        unit = _unit_of(word)
        if unit is not None and factor is None:
            factor = unit
        elif not _CURRENCY.fullmatch(word):
            raise ValueError(UNREADABLE)
    return factor


def _is_currency(word):
    return word in {"$", "€", "₽", "₸"} or (
        fold(word) != "of" and _CURRENCY.fullmatch(fold(word)) is not None
    )


def _unit_of(word):
    folded = fold(word)
    return next((factor for factor, words in _UNIT_WORDS if words.fullmatch(folded)), None)


def _read(digits, factor):
    amount = Amount(_number(digits, factor or 1), factor)
    if amount.number * (factor or 1) >= TOO_MUCH:
        raise ValueError(_("The amount is too large. Is the unit written twice?"))
    return amount


def _number(digits, factor):
    """Return the number; a sign before three digits parts thousands unless a unit follows."""
    digits = re.sub(_SPACES, "", digits)
    if _TWO_WAYS.fullmatch(digits):
        return _one_of_two(digits, factor)
    if _COMMAS.fullmatch(digits) and digits.count(",") + digits.count(".") > 1:
        return Decimal(digits.replace(",", ""))
    if _POINTS.fullmatch(digits) and digits.count(",") + digits.count(".") > 1:
        return Decimal(digits.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    raise ValueError(UNREADABLE)


def _one_of_two(digits, factor):
    """Return what "117,500" means: money has no third decimal, but millions have."""
    decimal, grouped = re.sub("[.,]", ".", digits), re.sub("[.,]", "", digits)
    if factor == 1:
        return Decimal(grouped)
    if "." in digits:
        return Decimal(decimal)
    raise ValueError(AMBIGUOUS % {"text": digits, "decimal": decimal, "grouped": grouped})
