"""Single cells: their text without the spaces around it, and errors of formulas."""

import re

_SPACES = re.compile(r"[\s\u200b\ufeff]+")


class CellError(str):
    """What a spreadsheet shows where a formula has no value, such as ``#N/A``."""

    __slots__ = ()


def clean(text):
    """Return the text without spaces at its ends and with single spaces inside.

    NBSP, thin spaces and line breaks count as spaces.
    """
    return _SPACES.sub(" ", text).strip()
