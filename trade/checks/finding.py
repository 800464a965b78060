"""All checks as one statement into the table of the model ``Finding``."""

from django.db import connection, transaction
from django.db.models import Count, Max, Q, Value

from regions.models import Place
from trade.checks.amounts import AMOUNTS, BELOW_COUNTRY
from trade.checks.questions import QUESTIONS
from trade.models import Batch, CheckRun, Finding, GroupCode, Product, Statement, StatementGood

# In the order of the columns of every question.
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


def find_all(standing=None):
    """Find everything anew, in place of what was found before; return the CheckRun.

    ``standing`` is the journal, where it has been read.
    """
    table = Finding._meta.db_table
    found = " UNION ALL ".join(QUESTIONS)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Two who find at once take turns; what was found before can be read meanwhile.
            cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        run = CheckRun(pk=1, journal=standing or journal())
        run.save()
        cursor.execute(f"DELETE FROM {table}")
        cursor.execute(
            f"INSERT INTO {table} (id, {_ASKED}, outcome, difference, size) "
            f"WITH {AMOUNTS}, {BELOW_COUNTRY}, found ({_ASKED}) AS ({found}) "
            f"SELECT row_number() OVER (), {_ASKED}, {_OUTCOME}, round(stated - computed, 2), "
            "abs(round(stated - computed, 2)) FROM found"
        )
    return run


def journal():
    """Return what changes whenever anything does that the checks look at; one query."""
    first, *others = [
        rows.order_by().annotate(what=Value(what)).values_list("what").annotate(told=told)
        for rows, what, told in _signs()
    ]
    return dict(first.union(*others))


def _signs():
    """Triples of rows, a name, and the number by which a change among them is known."""
    for model in (Place, Product, Statement, StatementGood):
        yield model.history.all(), model.__name__, Max("history_id")
    yield Batch.objects.all(), "newest batch", Max("pk")
    yield Batch.objects.all(), "undone", Count("undone_at")
    yield GroupCode.objects.all(), "newest code", Max("pk")
    yield GroupCode.objects.all(), "codes", Count("pk")
    yield GroupCode.objects.all(), "assumed codes", Count("pk", filter=Q(assumed=True))
