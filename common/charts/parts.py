"""A chart with all that stands around it: its table, its source, and its files."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from common.charts.data import Table
from common.charts.frame import FULL, SHEET, both_widths
from common.charts.pictures import png_file, svg_file

FILE_TYPES = ("csv", "xlsx", "svg", "png")


@dataclass(frozen=True)
class ChartPart:
    """One chart of a page; ``slug`` names it among the charts of the page.

    ``chart`` draws it: ``chart(width=..., standalone=...)``. ``subtitle`` has the unit and the
    months, ``width`` is that on a screen. ``address`` is the name of the URL of its files and what
    goes into it before the slug and the type of file; the query of the page is added to it.
    """

    slug: str
    title: str
    chart: Callable
    table: Table
    source: str = ""
    as_of: str = ""
    subtitle: str = ""
    width: int = FULL
    paper_width: int = SHEET
    address: tuple = ()

    @property
    def picture(self):
        return both_widths(self.chart, width=self.width)

    @property
    def paper_picture(self):
        return both_widths(self.chart, width=self.paper_width)

    @property
    def files(self):
        """Pairs of the type of a file and its address, () where there are none."""
        if not self.address:
            return ()
        name, *args = self.address
        return tuple((kind, reverse(name, args=[*args, self.slug, kind])) for kind in FILE_TYPES)

    @property
    def headings(self):
        """The heading of every column of a file."""
        return [heading for heading, _cells in self._columns]

    @property
    def rows(self):
        """The rows of a file: an amount as a number, and beside it what has to be known of it."""
        return list(zip(*[cells for _heading, cells in self._columns], strict=True))

    @cached_property
    def _columns(self):
        """Pairs of a heading and its cells, the source in the last."""
        corner, *headers = self.table.file_headers or self.table.headers
        rows, source = self.table.rows, " ".join(map(str, filter(None, (self.source, self.as_of))))
        return [
            (corner, [row.heading for row in rows]),
            *[
                pair
                for i, h in enumerate(headers)
                for pair in _column(h, [_cell(r, i) for r in rows])
            ],
            (_("Source"), [source for _row in rows]),
        ]

    def svg(self):
        return svg_file(self.chart, self.title, self.source, self.as_of, **self._further)

    def png(self):
        return png_file(self.chart, self.title, self.source, self.as_of, **self._further)

    @property
    def _further(self):
        return {"subtitle": self.subtitle, "width": min(self.width, FULL)}


def _column(header, values):
    """The amounts, and what has to be said of them where there is anything to say."""
    yield header, [value.amount for value in values]
    remarks = [str(value.words if value.amount is None else value.note) for value in values]
    if any(remarks):
        yield _("%(column)s: remark") % {"column": header}, remarks


def _cell(row, index):
    _header, value = row.cells[index]
    return value
