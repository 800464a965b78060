"""The two small files of a running job: how far it is, and that somebody wants it to end.

They are files and no rows, because on SQLite the transaction of a long import holds the only
lock for writing: neither its progress nor the wish to cancel it could be written beside it.
"""

import contextlib
import json
import os
import time
from pathlib import Path

from django.conf import settings


def folder():
    return Path(settings.VAR_DIR) / "jobs"


class JobFiles:
    """The files of one run of a job; a run that is started again has others."""

    def __init__(self, public_id, attempt):
        stem = folder() / f"{public_id}.{attempt}"
        self.progress = stem.with_name(f"{stem.name}.progress")
        self.wish = stem.with_name(f"{stem.name}.cancel")

    def write(self, values):
        """Put the values in place of the earlier ones; a reader never sees half of them."""
        folder().mkdir(parents=True, exist_ok=True)
        draft = self.progress.with_suffix(".draft")
        draft.write_text(json.dumps(values), encoding="utf-8")
        draft.replace(self.progress)

    def read(self):
        """Return the values last written, {} without any."""
        try:
            return json.loads(self.progress.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}

    def beat(self):
        """Say that the run is alive. Nothing comes of it once the file is gone."""
        with contextlib.suppress(FileNotFoundError):
            os.utime(self.progress)

    def age(self):
        """Return the seconds since the run was last known to be alive, None if it never was."""
        try:
            return max(0.0, time.time() - self.progress.stat().st_mtime)
        except FileNotFoundError:
            return None

    def ask_to_cancel(self):
        folder().mkdir(parents=True, exist_ok=True)
        self.wish.touch()

    def is_cancel_wanted(self):
        return self.wish.exists()

    def stop_beating(self):
        self.progress.unlink(missing_ok=True)

    def remove(self):
        self.progress.unlink(missing_ok=True)
        self.wish.unlink(missing_ok=True)


def remove_all_of(public_id):
    """Remove the files of every run of a job; return how many there were."""
    files = list(folder().glob(f"{public_id}.*"))
    for file in files:
        file.unlink(missing_ok=True)
    return len(files)
