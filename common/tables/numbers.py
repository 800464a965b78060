"""Amounts as tables write them: groups of thousands, two decimal signs, marks for what is missing.

A sign that may mean two things is refused rather than guessed at: "1,234" is a thousand and more
in one table and a little over one in another, and only other cells can tell.
"""

import enum
import math
import re
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from common.tables.cells import CellError


class Missing(enum.Enum):
    """Why a cell has no amount."""

    NOT_AVAILABLE = "not available"
    NOT_DISCLOSED = "not disclosed"


# A table may mean something else by a mark, often zero by a dash: give parse_amount its own table,
# {**MARKS, "-": Decimal(0)}.
MARKS = {
    **dict.fromkeys(
        (
            *("", "-", "‐", "‑", "–", "—", "―", "−", "…", "...", "..", "."),
            *("na", "n.a.", "n/a", "#n/a", "nan", "null", "no data"),
            *("н/д", "нд", "н.д.", "н. д.", "нет данных", "нет свед.", "нет сведений"),
            *("няма даных", "няма звестак", "н/з", "дерек жоқ", "деректер жоқ", "м/ж"),
        ),
        Missing.NOT_AVAILABLE,
    ),
    **dict.fromkeys(
        (
            *("c", "с", "x", "х", "к", "conf.", "confidential", "not disclosed"),
            *("конф.", "конфиденциально", "не раскрывается", "закрыто"),
            *("канфідэнцыяльна", "не раскрываецца", "құпия", "ашылмайды"),
        ),
        Missing.NOT_DISCLOSED,
    ),
}

LONGEST = 60

MESSAGES = {
    "ambiguous": _(
        "“%(text)s” may be a whole number or one with decimals. Say which decimal sign the table "
        "has."
    ),
    "not_a_number": _("“%(text)s” is not a number."),
    "groups": _("The digits of “%(text)s” are not in groups of three."),
    "decimal_sign": _("“%(text)s” does not fit the decimal sign of the table."),
    "cell_error": _("The formula in the cell has no value but the error “%(text)s”."),
}


class AmountError(ValueError):
    """The text is no amount: ``code`` names a reason of MESSAGES, ``text`` is what was read."""

    def __init__(self, code, text):
        super().__init__(code, text)
        self.code = code
        self.text = text

    def __str__(self):
        return MESSAGES[self.code] % {"text": self.text[:LONGEST]}


# Spaces and apostrophes that part thousands; each number may use one of them.
_SPACES = " \u00a0\u2007\u2009\u202f\u2008\u2002\u2003"
_APOSTROPHES = "'’ʼ"
_SAME_SPACE = str.maketrans({**dict.fromkeys(_SPACES, " "), **dict.fromkeys(_APOSTROPHES, "'")})

# A footnote mark is dropped where it cannot be a digit of the number: raised digits, asterisks.
_FOOTNOTE = re.compile(r" ?(?:\*{1,5}\)?|[⁰¹²³⁴-⁹]+[)⁾]?)$")
_BRACKETED = re.compile(r"\( ?([^()]+?) ?\)")
_MINUSES = ("-", "−", "–")
_DIGITS = re.compile("[0-9]*(?:[ '.,][0-9]+)*")
_EXPONENT = re.compile(r"([0-9.,]+)[eE]([+-]?[0-9]{1,2})")
_SEPARATOR = re.compile("[ '.,]")


def parse_amount(value, decimal_sign=None, marks=MARKS):
    """Return the amount as Decimal, or what ``marks`` say of its mark (a Missing, or a Decimal).

    ``value`` is a cell: text, a number, or None for an empty one. ``decimal_sign`` is "." or ","
    where the table is known to use it; without it, text that may be read in two ways raises
    AmountError, as does all that is no number. Negative numbers have a minus or brackets. The keys
    of ``marks`` are in lower case.
    """
    if value.__class__ is str:
        if value.isdigit() and value.isascii():
            return Decimal(value)
        if decimal_sign == "." and value.isascii() and value.replace(".", "", 1).isdigit():
            return Decimal(value)
        return _read(value, decimal_sign, marks)
    return _of_cell(value, marks)


def _of_cell(value, marks):
    if value is None:
        return Missing.NOT_AVAILABLE
    if isinstance(value, CellError):
        raise AmountError("cell_error", str(value))
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise AmountError("not_a_number", str(value))
    if not math.isfinite(value):
        raise AmountError("not_a_number", str(value))
    # Spreadsheets keep 15 digits; the ones beyond are remainders of binary fractions.
    return Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)


def _read(text, decimal_sign, marks):
    plain = text.translate(_SAME_SPACE).strip()
    if (mark := marks.get(plain.lower())) is not None:
        return mark
    if len(plain) > LONGEST:
        raise AmountError("not_a_number", text)
    sign, body = _split_sign(_FOOTNOTE.sub("", plain))
    body, exponent = _split_exponent(body)
    whole, fraction, _mark = _split_digits(body, decimal_sign, text)
    return Decimal("".join((sign, whole, fraction and f".{fraction}", exponent)))


def _split_sign(text):
    if bracketed := _BRACKETED.fullmatch(text):
        return "-", bracketed[1]
    if text.startswith(_MINUSES):
        return "-", text[1:].removeprefix(" ")
    return "", text.removeprefix("+")


def _split_exponent(text):
    found = _EXPONENT.fullmatch(text)
    return (found[1], f"e{found[2]}") if found else (text, "")


def _split_digits(body, decimal_sign, text):
    """Return (digits of the whole, digits of the fraction, the decimal sign or None)."""
    if not body or not _DIGITS.fullmatch(body):
        raise AmountError("not_a_number", text)
    groups = _SEPARATOR.split(body)
    separators = _SEPARATOR.findall(body)
    mark = _decimal_mark(groups, separators, decimal_sign, text)
    fraction = groups.pop() if mark else ""
    _check_groups(groups, separators[: len(groups) - 1], text)
    return "".join(groups) or "0", fraction, mark


def _decimal_mark(groups, separators, decimal_sign, text):
    """Return the separator that is the decimal sign of this number, or None if it has none."""
    if decimal_sign:
        if decimal_sign in separators[:-1]:
            raise AmountError("decimal_sign", text)
        return decimal_sign if decimal_sign in separators else None
    if not separators or separators[-1] not in ".," or separators.count(separators[-1]) > 1:
        return None
    if len(separators) == 1 and _may_be_a_group(groups):
        raise AmountError("ambiguous", text)
    return separators[-1]


def _may_be_a_group(groups):
    first, second = groups
    return len(second) == 3 and 1 <= len(first) <= 3 and not first.startswith("0")


def _check_groups(groups, separators, text):
    if not separators:
        return
    even = all(len(group) == 3 for group in groups[1:])
    if len(set(separators)) > 1 or not even or not 1 <= len(groups[0]) <= 3:
        raise AmountError("groups", text)


def guess_decimal_sign(samples):
    """Return "." or "," as the cells of a table prove it; None without proof or with both.

    "1,5" and "1 234,567" prove a comma, "1,234,567" a point; "1,234" proves nothing.
    """
    proofs = set(map(_proven_sign, samples)) - {None}
    return proofs.pop() if len(proofs) == 1 else None


def _proven_sign(value):
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    plain = _FOOTNOTE.sub("", value.translate(_SAME_SPACE).strip())
    _sign, body = _split_sign(plain)
    try:
        _whole, _fraction, mark = _split_digits(body, None, value)
    except AmountError:
        return None
    if mark:
        return mark
    return "." if "," in body else "," if "." in body else None
