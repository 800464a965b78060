"""The acts of a record's history: the rows it and its parts left, as one person left them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from django.db.models import CharField, Value

from common.history_start import STARTED

# Changes by a command have no request; those that follow each other so closely are one act.
ONE_ACT = timedelta(seconds=2)


class Row(NamedTuple):
    """One row of history without its values; ``source`` is the name of its model."""

    source: str
    pk: int
    object_id: int
    when: datetime
    type: str
    request_id: str
    user_id: int | None
    reason: str | None
    route: str

    @property
    def key(self):
        return f"{self.source}-{self.pk}"


COLUMNS = (
    *("history_id", "id", "history_date", "history_type", "request_id"),
    *("history_user_id", "history_change_reason", "route"),
)


@dataclass
class Act:
    """What one person did at one time: the rows of history it left, oldest first."""

    rows: list = field(default_factory=list)

    @property
    def key(self):
        """What the act is called in addresses: its last row."""
        return self.rows[-1].key

    def goes_on_with(self, row):
        last = self.rows[-1]
        if row.request_id or last.request_id:
            return row.request_id == last.request_id
        return row.user_id == last.user_id and row.when - last.when <= ONE_ACT


def rows_of(kind, record):
    """Return all rows of history of the record and its parts, oldest first, in one query."""
    own = _light(kind.model, id=record.pk)
    parts = [_light(part.model, **{kind.name: record.pk}) for part in kind.parts]
    rows = (Row(*values) for values in own.union(*parts, all=True))
    return sorted(rows, key=lambda row: (row.when, row.source != kind.name, row.pk))


def _light(model, **which):
    name = Value(model._meta.model_name, output_field=CharField())
    rows = model.history.filter(**which).annotate(journal_source=name).order_by()
    return rows.values_list("journal_source", *COLUMNS)


def acts_of(rows):
    """Return the Acts that left the rows, newest first."""
    acts = []
    for row in rows:
        if row.reason == STARTED:
            continue
        if acts and acts[-1].goes_on_with(row):
            acts[-1].rows.append(row)
        else:
            acts.append(Act([row]))
    return acts[::-1]


def former_of(rows):
    """Return key of a row -> the row of the same thing before it."""
    things = {}
    for row in rows:
        things.setdefault((row.source, row.object_id), []).append(row)
    return {after.key: before for rows in things.values() for before, after in pairwise(rows)}
