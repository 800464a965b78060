"""Doing long work: the one task of the queue, what a run may say, and how it ends.

An app registers its kinds of work by ``job_kind`` in its own ``jobs.py``.
"""

import logging
import threading
import time
import uuid
import zoneinfo
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.job_kinds import job_kind as job_kind  # for the jobs.py of the apps
from accounts.job_kinds import kind_of
from accounts.models import Job
from common import context

logger = logging.getLogger("accounts.jobs")

# Progress is written, and the wish to cancel looked for, at most this often.
LOOK_EVERY_SECONDS = 0.25
BEAT_EVERY_SECONDS = 5
# How long another writer may keep the lock of SQLite before the state of a job is given up on.
PATIENCE_SECONDS = 15 * 60


class Cancelled(Exception):
    """Somebody wants the run to end."""


class Stopped(BaseException):
    """The worker was told to end while it runs a job; no run may catch this."""


class JobError(Exception):
    """The work cannot be done; the message, translated, tells people what and why."""


# --- Progress ---------------------------------------------------------------------------------


class Progress:
    """What a run says of itself and is told, by files."""

    def __init__(self, files):
        self._files = files
        self._values = {"phase": "", "done": 0, "total": None}
        self._written_at = self._looked_at = float("-inf")
        self._write()

    def phase(self, code, total=None):
        """Begin a phase, of ``total`` rows where that is known."""
        self._values = {"phase": code, "done": 0, "total": total}
        self._write()
        self.check_cancelled()

    def advance(self, rows=1):
        """Count rows as done; raises Cancelled when the run is to end."""
        self._values["done"] += rows
        if time.monotonic() - self._written_at >= LOOK_EVERY_SECONDS:
            self._write()
        self.check_cancelled()

    def check_cancelled(self):
        """Raise Cancelled when somebody wants the run to end; cheap enough for every row."""
        now = time.monotonic()
        if now - self._looked_at < LOOK_EVERY_SECONDS:
            return
        self._looked_at = now
        if self._files.is_cancel_wanted():
            raise Cancelled

    def keep_alive(self):
        """Say that the run is alive. A run need not: it is said for it every five seconds."""
        self._files.beat()

    def finish(self):
        """Write the last count, which the four times a second may have left out."""
        self._write()

    def _write(self):
        self._written_at = time.monotonic()
        self._files.write(self._values)


class Heartbeat:
    """Says every few seconds that this process lives, also during one long statement of SQL.

    While ``ends_statements`` is set, a statement that runs when the wish to cancel comes is ended:
    a set-based statement over a million rows would not look for the wish by itself.
    """

    def __init__(self, files):
        self.ends_statements = False
        self._files = files
        self._database = connections[DEFAULT_DB_ALIAS]
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *exception):
        self._over.set()
        self._thread.join()

    def _beat(self):
        beaten_at = time.monotonic()
        while not self._over.wait(LOOK_EVERY_SECONDS):
            if time.monotonic() - beaten_at >= BEAT_EVERY_SECONDS:
                beaten_at = time.monotonic()
                self._files.beat()
            if self.ends_statements and self._files.is_cancel_wanted():
                self._end_statement()

    def _end_statement(self):
        """Both drivers allow this, and only this, from another thread."""
        raw = self._database.connection
        end = getattr(raw, "interrupt", None) or getattr(raw, "cancel", None)
        if end is not None:
            end()


# --- Running ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class ActingFor:
    """Stands where a request does, so that the journal names who ordered the work."""

    user: Any
    path: str
    request_id: str = field(default_factory=lambda: uuid.uuid4().hex)


@task()
def run_job(job_id, attempt):
    """Do the work of a waiting job. One cancelled or started again meanwhile is let be."""
    job = Job.objects.select_related("made_by").filter(pk=job_id, attempt=attempt).first()
    if job is None:
        return
    files = job.files
    with _acting_for(job), Heartbeat(files) as heartbeat:
        progress = Progress(files)
        if not _patiently(job.begin):
            files.remove()
            return
        try:
            state, message = _outcome(job, progress, heartbeat)
        except Stopped:
            files.stop_beating()
            return
        _patiently(lambda: job.end(state, message))
        files.wish.unlink(missing_ok=True)


def _outcome(job, progress, heartbeat):
    """Return the state in which the run ends, and its message for people."""
    try:
        return Job.State.DONE, _run(job, progress, heartbeat)
    except Cancelled:
        return Job.State.CANCELLED, ""
    except JobError as error:
        return Job.State.FAILED, str(error)
    except Exception as error:
        if isinstance(error, OperationalError) and job.files.is_cancel_wanted():
            return Job.State.CANCELLED, ""
        logger.exception("Job %s (%s) failed", job.public_id, job.kind)
        return Job.State.FAILED, _unforeseen()
    finally:
        _leave_the_database_clean()


def _run(job, progress, heartbeat):
    heartbeat.ends_statements = True
    try:
        message = kind_of(job.kind).run(job, progress)
    finally:
        heartbeat.ends_statements = False
    progress.finish()
    return str(message or "")


def _unforeseen():
    return _(
        "An error in the portal; nothing was changed. The administrator finds it in the log"
        " under %(request_id)s."
    ) % {"request_id": context.current_request_id()}


def _leave_the_database_clean():
    """Close the connection: no open transaction, table or setting of a run outlives it."""
    if not connection.in_atomic_block:
        connection.close()


def _patiently(write):
    """Return ``write()``, tried again while another writer keeps the lock or the server is gone."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return write()
        except OperationalError:
            if time.monotonic() > deadline or connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(1)


@contextmanager
def _acting_for(job):
    """Act as the person who ordered the work, in their language and zone."""
    user = job.made_by
    token = context.set_request(ActingFor(user, job.subject))
    try:
        with (
            translation.override(job.language),
            timezone.override(zoneinfo.ZoneInfo(user.time_zone)),
        ):
            yield
    finally:
        context.forget_request(token)
