"""Run the checks and tests, all of them even when one fails, and sum up what they said.

    python -m scripts.check [check] [thorough] [postgres] [browser]

What could not run counts as failed.
"""

import base64
import os
import secrets
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from scripts.console import ROOT, VENV, duration, environment, say

BIN = VENV / "bin"
PYTHON = BIN / "python"
MANAGE = [PYTHON, "manage.py"]
# What is marked as one group shares its set-up, and runs in one process.
PYTEST = [PYTHON, "-m", "pytest", "--numprocesses=2", "--dist=loadgroup"]
WITHOUT_BROWSER = [*PYTEST, "-m", "not browser"]
QUICK = [*PYTEST, "-m", "not browser and not thorough"]
THOROUGH = [*PYTEST, "-m", "thorough and not browser"]
# Nothing of the caller's environment decides what is tested.
UNSET = {"DATABASE_URL": None, "PORTAL_ENV": None, "SECRET_KEY": None, "ALLOWED_HOSTS": None}


@dataclass
class Check:
    """One command that succeeds or fails; env holds what it needs beyond the plain environment.

    Short ones run beside each other, and tell what they have to say when they are done.
    """

    title: str
    command: list
    env: dict = field(default_factory=dict)
    short: bool = False


def production():
    """Settings like those of a real installation, with keys of this run only."""
    return {
        "PORTAL_ENV": "production",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "portal.example",
        "DATABASE_URL": "postgres://portal@127.0.0.1/portal",
        "PERSONAL_DATA_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    }


def templates():
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html"))


def style():
    """What reads the code alone, and takes a second or two."""
    deploy = ["check", "--deploy", "--fail-level", "WARNING"]
    commands = {
        "types of common/": [BIN / "mypy"],
        "migrations are complete": [*MANAGE, "makemigrations", "--check", "--dry-run"],
        "packages agree": [PYTHON, "-m", "pip", "check"],
        "format of Python": [BIN / "ruff", "format", "--check", "."],
        "lint of Python": [BIN / "ruff", "check", "."],
        "tags of templates": [BIN / "djade", "--check", *templates()],
        "indents of templates": [BIN / "djhtml", "--check", "--tabwidth=2", *templates()],
    }
    return [
        Check("settings of production", [*MANAGE, *deploy], production(), short=True),
        *(Check(title, command, short=True) for title, command in commands.items()),
    ]


def checks():
    """The quick part: style, types, settings, and on SQLite the suite but for what takes long."""
    return [
        *style(),
        # Tables straight from the models; the migrations run on PostgreSQL here, and on SQLite in
        # the set-up of the browser tests.
        Check("quick tests on SQLite", [*QUICK, "--nomigrations"]),
    ]


def thorough():
    """What takes long: all addresses, roles and files, the sample, workers and their deaths."""
    return [Check("thorough tests on SQLite", [*THOROUGH, "--nomigrations"])]


def postgres():
    """The same suite on PostgreSQL; a server that DATABASE_URL names is the caller's choice."""
    given = {"DATABASE_URL": os.environ.get("DATABASE_URL")}
    command = [PYTHON, "-m", "scripts.with_postgres", *WITHOUT_BROWSER]
    return [Check("tests on PostgreSQL", command, given)]


def browser():
    command = [PYTHON, "-m", "scripts.chromium", *PYTEST, "-m", "browser"]
    return [Check("tests in Chromium", command)]


GROUPS = {"check": checks, "thorough": thorough, "postgres": postgres, "browser": browser}


def main():
    names = sys.argv[1:] or list(GROUPS)
    unknown = set(names) - set(GROUPS)
    if unknown:
        sys.exit(f"Not known: {', '.join(sorted(unknown))}. There are {', '.join(GROUPS)}.")
    try:
        results = [result for name in names for result in run_all(GROUPS[name]())]
    except KeyboardInterrupt:
        sys.exit("\nInterrupted.")
    sys.exit(sum_up(results))


def run_all(checks):
    """Run the checks, the short ones first; return what ``run`` returns of each."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        short = list(pool.map(run, (check for check in checks if check.short)))
    return [*short, *(run(check) for check in checks if not check.short)]


def run(check):
    """Run one check with its output shown; return its title, exit code and seconds."""
    started = time.monotonic()
    heading = f"\n--- {check.title}"
    if check.short:
        code, output = execute(check, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        say(f"{heading}\n{output}".rstrip())
    else:
        say(heading)
        code, output = execute(check)
        say(output)
    return check.title, code, time.monotonic() - started


def execute(check, **streams):
    """Return the exit code of a check, and what it printed as far as the streams caught it."""
    try:
        done = subprocess.run(
            [str(part) for part in check.command],
            cwd=ROOT,
            env=environment(**(UNSET | check.env)),
            stdin=subprocess.DEVNULL,
            text=True,
            **streams,
        )
    except OSError as error:
        return 127, f"could not run: {error}"
    return done.returncode, done.stdout or ""


def sum_up(results):
    """Print one line per check; return the exit code for all."""
    say("\n--- what was checked")
    for title, code, seconds in results:
        say(f"{'ok    ' if code == 0 else 'FAILED'}  {title}, {duration(seconds)}")
    failed = [title for title, code, _ in results if code]
    say(f"\nFailed: {', '.join(failed)}" if failed else "\nAll is well.")
    return 1 if failed else 0


if __name__ == "__main__":
    main()
