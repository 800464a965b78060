"""Mappings: what the columns of a table mean. Kept as JSON, made on screen or by hand.

``docs/mappings.md`` describes the form. A mapping says nothing of one file alone: the same serves
next month's.
"""

from dataclasses import asdict, dataclass, field, fields

from django.utils.translation import gettext_lazy as _

# What a figure needs to be known by; a column or a constant gives each.
DIMENSIONS = ("reporter", "partner", "product", "flow", "measure", "period")
NEEDED = ("reporter", "partner", "flow", "period")
MONTHS_AND_YEARS = ("year", "month")
# Columns that call by name what another column has a code of.
NAMES = {"reporter": "reporter_name", "partner": "partner_name", "product": "name"}
# What a person is asked on screen for each that is needed.
MISSING = {
    "reporter": _(
        "Whose figures are these? Choose the column that says it, or the place for all rows."
    ),
    "partner": _("Trade with whom? Choose the column that says it, or the place for all rows."),
    "flow": _("Export or import? Choose the column that says it, or the flow for all rows."),
    "period": _("Which months? Choose the column that says it, or write them for all rows."),
}
VERSION = 1
COMTRADE = "comtrade"
# What a mark in place of an amount may mean.
MARK_MEANINGS = ("not_available", "not_disclosed", "zero")


class MappingError(ValueError):
    """The mapping can not be used; the words say what to change in it."""


class MissingParts(MappingError):
    """The mapping leaves open what each figure needs; ``names`` are of NEEDED."""

    def __init__(self, names):
        message = _("The mapping does not say where to find: %(names)s.")
        super().__init__(message % {"names": ", ".join(names)})
        self.names = names


class MissingColumns(MappingError):
    """The file lacks columns that the mapping names."""

    def __init__(self, names):
        message = _("The file has no column %(names)s, which the mapping asks for.")
        super().__init__(message % {"names": ", ".join(f"“{name}”" for name in names)})
        self.names = names


@dataclass(frozen=True)
class Amounts:
    """A column of amounts, with what its heading says of them: ``{"period": "January 2023"}``."""

    column: str
    given: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Mapping:
    """``columns`` and ``constants`` give the dimensions, each by its name.

    ``columns`` may name year and month instead of a period, ``edition`` and ``name`` beside the
    product, ``reporter_name`` and ``partner_name`` beside their codes. Of year and month one may
    be a column and the other given for the amounts.
    ``header_row`` 0 finds the headings, and ``header_rows`` 0 how many rows they have.
    ``only`` keeps the rows that have one of the texts in a column. ``multiplier`` turns an amount
    into whole units of the currency. ``cumulative``: a month means January to that month.
    ``answers`` are what people said of names that are not known, by dimension and text: a code,
    or "" for rows to leave out. ``places`` is "comtrade" where numbers are its codes of countries.
    """

    amounts: tuple
    columns: dict = field(default_factory=dict)
    constants: dict = field(default_factory=dict)
    only: dict = field(default_factory=dict)
    multiplier: int = 1
    decimal_sign: str = ""
    currency: str = "USD"
    rounding_unit: int = 1
    cumulative: bool = False
    restore_zeros: bool = False
    marks: dict = field(default_factory=dict)
    answers: dict = field(default_factory=dict)
    places: str = ""
    sheet: str = ""
    header_row: int = 0
    header_rows: int = 1

    def as_json(self):
        return {"version": VERSION, **asdict(self)}

    @classmethod
    def from_json(cls, content):
        """Return the mapping; MappingError for what is none."""
        if not isinstance(content, dict):
            raise MappingError(_("A mapping is a JSON object with columns and amounts."))
        known = {f.name for f in fields(cls)}
        unknown = content.keys() - known - {"version"}
        if unknown:
            message = _("The mapping has parts that are not known: %(names)s.")
            raise MappingError(message % {"names": ", ".join(sorted(unknown))})
        if content.get("version", VERSION) != VERSION:
            raise MappingError(_("The mapping is of another version than this portal reads."))
        values = {name: content[name] for name in known & content.keys()}
        values["amounts"] = _amounts(content.get("amounts"))
        mapping = cls(**values)
        mapping.check()
        return mapping

    def check(self):
        """Raise MappingError where something needed is not said."""
        _check_types(self)
        for amounts in self.amounts:
            missing = [name for name in NEEDED if not self._gives(name, amounts)]
            if missing:
                raise MissingParts(missing)

    def _gives(self, name, amounts):
        given = name in self.columns or name in self.constants or name in amounts.given
        named = {**self.columns, **self.constants, **amounts.given}
        return given or (name == "period" and "year" in named)

    def column_names(self):
        """Return the columns that a file must have for this mapping."""
        named = [*self.columns.values(), *self.only, *(a.column for a in self.amounts)]
        return list(dict.fromkeys(named))


def _amounts(content):
    if not isinstance(content, list | tuple) or not content:
        raise MappingError(_("The mapping names no column of amounts."))
    amounts = []
    for item in content:
        if not isinstance(item, dict) or not isinstance(item.get("column"), str):
            raise MappingError(_("Each entry of amounts names its column."))
        given = item.get("given", {})
        if not _is_texts(given):
            raise MappingError(_("What is given for a column of amounts is texts."))
        amounts.append(Amounts(item["column"], given))
    return tuple(amounts)


def _check_types(mapping):
    """Refuse values of a kind that no mapping has, whatever JSON brought them."""
    whole = ("multiplier", "rounding_unit", "header_row", "header_rows")
    for name in whole:
        value = getattr(mapping, name)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 10**12:
            raise MappingError(_("%(name)s is a whole number.") % {"name": name})
    if not mapping.multiplier or not mapping.rounding_unit or mapping.header_rows not in (0, 1, 2):
        raise MappingError(_("Multiplier, rounding and header rows are at least 1."))
    for name in ("columns", "constants", "marks"):
        if not _is_texts(getattr(mapping, name)):
            raise MappingError(_("%(name)s is an object of texts.") % {"name": name})
    for name in ("decimal_sign", "currency", "places", "sheet"):
        if not isinstance(getattr(mapping, name), str):
            raise MappingError(_("%(name)s is a text.") % {"name": name})
    _check_lists(mapping)


def _check_lists(mapping):
    is_only = isinstance(mapping.only, dict) and all(
        isinstance(texts, list) and all(isinstance(text, str) for text in texts)
        for texts in mapping.only.values()
    )
    is_answers = isinstance(mapping.answers, dict) and all(map(_is_texts, mapping.answers.values()))
    if not is_only or not is_answers:
        raise MappingError(_("“only” holds lists of texts, “answers” objects of texts."))
    is_currency = len(mapping.currency) == 3 and mapping.currency.isalpha()
    if mapping.decimal_sign not in ("", ".", ",") or not is_currency:
        raise MappingError(_("The decimal sign is . or , and the currency has three letters."))
    if mapping.places not in ("", COMTRADE) or not set(mapping.marks.values()) <= set(
        MARK_MEANINGS
    ):
        message = _("“places” is empty or %(places)s; each of “marks” is one of: %(marks)s.")
        raise MappingError(message % {"places": COMTRADE, "marks": ", ".join(MARK_MEANINGS)})


def _is_texts(value):
    return isinstance(value, dict) and all(
        isinstance(text, str) for pair in value.items() for text in pair
    )
