"""The checks, each as a question in SQL that gives the columns of ``finding``."""

from regions.models import Place
from trade.checks.amounts import (
    ALL_GOODS,
    BY_CHAPTER,
    BY_PARTNER,
    BY_REPORTER,
    FIGURES,
    PLACES,
    PRODUCTS,
    QUOTED,
    WORLD,
    same,
)
from trade.models import Finding, Flow, GroupCode, Product, State, Statement, StatementGood

Kind = Finding.Kind
_NO_ID = "CAST(NULL AS bigint)"
_NO_AMOUNT = "CAST(NULL AS decimal)"
_PLACES_AND_GOODS = ("reporter_id", "partner_id", "product_id")
_MONTHS = ("measure", "start", "end")
_BODY = ("dataset_id", "currency")
_STATEMENTS = Statement._meta.db_table
_GOODS = StatementGood._meta.db_table
_CODES = GroupCode._meta.db_table


def _columns(
    kind,
    of,
    *,
    stated,
    computed,
    slack,
    figure=_NO_ID,
    other=_NO_ID,
    statement=_NO_ID,
    other_dataset=_NO_ID,
    product=None,
    partner=None,
    flow=None,
    unknown="0",
):
    """Return SELECT with the columns of a finding about the key of the table ``of``."""
    return (
        f"SELECT '{kind}', {figure}, {other}, {statement}, {of}.reporter_id, "
        f"{partner or f'{of}.partner_id'}, {product or f'{of}.product_id'}, "
        f'{flow or f"{of}.flow"}, {of}.measure, {of}.start, {of}."end", {of}.dataset_id, '
        f"{other_dataset}, {of}.currency, {stated}, {computed}, {slack}, {unknown} "
    )


def _from_flows(kind, whole, sign):
    """A stated turnover or balance against the export and import of the same data set."""
    key = [*_PLACES_AND_GOODS, *_MONTHS, *_BODY]
    asked = _columns(
        kind,
        "t",
        figure="t.id",
        stated="t.value",
        computed=f"e.value {sign} i.value",
        slack="(t.rounding_unit + e.rounding_unit + i.rounding_unit) / 2.0",
    )
    return (
        f"{asked} FROM {FIGURES} t "
        f"JOIN {FIGURES} e ON {same('e', 't', *key)} AND e.flow = {Flow.EXPORT} "
        "AND e.superseded_by_id IS NULL "
        f"JOIN {FIGURES} i ON {same('i', 't', *key)} AND i.flow = {Flow.IMPORT} "
        "AND i.superseded_by_id IS NULL "
        f"WHERE t.flow = {whole} AND t.superseded_by_id IS NULL "
        f"AND abs(t.value - (e.value {sign} i.value)) >= 0.005"
    )


def _against_sum(kind, of, parts, key, **columns):
    """Amounts of the table ``of`` against the kept sums of their parts."""
    asked = _columns(
        kind,
        "t",
        figure="t.id",
        stated="t.value",
        computed="s.value",
        slack="(t.rounding_unit + s.rounding_unit * s.figures) / 2.0",
        unknown="s.not_disclosed",
        **columns,
    )
    on = same("s", "t", "reporter_id", "flow", *_MONTHS, *_BODY, *key)
    return (
        f"{asked} FROM {FIGURES} t JOIN {parts} s ON {on} "
        f"WHERE t.superseded_by_id IS NULL AND {of} AND abs(t.value - s.value) >= 0.005"
    )


def _chapters():
    """All goods of one partner against the chapters that are stated of it."""
    return _against_sum(Kind.CHAPTERS, f"t.product_id = {ALL_GOODS}", BY_PARTNER, ["partner_id"])


def _chapters_of_many():
    """The same for the world and groups of countries, whose chapters no sum keeps."""
    key = ["reporter_id", "partner_id", "flow", *_MONTHS, *_BODY]
    # CROSS JOIN keeps SQLite to this order: every total leads to its chapters by the index.
    parts = (
        "SELECT t.figure_id, sum(f.value) AS value, sum(f.rounding_unit) AS units, "
        f"sum(CASE WHEN f.state = {State.NOT_DISCLOSED} THEN 1 ELSE 0 END) AS unknown "
        f"FROM stated t CROSS JOIN {PLACES} p CROSS JOIN {PRODUCTS} g CROSS JOIN {FIGURES} f "
        "WHERE p.id = t.partner_id AND f.product_id = g.id AND f.superseded_by_id IS NULL "
        f"AND p.kind IN ('{Place.Kind.WORLD}', '{Place.Kind.GROUP}') "
        f"AND g.nomenclature = '{Product.Nomenclature.HS}' AND g.level = {Product.CHAPTER} "
        f"AND t.dataset_id NOT IN {QUOTED} AND {same('f', 't', *key)} GROUP BY t.figure_id"
    )
    asked = _columns(
        Kind.CHAPTERS,
        "t",
        figure="t.figure_id",
        stated="t.value",
        computed="s.value",
        slack="t.slack + s.units / 2.0",
        unknown="s.unknown",
    )
    return (
        f"{asked} FROM ({parts}) s JOIN stated t ON t.figure_id = s.figure_id "
        "WHERE abs(t.value - s.value) >= 0.005"
    )


