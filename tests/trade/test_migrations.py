"""Migrations over databases that hold rows from before the rules."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management.base import CommandError
from django.db import connection

from tests.factories import StatementFactory
from trade.models import Flow, Statement

pytestmark = pytest.mark.django_db

rules = import_module("trade.migrations.0002_statement_rules")


@pytest.fixture
def without_rules(db):
    """Rows can be written as before the rules stood in the database."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            yield
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
        return
    # Taken back with the transaction of the test.
    with connection.schema_editor() as editor:
        for rule in Statement._meta.constraints:
            editor.remove_constraint(Statement, rule)
    yield


def test_rows_against_the_rules_are_named(without_rules):
    own = StatementFactory(printed="trade with itself")
    Statement.objects.filter(pk=own.pk).update(partner=own.reporter)
    minus = StatementFactory(printed="minus five", amount_low=-5, amount_high=-5)
    minus.delete()
    StatementFactory(flow=Flow.BALANCE, amount_low=-5, amount_high=-5)

    with pytest.raises(CommandError) as refusal:
        rules.refuse_broken_rows(apps, None)

    lines = str(refusal.value).splitlines()[1:]
    assert lines == [
        f"  {own.pk} “trade with itself”: the reporter is its own partner",
        f"  {minus.pk} “minus five”: less than nothing, though no balance (deleted)",
    ]


def test_rows_by_the_rules_pass(without_rules):
    StatementFactory()

    rules.refuse_broken_rows(apps, None)
