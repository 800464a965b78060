"""Keeping the thin sums in step with the figures, set-wise and in the same transaction.

A sum is rebuilt for whole keys of (dataset, reporter, flow, measure, window): only chapters of
goods and single partners are added up, so that no level of goods and no group of countries counts
twice. Where the trade of a pair is stated as a whole, the sum over partners takes what is stated.
"""

from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Max, Min

from regions.models import Place
from trade.models import (
    Dataset,
    Product,
    State,
    SumByChapter,
    SumByPartner,
    SumByReporter,
    TradeFigure,
)

MODELS = (SumByPartner, SumByChapter, SumByReporter)
TOUCHED = "touched_sums"
_KEY = ("dataset_id", "reporter_id", "flow", "measure", "start", "end")
_SINGLE_PARTNERS = (Place.Kind.COUNTRY, Place.Kind.UNALLOCATED)
_AMOUNTS = "currency, value, figures, not_disclosed, oldest, vintage, rounding_unit"
_SUMMED = (
    "f.currency, round(sum(f.value), 2), count(f.value), "
    f"sum(CASE WHEN f.state = {State.NOT_DISCLOSED} THEN 1 ELSE 0 END), "
    "min(coalesce(b.vintage, f.vintage)), max(coalesce(b.vintage, f.vintage)), "
    "max(f.rounding_unit)"
)


# For PostgreSQL, which else sorts all figures, or looks up the place of each: it cannot know how
# few sums they come to, nor how many are of the touched keys.
_HASHED = {
    "enable_sort": "off",
    "enable_nestloop": "off",
    "jit": "off",
    "work_mem": "'128MB'",
}


def _columns(table=""):
    prefix = f"{table}." if table else ""
    return ", ".join(f'{prefix}"{name}"' for name in _KEY)


@transaction.atomic
def rebuild_all():
    """Rebuild every sum from the figures."""
    for model in MODELS:
        _run(f"DELETE FROM {_table(model)}")
    _sum(_kept(), *_everything())


def differences():
    """Count every sum anew; return ``{model: sums that are kept otherwise}``, empty if all agree.

    A sum that is kept wrongly counts twice: as it is, and as it should be.
    """
    recounted = {model: f"recounted_{number}" for number, model in enumerate(MODELS)}
    try:
        for model, table in recounted.items():
            _run(f"DROP TABLE IF EXISTS {table}")
            _run(f"CREATE TEMPORARY TABLE {table} AS SELECT * FROM {_table(model)} WHERE 1 = 0")
        _sum(recounted, *_everything())
        found = {model: _differing(model, table) for model, table in recounted.items()}
    finally:
        if not connection.needs_rollback:
            for table in recounted.values():
                _run(f"DROP TABLE IF EXISTS {table}")
    return {model: count for model, count in found.items() if count}


def _differing(model, table):
    parts = [name for name in ("partner_id", "product_id") if name in _attributes(model)]
    columns = ", ".join([_columns(), *parts, _AMOUNTS])
    kept, counted = f"SELECT {columns} FROM {_table(model)}", f"SELECT {columns} FROM {table}"
    return sum(
        _all(f"SELECT count(*) FROM (SELECT * FROM ({a}) x EXCEPT SELECT * FROM ({b}) y) z")[0][0]
        for a, b in ((kept, counted), (counted, kept))
    )


def _attributes(model):
    return [field.attname for field in model._meta.concrete_fields]


@contextmanager
def touched_by(condition, params):
    """Keep the keys of the figures that meet the condition for ``rebuild``; for data sets only.

    What single publications quote is never added up.
    """
    figures, datasets = _table(TradeFigure), _table(Dataset)
    _run(f"DROP TABLE IF EXISTS {TOUCHED}")
    _run(
        f"CREATE TEMPORARY TABLE {TOUCHED} AS SELECT DISTINCT {_columns('f')} FROM {figures} f "
        f"JOIN {datasets} d ON d.id = f.dataset_id WHERE d.family <> %s AND {condition}",
        [Dataset.QUOTED, *params],
    )
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _run(f"DROP TABLE IF EXISTS {TOUCHED}")


@transaction.atomic
def rebuild():
    """Rebuild the sums of the touched keys, to be called within ``touched_by``."""
    scope, ends = _touched()
    for model in MODELS:
        _run(f"DELETE FROM {_table(model)} AS f WHERE {scope}")
    _sum(_kept(), scope, ends)


def _kept():
    return {model: _table(model) for model in MODELS}


def _everything():
    """Return the condition for all figures of data sets, and the last months they may have."""
    quoted = Dataset.all_objects.filter(family=Dataset.QUOTED).values_list("pk", flat=True)
    ids = ", ".join(map(str, quoted))
    scope = f"f.dataset_id NOT IN ({ids})" if ids else "1 = 1"
    ends = TradeFigure.objects.aggregate(first=Min("end"), last=Max("end"))
    return scope, range(ends["first"], ends["last"] + 1) if ends["last"] else []


def _touched():
    """Return the condition for the figures of the touched keys, and their last months.

    No join, which SQLite may begin with the keys and so read a month once for each of them.
    """
    ends = [end for (end,) in _all(f'SELECT DISTINCT "end" FROM {TOUCHED} ORDER BY "end"')]
    months = ", ".join(map(str, ends)) or "NULL"
    keys = f"SELECT {_columns()} FROM {TOUCHED}"
    return f'f."end" IN ({months}) AND ({_columns("f")}) IN ({keys})', ends


