"""On SQLite what every request may write has a file of its own.

An import of a million rows holds the one write lock of the records while it loads. Sessions and
the counts of the cache stand apart from it, so that people sign in and search meanwhile. The file
holds nothing that lasts: whoever deletes it signs everybody out.
"""

from django.core.management import call_command
from django.db import connections

SESSIONS = "sessions"
APART = {"sessions", "django_cache"}


class SessionsApart:
    """Sends sessions and the cache to their own database, which gets no other table."""

    def db_for_read(self, model, **hints):
        return SESSIONS if model._meta.app_label in APART else None

    db_for_write = db_for_read

    def allow_migrate(self, db, app_label, **hints):
        return app_label in APART if db == SESSIONS else None


def make_sessions_tables():
    """Make the tables of the file where it is missing or new; nothing where there is none."""
    if SESSIONS not in connections.settings or "django_session" in _tables():
        return
    call_command("createcachetable", database=SESSIONS, verbosity=0)
    call_command("migrate", "sessions", database=SESSIONS, interactive=False, verbosity=0)


def _tables():
    return connections[SESSIONS].introspection.table_names()
