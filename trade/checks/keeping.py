"""What was found is kept, and found anew once anything it rests on has changed."""

from contextlib import contextmanager
from typing import NamedTuple

from django.db import OperationalError, connection

from trade.checks.finding import find_all, journal
from trade.models import CheckRun

# How long a reader waits for the lock of SQLite, which an import holds to its end; milliseconds.
PATIENCE = 500


class Kept(NamedTuple):
    """When everything was checked, None for never, and whether that still holds."""

    run: CheckRun | None
    is_current: bool


def up_to_date():
    """Return the Kept after finding everything anew where that is needed and can be done."""
    run = CheckRun.objects.first()
    standing = journal()
    if run is not None and run.journal == standing:
        return Kept(run, True)
    try:
        with _little_patience():
            return Kept(find_all(standing), True)
    except OperationalError as error:
        if "locked" not in str(error):
            raise
        return Kept(run, False)


@contextmanager
def _little_patience():
    """Wait for the lock of SQLite but shortly."""
    if connection.vendor != "sqlite":
        yield
        return
    usual = connection.settings_dict["OPTIONS"].get("timeout", 5)
    _wait_at_most(PATIENCE)
    try:
        yield
    finally:
        _wait_at_most(int(usual * 1000))


def _wait_at_most(milliseconds):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds}")
