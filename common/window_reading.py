"""Reading windows of months as people and sources write them, in the four languages."""

import re

from django.utils.translation import gettext_lazy as _

from common.partial_dates import PartialDate
from common.periods import Window, cumulative

UNREADABLE = _(
    "Write the months as January–July 2018, Q2 2019, 9 months 2018, 2018 or 2018-01/2018-07."
)
WITHOUT_YEAR = _("Write the year too. If the source does not print it, mark it: 2013?")

LONGEST = 80

_DASHES = str.maketrans("—−‒‐‑", "–––––")
_YEARS = re.compile(r"\b(?:гг|жж)\b\.?")
_LEADING = re.compile(r"(?:in|for|from|between|за|в|с|со|у|з)\s+")
# Where one end of the window stops and the other begins; a hyphen within a word comes last.
_BETWEEN_ENDS = (
    re.compile(r"\s+–\s+|\s+-\s+"),
    re.compile(r"\s+(?:to|till|through|по|до|па|да)\s+"),
    re.compile(r"–"),
    re.compile(r"-(?=[^\W\d])|(?<=[^\W\d])-|(?<=\d)-(?=\d)"),
)
_JOINED = re.compile(r"\s+(?:and|и|і|және)\s+|\s*[&+]\s*")
_COUNT = r"(?P<number>[0-9]{1,2})(?:-[^\W\d]{1,3})?\s*(?:months?|мес(?:\.|яц\w*)?|ай\w*)"
_OF_YEAR = r"(?P<year>[0-9]{4})\s*(?:г\.?|ж\.?|год\w*|жыл\w*)?"
_COUNTED = (
    re.compile(rf"(?:(?:the|first|первые|першыя|алғашқы)\s+)*{_COUNT}(?:\s+of)?\s*{_OF_YEAR}"),
    re.compile(rf"{_OF_YEAR}\s*(?:алғашқы\s+)?{_COUNT}"),
)
_BARE_MONTH = re.compile(r"0?[1-9]|1[0-2]")


def read_window(text):
    """The window that the text means, and whether its year is marked as inferred by a "?".

    Reads what ``Window.parse`` and ``formats.window_label`` write, and "Jan-Jul 2018", "Q2 2019",
    "январь–июль 2018 г.", "2018 ж. қаңтар–шілде", "9 месяцев 2018 года". ValueError, in words for
    the person who typed, when it cannot be read.
    """
    plain = " ".join(_YEARS.sub("", text.replace("?", " ").translate(_DASHES).lower()).split())
    if not plain or len(plain) > LONGEST or text.count("?") > 1:
        raise ValueError(UNREADABLE)
    bare = _LEADING.sub("", plain, count=1)
    window = _canonical(plain) or _counted(bare) or _written(bare)
    return window, "?" in text


def _canonical(text):
    try:
        return Window.parse(text.upper().replace(" ", ""))
    except ValueError:
        return None


def _counted(text):
    """Read "9 months 2018": from January on."""
    found = next(filter(None, (pattern.fullmatch(text) for pattern in _COUNTED)), None)
    if found is None:
        return None
    return _or_unreadable(lambda: cumulative(int(found["year"]), int(found["number"])))


def _written(text):
    """Read one stretch of months, or two that follow each other: "2016 and Q1 2017"."""
    ends = _stretch(text)
    if ends is not None:
        return _window(*ends)
    for joined in _JOINED.finditer(text):
        first, last = _stretch(text[: joined.start()]), _stretch(text[joined.end() :])
        if first is not None and last is not None:
            return _both(first, last)
    raise ValueError(UNREADABLE)


def _stretch(text):
    """Return the two ends of "January–July 2018", or None."""
    whole = _end(text)
    if whole is not None:
        return whole, whole
    for separator in _BETWEEN_ENDS:
        parts = separator.split(text, maxsplit=1)
        ends = [_end(_LEADING.sub("", part.strip(), count=1)) for part in parts]
        if len(ends) == 2 and None not in ends:
            return ends
    return None


def _end(text):
    """Return first month, last month and year (None for none) of one end, or None."""
    if _BARE_MONTH.fullmatch(text):
        return int(text), int(text), None
    try:
        when = PartialDate.parse(text)
    except ValueError:
        return None
    if not when or when.day or when.is_by:
        return None
    return *_months_of(when), when.year


def _months_of(when):
    for size, number in ((1, when.month), (3, when.quarter), (6, when.half)):
        if number is not None:
            return (number - 1) * size + 1, number * size
    return 1, 12


def _both(first, last):
    """Return the window of two stretches, the second of which follows the first at once."""
    year = last[-1][2]
    before, after = _window(first[0], first[1], year), _window(last[0], last[1], year)
    if before.end + 1 != after.start:
        raise ValueError(UNREADABLE)
    return Window(before.start, after.end)


def _window(first, last, year=None):
    """Return the window from one end to the other; a year that stands once holds for both."""
    year = first[2] or last[2] or year
    if year is None:
        raise ValueError(WITHOUT_YEAR)
    opening, closing = (first[2] or year, first[0]), (last[2] or year, last[1])
    return _or_unreadable(lambda: Window.between(opening, closing))


def _or_unreadable(make):
    try:
        return make()
    except ValueError as error:
        raise ValueError(UNREADABLE) from error
