"""The one write lock that SQLite has, and how long to wait for it."""

from contextlib import contextmanager

from django.db import OperationalError, connection


@contextmanager
def waiting_at_most(milliseconds):
    """Let the statements of the block wait so long for the lock; other databases have none."""
    if connection.vendor != "sqlite":
        yield
        return
    usual = connection.settings_dict["OPTIONS"].get("timeout", 5)
    _wait(milliseconds)
    try:
        yield
    finally:
        _wait(int(usual * 1000))


def _wait(milliseconds):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds}")


def is_locked(error):
    """Whether it is the error of somebody else's having the lock."""
    return isinstance(error, OperationalError) and "locked" in str(error)
