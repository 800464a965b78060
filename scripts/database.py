"""Bring the database of the settings up to date; fill an empty one in the embedded set-up.

Run by the environment's own Python; one process for all commands, since each start of Django
costs a second start of the portal a good part of its five seconds.
"""

import os
import sys

import django
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from common.search_refresh import refresh, searchable_models
from portal.databases import make_sessions_tables


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    try:
        bring_up_to_date()
    except CommandError as problem:
        sys.exit(f"  {problem}")


def bring_up_to_date():
    migrate()
    make_sessions_tables()
    if os.environ.get("PORTAL_ENV") != "production":
        call_command("load_sample", if_empty=True)


def migrate():
    """Apply the missing migrations, and say in one line how many."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        print(f"  Tables: {len(missing)} changes, some seconds ...", flush=True)
        call_command("migrate", interactive=False, verbosity=0)
        refresh_search()
    else:
        print("  Tables: up to date", flush=True)


def refresh_search():
    """Write search texts anew: what comes with an update may fold or choose its words otherwise."""
    for model in searchable_models():
        refresh(model._base_manager.all())


if __name__ == "__main__":
    main()
