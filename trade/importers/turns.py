"""Imports write one after another, and may be cancelled while they wait."""

from contextlib import ExitStack, contextmanager

from django.db import OperationalError, connection, transaction

# Any number that nothing else in the database locks by.
TURN = 7_303_001
# How long SQLite waits for its lock before the wish to cancel is looked for, in milliseconds.
PATIENCE = 500


@contextmanager
def turn(progress):
    """A transaction in which no other import writes; its end lets the next one in."""
    with ExitStack() as stack:
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            _begin(stack, progress)
        else:
            stack.enter_context(transaction.atomic())
            _lock()
        yield


def _begin(stack, progress):
    """Enter a transaction once the lock on the database is free."""
    usual = connection.settings_dict["OPTIONS"].get("timeout", 5)
    _wait_at_most(PATIENCE)
    try:
        while not _entered(stack):
            progress.check_cancelled()
    finally:
        _wait_at_most(int(usual * 1000))


def _entered(stack):
    try:
        stack.enter_context(transaction.atomic())
    except OperationalError as error:
        if "locked" not in str(error):
            raise
        return False
    return True


def _wait_at_most(milliseconds):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds}")


def _lock():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
            # Keys are checked row by row, not all of them at the end where nobody can cancel.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
