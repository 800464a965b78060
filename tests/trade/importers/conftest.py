"""Files of figures as offices make them, and what is needed to import them."""

import hashlib
from datetime import date

import pytest
import xlsxwriter

from regions.models import PlaceName
from tests.factories import ChapterFactory, CountryFactory, PlaceFactory, SourceFactory
from tests.factories import ProductFactory as AllGoodsFactory
from trade.importers import running
from trade.importers.files import Sheet
from trade.models import Import, SumByChapter, SumByPartner, SumByReporter, TradeFigure

LONG = {
    "columns": {name: name for name in ("reporter", "partner", "flow", "product", "period")},
    "amounts": [{"column": "value"}],
    "decimal_sign": ".",
}
HEADINGS = "reporter,partner,flow,product,period,value"


@pytest.fixture
def places(db):
    """Belarus with two regions, Kazakhstan, Russia and the world; all goods and three chapters."""
    AllGoodsFactory()
    for code in ("01", "02", "27"):
        ChapterFactory(code=code)
    belarus = CountryFactory(code="BY", name_en="Belarus", numeric_code=112, comtrade_code=112)
    found = {
        "BY": belarus,
        "KZ": CountryFactory(code="KZ", name_en="Kazakhstan", numeric_code=398, comtrade_code=398),
        "RU": CountryFactory(code="RU", name_en="Russia", numeric_code=643, comtrade_code=643),
        "BY-MI": PlaceFactory(code="BY-MI", name_en="Minsk Oblast", parent=belarus),
        "world": PlaceFactory(code="world", name_en="World", kind="world"),
    }
    PlaceName.objects.create(place=found["KZ"], name="Kazakh SSR", kind=PlaceName.Kind.FORMER)
    return found


@pytest.fixture
def text_file(tmp_path):
    """Return a function that writes a text file and returns its path."""

    def write(text, name="table.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def workbook(tmp_path):
    """Return a function that writes rows, with merged stretches ``(row, first, last)``."""

    def write(rows, merged=()):
        path = tmp_path / "table.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("Data")
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            for row, first, last in merged:
                sheet.merge_range(row, first, row, last, rows[row][first])
        return path

    return write


@pytest.fixture
def sheet(text_file):
    def read(text, **options):
        path = text_file(text, **options)
        return Sheet(path, path.name)

    return read


class Office:
    """A source whose files are imported into its one data set, one after another."""

    def __init__(self, write):
        self.write = write
        self.source = SourceFactory(publisher="Office")
        self.number = 0

    def file(self, rows, headings=HEADINGS):
        self.number += 1
        return self.write("\n".join([headings, *rows]) + "\n", name=f"file-{self.number}.csv")

    def importing(self, path, vintage=None, mapping=LONG, **fields):
        """Return the Import of a file, not yet read."""
        fields = {"family": "goods", "format": Import.Format.TABLE, **fields}
        return Import.objects.create(
            file_name=path.name,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            mapping=mapping,
            source=self.source,
            vintage=vintage and date.fromisoformat(vintage),
            **fields,
        )

    def load(self, rows, vintage=None, leave_out_rejected=False, **fields):
        """Import the rows, ``BY,KZ,export,TOTAL,2023,100``; return the Import."""
        path = self.file(rows)
        imported = self.importing(path, vintage, **fields)
        running.check_and_load(imported, path, leave_out_rejected=leave_out_rejected)
        return imported


@pytest.fixture
def office(places, text_file):
    return Office(text_file)


def everything():
    """Return the rows of the figures and of their sums, without the keys of the sums."""
    sums = (SumByReporter, SumByPartner, SumByChapter)
    return [
        list(TradeFigure.objects.order_by("pk").values_list()),
        *(sorted((row[1:] for row in model.objects.values_list()), key=str) for model in sums),
    ]


def standing():
    """Return what stands: {(partner, flow, product, months): value}, values as text or None."""
    figures = TradeFigure.objects.current().select_related("partner", "product")
    return {
        (f.partner.code, f.flow_name, f.product.code, str(f.window)): (
            None if f.value is None else f"{f.value:.0f}"
        )
        for f in figures
    }


def problems_of(imported):
    return [(p.line, p.column, p.value, p.reason) for p in imported.problems.order_by("line", "pk")]
