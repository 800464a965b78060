"""Fill a database with figures of trade in quantity, set-wise, for measurements.

    python -m scripts.bench_data --figures 1000000

Makes N figures of 27 regions with 60 partners, 2 flows, 97 chapters of goods and up to 32 months
of one dataset, then adds them up as an import does. One in fifty is not disclosed; one in twenty
stands beside an earlier value that it superseded. The regions and the two countries are those of
the reference data; partners beyond the mission's countries are made up. Every month is a batch
with a vintage of its own. The dataset must not be there yet: run it once on a new database, which
DATABASE_URL or VAR_DIR names.
"""

import argparse
import time
from contextlib import contextmanager
from datetime import date

REGIONS, PARTNERS, FLOWS, CHAPTERS, MONTHS = 27, 60, 2, 97, 32
A_MONTH = REGIONS * PARTNERS * FLOWS * CHAPTERS
FIRST = (2022, 1)
FAMILY = "measurements"


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--figures", type=int, default=100_000, help="about so many figures")
    figures = parser.parse_args().figures

    import django

    django.setup()
    for line in fill(figures):
        print(line, flush=True)


def fill(figures):
    """Make the figures; yield what was done and how long it took."""
    from django.core.management import call_command
    from django.db import connection

    from trade.summaries import rebuild_all

    call_command("migrate", verbosity=0)
    call_command("load_sample", verbosity=0)
    yield from _timed(f"{figures:,} figures", lambda: _make(figures))
    with connection.cursor() as cursor:
        yield from _timed("analyse", lambda: cursor.execute("ANALYZE"))
    yield from _timed("sums rebuilt", rebuild_all)
    with connection.cursor() as cursor:
        yield from _timed("analyse", lambda: cursor.execute("ANALYZE"))
    yield f"{_rows():,} rows of figures; sums: {_sums()}"


def _timed(what, work):
    begun = time.perf_counter()
    work()
    yield f"{what}: {time.perf_counter() - begun:.1f} s"


def _make(figures):
    """Make whole months, with fewer partners where a month alone would be too many."""
    from common.periods import Window, month_index

    partners = max(1, min(PARTNERS, figures // (REGIONS * FLOWS * CHAPTERS * MONTHS)))
    months = min(MONTHS, max(1, figures // (REGIONS * FLOWS * CHAPTERS * partners)))
    dataset = _dataset()
    first = month_index(*FIRST)
    place_rows, product_rows = _dimensions(partners)
    revision = _batch(date(2025, 6, 1))
    for month in range(first, first + months):
        batch = _batch(_published(Window(month, month)))
        with _unchecked():
            _insert(month, dataset, batch, revision, place_rows, product_rows)


@contextmanager
def _unchecked():
    """One transaction, whose keys a server that this user may steer need not look up one by one."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            if cursor.fetchone()[0]:
                cursor.execute("SET LOCAL session_replication_role = replica")
        yield


def _published(window):
    """Some seven weeks after the month."""
    return date.fromordinal(window.last.toordinal() + 50)


def _dataset():
    from regions.models import Source
    from trade.models import Dataset

    source = Source.objects.create(
        kind=Source.Kind.STATISTICAL_OFFICE, publisher="Office of measurements"
    )
    return Dataset.objects.create(family=FAMILY, source=source)


def _batch(vintage):
    from trade.models import Batch

    return Batch.objects.create(origin=Batch.Origin.LOAD, vintage=vintage, note=FAMILY)


def _dimensions(partners):
    """Return pairs of (reporter, partner) ids and the ids of chapters, all numbered."""
    from regions.models import Mission, Place
    from trade.models import Product

    mission = Mission.objects.current()
    countries = mission.countries()
    regions = list(Place.objects.of_countries(countries).regional().placed_on_map())[:REGIONS]
    others = _other_partners(partners - 1)
    pairs = []
    for region in regions:
        across = next(country for country in countries if country.pk != region.country_id)
        pairs += [(region.pk, partner.pk) for partner in [across, *others]]
    return pairs, list(Product.objects.chapters().order_by("code").values_list("pk", flat=True))


def _other_partners(number):
    from regions.models import Place

    return [
        Place.objects.create(code=f"X{n:02}", kind=Place.Kind.COUNTRY, name_en=f"Partner {n}")
        for n in range(number)
    ]


_VALUE = "((pair.n * 7919 + product.n * 104729 + flow.n * 31 + {month} * 1009) % 900000 + 1000)"
_MARK = "((pair.n * 31 + product.n * 17 + flow.n * 7 + {month} * 13) % 100)"
_KEY = 'reporter_id, partner_id, product_id, flow, measure, start, "end"'


def _insert(month, dataset, batch, revision, pairs, products):
    """Bring in one month: all figures, then the earlier values of those that were revised."""
    value, mark = _VALUE.format(month=month), _MARK.format(month=month)
    tables = _with(pairs, products)
    key = f"pair.reporter, pair.partner, product.id, flow.n, 1, {month}, {month}"
    every = "FROM pair CROSS JOIN product CROSS JOIN flow"
    columns = "dataset_id, state, value, rounding_unit, currency, batch_id, vintage"
    # Marks 0 and 1 are not disclosed, 2 to 6 revised.
    batch_of = f"CASE WHEN {mark} BETWEEN 2 AND 6 THEN {revision.pk} ELSE {batch.pk} END"
    vintage_of = f"CASE WHEN {mark} BETWEEN 2 AND 6 THEN {_day(revision)} ELSE {_day(batch)} END"
    _run(
        f"INSERT INTO trade_tradefigure ({_KEY}, {columns}) {tables} SELECT {key}, {dataset.pk}, "
        f"CASE WHEN {mark} < 2 THEN 3 ELSE 1 END, CASE WHEN {mark} < 2 THEN NULL ELSE {value} END, "
        f"1, 'USD', {batch_of}, {vintage_of} {every}"
    )
    _run(
        f"INSERT INTO trade_tradefigure ({_KEY}, {columns}, superseded_by_id) {tables} "
        f"SELECT {key}, {dataset.pk}, 1, {value} + 1000, 1, 'USD', {batch.pk}, {_day(batch)}, "
        f"{revision.pk} {every} WHERE {mark} BETWEEN 2 AND 6"
    )


def _day(batch):
    from django.db import connection

    return f"{'DATE ' if connection.vendor == 'postgresql' else ''}'{batch.vintage}'"


def _with(pairs, products):
    pair_rows = ", ".join(f"({n}, {r}, {p})" for n, (r, p) in enumerate(pairs))
    product_rows = ", ".join(f"({n}, {pk})" for n, pk in enumerate(products))
    return (
        f"WITH pair (n, reporter, partner) AS (VALUES {pair_rows}), "
        f"product (n, id) AS (VALUES {product_rows}), flow (n) AS (VALUES (1), (2))"
    )


def _run(sql):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)


def _rows():
    from trade.models import TradeFigure

    return TradeFigure.objects.count()


def _sums():
    from trade.models import SumByChapter, SumByPartner, SumByReporter

    models = (SumByReporter, SumByPartner, SumByChapter)
    return ", ".join(f"{model.__name__} {model.objects.count():,}" for model in models)


if __name__ == "__main__":
    main()
