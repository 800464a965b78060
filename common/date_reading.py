"""Reading dates as people write them, in the four languages of the portal.

Every word of the text is taken for a letter: ``n`` a short number, ``Y`` a year, ``M`` the name of
a month, ``Q`` "quarter", ``H`` "half", ``o`` "first" or "III". The row of letters then says what
each of them stands for, and a row that nobody writes is refused rather than guessed at.
"""

import re
from functools import cache

from django.utils.translation import gettext_lazy as _

from common.format_words import WORDS
from common.search import fold

UNREADABLE = _(
    "Write the date as 9.3.2026, 3.2026, Q3 2026, H1 2026 or 2026; as 9.3. when the year is not "
    "known; or as “by 9.3.2026”."
)

LONGEST = 60

# Words with a space, a full stop, a stroke or a hyphen between them, and "?" at the year.
_WRITTEN = re.compile(r"\??\w+(?:(?:\.|,?\s+|\.\s+|[/-])\??\w+)*\.?\??")
# 9.3. and 9/3 are a day and a month; 9-3 may be a stretch of days, and 9 3 anything.
_DAY_AND_MONTH = re.compile("[0-9][./][0-9]")

# "until the end of ..." before the date, and in Kazakh behind it; the longer ones first.
_LIMITS_BEFORE = tuple(
    fold(words).split()
    for words in (
        *("by the end of", "by end of", "by", "until the end of", "until", "not later than"),
        *("до конца", "до", "к концу", "к", "не позднее"),
        *("да канца", "да", "к канцу", "не пазней за", "не пазней"),
    )
)
_LIMITS_BEHIND = tuple(fold(words).split() for words in ("соңына дейін", "дейін"))

_FILLING = re.compile("of|the|year|г|ж|год.*|жыл.*")
_ENDING_OF_NUMBER = re.compile("st|nd|rd|th|го|[йяеы]|ш[иы]")

_WORDS = (
    ("Q", re.compile("q|quarter|кв|квартал.*|токсан.*")),
    ("H", re.compile("h|half|полугоди.*|паугоддз.*|жартыжылды.*")),
)
_ORDINALS = (
    re.compile("i|и|first|перв.*|перш.*|биринши"),
    re.compile("ii|ии|second|втор.*|друг.*|екинши"),
    re.compile("iii|иии|third|трет.*|трэц.*|ушинши"),
    re.compile("iv|иv|fourth|четверт.*|чацверт.*|тортинши"),
)

_SHAPES = {
    "Y": ("year",),
    "Yn": ("year", "month"),
    "nY": ("month", "year"),
    "nn": ("day", "month"),
    "nnn": ("day", "month", "year"),
    "nnY": ("day", "month", "year"),
    "Ynn": ("year", "month", "day"),
    "M": ("month",),
    "MY": ("month", "year"),
    "YM": ("year", "month"),
    "Mn": ("month", "day"),
    "nM": ("day", "month"),
    "nMY": ("day", "month", "year"),
    "MnY": ("month", "day", "year"),
    "YnM": ("year", "day", "month"),
    "YMn": ("year", "month", "day"),
}
for _letter, _part in (("Q", "quarter"), ("H", "half")):
    for _number in "no":
        _SHAPES |= {
            f"{_letter}{_number}": ("word", _part),
            f"{_letter}{_number}Y": ("word", _part, "year"),
            f"Y{_letter}{_number}": ("year", "word", _part),
            f"{_number}{_letter}": (_part, "word"),
            f"{_number}{_letter}Y": (_part, "word", "year"),
            f"Y{_number}{_letter}": ("year", _part, "word"),
        }


def canonical_date(text):
    """The EDTF-like form of a date that a person wrote; ValueError when it cannot be read.

    A "?" marks the year as inferred. Whether there is such a date is for PartialDate to say.
    """
    if len(text) > LONGEST or text.count("?") > 1 or not _WRITTEN.fullmatch(text):
        raise ValueError(UNREADABLE)
    words, is_by = _without_limit(fold(text).split())
    read = [_read(word) for word in _without_filling(words)]
    shape = "".join(letter for letter, value in read)
    names = _SHAPES.get(shape)
    if names is None or shape == "nn" and not _DAY_AND_MONTH.search(text):
        raise ValueError(UNREADABLE)
    parts = dict(zip(names, (value for letter, value in read), strict=True))
    return _compose(parts, is_by=is_by, inferred="?" in text)


def _without_limit(words):
    """The words without "until" around them, and whether there was one."""
    for limit in _LIMITS_BEFORE:
        if words[: len(limit)] == limit:
            return words[len(limit) :], True
    for limit in _LIMITS_BEHIND:
        if words[-len(limit) :] == limit:
            return words[: -len(limit)], True
    return words, False


def _without_filling(words):
    """Numbers and the words that tell something, "Q3" taken apart and "3rd" made 3."""
    found: list[str] = []
    for word in re.findall("[0-9]+|[^0-9 ]+", " ".join(words)):
        is_ending = found and found[-1].isdigit() and _ENDING_OF_NUMBER.fullmatch(word)
        if not (_FILLING.fullmatch(word) or is_ending):
            found.append(word)
    return found


def _read(word):
    """The letter of the word and its value; the letter is "?" when it belongs to no date."""
    if word.isdigit():
        return {1: "n", 2: "n", 4: "Y"}.get(len(word), "?"), word
    for letter, pattern in _WORDS:
        if pattern.fullmatch(word):
            return letter, word
    for number, pattern in enumerate(_ORDINALS, 1):
        if pattern.fullmatch(word):
            return "o", str(number)
    return _read_month(word)


def _read_month(word):
    numbers = {number for name, number in _month_names() if _is_form_of(word, name)}
    return ("M", str(*numbers)) if len(numbers) == 1 else ("?", word)


@cache
def _month_names():
    """Pairs of a folded month name and its number, in each language and grammatical form."""
    return {
        (fold(name), number)
        for words in WORDS.values()
        for months in (words.months, words.months_of, words.months_by, words.months_end)
        for number, name in enumerate(months, 1)
    }


def _is_form_of(word, name):
    """Whether the word is the name, its first three letters or more, or the name inflected."""
    if len(word) >= 3 and name.startswith(word):
        return True
    stem = name.rstrip("ьйаяюиы")
    if word.isascii() or len(stem) < 3:
        return False
    return any(word.startswith(s) and len(word) - len(s) <= 3 for s in (name, stem))


def _compose(parts, *, is_by, inferred):
    """The canonical text of the parts, which are rows of digits."""
    year = parts.get("year", "XXXX")
    if len(year) == 2:
        # As POSIX has it: 69-99 are of the last century.
        year = ("20" if year < "69" else "19") + year
    text = ("../" if is_by else "") + ("?" if inferred else "") + year
    for name, form in (
        ("quarter", "-Q{}"),
        ("half", "-H{}"),
        ("month", "-{:02}"),
        ("day", "-{:02}"),
    ):
        text += form.format(int(parts[name])) if name in parts else ""
    return text
