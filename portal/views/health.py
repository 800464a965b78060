"""What a watchdog asks: is the process alive, and can it answer."""

import shutil

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse

FREE_BYTES_NEEDED = 100 * 1024 * 1024


# Public: watchdogs have no account, and the answer tells nothing but yes or no.
@login_not_required
def alive(request):
    return JsonResponse({"status": "ok"})


@login_not_required
def ready(request):
    checks = {"database": _database_answers(), "disk": _disk_has_room()}
    checks["migrations"] = checks["database"] and _migrations_are_done()
    ok = all(checks.values())
    return JsonResponse(
        {"status": "ok" if ok else "not ready", "checks": checks}, status=200 if ok else 503
    )


def _database_answers():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _migrations_are_done():
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _disk_has_room():
    return shutil.disk_usage(settings.BASE_DIR).free > FREE_BYTES_NEEDED