def _partners():
    return _against_sum(
        Kind.PARTNERS,
        f"t.product_id = {ALL_GOODS} AND t.partner_id = {WORLD}",
        BY_REPORTER,
        [],
    )


def _partners_of_chapters():
    """A chapter of the world against what is stated of it for single partners."""
    return _against_sum(
        Kind.PARTNERS,
        f"t.partner_id = {WORLD}",
        BY_CHAPTER,
        ["product_id"],
    )


def _regions():
    """A country against its regions and what is allocated to none; missing regions are counted."""
    key = ["partner_id", "flow", *_MONTHS, *_BODY]
    names = ", ".join(f'r."{name}"' for name in key)
    parts = (
        f"SELECT b.country_id, {names}, sum(r.value) AS value, sum(r.slack) AS slack, "
        "sum(r.unknown) AS unknown, sum(b.is_region) AS regions "
        f"FROM below b JOIN amount r ON r.reporter_id = b.id GROUP BY b.country_id, {names}"
    )
    every = "SELECT count(*) FROM below b WHERE b.country_id = t.reporter_id AND b.is_region = 1"
    asked = _columns(
        Kind.REGIONS,
        "t",
        figure="t.figure_id",
        stated="t.value",
        computed="s.value",
        slack="t.slack + s.slack",
        unknown=f"s.unknown + ({every}) - s.regions",
    )
    return (
        f"{asked} FROM ({parts}) s JOIN amount t ON t.reporter_id = s.country_id "
        f"AND {same('t', 's', *key)} WHERE abs(t.value - s.value) >= 0.005"
    )


def _growth():
    """A stated amount against the earlier one grown as printed; only what is stated exactly."""
    rate = (
        f"CASE s.growth_kind WHEN '{Statement.Growth.RATE}' THEN 1 + s.growth_value / 100.0 "
        f"WHEN '{Statement.Growth.INDEX}' THEN s.growth_value / 100.0 ELSE s.growth_value END"
    )
    digit = (
        "(CASE s.growth_decimals WHEN 0 THEN 1.0 WHEN 1 THEN 0.1 WHEN 2 THEN 0.01 "
        f"ELSE 0.001 END / CASE s.growth_kind WHEN '{Statement.Growth.TIMES}' THEN 1 ELSE 100 END)"
    )
    asked = _columns(
        Kind.GROWTH,
        "s",
        figure="s.figure_id",
        other="b.id",
        statement="s.id",
        stated="s.amount_low",
        computed="round(b.value * s.rate, 2)",
        slack=(
            "(s.rounding_unit + b.rounding_unit * s.rate + (b.value + b.rounding_unit / 2.0)"
            " * s.digit) / 2.0"
        ),
        other_dataset="b.dataset_id",
    )
    said = (
        f'SELECT s.*, s.window_start AS start, s.window_end AS "end", {rate} AS rate, '
        f"{digit} AS digit, {_NO_ID} AS dataset_id, "
        "coalesce(s.base_start, s.window_start - 12) AS before, "
        "coalesce(s.base_end, s.window_end - 12) AS until "
        f"FROM {_STATEMENTS} s WHERE s.deleted_at IS NULL AND s.growth_kind <> '' "
        "AND s.qualifier = 'exact' AND s.growth_qualifier = 'exact' AND s.amount_low IS NOT NULL "
        "AND s.window_start IS NOT NULL"
    )
    key = [*_PLACES_AND_GOODS, "flow", "measure", "currency"]
    return (
        f"{asked} FROM ({said}) s JOIN {FIGURES} b ON {same('b', 's', *key)} "
        'AND b.start = s.before AND b."end" = s.until AND b.superseded_by_id IS NULL '
        'AND b."end" - b.start = s."end" - s.start '
        "WHERE abs(s.amount_low - b.value * s.rate) >= 0.005"
    )


