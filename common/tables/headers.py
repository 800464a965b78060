"""Where a table starts on its sheet, what its columns are called, and where it ends.

Rows are ``(line, cells)`` as a table yields them. Titles stand above the header in one cell, notes
below the rows in one cell; a header is a row of names and periods in several.
"""

import re
from datetime import date
from itertools import pairwise
from statistics import mode
from typing import NamedTuple

from common.search import fold
from common.tables.cells import CellError, clean
from common.tables.numbers import AmountError, Missing, parse_amount

JOINT = " / "

_ROWS_LOOKED_AT = 40
_YEARS = range(1900, 2101)
_NOTE_MARK = re.compile(r"(?:\*+|[¹²³⁴-⁹]+[)⁾]?|[0-9]{1,2}\))\s*\S")
_NOTE_WORDS = tuple(
    fold(words)
    for words in (
        *("note", "source", "footnote", "the data", "data are", "including", "legend"),
        *("примечани", "источник", "сноск", "данные", "по данным", "условные обозначения"),
        *("ескерту", "дереккөз", "ескертпе", "мәліметтер"),
        *("заўваг", "крыніц", "даныя", "звесткі"),
    )
)
_LONG_NOTE = 80


class HeaderPlace(NamedTuple):
    """``start``: the place of the first header row among the rows given; and how many there are."""

    start: int
    header_rows: int


def header_names(rows, merged=(), header_rows=1):
    """Return the name of each column, all different: "2023 / January" from two header rows.

    Merged cells, and empty ones beside a heading that spans them, have the heading's name. A column
    without a name has its letter; a name met again has its number: "Value (2)".
    """
    rows = [(line, list(cells)) for line, cells in rows[:header_rows]]
    width = max((len(cells) for _line, cells in rows), default=0)
    levels = [_texts(cells, width) for _line, cells in rows]
    lines = [line for line, _cells in rows]
    _fill_merged(levels, lines, merged)
    for upper, lower in pairwise(levels):
        _fill_spans(upper, lower)
    return _different([_joined(parts) for parts in zip(*levels, strict=True)])


def _texts(cells, width):
    return [_text(cell) for cell in cells] + [""] * (width - len(cells))


def _text(cell):
    return "" if cell is None else clean(str(cell))


def _fill_merged(levels, lines, merged):
    places = {line: index for index, line in enumerate(lines)}
    for first_line, first, last_line, last in merged:
        if first_line not in places or first >= len(levels[0]):
            continue
        name = levels[places[first_line]][first]
        for line in range(first_line, min(last_line, lines[-1]) + 1):
            if line in places:
                level = levels[places[line]]
                level[first : last + 1] = [name] * len(level[first : last + 1])


def _fill_spans(upper, lower):
    """Give a heading to the empty cells right of it, as long as both have names below."""
    for column in range(1, len(upper)):
        if not upper[column] and lower[column] and lower[column - 1]:
            upper[column] = upper[column - 1]


def _joined(parts):
    """Join the names above each other; one that stands in both (merged downwards) once."""
    return JOINT.join(dict.fromkeys(filter(None, parts)))


def _different(names):
    taken = set()
    result = []
    for column, name in enumerate(names):
        name = name or column_letters(column)
        free, number = name, 1
        while free in taken:
            number += 1
            free = f"{name} ({number})"
        taken.add(free)
        result.append(free)
    return result


def column_letters(column):
    """Return the letters a spreadsheet shows above a column: A for 0, AA for 26."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def looks_like_header(cells):
    """Whether the cells are names and periods, at least two of them, and no amounts."""
    filled = _filled(cells)
    return len(filled) > 1 and all(map(_is_heading, filled))


def guess_header(rows):
    """Return the HeaderPlace of the table among its first rows, or None if it has no header.

    The header is the first row of names about as wide as the rows below it; a second one belongs to
    it when the first leaves cells empty, or holds the years over the months of the second.
    """
    rows = [cells for _line, cells in rows[:_ROWS_LOOKED_AT]]
    widths = [len(_filled(cells)) for cells in rows]
    if not any(width > 1 for width in widths):
        return None
    usual = mode(width for width in widths if width > 1)
    for index, cells in enumerate(rows):
        is_wide = widths[index] * 2 >= min(usual, 4) and looks_like_header(cells)
        if is_wide and not _is_title(rows[index : index + 2], usual):
            return HeaderPlace(index, 2 if _has_second(rows[index : index + 2]) else 1)
    return None


def _is_title(rows, usual):
    """Whether the first row says a period or a unit over the table, and its header stands below.

    A header of two rows has one name in its first column, a title over a header has two.
    """
    if len(rows) < 2 or not looks_like_header(rows[1]):
        return False
    upper, lower = rows
    is_narrow = len(_filled(upper)) * 2 <= usual and len(_filled(upper)) < len(_filled(lower))
    return is_narrow and "" != _text(upper[0]) != _text(lower[0]) != ""


def _has_second(rows):
    if len(rows) < 2 or not looks_like_header(rows[1]) or is_column_numbers(rows[1]):
        return False
    upper, lower = (_texts(cells, max(map(len, rows))) for cells in rows)
    below_nothing = any(not above and below for above, below in zip(upper, lower, strict=True))
    return below_nothing and not _is_label_row(rows[1])


def _is_label_row(cells):
    """Whether a row of texts starts as rows of the table do: with a label in its first cell."""
    return bool(cells) and bool(_text(cells[0])) and len(_filled(cells)) < len(cells)


def is_column_numbers(cells):
    """Whether the cells are 1, 2, 3, ..., which tables print between header and rows."""
    texts = [_text(cell) for cell in _filled(cells)]
    return len(texts) > 1 and texts == [str(number) for number in range(1, len(texts) + 1)]


def is_footnote(cells):
    """Whether the row is a note and no row of the table: one cell, marked or worded as a note."""
    filled = _filled(cells)
    if len(filled) != 1 or not isinstance(filled[0], str):
        return False
    text = clean(filled[0])
    return (
        bool(_NOTE_MARK.match(text)) or fold(text).startswith(_NOTE_WORDS) or len(text) > _LONG_NOTE
    )


def _filled(cells):
    return [cell for cell in cells if _text(cell)]


def _is_heading(cell):
    if isinstance(cell, CellError | bool):
        return False
    if isinstance(cell, date):
        return True
    if isinstance(cell, int | float):
        return cell in _YEARS
    return clean(cell) in _YEAR_TEXTS or _is_name(cell)


_YEAR_TEXTS = {str(year) for year in _YEARS}


def _is_name(text):
    """Whether the text is neither an amount nor a mark for a missing one."""
    try:
        return isinstance(parse_amount(text), Missing) and any(map(str.isalpha, text))
    except AmountError as error:
        return error.code == "not_a_number" and any(map(str.isalpha, text))
