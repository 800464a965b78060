"""The history of a record with all that belongs to it, in words: who changed what, and when."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from types import SimpleNamespace

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import User
from common.formats import window_label
from common.history import (
    TAKEN_BACK,
    Names,
    keys_in,
    printed,
    stored_entries,
    typed_fields,
    values_of,
)
from common.journal import JournalEntry
from common.models import Restricted
from common.periods import Window
from common.texts import LocalText
from portal.record_acts import acts_of, former_of, rows_of
from portal.record_kinds import MONTHS


@dataclass
class FieldChange:
    """A field with its values before and after, None where there was no row; and in words."""

    field: object
    before: object
    after: object
    label: str = ""
    told_before: str = ""
    told_after: str = ""


@dataclass
class Change:
    """What an act did to one row: ``how`` is created, changed, removed, deleted or restored."""

    source: str
    object_id: int
    how: str
    fields: list
    title: str = ""
    # The entries of history it lies between; None where there was or is no row.
    before: object = None
    after: object = None


@dataclass
class Entry:
    """An act in words."""

    key: str
    when: datetime
    who: str
    way: str
    what: str
    is_creation: bool
    may_be_taken_back: bool
    changes: list


class RecordHistory:
    """The acts on a record, newest first, of which ``entries`` tells those of a page."""

    def __init__(self, kind, record, user):
        self.kind = kind
        self.record = record
        self.user = user
        self.may_change = user.has_perm(kind.permission("change"))
        self.names = Names(user)

    @cached_property
    def rows(self):
        return rows_of(self.kind, self.record)

    @cached_property
    def acts(self):
        return acts_of(self.rows)

    @cached_property
    def _former(self):
        return former_of(self.rows)

    def act(self, key):
        """Return the act of this key, None for none."""
        return next((act for act in self.acts if act.key == key), None)

    def entries(self, acts):
        """Return the acts in words, each with its changes."""
        spans = {act.key: self._spans(act) for act in acts}
        stored = self._stored([row for ends in spans.values() for pair in ends for row in pair])
        found = {
            act.key: [change for pair in spans[act.key] if (change := self._change(*pair, stored))]
            for act in acts
        }
        self.names.expect(User, [act.rows[-1].user_id for act in acts])
        return [self._entry(act, self._told(found[act.key])) for act in acts]

    def _spans(self, act):
        """Return the row before the act, or None, and the last row of it, of each thing."""
        first, last = {}, {}
        for row in act.rows:
            first.setdefault((row.source, row.object_id), row)
            last[row.source, row.object_id] = row
        return [(self._former.get(first[thing].key), last[thing]) for thing in first]

    def _stored(self, rows):
        """Return key -> entry of history with its values: a query for each model among them."""
        wanted = {}
        for row in filter(None, rows):
            wanted.setdefault(row.source, set()).add(row.pk)
        return {
            f"{source}-{entry.history_id}": entry
            for source, keys in wanted.items()
            for entry in stored_entries(self.kind.models[source], keys)
        }

    def fields_of(self, source):
        """Return the fields the user may read, without the one that leads to the record."""
        part = self.kind.part(source)
        if part is None:
            return typed_fields(self.kind.model)
        kept_back = () if self.may_change else part.internal
        return typed_fields(part.model, without=(self.kind.name, *kept_back))

    def _change(self, former, last, stored):
        before = None if former is None or former.type == "-" else stored[former.key]
        after = None if last.type == "-" else stored[last.key]
        part = self.kind.part(last.source)
        if part and not self.may_change:
            before, after = part.for_readers(before), part.for_readers(after)
        if before is None and after is None:
            return None
        return Change(
            last.source,
            last.object_id,
            _how(before, after),
            self._fields(last.source, before, after),
            before=before,
            after=after,
        )

    def _fields(self, source, before, after):
        """Return the fields that differ; those of what is new or gone where they say anything."""
        fields = self.fields_of(source)
        was = values_of(before, fields) if before else dict.fromkeys(f.name for f in fields)
        now = values_of(after, fields) if after else dict.fromkeys(f.name for f in fields)
        found = []
        for each in fields:
            if was[each.name] == now[each.name]:
                continue
            found.append(FieldChange(each, was[each.name], now[each.name]))
            if each.related_model:
                self.names.expect(
                    each.related_model, keys_in(was[each.name]) | keys_in(now[each.name])
                )
        self._expect_title(source, after or before)
        return found

    def _expect_title(self, source, row):
        part = self.kind.part(source)
        for name in part.named_by if part else ():
            related = getattr(part.model._meta.get_field(name), "related_model", None)
            if related:
                self.names.expect(related, keys_in(getattr(row, f"{name}_id")))

    def _told(self, changes):
        """Return the changes in words, without what the user may not know of."""
        shown = [change for change in changes if not self._is_hidden(change)]
        for change in shown:
            change.title = self._title(change)
            change.fields = [one for one in change.fields if self._tell(one)]
        return [one for one in shown if one.fields or one.how != "changed"]

    def _is_hidden(self, change):
        """Tell whether a part hangs on a record the user may not know of."""
        part = self.kind.part(change.source)
        row = change.after or change.before
        return part is not None and any(
            self.names.get(each.related_model, getattr(row, each.attname)) is None
            for each in typed_fields(part.model, without=(self.kind.name,))
            if _is_restricted(each)
            and not each.many_to_many
            and getattr(row, each.attname) is not None
        )

    def _tell(self, change):
        """Write the values in words; return whether there is anything to show."""
        change.label = str(change.field.verbose_name)
        change.told_before = self.told(change.field, change.before)
        change.told_after = self.told(change.field, change.after)
        return change.told_before != change.told_after or (
            bool(change.told_before) and not _is_restricted(change.field)
        )

    def told(self, each, value):
        """Return the value of a field in words; "" for none, and for what is hidden."""
        if each.related_model:
            names = (self._name(each, key) for key in keys_in(value))
            return ", ".join(sorted(filter(None, names)))
        if value is not None and each.flatchoices:
            return str(dict(each.flatchoices).get(value, value)) if value != "" else ""
        if value is not None and each.name in MONTHS:
            return window_label(Window(value, value))
        return printed(value)

    def _name(self, each, key):
        name = self.names.get(each.related_model, key)
        if name is None and not _is_restricted(each):
            return _("no longer in the portal")
        return name

    def _title(self, change):
        """Return what the part is called: "stop: Brest"; "" for the record itself."""
        part = self.kind.part(change.source)
        if part is None:
            return ""
        row = change.after or change.before
        name = next(filter(None, (self._part_name(part, row, one) for one in part.named_by)), "")
        label = capfirst(part.model._meta.verbose_name)
        return _("%(kind)s: %(name)s") % {"kind": label, "name": name} if name else label

    def _part_name(self, part, row, name):
        if name.endswith("_en"):
            texts = SimpleNamespace(**{key: getattr(row, key) for key in _languages_of(name)})
            return str(LocalText.of(texts, name.removesuffix("_en")))
        each = part.model._meta.get_field(name)
        return self.told(each, getattr(row, each.attname))

    def _entry(self, act, changes):
        last = act.rows[-1]
        own = next((change for change in changes if change.source == self.kind.name), None)
        how = own.how if own else "changed"
        is_back = last.reason == TAKEN_BACK
        is_mere_change = how == "changed" and any(map(_goes_back, changes))
        return Entry(
            key=act.key,
            when=last.when,
            who=self.names.get(User, last.user_id) or "",
            way=str(JournalEntry.Route(last.route).label),
            what=_("A change taken back") if is_back else _words_for(how, changes),
            is_creation=how == "created",
            may_be_taken_back=self.may_change and is_mere_change,
            changes=changes,
        )


def _how(before, after):
    if after is None:
        return "removed"
    was_deleted = getattr(before, "deleted_at", None) is not None
    is_deleted = getattr(after, "deleted_at", None) is not None
    if was_deleted != is_deleted:
        return "deleted" if is_deleted else "restored"
    return "created" if before is None else "changed"


def _words_for(how, changes):
    words = {"created": _("Created"), "deleted": _("Deleted"), "restored": _("Restored")}
    return words.get(how) or (_("Changed") if changes else _("Saved without a change"))


def _goes_back(change):
    """Tell whether people write any of it: documents come and go on pages of their own."""
    return change.how != "changed" or any(one.field.editable for one in change.fields)


def _is_restricted(each):
    return bool(each.related_model) and issubclass(each.related_model, Restricted)


def _languages_of(name):
    stem = name.removesuffix("en")
    return [f"{stem}{code}" for code in ("en", "ru", "kk", "be")]