def _falling():
    """January to a month against January to the month before that is known: less is impossible."""
    names = ", ".join(f'f."{n}"' for n in (*_PLACES_AND_GOODS, "flow", "measure", *_BODY, "start"))
    ordered = (
        "SELECT f.*, lag(f.value) OVER w AS before, lag(f.rounding_unit) OVER w AS unit, "
        f"lag(f.id) OVER w AS earlier FROM {FIGURES} f "
        f'WHERE f.superseded_by_id IS NULL AND f.start % 12 = 0 AND f."end" - f.start < 12 '
        f"AND f.value IS NOT NULL AND f.flow <> {Flow.BALANCE} "
        f'WINDOW w AS (PARTITION BY {names} ORDER BY f."end")'
    )
    asked = _columns(
        Kind.FALLING,
        "f",
        figure="f.id",
        other="f.earlier",
        stated="f.value",
        computed="f.before",
        slack="(f.rounding_unit + f.unit) / 2.0",
    )
    return f"{asked} FROM ({ordered}) f WHERE f.value < f.before"


def _twice():
    """The same months of the same trade in two data sets, which nothing may add up."""
    key = ["reporter_id", "partner_id", "flow", *_MONTHS, "currency"]
    asked = _columns(
        Kind.TWICE,
        "a",
        figure="a.figure_id",
        other="b.figure_id",
        stated="a.value",
        computed="b.value",
        slack="a.slack + b.slack",
        other_dataset="b.dataset_id",
    )
    return (
        f"{asked} FROM amount a JOIN amount b ON {same('a', 'b', *key)} "
        f"AND a.dataset_id < b.dataset_id WHERE a.dataset_id NOT IN {QUOTED} "
        f"AND b.dataset_id NOT IN {QUOTED}"
    )


def _year():
    """A year against its twelve months."""
    key = ["reporter_id", "partner_id", "flow", "measure", *_BODY]
    names = ", ".join(f'm."{name}"' for name in key)
    parts = (
        f"SELECT {names}, m.start / 12 AS year, sum(m.value) AS value, sum(m.slack) AS slack, "
        "sum(m.unknown) AS unknown FROM amount m "
        f'WHERE m.start = m."end" GROUP BY {names}, m.start / 12 HAVING count(*) = 12'
    )
    asked = _columns(
        Kind.YEAR,
        "t",
        figure="t.figure_id",
        stated="t.value",
        computed="s.value",
        slack="t.slack + s.slack",
        unknown="s.unknown",
    )
    return (
        f"{asked} FROM ({parts}) s JOIN amount t ON {same('t', 's', *key)} "
        'AND t.start = s.year * 12 AND t."end" = s.year * 12 + 11 '
        "WHERE abs(t.value - s.value) >= 0.005"
    )


def _sums():
    """The kept sums by partner against those by chapter: both are of the same figures."""
    key = ["dataset_id", "reporter_id", "flow", *_MONTHS, "currency"]
    names = ", ".join(f's."{name}"' for name in key)

    def added(table):
        return (
            f"SELECT {names}, coalesce(sum(s.value), 0) AS value, sum(s.figures) AS figures "
            f"FROM {table} s GROUP BY {names}"
        )

    asked = _columns(
        Kind.SUMS,
        "a",
        stated="a.value",
        computed="b.value",
        slack="0",
        partner=f"coalesce({WORLD}, a.reporter_id)",
        product=ALL_GOODS,
    )
    return (
        f"{asked} FROM ({added(BY_PARTNER)}) a JOIN ({added(BY_CHAPTER)}) b "
        f"ON {same('a', 'b', *key)} WHERE abs(a.value - b.value) >= 0.005"
    )


def _to_read(kind, condition):
    """Statements that a person should read again."""
    asked = _columns(
        kind,
        "s",
        figure="s.figure_id",
        statement="s.id",
        stated="coalesce(s.amount_low, s.amount_high)",
        computed=_NO_AMOUNT,
        slack="0",
    )
    said = (
        f'SELECT s.*, s.window_start AS start, s.window_end AS "end", {_NO_ID} AS dataset_id '
        f"FROM {_STATEMENTS} s WHERE s.deleted_at IS NULL"
    )
    return f"{asked} FROM ({said}) s WHERE {condition}"


def _assumed():
    """Whether the statement names goods whose codes are taken to be meant."""
    codes = f"SELECT c.group_id FROM {_CODES} c WHERE c.assumed"
    goods = f"SELECT g.statement_id FROM {_GOODS} g WHERE g.product_id IN ({codes})"
    return _to_read(Kind.ASSUMED, f"s.product_id IN ({codes}) OR s.id IN ({goods})")


QUESTIONS = (
    _from_flows(Kind.FLOWS, Flow.TURNOVER, "+"),
    _from_flows(Kind.BALANCE, Flow.BALANCE, "-"),
    _chapters(),
    _chapters_of_many(),
    _partners(),
    _partners_of_chapters(),
    _regions(),
    _growth(),
    _falling(),
    _twice(),
    _year(),
    _sums(),
    _to_read(Kind.DISPUTED, "s.disputed"),
    _assumed(),
)
