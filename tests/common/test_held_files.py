"""Files that tell whether the process that holds them still lives."""

import os
import signal
import subprocess
import sys

from common.held_files import held, is_left

HOLD = """
import sys, time
from pathlib import Path
from common.held_files import held

with held(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_file_is_there_only_while_it_is_held(tmp_path):
    path = tmp_path / "jobs" / "one.import"

    with held(path):
        during = path.exists(), is_left(path)

    assert (during, os.listdir(path.parent), is_left(path)) == ((True, False), [], False)


def test_file_of_a_killed_process_is_left(tmp_path):
    path = tmp_path / "one.import"
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        process.stdout.readline()
        before = is_left(path)
        process.send_signal(signal.SIGKILL)

    assert (before, is_left(path)) == (False, True)
