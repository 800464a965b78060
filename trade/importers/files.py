"""The rows of a file below its headings, as the mapping says where they stand."""

import hashlib
from itertools import chain, islice
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from common.search import fold
from common.tables import open_table
from common.tables.headers import guess_header, header_names, is_column_numbers, is_footnote
from trade.importers import comtrade
from trade.importers.mapping import MappingError
from trade.importers.words import UNIT_WORDS, has_any

ROWS_LOOKED_AT = 60
SHEETS_LOOKED_AT = 5
NO_HEADINGS = _("No row of headings was found: say in the mapping in which row they stand.")


class Sheet:
    """One sheet of a file, the first that holds a table, or the only one of a CSV file.

    ``header_row`` counts from 1 as the person sees rows, 0 to find it. ``headings`` are the names
    of the columns; ``rows()`` yields (line, cells) below them, without notes and empty rows.
    """

    def __init__(self, path, name, *, sheet="", header_row=0, header_rows=0):
        self.table = open_table(path, name)
        self.name, self.top, rows = self._opened(sheet)
        index, count = self._place(header_row, header_rows)
        self.header_row, self.header_rows = self.top[index][0], count
        self.headings = header_names(
            self.top[index : index + count], self.table.merged(self.name), count
        )
        self.title_cells = [cell for _line, cells in self.top[:index] for cell in cells]
        self.titles = [str(cell) for cell in self.title_cells if cell not in ("", None)]
        self.unit_cells, below = _without_units(self.top[index + count :])
        self._below = chain(below, rows)
        self.sample = [row for row in below if not _is_note(row[1])]

    def _opened(self, sheet):
        """Return (name of the sheet, its first rows, the further ones).

        Of the sheet that is asked for, else of the first with headings: before it stand covers and
        tables of contents.
        """
        names = [sheet] if sheet else [*self.table.sheets][:SHEETS_LOOKED_AT]
        for name in names if len(names) > 1 else ():
            top, rows = self._rows_of(name)
            if guess_header(top) is not None:
                return name, top, rows
        name = next(iter(names), None)
        return name, *self._rows_of(name)

    def _rows_of(self, name):
        rows = self.table.rows(name)
        return list(islice(rows, ROWS_LOOKED_AT)), rows

    def _place(self, header_row, header_rows):
        """Return the index of the heading among the first rows, and how many rows it has."""
        lines = [line for line, _cells in self.top]
        if header_row:
            if header_row not in lines:
                raise MappingError(NO_HEADINGS)
            return lines.index(header_row), header_rows or 1
        found = guess_header(self.top)
        if found is None:
            raise MappingError(NO_HEADINGS)
        return found.start, header_rows or found.header_rows

    def rows(self):
        for line, cells in self._below:
            if not _is_note(cells):
                yield line, cells

    def comtrade_mapping(self):
        """Return the mapping for a file of UN Comtrade, None for any other."""
        return comtrade.mapping_for(self.headings)


def _is_note(cells):
    return _is_sparse(cells) and (not any(cells) or is_footnote(cells))


def _without_units(rows):
    """Return (cells of a row of units or column numbers under the headings, the other rows)."""
    units = []
    while rows and (is_column_numbers(rows[0][1]) or _is_units(rows[0][1])):
        units, rows = units or rows[0][1], rows[1:]
    return units, rows


def _is_units(cells):
    """Whether the row says units and holds no amount: "тыс. долл. США" below each heading."""
    texts = [str(cell) for cell in cells if cell not in ("", None)]
    has_digits = any(char.isdigit() for text in texts for char in text)
    return not has_digits and any(has_any(fold(text), UNIT_WORDS) for text in texts)


def _is_sparse(cells):
    """Whether at most one cell holds something; tells a million rows apart at little cost."""
    return cells.count("") + cells.count(None) >= len(cells) - 1


def sheet_for(path, name, mapping):
    return Sheet(
        path,
        name,
        sheet=mapping.sheet,
        header_row=mapping.header_row,
        header_rows=mapping.header_rows,
    )


def sha256_of_path(path):
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
