"""What the set-up prints, and how it runs other programs.

Plain standard library: these modules run before anything is installed.
"""

import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
LOGS = VAR / "log"
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"

STILL_AT_IT_EVERY = 15  # seconds between signs of life where the terminal cannot redraw a line
LINES_SHOWN_ON_FAILURE = 40


class Failed(Exception):
    """A step could not be done; the message tells a person what and why."""


def say(text=""):
    print(text, flush=True)


def environment(**changes):
    """The caller's environment for the portal's own programs; a change to None removes a name."""
    result = dict(os.environ, PYTHONUNBUFFERED="1")
    result.setdefault("PORTAL_ENV", "embedded")
    result.pop("DEBUG", None)
    for name, value in changes.items():
        result.pop(name, None)
        if value is not None:
            result[name] = str(value)
    return result


def duration(seconds):
    """ "0.4 s", "12 s" or "2 min 5 s"."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60} s"


def run(title, command, *, log_name, env=None, cwd=ROOT):
    """Run a slow command behind one line of progress; its output goes to var/log.

    Raises Failed with the end of that output when the command does not succeed.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{log_name}.log"
    started = time.monotonic()
    with log.open("w", encoding="utf-8") as output:
        process = _start(command, output, env, cwd)
        try:
            _watch(process, title, log, started)
        except BaseException:
            process.terminate()
            process.wait()
            raise
    if process.returncode:
        raise Failed(_report(title, command, log, process.returncode))
    _line(f"  {title}: done in {duration(time.monotonic() - started)}", last=True)


def _start(command, output, env, cwd):
    try:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=env or environment(),
            cwd=cwd,
        )
    except OSError as error:
        raise Failed(f"{command[0]} cannot be started: {error}") from error


def _watch(process, title, log, started):
    shown = 0
    if not sys.stdout.isatty():
        say(f"  {title} ...")
    while process.poll() is None:
        time.sleep(0.1)
        elapsed = time.monotonic() - started
        if sys.stdout.isatty():
            _line(f"  {title} ... {elapsed:.0f} s  {_last_line(log)}")
        elif elapsed // STILL_AT_IT_EVERY > shown:
            shown = elapsed // STILL_AT_IT_EVERY
            say(f"  {title} ... {elapsed:.0f} s  {_last_line(log)}")


def _line(text, last=False):
    if not sys.stdout.isatty():
        say(text)
        return
    width = shutil.get_terminal_size().columns - 1
    print("\r\033[K" + text[:width], end="\n" if last else "", flush=True)


def _last_line(log):
    lines = _tail(log, 1)
    return lines[0].strip()[:80] if lines else ""


def _tail(log, count):
    with log.open("rb") as file:
        file.seek(0, os.SEEK_END)
        file.seek(max(0, file.tell() - 20_000))
        text = file.read().decode("utf-8", "replace")
    return [line for line in text.splitlines() if line.strip()][-count:]


def _report(title, command, log, code):
    if sys.stdout.isatty():
        say()
    lines = "\n".join(f"    {line}" for line in _tail(log, LINES_SHOWN_ON_FAILURE))
    ran = shlex.join(str(part) for part in command)
    return f"{title}: failed with exit code {code}\n  {ran}\n{lines}\n  All of it: {log}"
