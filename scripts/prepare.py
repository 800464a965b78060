"""Bring a checkout to the state in which the portal can be served or tested.

    python3 -m scripts.prepare             what the portal needs to run
    python3 -m scripts.prepare --tools     and what checks and tests need
    python3 -m scripts.prepare --database  and a database with the tables, filled when empty

Each step is skipped while what it reads is unchanged.
"""

import argparse
import contextlib
import fcntl
import subprocess
import sys
import time

from scripts import node, vendor
from scripts.console import (
    ROOT,
    VAR,
    VENV,
    VENV_PYTHON,
    Failed,
    duration,
    environment,
    run,
    say,
)
from scripts.stamps import Stamp

OLDEST_PYTHON = (3, 11)
RUNTIME = ROOT / "requirements.txt"
TOOLS = ROOT / "requirements-dev.txt"
NODE_FILES = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"]
COMPILER = ROOT / "common" / "catalogues.py"
SETTINGS = ROOT / "portal" / "settings.py"


def main():
    options = _options()
    started = time.monotonic()
    try:
        with _alone():
            prepare(tools=options.tools, database=options.database)
    except Failed as problem:
        sys.exit(f"\nThe set-up stopped.\n{problem}")
    except KeyboardInterrupt:
        sys.exit("\nThe set-up was interrupted; the next one goes on from here.")
    say(f"Ready in {duration(time.monotonic() - started)}.")


def _options():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--tools", action="store_true", help="also what checks and tests need")
    parser.add_argument("--database", action="store_true", help="also the tables and the sample")
    return parser.parse_args()


def prepare(*, tools, database):
    say("Preparing the portal")
    virtual_environment()
    python_packages(tools=tools)
    node_packages()
    served_files()
    translations()
    static_files()
    if database:
        tables_and_sample()


@contextlib.contextmanager
def _alone():
    """Hold a lock, so that two set-ups in one checkout follow each other."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "prepare.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up is at work in this checkout; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def virtual_environment():
    if sys.version_info < OLDEST_PYTHON:
        raise Failed("Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 ...")
    if _is_usable(VENV_PYTHON):
        return
    command = [sys.executable, "-m", "venv", "--clear", VENV]
    try:
        run("Python environment in .venv", command, log_name="venv")
    except Failed as problem:
        raise Failed(
            f"{problem}\n  On Debian and Ubuntu the missing part is the package python3-venv."
        ) from problem


def _is_usable(python):
    code = f"import pip, sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    try:
        return subprocess.run([python, "-c", code], stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def python_packages(*, tools):
    marker = [VENV / "pyvenv.cfg"]
    runtime = Stamp("python", [RUNTIME, *marker], [VENV / "bin" / "gunicorn"])
    everything = Stamp("python-tools", [RUNTIME, TOOLS, *marker], [VENV / "bin" / "pytest"])
    if _skip("Python packages", everything if tools else runtime):
        return
    pip = [VENV_PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    chosen = TOOLS if tools else RUNTIME
    run(
        "Python packages",
        [*pip, "--progress-bar=off", "--require-hashes", "-r", chosen],
        log_name="pip",
    )
    for stamp in [runtime, everything] if tools else [runtime]:
        stamp.put()


def node_packages():
    modules = ROOT / "node_modules"
    stamp = Stamp("node", NODE_FILES, [modules / "@tabler", modules / "axe-core"])
    if not _skip("Stylesheets", stamp):
        node.install()
        stamp.put()


def served_files():
    script = ROOT / "scripts" / "vendor.py"
    stamp = Stamp("vendor", [*NODE_FILES, script], vendor.outputs())
    if not _skip("Stylesheets to serve", stamp):
        vendor.copy()
        stamp.put()
        say(f"  Stylesheets to serve: {len(vendor.outputs())} in {vendor.VENDOR}")


def translations():
    """Several catalogues of a language may be compiled into its one django.mo."""
    catalogues = sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
    compiled = {po.with_name("django.mo") for po in catalogues}
    stamp = Stamp("translations", [*catalogues, COMPILER], compiled)
    _by_command("Translations", "compile_messages", stamp=stamp)


def static_files():
    inputs = [ROOT / "static", vendor.VENDOR, RUNTIME, SETTINGS]
    stamp = Stamp("static", inputs, [VAR / "static" / "staticfiles.json"])
    _by_command("Static files", "collectstatic", "--noinput", "--clear", stamp=stamp)


def tables_and_sample():
    """Always asked of the database itself: it may have been replaced since the last start."""
    say("  Database:")
    ended = subprocess.run(
        [VENV_PYTHON, "-m", "scripts.database"], cwd=ROOT, env=environment(), check=False
    )
    if ended.returncode:
        raise Failed(f"  Database: failed with exit code {ended.returncode}, see above")


def _by_command(title, *command, stamp):
    if not _skip(title, stamp):
        run(title, [VENV_PYTHON, "manage.py", *command], log_name=command[0])
        stamp.put()


def _skip(title, stamp):
    if stamp.is_fresh():
        say(f"  {title}: up to date")
        return True
    stamp.remove()
    return False


if __name__ == "__main__":
    main()
