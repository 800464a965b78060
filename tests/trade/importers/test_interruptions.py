"""Runs that die, are cancelled, or meet each other."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection, connections
from django.db.utils import OperationalError

from accounts.jobs import Cancelled
from tests.trade.importers.conftest import everything, standing
from trade.importers import running
from trade.importers.silence import Silence
from trade.models import Batch, Import, TradeFigure
from trade.summaries import differences

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]
ROWS = [
    f"BY,{partner},export,01,{year},{year}" for partner in ("KZ", "RU") for year in (2021, 2022)
]
REVISED = [*ROWS[:3], "BY,RU,export,01,2022,5", "BY,KZ,export,02,2022,9"]


def in_process(script, *arguments):
    """Run a script of this folder on the database of the test; return its exit code."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{settings['NAME']}"
    else:
        host = f"{settings['HOST']}:{settings['PORT']}" if settings["PORT"] else settings["HOST"]
        url = os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{settings['NAME']}"
        query = os.environ["DATABASE_URL"].partition("?")[2]
        url = f"{url.partition('?')[0]}?{query}" if query else url
        assert host is not None
    root = Path(__file__).parents[3]
    environment = {**os.environ, "DATABASE_URL": url, "PYTHONPATH": str(root)}
    environment["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name(script), *map(str, arguments)],
        env=environment,
        cwd=root,
        capture_output=True,
    )
    return done.returncode, done.stderr.decode()[-2000:]


def test_killed_load_leaves_the_state_before_and_can_be_started_again(office):
    office.load(ROWS)
    before = everything()
    path = office.file(REVISED)
    imported = office.importing(path)

    code, told = in_process("killed_load.py", imported.public_id, path)

    assert (code, told) == (-9, "")
    assert everything() == before
    assert Batch.objects.count() == 1
    imported.refresh_from_db()
    assert imported.state == Import.State.CHECKED
    running.check_and_load(imported, path)
    assert standing()["RU", "export", "01", "2022-01/2022-12"] == "5"
    assert (TradeFigure.objects.current().count(), differences()) == (5, {})


class Cancelling(Silence):
    """Wants the run to end in a phase."""

    def __init__(self, code):
        self.code, self.now = code, ""

    def phase(self, code, total=None):
        self.now = code
        self.check_cancelled()

    def advance(self, rows=1):
        self.check_cancelled()

    def check_cancelled(self):
        if self.now == self.code:
            raise Cancelled


@pytest.mark.parametrize("phase", ["read", "compare", "keep", "wait", "load", "sums"])
def test_cancelled_load_leaves_the_figures_before(office, phase):
    office.load(ROWS)
    before = everything()
    path = office.file(REVISED)
    imported = office.importing(path)

    with pytest.raises(Cancelled):
        running.check_and_load(imported, path, progress=Cancelling(phase))

    assert everything() == before
    imported.refresh_from_db()
    running.check_and_load(imported, path)
    assert TradeFigure.objects.current().count() == 5


def test_cancelled_undo_leaves_the_figures(office):
    imported = office.load(ROWS)
    before = everything()

    with pytest.raises(Cancelled):
        running.undo(imported, progress=Cancelling("undo"))

    assert everything() == before


def test_two_imports_take_turns(office):
    """Both read at once; the second finds that figures have changed and writes nothing wrong."""
    paths = [office.file(ROWS), office.file(REVISED)]
    imports = [office.importing(path) for path in paths]
    meeting = threading.Barrier(2)

    class Together(Silence):
        def phase(self, code, total=None):
            if code == "wait":
                meeting.wait(20)

    outcomes = []

    def load(imported, path):
        try:
            running.check_and_load(imported, path, progress=Together())
            outcomes.append("loaded")
        except (running.NotLoadable, OperationalError) as error:
            outcomes.append(type(error).__name__)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=load, args=pair) for pair in zip(imports, paths, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert sorted(outcomes) == ["NotLoadable", "loaded"]
    assert TradeFigure.objects.filter(superseded_by__isnull=False).count() == 0
    assert (Batch.objects.count(), differences()) == (1, {})
