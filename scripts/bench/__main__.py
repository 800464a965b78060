"""Run the benchmarks and write docs/benchmarks.md; see the package for the words."""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from scripts.console import ROOT, say
from scripts.with_postgres import database_url

REPORT = ROOT / "docs" / "benchmarks.md"
ROWS = 1_000_000


def main():
    parser = argparse.ArgumentParser(prog="python -m scripts.bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS, help="rows of the file that is loaded")
    options = parser.parse_args()
    sections = [load(name, environment, options.rows) for name, environment in _databases()]
    REPORT.write_text("\n".join([_head(options), *sections]))
    say(f"Written: {REPORT.relative_to(ROOT)}")


def _databases():
    """Yield (name, environment) of a new database with the reference data, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        yield "SQLite", _prepared({"VAR_DIR": folder})
    with tempfile.TemporaryDirectory() as folder, database_url() as url:
        yield "PostgreSQL", _prepared({"VAR_DIR": folder, "DATABASE_URL": url})


def _prepared(given):
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = {**kept, "DJANGO_SETTINGS_MODULE": "portal.settings", **given}
    (Path(given["VAR_DIR"]) / "vendor").mkdir()
    for command in ("migrate", "load_reference"):
        subprocess.run(
            [sys.executable, "manage.py", command, "-v0"],
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return environment


def load(name, environment, rows):
    """Return the section on loading a file of so many rows."""
    say(f"{name}: {rows:,} rows, raw")
    raw = _run("load", environment, "raw", rows)
    say(f"{name}: {rows:,} rows, as an import")
    imported = _run("load", environment, "import", rows)
    ratio = imported["seconds"] / raw["seconds"]
    return (
        f"## Loading on {name}\n\n"
        f"| | seconds | memory |\n|---|--:|--:|\n"
        f"| raw rows alone | {raw['seconds']:.1f} | |\n"
        f"| a file, checked, compared and loaded | {imported['seconds']:.1f} "
        f"| {imported['memory_mb']} MB |\n\n"
        f"{rows:,} rows, of which {imported['changed']:,} supersede an earlier figure: "
        f"**{ratio:.2f}** times the raw rows (bar 2.0).\n"
    )


def _run(module, environment, *arguments):
    """Return what the benchmark prints, run in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", f"scripts.bench.{module}", *map(str, arguments), folder]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
    return json.loads(done.stdout.splitlines()[-1])


def _head(options):
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return (
        "# Benchmarks\n\n"
        f"Measured by `make bench` on {date.today():%Y-%m-%d} ({machine}). A ratio compares two "
        "measurements of one run: what the portal takes, and the least that the database takes "
        "for the same rows.\n"
    )


if __name__ == "__main__":
    main()
