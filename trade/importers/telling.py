"""What a run found, in lines of text; progress on a terminal; problems as CSV."""

import csv
import time

from common.exports import cell
from trade.importers.problems import Problem, Reason
from trade.models import ImportProblem

MOST_PROBLEMS = 20
MOST_QUESTIONS = 20
_COUNTS = ("rows", "left_out", "added", "changed", "unchanged", "repeated", "rejected")


def lines_of(imported):
    """Yield the lines that tell what was found in the file of an import."""
    counts = imported.counts
    for name in _COUNTS:
        yield f"{name.replace('_', ' ').capitalize()}: {getattr(counts, name):,}"
        if name == "left_out":
            yield from (
                f"  {rows:,} x {column} {value}".rstrip() for column, value, rows in counts.reasons
            )
    yield from _problem_lines(imported)
    for question in imported.questions[:MOST_QUESTIONS]:
        words = Reason(question["reason"]).label
        name = f" {question['name']}" if question["name"] else ""
        told = f"“{question['text']}”{name} ({question['rows']:,})"
        yield f"? {question['dimension']} {told}: {words}"
    if len(imported.questions) > MOST_QUESTIONS:
        yield f"? ... and {len(imported.questions) - MOST_QUESTIONS:,} more questions"


def _problem_lines(imported):
    problems = imported.problems.order_by("line", "pk")
    for problem in problems[:MOST_PROBLEMS]:
        words = Problem.of(problem).words
        yield f"  row {problem.line}, {problem.column}: “{problem.value}”: {words}"
    further = problems.count() - MOST_PROBLEMS
    if further > 0:
        yield f"  ... and {further:,} more problems"


def write_problems(imported, path):
    """Write every problem of the import into a CSV file; return how many."""
    count = 0
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["row", "column", "value", "reason"])
        problems = ImportProblem.objects.filter(imported=imported).order_by("line", "pk")
        for problem in problems.iterator():
            row = (problem.line, problem.column, problem.value, Problem.of(problem).words)
            writer.writerow([cell(value) for value in row])
            count += 1
    return count


class TerminalProgress:
    """Says on a terminal how far a run is, twice a second."""

    def __init__(self, stream):
        self.stream = stream
        self.code, self.done, self.total, self.told_at = "", 0, None, 0.0

    def phase(self, code, total=None):
        self.code, self.done, self.total = code, 0, total
        self._tell()

    def advance(self, rows=1):
        self.done += rows
        if time.monotonic() - self.told_at > 0.5:
            self._tell()

    def check_cancelled(self):
        """Nobody but the keyboard cancels."""

    def finish(self):
        self.stream.write("\r\x1b[K")

    def _tell(self):
        self.told_at = time.monotonic()
        of = f" of {self.total:,}" if self.total else ""
        done = f" {self.done:,}{of}" if self.done else ""
        self.stream.write(f"\r\x1b[K{self.code}{done}")
        self.stream.flush()
