"""The rows of a file below its headings, as the mapping says where they stand."""

from itertools import chain, islice

from django.utils.translation import gettext_lazy as _

from common.tables import open_table
from common.tables.headers import guess_header, header_names, is_column_numbers, is_footnote
from trade.importers import comtrade
from trade.importers.mapping import MappingError

ROWS_LOOKED_AT = 60
NO_HEADINGS = _("No row of headings was found: say in the mapping in which row they stand.")


class Sheet:
    """One sheet of a file, or the only one of a CSV file.

    ``header_row`` counts from 1 as the person sees rows, 0 to find it. ``headings`` are the names
    of the columns; ``rows()`` yields (line, cells) below them, without notes and empty rows.
    """

    def __init__(self, path, name, *, sheet="", header_row=0, header_rows=0):
        self.table = open_table(path, name)
        self.name = sheet or next(iter(self.table.sheets), None)
        rows = self.table.rows(self.name)
        self.top = list(islice(rows, ROWS_LOOKED_AT))
        index, count = self._place(header_row, header_rows)
        self.header_row, self.header_rows = self.top[index][0], count
        self.headings = header_names(
            self.top[index : index + count], self.table.merged(self.name), count
        )
        self._below = chain(self.top[index + count :], rows)

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
        first = True
        for line, cells in self._below:
            if _is_sparse(cells) and (not any(cells) or is_footnote(cells)):
                continue
            if first and is_column_numbers(cells):
                continue
            first = False
            yield line, cells

    def comtrade_mapping(self):
        """Return the mapping for a file of UN Comtrade, None for any other."""
        return comtrade.mapping_for(self.headings)


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
