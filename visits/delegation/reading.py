"""A list of delegates in a file, as rows of texts under known headings."""

from datetime import date, datetime
from itertools import islice
from tempfile import NamedTemporaryFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.files import clean_name
from common.search import fold
from common.tables import CellError, Limits, TableError, clean, open_table
from common.tables.headers import is_column_numbers, is_footnote
from common.tables.limits import MEGABYTE
from visits.delegation.columns import IN_LANGUAGES, LABELS, PERSONAL, column_of

MOST_ROWS = 1000
LIMITS = Limits(
    text_bytes=2 * MEGABYTE,
    workbook_bytes=5 * MEGABYTE,
    columns=100,
    workbook_rows=20_000,
    workbook_cells=200_000,
)
_ROWS_LOOKED_AT = 40
_WHO = {"name", "surname", "post"}

NO_HEADINGS = _(
    "No row of headings was found that names people. Write above the columns what they hold, as"
    " “Name”, “Post”, “Organisation”, “Role”."
)
NO_ROWS = _("There is nobody below the headings. Choose the file with the list in it.")
TOO_MANY = _("The list has more than %(limit)s rows. Divide it into several files.")
TWICE = _("Two columns hold the same: “%(heading)s”. Rename or delete one of them.")
NOT_YOURS = _(
    "Your role may not enter personal data. Take these columns out of the file: %(headings)s."
)


def read_list(file, *, with_personal):
    """Return {"columns": [[heading, field, language], ...], "rows": [[line, [text, ...]], ...]}.

    Columns with headings that nobody knows have the field "". ValidationError says in words why
    the file is refused.
    """
    with NamedTemporaryFile() as copy:
        for piece in file.chunks():
            copy.write(piece)
        copy.flush()
        try:
            return _read(copy.name, clean_name(file.name), with_personal)
        except TableError as error:
            raise ValidationError(str(error), code=error.code) from error


def _read(path, name, with_personal):
    rows = open_table(path, name, LIMITS).rows()
    columns = _columns(rows)
    _check_columns(columns, with_personal)
    found = []
    for line, cells in rows:
        texts = [_text(cell) for cell in cells[: len(columns)]]
        if any(texts) and not is_column_numbers(cells) and not is_footnote(cells):
            found.append([line, texts + [""] * (len(columns) - len(texts))])
        if len(found) > MOST_ROWS:
            raise ValidationError(TOO_MANY, code="rows", params={"limit": MOST_ROWS})
    if not found:
        raise ValidationError(NO_ROWS, code="empty")
    return {"columns": columns, "rows": found}


def _columns(rows):
    """Return the columns under the first row of headings that names people."""
    for _line, cells in islice(rows, _ROWS_LOOKED_AT):
        known = [(_text(cell), column_of(_text(cell))) for cell in cells]
        fields = {column.field for _heading, column in known if column}
        if len(fields) > 1 and fields & _WHO:
            return [
                [heading, column.field if column else "", column.language if column else ""]
                for heading, column in known
            ]
    raise ValidationError(NO_HEADINGS, code="headings")


def _check_columns(columns, with_personal):
    seen = set()
    for heading, field, language in columns:
        if field and (field, language) in seen:
            raise ValidationError(TWICE, code="twice", params={"heading": heading})
        seen.add((field, language))
    personal = [heading for heading, field, _language in columns if field in PERSONAL]
    if personal and not with_personal:
        headings = ", ".join(personal)
        raise ValidationError(NOT_YOURS, code="personal", params={"headings": headings})


def _text(cell):
    """Return a cell as text; a day as 2026-11-23, an error of a formula or a dash as nothing."""
    if cell is None or isinstance(cell, CellError):
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    text = cell.isoformat() if isinstance(cell, date) else clean(str(cell))
    return text if fold(text) else ""


def label_of(field, language):
    """Return what a column holds, in words; the language is told where there may be several."""
    words = str(LABELS[field])
    return f"{words} ({language})" if field in IN_LANGUAGES else words
