"""Comparing staged rows with the figures that stand, loading them, and taking a batch back.

What is the same stays; what is changed is superseded, never overwritten; what is new is added.
All of it is one transaction, whose rows name their batch.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db import models
from django.utils import timezone

from trade.importers.problems import Problem, Reason
from trade.importers.stage import KEY, SAME_KEY, quoted
from trade.models import ReplacedConfirmation, TradeFigure
from trade.models.figures import UNKNOWN_VINTAGE
from trade.summaries import rebuild, touched_by

# Rows in one statement: a wish to cancel is heard between two.
SLICE = 50_000
# Rows in which samples are looked for before all others.
SAMPLED = 20_000
# So many new figures change the plans of a server that has not counted them.
MANY = 10_000
FIGURES = TradeFigure._meta.db_table
_REPLACED = ReplacedConfirmation._meta.db_table
_STANDING = "f.superseded_by_id IS NULL"
_SAME_AMOUNT = "f.state = s.state AND coalesce(f.value, 0) = coalesce(s.value, 0)"
# The last publication that states the figure: its own, or one that confirmed it.
_LAST_STATED = (
    "coalesce((SELECT b.vintage FROM trade_batch b WHERE b.id = f.confirmed_by_id), f.vintage)"
)


class Compared(NamedTuple):
    """Staged rows by what they are to the figures that stand.

    ``confirmed`` are those of the unchanged that an earlier publication has stated.
    """

    added: int
    changed: int
    unchanged: int
    confirmed: int


@dataclass(frozen=True)
class Target:
    """Where staged rows go: ``datasets`` are the ids by series, 0 for one that is not there yet.

    ``vintage`` is the day the file was published, None where nobody knows it.
    """

    datasets: tuple
    vintage: object = None
    currency: str = "USD"
    rounding_unit: int = 1

    @property
    def dataset_sql(self):
        cases = " ".join(f"WHEN {n} THEN {int(pk)}" for n, pk in enumerate(self.datasets))
        return f"CASE s.series {cases} END"

    @property
    def match(self):
        """The condition that a standing figure ``f`` is for the key of the staged row ``s``."""
        return (
            f"{SAME_KEY} AND f.dataset_id = {self.dataset_sql} AND {_STANDING}"
            if any(self.datasets)
            else "1 = 0"
        )

    @property
    def day(self):
        return self.vintage or UNKNOWN_VINTAGE


def settle_repeats(stage, problems):
    """Keep one of rows that say the same twice; take out all of those that contradict each other.

    Return (repeated, rejected): how many rows went for each reason.
    """
    key = quoted([*KEY, "series"])
    doubled = f"SELECT {key} FROM {stage.name} GROUP BY {key} HAVING count(*) > 1"
    if not stage.all(f"{doubled} LIMIT 1"):
        return 0, 0
    stage.run(
        f"CREATE TEMPORARY TABLE doubled_figures AS "
        f"SELECT n, line, value, min(n) OVER w AS first_n, min(line) OVER w AS first_line, "
        f"min(coalesce(value, -1)) OVER w <> max(coalesce(value, -1)) OVER w "
        f"OR min(state) OVER w <> max(state) OVER w AS differs "
        f"FROM {stage.name} WHERE ({key}) IN ({doubled}) WINDOW w AS (PARTITION BY {key})"
    )
    try:
        return _take_out(stage, problems)
    finally:
        stage.run("DROP TABLE doubled_figures")


def _shown(value):
    """The amount as text, the same from every database."""
    return "" if value is None else f"{Decimal(str(value)).normalize():f}"


def _take_out(stage, problems):
    rows = stage.all(
        "SELECT line, value, first_line FROM doubled_figures "
        "WHERE differs AND n <> first_n ORDER BY n"
    )
    for line, value, first_line in rows:
        problems(Problem(line, "", _shown(value), Reason.CONTRADICTION, {"line": first_line}))
    rejected = stage.run(
        f"DELETE FROM {stage.name} WHERE n IN (SELECT n FROM doubled_figures WHERE differs)"
    )
    repeated = stage.run(
        f"DELETE FROM {stage.name} WHERE n IN "
        "(SELECT n FROM doubled_figures WHERE NOT differs AND n <> first_n)"
    )
    return repeated, rejected


def refuse_older(stage, target, problems):
    """Take out rows that a later vintage contradicts; return how many."""
    if not any(target.datasets):
        return 0
    older = (
        f"FROM {stage.name} s JOIN {FIGURES} f ON {target.match} "
        f"WHERE {_LAST_STATED} > %s AND NOT ({_SAME_AMOUNT})"
    )
    rows = stage.all(f"SELECT s.line, s.value, {_LAST_STATED}, s.n {older}", [target.day])
    for line, value, vintage, _n in rows:
        problems(Problem(line, "", _shown(value), Reason.NEWER_STANDS, {"vintage": str(vintage)}))
    stage.delete(row[3] for row in rows)
    return len(rows)


def compare(stage, target):
    """Return the Compared counts of the staged rows."""
    (total,) = stage.all(f"SELECT count(*) FROM {stage.name}")[0]
    if not any(target.datasets):
        return Compared(total, 0, 0, 0)
    known, same, confirmed = stage.all(
        f"SELECT count(*), coalesce(sum(CASE WHEN {_SAME_AMOUNT} THEN 1 ELSE 0 END), 0), "
        f"coalesce(sum(CASE WHEN {_SAME_AMOUNT} AND {_LAST_STATED} < %s THEN 1 ELSE 0 END), 0) "
        f"FROM {stage.name} s JOIN {FIGURES} f ON {target.match}",
        [target.day],
    )[0]
    return Compared(total - known, known - same, same, confirmed)


def samples(stage, target, compared, limit=10):
    """Return {"added": rows, "changed": rows}: staged values with the standing one beside."""
    columns = quoted([*KEY, "state", "value"], "s")
    added = (
        f"SELECT s.line, {columns} FROM {stage.name} s LEFT JOIN {FIGURES} f ON {target.match} "
        "WHERE f.id IS NULL"
    )
    changed = (
        f"SELECT s.line, {columns}, f.state, f.value FROM {stage.name} s "
        f"JOIN {FIGURES} f ON {target.match} WHERE NOT ({_SAME_AMOUNT})"
    )
    return {
        "added": _first_of(stage, added, min(limit, compared.added)),
        "changed": _first_of(stage, changed, min(limit, compared.changed)),
    }


def _first_of(stage, sql, wanted):
    """Return the first rows of a comparison, of which there are so many: most stand far ahead."""
    found, first = [], 1
    for size in (SAMPLED, stage.rows):
        if len(found) < wanted:
            stretch = f"{sql} AND s.n >= {first} AND s.n < {first + size} ORDER BY s.n"
            found += stage.all(f"{stretch} LIMIT {wanted - len(found)}")
        first += size
    return found


def load(stage, target, batch, progress):
    """Bring the staged rows in as ``batch``; within a transaction. Return (added, changed)."""
    progress.phase("load", stage.rows)
    changed = _supersede(stage, target, batch)
    confirmed = _confirm(stage, target, batch)
    inserted = 0
    for first, end in stage.slices(SLICE):
        inserted += _insert(stage, target, batch, first, end)
        progress.advance(end - first)
    progress.phase("sums")
    if inserted >= MANY:
        stage.count_anew(FIGURES)
    with touched_by(_of_batch(confirmed), [batch.pk] * (1 + confirmed)):
        rebuild()
    return inserted - changed, changed


def _of_batch(confirmed):
    """The condition for the figures that a batch brought, with those that it confirmed."""
    return "(f.batch_id = %s OR f.confirmed_by_id = %s)" if confirmed else "f.batch_id = %s"


def _supersede(stage, target, batch):
    """Mark what the file changes as replaced; return how many figures that were."""
    if not any(target.datasets):
        return 0
    return stage.run(
        f"UPDATE {FIGURES} AS f SET superseded_by_id = %s FROM {stage.name} s "
        f"WHERE {target.match} AND NOT ({_SAME_AMOUNT})",
        [batch.pk],
    )


def _confirm(stage, target, batch):
    """Note that a later vintage states the same again, so that it may be combined with its rest.

    Return whether there was such a figure.
    """
    if target.vintage is None or not any(target.datasets):
        return False
    same = f"{target.match} AND {_SAME_AMOUNT} AND {_LAST_STATED} < %s"
    stage.run(
        f"INSERT INTO {_REPLACED} (figure_id, batch_id, earlier_id) "
        f"SELECT f.id, %s, f.confirmed_by_id FROM {stage.name} s JOIN {FIGURES} f ON {same} "
        "WHERE f.confirmed_by_id IS NOT NULL",
        [batch.pk, target.day],
    )
    confirmed = stage.run(
        f"UPDATE {FIGURES} AS f SET confirmed_by_id = %s FROM {stage.name} s WHERE {same}",
        [batch.pk, target.day],
    )
    return confirmed > 0


def _insert(stage, target, batch, first, end):
    key = quoted(KEY)
    unknown = (
        f"AND NOT EXISTS (SELECT 1 FROM {FIGURES} f WHERE {target.match})"
        if any(target.datasets)
        else ""
    )
    return stage.run(
        f"INSERT INTO {FIGURES} ({key}, dataset_id, batch_id, state, value, vintage, "
        f"rounding_unit, currency) SELECT {quoted(KEY, 's')}, {target.dataset_sql}, %s, s.state, "
        f"s.value, %s, %s, %s FROM {stage.name} s WHERE s.n >= %s AND s.n < %s {unknown}",
        [batch.pk, target.day, target.rounding_unit, target.currency, first, end],
    )


class NotNewest(Exception):
    """A later import stands on this one: ``newest`` has to be undone first."""

    def __init__(self, newest):
        super().__init__(str(newest))
        self.newest = newest


def take_back(batch, *, by=None):
    """Remove the figures of a batch and bring back what they superseded; return how many went.

    Within its turn, and only while no later batch stands on it.
    """
    with touched_by(_of_batch(True), [batch.pk, batch.pk]):
        _restore_confirmations(batch)
        figures = TradeFigure.objects.filter(batch=batch)
        removed = figures._raw_delete(figures.db)
        TradeFigure.objects.filter(superseded_by=batch).update(superseded_by=None)
        rebuild()
    batch.undone_at, batch.undone_by = timezone.now(), by
    batch.save(update_fields=["undone_at", "undone_by"])
    return removed


def _restore_confirmations(batch):
    """Give the figures that the batch confirmed the confirmation they had before, if any."""
    replaced = ReplacedConfirmation.objects.filter(batch=batch)
    earlier = replaced.filter(figure=models.OuterRef("pk")).values("earlier")
    TradeFigure.objects.filter(confirmed_by=batch).update(confirmed_by=models.Subquery(earlier))
    replaced.delete()
