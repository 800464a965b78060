"""Why something in a file can not be taken, as codes that are worded in the reader's language."""

import csv
import io
import json
from typing import NamedTuple

from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from trade.importers.silence import SILENCE
from trade.importers.temporary import short_transaction
from trade.models import Import, ImportProblem

LONGEST = 200
AT_ONCE = 10_000


class Reason(models.TextChoices):
    UNKNOWN_PLACE = "unknown_place", _("No place has this name or code.")
    SEVERAL_PLACES = "several_places", _("Several places have this name: choose which is meant.")
    UNKNOWN_FLOW = "unknown_flow", _("It is not known which flow this word means.")
    UNKNOWN_MEASURE = "unknown_measure", _("It is not known what this word measures.")
    UNKNOWN_PRODUCT = "unknown_product", _("No product has this code or name.")
    UNKNOWN_CHAPTER = (
        "unknown_chapter",
        _("The first two digits of this code are of no chapter that is known here."),
    )
    LOST_ZERO = "lost_zero", _("The code seems to have lost its leading zero.")
    UNREADABLE_MONTHS = "unreadable_months", _("The months can not be read.")
    UNREADABLE_AMOUNT = "unreadable_amount", _("This is not an amount.")
    AMBIGUOUS_AMOUNT = (
        "ambiguous_amount",
        _("The mark may part thousands or decimals: say which in the mapping."),
    )
    NEGATIVE_AMOUNT = "negative_amount", _("Only a balance can be less than nothing.")
    TOO_LARGE = "too_large", _("The amount has more digits than can be kept.")
    EMPTY = "empty", _("The cell is empty.")
    SAME_PLACE = "same_place", _("A place has no trade with itself.")
    CONTRADICTION = (
        "contradiction",
        _("Row %(line)s gives another amount for the same figure."),
    )
    NEWER_STANDS = (
        "newer_stands",
        _("A figure published later, on %(vintage)s, stands here."),
    )


class Problem(NamedTuple):
    """One thing that can not be taken: ``line`` as the person counts rows, from 1."""

    line: int
    column: str
    value: str
    reason: Reason
    details: dict = {}

    @classmethod
    def of(cls, kept):
        """Return an ImportProblem as it was found, to be worded in the reader's language."""
        reason = Reason(kept.reason)
        return cls(kept.line, kept.column, kept.value, reason, kept.details)

    @property
    def words(self):
        return self.reason.label % self.details


class KeptProblems:
    """Takes Problems into a temporary table, from where they are kept with an import.

    A file may have a million of them: reading it holds none in memory and takes no lock, and
    keeping them takes it for a moment at a time.
    """

    name = "staged_problems"
    columns = ("line", "column", "value", "reason", "details")

    def __init__(self):
        self.waiting = []
        self.count = 0
        self.is_postgres = connection.vendor == "postgresql"

    def __enter__(self):
        number = (
            "n integer GENERATED ALWAYS AS IDENTITY"
            if self.is_postgres
            else "n integer PRIMARY KEY"
        )
        self._run(f"DROP TABLE IF EXISTS {self.name}")
        self._run(
            f'CREATE TEMPORARY TABLE {self.name} ({number}, "line" integer, "column" text, '
            '"value" text, "reason" text, "details" text)'
        )
        return self

    def __exit__(self, *_error):
        if not connection.needs_rollback and connection.is_usable():
            self._run(f"DROP TABLE IF EXISTS {self.name}")

    def __call__(self, problem):
        texts = (_storable(problem.column), _storable(problem.value), str(problem.reason))
        self.waiting.append((problem.line, *texts, json.dumps(problem.details)))
        if len(self.waiting) >= AT_ONCE:
            self._flush()

    def keep(self, imported, progress=SILENCE):
        """Keep the problems with the import, instead of those of an earlier check.

        Until all are there the import counts as not checked.
        """
        self._flush()
        Import.objects.filter(pk=imported.pk).update(state=Import.State.UPLOADED)
        earlier = ImportProblem.objects.filter(imported=imported)
        while keys := list(earlier.order_by().values_list("pk", flat=True)[:AT_ONCE]):
            ImportProblem.objects.filter(pk__gte=min(keys), pk__lte=max(keys)).filter(
                imported=imported
            ).delete()
            progress.check_cancelled()
        for start in range(1, self.count + 1, AT_ONCE):
            self._move(imported, start)
            progress.advance(AT_ONCE)

    def _move(self, imported, start):
        columns = ", ".join(f'"{name}"' for name in self.columns)
        picked = columns.replace('"details"', 'CAST("details" AS jsonb)')
        with transaction.atomic():
            self._run(
                f"INSERT INTO {ImportProblem._meta.db_table} (imported_id, {columns}) "
                f"SELECT %s, {picked if self.is_postgres else columns} FROM {self.name} "
                "WHERE n >= %s AND n < %s ORDER BY n",
                [imported.pk, start, start + AT_ONCE],
            )

    def _flush(self):
        rows, self.waiting = self.waiting, []
        self.count += len(rows)
        columns = ", ".join(f'"{name}"' for name in self.columns)
        if self.is_postgres and rows:
            text = io.StringIO()
            csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
            text.seek(0)
            with connection.cursor() as cursor:
                cursor.cursor.copy_expert(
                    f"COPY {self.name} ({columns}) FROM STDIN WITH (FORMAT csv)", text
                )
        elif rows:
            marks = ", ".join(["?"] * len(self.columns))
            with short_transaction(), connection.cursor() as cursor:
                cursor.cursor.connection.executemany(
                    f"INSERT INTO {self.name} ({columns}) VALUES ({marks})", rows
                )

    def _run(self, sql, params=()):
        with connection.cursor() as cursor:
            cursor.execute(sql, params)


def _storable(text):
    """The text as databases keep it: without NUL and halves of characters, and not endless."""
    return text[:LONGEST].replace("\x00", "").encode("utf-8", "replace").decode()
