"""Excel workbooks, read by a process of its own: see ``workbook_process.py``."""

import contextlib
import json
import os
import subprocess
import sys
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path

from common.tables.cells import CellError
from common.tables.errors import TableError

_PROCESS = Path(__file__).with_name("workbook_process.py")
# Nothing else of the portal's environment, which has secrets, is told to the process.
_ENVIRONMENT = ("LD_LIBRARY_PATH", "PATH")
_LONGEST_ANSWER = 32_000_000  # bytes


class WorkbookTable:
    """The sheets of an Excel workbook.

    Cells are str, int, float, bool, date, datetime, CellError or None; text is as it stands in the
    sheet. Whole numbers are int. Formulas have the value that was saved with them.
    """

    kind = "xlsx"
    encoding = None
    delimiter = None

    def __init__(self, path, limits):
        self.path = path
        self.limits = limits
        with _process("inspect", path, limits) as answers:
            found = next(answers)
        self.sheets = found["sheets"]
        self._merged = found["merged"]
        self._errors = found["errors"]

    def merged(self, sheet=None):
        """Return [(first line, first column, last line, last column), ...] of merged cells.

        Lines are numbered as in ``rows()``; columns are places in its cells, from 0.
        """
        return [tuple(corners) for corners in self._merged.get(self._known(sheet), [])]

    def rows(self, sheet=None):
        """Yield (line, cells) of each row of the sheet that has a value; by default of the first.

        ``line`` is the number the spreadsheet shows beside the row. All rows have as many cells.
        """
        name = self._known(sheet)
        errors = _by_line(self._errors.get(name, []))
        with _process("rows", self.path, self.limits, sheet=name) as answers:
            yield from _numbered(answers, errors)

    def _known(self, sheet):
        if sheet is None:
            return self.sheets[0]
        if sheet not in self.sheets:
            raise TableError("no_sheet", sheet=sheet, sheets=", ".join(self.sheets))
        return sheet


def _numbered(answers, errors):
    for answer in answers:
        if isinstance(answer, dict):  # {"end": true}
            return
        for line, cells in answer:
            for column, text in errors.get(line, ()):
                cells[column] = CellError(text)
            if cells.count(None) < len(cells):
                yield line, cells


def _by_line(errors):
    lines = defaultdict(list)
    for line, column, text in errors:
        lines[line].append((column, text))
    return lines


@contextlib.contextmanager
def _process(act, path, limits, **arguments):
    """Give the answers of the process; it is killed when they are no longer wanted."""
    told = json.dumps({"limits": limits.as_dict(), **arguments})
    with subprocess.Popen(
        [sys.executable, "-I", "-X", "utf8", str(_PROCESS), act, str(path), told],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
    ) as process:
        try:
            yield _answers(process.stdout)
        finally:
            process.kill()


def _answers(pipe):
    while line := pipe.readline(_LONGEST_ANSWER):
        if not line.endswith(b"\n"):
            break
        answer = json.loads(line, object_hook=_typed)
        if isinstance(answer, dict) and "error" in answer:
            raise TableError(answer["error"], **answer["params"])
        yield answer
    # It was stopped by its limits, and could not say so.
    raise TableError("exhausted")


def _typed(value):
    if "date" in value:
        return date.fromisoformat(value["date"])
    if "datetime" in value:
        return datetime.fromisoformat(value["datetime"])
    return value
