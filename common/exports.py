"""Tables as CSV: streamed, readable by spreadsheets, never a live formula."""

import csv
from datetime import date, datetime
from decimal import Decimal

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from common.rates import limited

BOM = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
CHUNK = 2000
# Around the view of every address that answers with a table.
limited_export = limited("export", 10, per=60)


class _Echo:
    """A file that hands each written line back."""

    def write(self, line):
        return line


def cell(value):
    """Return the value as a spreadsheet should read it: numbers bare, dates ISO, text inert."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, (int, float)):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def csv_response(name, headings, rows):
    """Stream ``rows`` (iterables of values) under ``headings`` as the file ``<name>.csv``."""
    response = StreamingHttpResponse(_lines(headings, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _lines(headings, rows):
    writer = csv.writer(_Echo())
    yield BOM + writer.writerow([cell(str(heading)) for heading in headings])
    try:
        for row in rows:
            yield writer.writerow([cell(value) for value in row])
    except Exception:
        # The status has long been sent: only the file itself can say that it is not whole.
        yield writer.writerow([_("This file is not complete: the export was interrupted.")])
        raise


def joined(things):
    """Return the things as one cell of a table."""
    return "; ".join(str(thing) for thing in things)
