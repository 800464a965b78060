"""All checks as one statement into a temporary table, read by the model ``Finding``."""

from django.db import connection

from trade.checks.amounts import AMOUNTS, BELOW_COUNTRY
from trade.checks.questions import QUESTIONS
from trade.models import Finding

# Of the temporary table, in the order of the columns of every question.
_ASKED = (
    "kind, figure_id, other_figure_id, statement_id, reporter_id, partner_id, product_id, flow, "
    'measure, start, "end", dataset_id, other_dataset_id, currency, stated, computed, slack, '
    "unknown"
)
_OUTCOME = (
    f"CASE WHEN stated IS NULL OR computed IS NULL THEN {Finding.Outcome.TO_READ} "
    f"WHEN abs(stated - computed) <= slack THEN {Finding.Outcome.WITHIN} "
    f"WHEN stated > computed AND unknown > 0 THEN {Finding.Outcome.UNKNOWN_PARTS} "
    f"ELSE {Finding.Outcome.BEYOND} END"
)
_TABLE = """
CREATE TEMPORARY TABLE {table} (
    id integer, kind varchar(10), figure_id bigint, other_figure_id bigint, statement_id bigint,
    reporter_id bigint, partner_id bigint, product_id bigint, flow smallint, measure smallint,
    start smallint, "end" smallint, dataset_id bigint, other_dataset_id bigint,
    currency varchar(3), stated decimal, computed decimal, slack decimal, unknown integer,
    outcome smallint, difference decimal, size decimal)
"""


def find_all():
    """Find everything anew; afterwards ``Finding.objects`` holds it, for this connection alone.

    Three statements, whatever there is. The table stays until the next time, so that a file of it
    can be streamed.
    """
    table = Finding._meta.db_table
    found = " UNION ALL ".join(QUESTIONS)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {table}")
        cursor.execute(_TABLE.format(table=table))
        cursor.execute(
            f"INSERT INTO {table} (id, {_ASKED}, outcome, difference, size) "
            f"WITH {AMOUNTS}, {BELOW_COUNTRY}, found ({_ASKED}) AS ({found}) "
            f"SELECT row_number() OVER (), {_ASKED}, {_OUTCOME}, round(stated - computed, 2), "
            "abs(round(stated - computed, 2)) FROM found"
        )
