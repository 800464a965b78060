"""What a history tells: which fields people type, and their values as pages print them."""

from collections import defaultdict
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import FileField
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from common.fields import PartialDateField
from common.formats import number, partial_date_label
from common.partial_dates import PartialDate
from common.texts import whole_number

# The reason written beside an entry that takes an earlier one back.
TAKEN_BACK = "taken back"


def typed_fields(model, *, without=()):
    """Return the fields people write, in their order, ties to many last.

    How a date is known belongs to the date and is no field of its own here, nor is a file, which
    never changes; documents tied to a record stand among them, though no form of the record has
    them.
    """
    fields = [*model._meta.concrete_fields, *getattr(model, "_history_m2m_fields", ())]
    bases = {f"{field.name}_basis" for field in fields if isinstance(field, PartialDateField)}
    left_out = {*bases, *without}
    return [
        field
        for field in fields
        if (field.editable or field.many_to_many)
        and not field.primary_key
        and not isinstance(field, FileField)
        and field.name not in left_out
    ]


def values_of(row, fields):
    """Return field name -> value of a record or of an entry of its history.

    A tie to one is the other's key, a tie to many a frozenset of keys.
    """
    return {field.name: _value(row, field) for field in fields}


def _value(row, field):
    if not field.many_to_many:
        return getattr(row, field.attname)
    if hasattr(row, "history_id"):
        return frozenset(row.ties[field.name])
    return frozenset(getattr(row, field.name).values_list("pk", flat=True))


def stored_entries(model, ids):
    """Return entries of a history by their ids, each with its ``ties``: field name -> keys.

    One query, and one for each of the model's ties to many.
    """
    entries = {entry.pk: entry for entry in model.history.order_by().filter(pk__in=ids)}
    for entry in entries.values():
        entry.ties = {field.name: set() for field in model._meta.many_to_many}
    for field in getattr(model, "_history_m2m_fields", ()):
        ties = getattr(model.history.model, field.name).filter(history__in=entries)
        key = field.m2m_reverse_field_name()
        for entry, tied in ties.values_list("history", key):
            entries[entry].ties[field.name].add(tied)
    return entries.values()


def keys_in(value):
    """Return the keys in the value of a tie, to one or to many."""
    if isinstance(value, frozenset):
        return value
    return frozenset() if value in (None, "") else frozenset([value])


class Names:
    """Names of records the user may know of, asked for once per model, of all that was expected."""

    def __init__(self, user=None):
        self.user = user
        self.wanted = defaultdict(set)

    def expect(self, model, keys):
        self.wanted[model] |= {key for key in map(str, keys) if whole_number(key) is not None}
        self.__dict__.pop("_names", None)

    def get(self, model, key):
        """Return the name, None for what is gone or hidden from the user."""
        return self._names.get((model, str(key)))

    @cached_property
    def _names(self):
        return {
            (model, str(record.pk)): str(record)
            for model, keys in self.wanted.items()
            if keys
            for record in self._known(model).filter(pk__in=[int(key) for key in keys])
        }

    def _known(self, model):
        visible = getattr(getattr(model, "all_objects", None), "visible_to", None)
        if self.user is None or visible is None:
            return model._base_manager.all()
        return visible(self.user)


def printed(value):
    """Return a plain value as pages print it; "" for none."""
    if isinstance(value, PartialDate):
        return partial_date_label(value) if value else ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return partial_date_label(value)
    if isinstance(value, time):
        return time_format(value)
    if isinstance(value, Decimal):
        return number(value.normalize() if value == value.to_integral() else value)
    if isinstance(value, int):
        return number(value)
    return "" if value is None else str(value)
