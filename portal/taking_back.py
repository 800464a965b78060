"""Taking an act of a record's history back: what it would do, and doing it."""

from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import transaction

from common.history import TAKEN_BACK, keys_in, values_of
from portal.record_history import FieldChange


@dataclass
class Step:
    """One row to bring back: ``how`` is fields, remove or restore.

    ``fields`` are FieldChanges from what stands now to what is to stand again.
    """

    how: str
    source: str
    title: str
    row: object
    fields: list = field(default_factory=list)


class TakingBack:
    """An act turned round: only fields that it changed, and only where they still differ.

    What was done since to other fields stays.
    """

    def __init__(self, history, act):
        self.history = history
        self.record = history.record
        self.entry = history.entries([act])[0]
        self.is_possible = self.entry.may_be_taken_back
        self.steps = self._steps() if self.is_possible else []

    def _steps(self):
        steps = [self._step(change) for change in self.entry.changes]
        steps = [step for step in steps if step]
        for step in steps:
            for each in step.fields:
                each.label = str(each.field.verbose_name)
                each.told_before = self.history.told(each.field, each.before)
                each.told_after = self.history.told(each.field, each.after)
        return steps

    def _step(self, change):
        part = self.history.kind.part(change.source)
        if part is None:
            return self._back(change, self.record)
        mine = part.model.objects.filter(**{self.history.kind.name: self.record})
        row = mine.filter(pk=change.object_id).first()
        if change.how == "created":
            return row and Step("remove", change.source, change.title, row)
        if change.how == "removed":
            return None if row else self._anew(change, part)
        return row and self._back(change, row)

    def _anew(self, change, part):
        """Return the step that makes the row again as it was, under its former id."""
        columns = part.model._meta.concrete_fields
        values = {column.attname: getattr(change.before, column.attname) for column in columns}
        fields = [FieldChange(one.field, None, one.before) for one in change.fields]
        return Step("restore", change.source, change.title, part.model(**values), fields)

    def _back(self, change, row):
        now = values_of(row, [one.field for one in change.fields])
        fields = [
            FieldChange(one.field, now[one.field.name], wanted)
            for one in change.fields
            if one.field.editable
            and (wanted := self._wanted(one, now[one.field.name])) != now[one.field.name]
        ]
        for one in fields:
            if one.field.related_model:
                self.history.names.expect(one.field.related_model, _keys(one.before, one.after))
        return Step("fields", change.source, change.title, row, fields) if fields else None

    def _wanted(self, one, now):
        """Return the value to stand again: of many ties, those which the act gave or took away."""
        if not one.field.many_to_many:
            return one.before
        known = {key for key in one.before ^ one.after if self._is_known(one.field, key)}
        return (now - (one.after & known)) | (one.before & known)

    def _is_known(self, each, key):
        """Whether there is such a row, or will be: parts that the act removed come back first."""
        is_there = self.history.names.get(each.related_model, key) is not None
        return is_there or (each.related_model._meta.model_name, key) in self._removed

    @cached_property
    def _removed(self):
        changes = self.entry.changes
        return {(one.source, one.object_id) for one in changes if one.how == "removed"}

    @transaction.atomic
    def apply(self, version):
        """Bring everything back over the version that was read.

        StaleRecord when the record was changed since; ValidationError where a rule forbids it.
        """
        self.record.version = version
        own = [step for step in self.steps if step.row is self.record]
        for step in own:
            _set(step)
        self._save(self.record)
        for step in own:
            _set_many(step)
        self._bring_parts_back([step for step in self.steps if step.row is not self.record])
        self.record.refresh_search_text()
        self.history.kind.settle(self.record)

    def _bring_parts_back(self, steps):
        for step in steps:
            if step.how == "remove":
                step.row._change_reason = TAKEN_BACK
                step.row.delete()
            else:
                setattr(step.row, self.history.kind.name, self.record)
                _set(step)
        kept = [step for step in steps if step.how != "remove"]
        self._save_in_order([step.row for step in kept])
        for step in kept:
            _set_many(step)

    def _save_in_order(self, rows):
        """Save the rows, those first that the rules allow: a head steps down before another."""
        while rows:
            refused, problem = [], None
            for row in rows:
                try:
                    self._save(row)
                except ValidationError as error:
                    refused.append(row)
                    problem = error
            if len(refused) == len(rows):
                raise problem
            rows = refused

    def _save(self, row):
        row.full_clean()
        row._change_reason = TAKEN_BACK
        row.save()


def _keys(*values):
    return frozenset().union(*map(keys_in, values))


def _set(step):
    if step.how != "fields":
        return
    for one in step.fields:
        if not one.field.many_to_many:
            setattr(step.row, one.field.attname, one.after)


def _set_many(step):
    for one in step.fields:
        if one.field.many_to_many and one.after is not None:
            # What is gone since then can not be tied to again.
            there = one.field.related_model._base_manager.filter(pk__in=one.after)
            getattr(step.row, one.field.name).set(there)
