"""Imports write one after another, and may be cancelled while they wait."""

from contextlib import ExitStack, contextmanager

from django.db import OperationalError, connection, transaction

from common.locks import is_locked, waiting_at_most

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
    with waiting_at_most(PATIENCE):
        while not _entered(stack):
            progress.check_cancelled()


def _entered(stack):
    try:
        stack.enter_context(transaction.atomic())
    except OperationalError as error:
        if not is_locked(error):
            raise
        return False
    return True


def _lock():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
            # Keys are checked row by row, not all of them at the end where nobody can cancel.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