def _sum(tables, scope, ends):
    """Add up the figures that meet the condition ``scope`` into the tables, by model.

    One last month after the other: what is counted at once stays small, and an index leads to it.
    """
    by_chapter = _sum_chapters_at_once if connection.vendor == "postgresql" else _sum_chapters
    with _hashed():
        for end in ends:
            by_chapter(tables, f'f."end" = {end} AND {scope}')
    _sum_pairs(tables, scope)


@contextmanager
def _hashed():
    if connection.vendor != "postgresql":
        yield
        return
    for name, value in _HASHED.items():
        _run(f"SET {name} = {value}")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            for name in _HASHED:
                _run(f"RESET {name}")


_PARTS = {SumByPartner: "partner_id", SumByChapter: "product_id"}
_CHAPTERS = "nomenclature = %s AND level = %s"
_CHAPTERS_GIVEN = (*_SINGLE_PARTNERS, Product.Nomenclature.HS, Product.CHAPTER)


def _sum_chapters(tables, scope):
    figures = _figures(scope, _CHAPTERS, by_index="figure_by_month")
    for model, part in _PARTS.items():
        _run(
            f"INSERT INTO {tables[model]} ({_columns()}, {part}, {_AMOUNTS}) "
            f"SELECT {_columns('f')}, f.{part}, {_SUMMED} {figures} "
            f"GROUP BY {_grouped(part)}",
            _CHAPTERS_GIVEN,
        )


def _sum_chapters_at_once(tables, scope):
    """Do the same reading the figures once, which SQLite can not."""
    parts = ", ".join(f"f.{part}" for part in _PARTS.values())
    sets = ", ".join(f"({_grouped(part)})" for part in _PARTS.values())
    names = ", ".join([_columns(), *_PARTS.values(), _AMOUNTS])
    inserts = ", ".join(
        f"into_{part} AS (INSERT INTO {tables[model]} ({_columns()}, {part}, {_AMOUNTS}) "
        f"SELECT {_columns()}, {part}, {_AMOUNTS} FROM summed WHERE {part} IS NOT NULL)"
        for model, part in _PARTS.items()
    )
    _run(
        f"WITH summed ({names}) AS MATERIALIZED (SELECT {_columns('f')}, {parts}, {_SUMMED} "
        f"{_figures(scope, _CHAPTERS)} GROUP BY GROUPING SETS ({sets})), {inserts} SELECT 1",
        _CHAPTERS_GIVEN,
    )


def _grouped(part):
    return f"{_columns('f')}, f.{part}, f.currency"


def _sum_pairs(tables, scope):
    """Sum over partners: the stated trade of the pair, else what its chapters come to."""
    pairs = tables[SumByPartner]
    stated = (
        f"SELECT {_columns('f')}, f.partner_id, f.currency, f.value, f.state, "
        "coalesce(b.vintage, f.vintage) AS oldest, coalesce(b.vintage, f.vintage) AS vintage, "
        f"f.rounding_unit {_figures(scope, 'nomenclature = %s')}"
    )
    _run(
        f"INSERT INTO {tables[SumByReporter]} ({_columns()}, {_AMOUNTS}) "
        f"WITH stated AS ({stated}) "
        f"SELECT {_columns('f')}, f.currency, round(sum(f.value), 2), sum(f.figures), "
        "sum(f.not_disclosed), min(f.oldest), max(f.vintage), max(f.rounding_unit) FROM ("
        f"SELECT {_columns()}, currency, value, "
        "CASE WHEN value IS NULL THEN 0 ELSE 1 END AS figures, "
        f"CASE WHEN state = {State.NOT_DISCLOSED} THEN 1 ELSE 0 END AS not_disclosed, "
        "oldest, vintage, rounding_unit FROM stated "
        f"UNION ALL SELECT {_columns('f')}, f.currency, f.value, f.figures, f.not_disclosed, "
        f"f.oldest, f.vintage, f.rounding_unit FROM {pairs} f "
        f"WHERE {scope} AND NOT EXISTS (SELECT 1 FROM stated x WHERE {_same_columns('x', 'f')} "
        "AND x.partner_id = f.partner_id AND x.currency = f.currency)"
        f") f GROUP BY {_columns('f')}, f.currency",
        [*_SINGLE_PARTNERS, Product.Nomenclature.TOTAL],
    )


def _figures(scope, products, by_index=None):
    """Return the FROM and WHERE of the standing figures of single partners and such products.

    ``by_index`` is the one for SQLite, which else looks for each thinkable key on its own.
    """
    indexed = f"INDEXED BY {by_index} " if by_index else ""
    marks = ", ".join(["%s"] * len(_SINGLE_PARTNERS))
    return (
        f"FROM {_table(TradeFigure)} f {indexed}"
        "LEFT JOIN trade_batch b ON b.id = f.confirmed_by_id "
        f"WHERE f.superseded_by_id IS NULL AND {scope} "
        f"AND f.partner_id IN (SELECT id FROM {_table(Place)} WHERE kind IN ({marks})) "
        f"AND f.product_id IN (SELECT id FROM {_table(Product)} WHERE {products})"
    )


def _same_columns(table, other):
    return " AND ".join(f'{table}."{name}" = {other}."{name}"' for name in _KEY)


def _table(model):
    return model._meta.db_table


def _run(sql, params=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def _all(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()
