"""Tables as CSV and as workbooks: readable by spreadsheets, never a live formula."""

import csv
import io
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice

from django.http import FileResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from common.context import current_request
from common.rates import limited

BOM = "\ufeff"
FORMULA_STARTS = frozenset("=+-@\t\r")
CHUNK = 2000
# A sheet has so many rows, its headings among them.
MOST_ROWS = 1_048_575
LONGEST_TEXT = 32_767
# Their calendar does not reach further back.
FIRST_YEAR_OF_SHEETS = 1900
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Around the view of every address that answers with a table.
limited_export = limited("export", 10, per=60)


@dataclass(frozen=True)
class Table:
    """What a table shows of records: headings, and a function that makes a row of a record.

    With ``fields`` the function gets their values instead: for tables too long for records.
    """

    headings: list
    row: Callable
    fields: tuple = ()

    @classmethod
    def of(cls, columns):
        """Return the table of pairs of heading and function of the record; a Table as it is."""
        if isinstance(columns, cls):
            return columns
        functions = [function for _heading, function in columns]
        headings = [heading for heading, _function in columns]
        return cls(headings, lambda record: [function(record) for function in functions])


# --- CSV --------------------------------------------------------------------------------------


def cell(value):
    """Return the value as a spreadsheet should read it: numbers bare, dates ISO, text inert."""
    return _cells([value])[0]


def _cells(row):
    """Return the cells of a row; for each of a million rows, hence by type and in one go."""
    return [
        value
        if type(value) is str and value[:1] not in FORMULA_STARTS
        else _CELLS.get(type(value), _other)(value)
        for value in row
    ]


def _text(value):
    return f"'{value}" if value[:1] in FORMULA_STARTS else value


def _number(value):
    return f"{value.normalize():f}"


def _moment(value):
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")


_CELLS: dict = {
    type(None): lambda _value: "",
    str: _text,
    int: int,
    float: float,
    Decimal: _number,
    date: date.isoformat,
    datetime: _moment,
}


def _other(value):
    """Numbers, choices among them, and what has a name: places, translated texts."""
    return value if isinstance(value, (int, float)) else _text(str(value))


def csv_response(name, headings, rows):
    """Stream ``rows`` (iterables of values) under ``headings`` as the file ``<name>.csv``."""
    response = StreamingHttpResponse(_parts(headings, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _parts(headings, rows):
    """Yield the file in parts: the headings at once, then many rows together."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(_cells(map(str, headings)))
    yield BOM + _taken(lines)
    cells = map(_cells, rows)
    try:
        while True:
            writer.writerows(islice(cells, CHUNK))
            if not lines.tell():
                return
            yield _taken(lines)
    except Exception:
        # The status has long been sent: only the file itself can say that it is not whole.
        writer.writerow([_("This file is not complete: the export was interrupted.")])
        yield _taken(lines)
        raise


def _taken(lines):
    text = lines.getvalue()
    lines.seek(0)
    lines.truncate()
    return text


# --- Workbooks --------------------------------------------------------------------------------


class TooManyRows(Exception):
    """More rows than a sheet has."""


def xlsx_response(name, headings, rows, about=()):
    """Answer with ``rows`` as the workbook ``<name>.xlsx``; with 413 in words if they are too many.

    Numbers and dates are kept as such. ``about`` are the pairs of word and text that its second
    sheet says of it, the title first.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115  # closed by the response
    try:
        write_xlsx(file, headings, rows, about)
    except TooManyRows:
        file.close()
        return render(current_request(), "413.html", {"most": MOST_ROWS}, status=413)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)


def write_xlsx(file, headings, rows, about=(), progress=None):
    """Write the workbook into the open file, in memory that does not grow with the rows.

    Raises TooManyRows. ``progress``, if any, is told of every thousand rows by ``advance``.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    with Workbook(file, options) as book:
        _Sheet(book, _("Table"), headings).fill(rows, progress)
        _write_about(book, about)


class _Sheet:
    """A sheet of one table: headings that stay in sight, and a filter on each."""

    def __init__(self, book, title, headings):
        self.sheet = book.add_worksheet(title)
        self.headings = [str(heading) for heading in headings]
        self.whole = book.add_format({"num_format": "#,##0"})
        self.decimal = book.add_format({"num_format": "#,##0.00"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self.bold = book.add_format({"bold": True, "bottom": 1})

    def fill(self, rows, progress):
        """Write headings and rows. Widths come from the first rows: later ones can not be known."""
        rows = iter(rows)
        first = [list(row) for row in islice(rows, 100)]
        self._begin(first)
        number = 0
        for number, row in enumerate(chain(first, rows), 1):
            if number > MOST_ROWS:
                raise TooManyRows
            self._write(number, row)
            if progress and not number % 1000:
                progress.advance(1000)
        self.sheet.autofilter(0, 0, number, len(self.headings) - 1)

    def _begin(self, first):
        for column, heading in enumerate(self.headings):
            shown = [heading, *(str(row[column] or "") for row in first)]
            self.sheet.set_column(column, column, min(60, 3 + max(map(len, shown))))
        self.sheet.freeze_panes(1, 0)
        for column, heading in enumerate(self.headings):
            self.sheet.write_string(0, column, heading, self.bold)

    def _write(self, number, row):
        for column, value in enumerate(row):
            if value is None or value == "":
                continue
            kind = type(value)
            if kind in (int, float, Decimal):
                style = self.whole if value == int(value) else self.decimal
                self.sheet.write_number(number, column, value, style)
            elif kind is datetime:
                here = timezone.localtime(value).replace(tzinfo=None)
                self.sheet.write_datetime(number, column, here, self.moment)
            elif kind is date and value.year >= FIRST_YEAR_OF_SHEETS:
                self.sheet.write_datetime(number, column, value, self.day)
            else:
                self.sheet.write_string(number, column, str(value)[:LONGEST_TEXT])


def _write_about(book, about):
    sheet = book.add_worksheet(_("About"))
    bold = book.add_format({"bold": True})
    sheet.set_column(0, 1, 30)
    printed = date_format(timezone.localtime(), "DATETIME_FORMAT")
    for number, (word, text) in enumerate([*about, (_("Printed on"), printed)]):
        sheet.write_string(number, 0, str(word), bold)
        sheet.write_string(number, 1, str(text), bold if not word else None)


def joined(things):
    """Return the things as one cell of a table."""
    return "; ".join(str(thing) for thing in things)
