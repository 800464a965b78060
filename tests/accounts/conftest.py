import contextlib

import pytest

from tests.accounts.long_work import start_worker


@pytest.fixture(autouse=True)
def job_folder(settings, tmp_path):
    """Each test has files of jobs of its own."""
    settings.VAR_DIR = tmp_path
    return tmp_path / "jobs"


@pytest.fixture
def worker():
    """Return a function that starts a real worker process, which ends with the test."""
    with contextlib.ExitStack() as ends:

        def start(*options):
            process = start_worker(*options)
            ends.callback(process.wait, timeout=30)
            ends.callback(process.kill)
            return process

        yield start
