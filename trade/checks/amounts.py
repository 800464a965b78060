"""The amounts that checks compare: what is stated of all goods, and the thin sums beside it.

Single chapters of single partners are left to the checks that read the figures themselves: read
for every check, a million of them would cost seconds.
"""

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

FIGURES = TradeFigure._meta.db_table
PLACES = Place._meta.db_table
PRODUCTS = Product._meta.db_table
DATASETS = Dataset._meta.db_table
BY_PARTNER = SumByPartner._meta.db_table
BY_CHAPTER = SumByChapter._meta.db_table
BY_REPORTER = SumByReporter._meta.db_table

# The id of the one product that means everything, and of the one place that is the world.
ALL_GOODS = f"(SELECT min(id) FROM {PRODUCTS} WHERE nomenclature = '{Product.Nomenclature.TOTAL}')"
WORLD = f"(SELECT min(id) FROM {PLACES} WHERE kind = '{Place.Kind.WORLD}' AND deleted_at IS NULL)"
QUOTED = f"(SELECT id FROM {DATASETS} WHERE family = '{Dataset.QUOTED}')"

_COLUMNS = (
    "figure_id, dataset_id, reporter_id, partner_id, product_id, flow, measure, start, "
    '"end", currency, value, slack, unknown'
)
_OF_SUM = 'measure, start, "end", currency, value, rounding_unit * figures / 2.0, not_disclosed'
_KEY = ("dataset_id", "reporter_id", "partner_id", "flow", "measure", "start", "end", "currency")

AMOUNTS = f"""
stated ({_COLUMNS}) AS MATERIALIZED (
    SELECT f.id, f.dataset_id, f.reporter_id, f.partner_id, f.product_id, f.flow, f.measure,
           f.start, f."end", f.currency, f.value, f.rounding_unit / 2.0,
           CASE WHEN f.state = {State.NOT_DISCLOSED} THEN 1 ELSE 0 END
    FROM {FIGURES} f WHERE f.superseded_by_id IS NULL AND f.product_id = {ALL_GOODS}
),
summed ({_COLUMNS}) AS MATERIALIZED (
    SELECT CAST(NULL AS bigint), dataset_id, reporter_id, partner_id, {ALL_GOODS}, flow, {_OF_SUM}
    FROM {BY_PARTNER}
    UNION ALL
    SELECT CAST(NULL AS bigint), dataset_id, reporter_id, {WORLD}, {ALL_GOODS}, flow, {_OF_SUM}
    FROM {BY_REPORTER} WHERE {WORLD} IS NOT NULL
),
amount ({_COLUMNS}) AS MATERIALIZED (
    SELECT {_COLUMNS} FROM stated WHERE value IS NOT NULL
    UNION ALL
    SELECT {_COLUMNS} FROM summed s WHERE value IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM stated x
        WHERE {" AND ".join(f'x."{name}" = s."{name}"' for name in _KEY)}
    )
)
"""

_REGIONAL = ", ".join(f"'{kind}'" for kind in Place.REGIONAL_KINDS)
# What is directly below a country: its regions, and what is not allocated to any of them.
BELOW_COUNTRY = f"""
below (id, country_id, is_region) AS MATERIALIZED (
    SELECT id, country_id, CASE WHEN kind = '{Place.Kind.UNALLOCATED}' THEN 0 ELSE 1 END
    FROM {PLACES} WHERE deleted_at IS NULL AND country_id IS NOT NULL
    AND ((kind IN ({_REGIONAL}) AND region_id IS NULL) OR kind = '{Place.Kind.UNALLOCATED}')
)
"""


def same(left, right, *names):
    """Return the condition that two tables agree in the columns."""
    return " AND ".join(f'{left}."{name}" = {right}."{name}"' for name in names)
