"""Run the benchmarks and write docs/benchmarks.md; see the package for the words."""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from scripts.console import ROOT, say
from scripts.with_postgres import database_url

REPORT = ROOT / "docs" / "benchmarks.md"
ROWS = 1_000_000
# Figures of which pages and exports are measured, unless given.
FIGURES = {"SQLite": 1_000_000, "PostgreSQL": 10_000_000}
PARTS = ("load", "reads", "documents")
BARS = {"dashboard": 2.5, "list": 3}
MOST_QUERIES = 15
MOST_GROWTH = 1.5
LEAST_EXPORTED = 50_000
MOST_MS_OF_A_PDF = 300


def main():
    parser = argparse.ArgumentParser(prog="python -m scripts.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="all, unless named")
    parser.add_argument("--rows", type=int, default=ROWS, help="rows of the file that is loaded")
    parser.add_argument("--figures", type=int, help="figures of which pages are measured")
    options = parser.parse_args()
    parts = options.parts or PARTS
    busy = os.getloadavg()[1]
    sections = []
    for name in FIGURES:
        if "load" in parts:
            sections.append(load(name, options.rows))
        if "reads" in parts:
            sections.append(reads(name, options.figures or FIGURES[name]))
    if "documents" in parts:
        sections.append(documents())
    REPORT.write_text("\n".join([_head(busy), *sections]))
    say(f"Written: {REPORT.relative_to(ROOT)}")


@contextmanager
def new_database(name):
    """The environment of a new database without records, gone at the end."""
    with tempfile.TemporaryDirectory() as folder:
        if name == "SQLite":
            yield _prepared({"VAR_DIR": folder})
            return
        with database_url() as url:
            yield _prepared({"VAR_DIR": folder, "DATABASE_URL": url})


def _prepared(given):
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = {**kept, "DJANGO_SETTINGS_MODULE": "portal.settings", **given}
    (Path(given["VAR_DIR"]) / "vendor").mkdir()
    _manage(environment, "migrate")
    return environment


def _manage(environment, command):
    subprocess.run(
        [sys.executable, "manage.py", command, "-v0"],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def load(name, rows):
    """Return the section on loading a file of so many rows."""
    with new_database(name) as environment:
        _manage(environment, "load_reference")
        say(f"{name}: {rows:,} rows, raw")
        raw = _run("load", environment, "raw", rows)
        say(f"{name}: {rows:,} rows, as an import")
        imported = _run("load", environment, "import", rows)
    ratio = imported["seconds"] / raw["seconds"]
    return (
        f"## Loading on {raw['database']}\n\n"
        f"| | seconds | memory |\n|---|--:|--:|\n"
        f"| raw rows alone | {raw['seconds']:.1f} | |\n"
        f"| a file, checked, compared and loaded | {imported['seconds']:.1f} "
        f"| {imported['memory_mb']} MB |\n\n"
        f"{rows:,} rows, of which {imported['changed']:,} supersede an earlier figure: "
        f"**{ratio:.2f}** times the raw rows (bar 2.0).\n"
    )


def reads(name, figures):
    """Return the section on pages and exports with so many figures, and with a tenth of them."""
    tenth, whole = _reads(name, figures // 10), _reads(name, figures)
    lines = [_line(page, whole, tenth) for page in whole["pages"]]
    plain, compressed = whole["exports"]
    return (
        f"## Pages on {whole['database']}\n\n"
        f"| page | ms with {whole['rows']:,} figures | ms with {tenth['rows']:,} | growth "
        "| times the bare view | bar | queries |\n|---|--:|--:|--:|--:|--:|--:|\n"
        + "\n".join(lines)
        + f"\n\nBars: growth {MOST_GROWTH}, {MOST_QUERIES} queries.\n\n"
        f"## Export on {whole['database']}\n\n{plain['rows']:,} rows as CSV: "
        f"**{plain['a_second']:,.0f}** rows a second, compressed on the way "
        f"**{compressed['a_second']:,.0f}** (bar {LEAST_EXPORTED:,}); "
        f"{compressed['memory_mb']} MB, of which {plain['before_mb']} MB before it.\n\n"
        f"## Sums on {whole['database']}\n\nThe sums of {whole['rows']:,} figures are rebuilt in "
        f"{whole['sums']['all']:.1f} s, those of one month in {whole['sums']['month']:.2f} s.\n"
    )


def _reads(name, figures):
    say(f"{name}: pages with {figures:,} figures")
    with new_database(name) as environment:
        return _run("reads", environment, figures)


def documents():
    """Return the section on programmes as PDF and DOCX, which no database has a part in."""
    say("Documents")
    with new_database("SQLite") as environment:
        rows = _run("documents", environment)["documents"]
    lines = [
        f"| {row['name']} | {row['milliseconds']} | {row['kilobytes']} | {row['sheets'] or ''} |"
        for row in rows
    ]
    return (
        "## Documents\n\n"
        "A programme of five days with twenty items each, in one language or in two side by side; "
        "the fonts are in memory.\n\n"
        "| document | ms | KB | sheets |\n|---|--:|--:|--:|\n"
        + "\n".join(lines)
        + f"\n\nBar: {MOST_MS_OF_A_PDF} ms for a PDF.\n"
    )


def _line(page, whole, tenth):
    measured, smaller = whole["pages"][page], tenth["pages"][page]
    seconds, kind = measured["seconds"], measured["kind"]
    bare = whole["pages"][f"bare {kind}"]["seconds"]
    is_bare = page == f"bare {kind}"
    cells = (
        page,
        f"{seconds * 1000:.0f}",
        f"{smaller['seconds'] * 1000:.0f}",
        f"{seconds / smaller['seconds']:.2f}",
        "" if is_bare else f"{seconds / bare:.2f}",
        "" if is_bare else f"{BARS[kind]:.1f}",
        str(measured.get("queries", "")),
    )
    return f"| {' | '.join(cells)} |"


def _run(module, environment, *arguments):
    """Return what the benchmark prints, run in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", f"scripts.bench.{module}", *map(str, arguments), folder]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
    return json.loads(done.stdout.splitlines()[-1])


def _head(busy):
    machine = f"{platform.machine()}, {os.cpu_count()} cores, {_memory()} GB"
    machine += f", Python {platform.python_version()}, load average {busy:.1f} when it began"
    return (
        "# Benchmarks\n\n"
        f"Measured by `make bench` on {date.today():%Y-%m-%d} ({machine}). A ratio compares two "
        "measurements of one run: what the portal takes, and the least that the database takes "
        "for the same rows. A time is the median of several, between which the other pages are "
        "asked for.\n\n"
        "A bare view has the frame of a page and one plain table in it: for dashboards six "
        "questions of the sums of figures, for lists the fifty newest figures with what they name. "
        "Made-up figures of regions by partner, flow, chapter and month, one in fifty not "
        "disclosed, one in twenty revised (`scripts/bench_data.py`).\n"
    )


def _memory():
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


if __name__ == "__main__":
    main()
