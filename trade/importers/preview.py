"""How the first rows of a table are read by a mapping, before anything is checked or kept."""

from collections import defaultdict
from itertools import islice

from common.tables import TableError, open_table
from trade.importers.checking import Reader
from trade.importers.files import NO_HEADINGS, Sheet
from trade.importers.mapping import COMTRADE, MISSING, Mapping, MappingError, MissingParts
from trade.importers.resolving import words_of
from trade.importers.samples import in_words, new_products

ROWS = 15
FIGURES = 45
_SERIES = 8


class Headless:
    """A sheet on which no headings were found: its first rows, for a person to find them."""

    headings: tuple = ()
    titles: tuple = ()
    header_row, header_rows = None, 1

    def __init__(self, path, name, sheet=""):
        self.table = open_table(path, name)
        names = list(self.table.sheets or ())
        self.name = sheet if sheet in names else next(iter(names), None)

    def rows(self):
        return self.table.rows(self.name)


def opened(path, name, *, sheet="", header_row=0, header_rows=0):
    """Return the Sheet, Headless where no headings stand at that place; TableError as ever.

    A sheet that the file does not have means its first one.
    """
    try:
        found = Sheet(path, name, sheet=sheet, header_row=header_row, header_rows=header_rows)
    except MappingError:
        return Headless(path, name, sheet)
    except TableError as error:
        if error.code != "no_sheet":
            raise
        return opened(path, name, header_row=header_row, header_rows=header_rows)
    if not found.table.sheets:
        found.name = None
    return found


class Preview:
    """The first ``rows`` of a sheet, the ``figures`` read from them, and what can not be read.

    ``refused`` says why nothing is read at all.
    """

    def __init__(self, sheet, content=None):
        self.headings, self.titles = sheet.headings, sheet.titles
        self.cells = [(line, cells) for line, cells in islice(sheet.rows(), ROWS)]
        self.refused = "" if sheet.headings else str(NO_HEADINGS)
        self.problems, self.staged = [], []
        self.mapping, self.reader = None, None
        if content is not None and sheet.headings:
            self._read(content, sheet.header_row)

    def _read(self, content, header_row):
        try:
            self.mapping = Mapping.from_json(content)
            self.reader = Reader(self.mapping, self.headings, header_row)
            self.reader.read(self.cells, self, self.problems.append)
        except MissingParts as error:
            self.refused = " ".join(str(MISSING[name]) for name in error.names)
        except (MappingError, TableError) as error:
            self.refused = str(error)

    def write(self, rows):
        """Take what a stage would."""
        self.staged += rows

    @property
    def figures(self):
        """The first of the figures, in words."""
        if self.mapping is None or self.reader is None:
            return []
        rows = [(*row[:_SERIES], *row[_SERIES + 1 :]) for row in self.staged[:FIGURES]]
        return in_words(
            rows,
            currency=self.mapping.currency,
            rounding_unit=self.mapping.rounding_unit,
            new_products=new_products(self.reader),
        )

    @property
    def has_cents(self):
        """Whether amounts of whole dollars have decimals: tables print thousands so."""
        if self.mapping is None or self.mapping.multiplier != 1 or self.mapping.places == COMTRADE:
            return False
        return any(not row[-1].endswith(".00") and "." in row[-1] for row in self.staged)

    @property
    def further(self):
        """How many figures of these rows are not shown."""
        return max(0, len(self.staged) - FIGURES)

    def rows(self):
        """Return (line, cells, problems of the whole row); a cell is (text, its problems)."""
        marked = defaultdict(list)
        for problem in self.problems:
            for column in self._columns_of(problem):
                marked[problem.line, column].append(problem.words)
        width = len(self.headings) or max((len(cells) for _l, cells in self.cells), default=0)
        return [
            (
                line,
                [
                    (words_of(cell), marked[line, column])
                    for column, cell in enumerate([*cells, *[""] * (width - len(cells))][:width])
                ],
                marked[line, None],
            )
            for line, cells in self.cells
        ]

    def _columns_of(self, problem):
        """Return the places of the columns a problem names, [None] where it names none."""
        if problem.column in self.headings:
            return [self.headings.index(problem.column)]
        names = problem.column.split(", ")
        return [n for n, heading in enumerate(self.headings) if heading in names] or [None]
