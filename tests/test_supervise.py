"""The server and the worker beside it live and end together: with real processes."""

import os
import signal
import subprocess
import sys
import time

import pytest

from scripts.console import ROOT

pytestmark = pytest.mark.thorough

SUPERVISED = """
import sys
from scripts.supervise import serve_with_worker
server = [sys.executable, "-c", sys.argv[1]]
worker = ["sh", "-c", "echo $$ >> " + sys.argv[2] + "; exec sleep 60"]
sys.exit(serve_with_worker(server, worker, is_up=lambda: True))
"""
FOR_A_MINUTE = "import time; time.sleep(60)"


@pytest.fixture
def supervise(tmp_path):
    """Return a function that starts a server of that Python code, a worker beside it."""
    started = []

    def start(server):
        command = [sys.executable, "-c", SUPERVISED, server, str(tmp_path / "workers")]
        started.append(subprocess.Popen(command, cwd=ROOT))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def workers(tmp_path):
    """Return a function that waits until so many workers were started; it gives their ids."""

    def ask(count):
        file = tmp_path / "workers"
        ids = soon(
            lambda: file.exists() and len(words := file.read_text().split()) >= count and words
        )
        return [int(word) for word in ids]

    return ask


def soon(question):
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        if answer := question():
            return answer
        time.sleep(0.05)
    raise TimeoutError


def is_gone(process_id):
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return True
    with open(f"/proc/{process_id}/stat") as stat:
        return stat.read().rpartition(")")[2].split()[0] == "Z"


def test_server_that_ends_takes_the_worker_along_and_gives_its_code(supervise, workers):
    process = supervise("import time; time.sleep(1.5); raise SystemExit(3)")

    (worker,) = workers(1)

    assert process.wait(10) == 3
    assert is_gone(worker)


def test_worker_that_dies_is_started_again(supervise, workers):
    process = supervise(FOR_A_MINUTE)
    (worker,) = workers(1)

    os.kill(worker, signal.SIGKILL)

    assert len(workers(2)) == 2
    assert process.poll() is None


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 7)])
def test_signals_reach_the_server_and_end_both(supervise, workers, number, code):
    server = f"import signal, sys\nsignal.signal(2, lambda *_: sys.exit(7))\n{FOR_A_MINUTE}"
    process = supervise(server)
    (worker,) = workers(1)
    time.sleep(0.3)

    process.send_signal(number)

    assert process.wait(10) == code
    assert is_gone(worker)


def test_nothing_is_left_when_the_supervisor_is_killed(supervise, workers):
    process = supervise(FOR_A_MINUTE)
    (worker,) = workers(1)

    process.kill()

    assert soon(lambda: is_gone(worker))
