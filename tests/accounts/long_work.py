"""Kinds of long work for the tests, and real worker processes that know them."""

import os
import subprocess
import sys
import time
from urllib.parse import quote

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation

from accounts.jobs import JobError, job_kind
from accounts.models import User
from scripts.console import ROOT


@job_kind("tests.count", "counting", phases={"count": "counting rows"})
def count(job, progress):
    rows = job.parameters["rows"]
    progress.phase("count", total=rows)
    for _row in range(rows):
        time.sleep(job.parameters.get("pause", 0))
        progress.advance()
    return f"{rows} rows counted"


@job_kind("tests.save", "saving")
def save(job, progress):
    job.made_by.first_name = f"{translation.get_language()} {timezone.get_current_timezone_name()}"
    job.made_by.save()


@job_kind("tests.rename", "renaming and failing")
def rename_and_fail(job, progress):
    with transaction.atomic():
        User.objects.filter(pk=job.made_by_id).update(first_name="Changed")
        if job.parameters.get("words"):
            raise JobError(job.parameters["words"])
        raise ZeroDivisionError


@job_kind("tests.statement", "one long statement")
def long_statement(job, progress):
    """Ask the database what takes it a minute, in one statement."""
    asked = {
        "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000000000)"
        " SELECT count(*) FROM n",
        "postgresql": "SELECT pg_sleep(60)",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])


def database_url():
    """The address of the database that the tests use."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    user, password, host = (quote(values[name], safe="") for name in ("USER", "PASSWORD", "HOST"))
    port = f":{values['PORT']}" if values["PORT"] else ""
    return f"postgres://{user}:{password}@{host}{port}/{values['NAME']}"


def start_worker(*options):
    """Start a real worker over the tests' database and folder; the caller ends it."""
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "VAR_DIR": str(settings.VAR_DIR),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "SECRET_KEY": "for-the-worker-of-the-tests",
    }
    command = [sys.executable, "-m", "tests.accounts.worker_process", *options]
    return subprocess.Popen(command, cwd=ROOT, env=environment)
