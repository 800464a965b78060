"""A file of figures, checked and loaded, against the raw rows alone.

    python -m scripts.bench.load raw|import ROWS FOLDER

Raw is COPY on PostgreSQL and ``executemany`` on SQLite, of rows that need neither reading nor
looking up, into the same table with its indexes and keys. The import reads the file, checks it,
compares it with one in twenty earlier figures that it supersedes, and brings the sums up to date.
"""

import csv
import io
import json
import sys
import time
from datetime import date
from pathlib import Path

from scripts.bench.cells import CHAPTERS, PARTNERS, REPORTERS, cells
from scripts.bench.measuring import database, peak_mb

ONE_IN_REVISED = 20
CHUNK = 50_000
HEADINGS = ("reporter", "partner", "flow", "product", "period", "value")
COLUMNS = (
    *("reporter_id", "partner_id", "product_id", "flow", "measure", "start", "end", "dataset_id"),
    *("batch_id", "state", "value", "vintage", "rounding_unit", "currency"),
)
MAPPING = {
    "columns": {name: name for name in HEADINGS[:-1]},
    "amounts": [{"column": "value"}],
    "constants": {"measure": "goods"},
}


def main():
    what, rows, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    measured = {"raw": raw, "import": imported}[what](rows, folder)
    print(json.dumps({**measured, "memory_mb": peak_mb(), "database": database()}))


def members():
    """Return the (id, code) of the reporters, partners and chapters, in a fixed order."""
    from regions.models import Place
    from trade.models import Product

    regions = Place.objects.regional().filter(country__code__in=["KZ", "BY"])
    return (
        list(regions.order_by("code").values_list("pk", "code")[:REPORTERS]),
        list(Place.objects.countries().order_by("code").values_list("pk", "code")[:PARTNERS]),
        list(Product.objects.chapters().order_by("code").values_list("pk", "code")[:CHAPTERS]),
    )


def raw(rows, _folder):
    """Write the rows and take them out again; return the seconds it took to write them."""
    from django.db import connection, transaction

    from trade.models import Batch, TradeFigure

    prepared = list(_raw_rows(rows))
    started = time.perf_counter()
    with transaction.atomic():
        _write(connection, TradeFigure._meta.db_table, prepared)
    seconds = time.perf_counter() - started
    TradeFigure.objects.all()._raw_delete("default")
    Batch.objects.all().delete()
    return {"seconds": seconds, "rows": rows}


def _raw_rows(rows):
    from trade.models import Batch

    dataset = _dataset()
    batch = Batch.objects.create(origin=Batch.Origin.LOAD)
    reporters, partners, chapters = ([pk for pk, _code in some] for some in members())
    for reporter, partner, flow, chapter, month, amount in cells(rows):
        state = 3 if amount is None else 1
        key = (reporters[reporter], partners[partner], chapters[chapter], flow, 1, month, month)
        yield (*key, dataset.pk, batch.pk, state, amount, "2020-01-01", 1, "USD")


def _write(connection, table, rows):
    columns = ", ".join(f'"{name}"' for name in COLUMNS)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            text = io.StringIO("".join(map(_copied, rows)))
            cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", text)
        else:
            marks = ", ".join("?" * len(COLUMNS))
            sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"
            cursor.cursor.connection.executemany(sql, rows)


def _copied(row):
    return "\t".join("\\N" if value is None else str(value) for value in row) + "\n"


def _dataset():
    from trade.models import Dataset

    return Dataset.objects.get_or_create(family="bench", source=_source())[0]


def _source():
    from regions.models import Source

    kind = Source.Kind.STATISTICAL_OFFICE
    return Source.objects.get_or_create(publisher="Made-up figures", kind=kind)[0]


def imported(rows, folder):
    """Load one row in twenty of an earlier vintage, then the file; return what the file took."""
    _write_file(folder / "earlier.csv", rows, earlier=True)
    _write_file(folder / "figures.csv", rows)
    _run(folder / "earlier.csv", date(2020, 1, 1))
    started = time.perf_counter()
    counts = _run(folder / "figures.csv", date(2021, 1, 1))
    return {"seconds": time.perf_counter() - started, **counts.as_json()}


def _run(path, vintage):
    from trade.importers import running
    from trade.models import Import

    one = Import.objects.create(
        file_name=path.name,
        sha256="0" * 64,
        format=Import.Format.TABLE,
        mapping=MAPPING,
        source=_source(),
        family="bench",
        vintage=vintage,
    )
    counts = running.check_and_load(one, path)
    assert one.state == Import.State.LOADED, counts
    return counts


def _write_file(path, rows, *, earlier=False):
    """Write the rows as a plain table; of an earlier vintage one in twenty, each a little less."""
    reporters, partners, chapters = ([code for _pk, code in some] for some in members())
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for number, cell in enumerate(cells(rows)):
            reporter, partner, flow, chapter, month, amount = cell
            if earlier and (number % ONE_IN_REVISED or amount is None):
                continue
            year, before = divmod(month, 12)
            shown = "c" if amount is None else amount - 1 if earlier else amount
            writer.writerow(
                [
                    reporters[reporter],
                    partners[partner],
                    ("export", "import")[flow - 1],
                    chapters[chapter],
                    f"{year}-{before + 1:02}",
                    shown,
                ]
            )


if __name__ == "__main__":
    import django

    django.setup()
    main()
