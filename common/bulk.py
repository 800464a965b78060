"""Many records written at once, as ``save()`` would write each: version, history, search text."""

from django.db import transaction
from django.utils import timezone

from common.context import current_request_id, current_user
from common.journal import current_route
from common.search import search_text
from common.search_refresh import refresh_naming

CHUNK = 500


@transaction.atomic
def create_with_history(records, reason=""):
    """Insert new records of one model; return them with their keys."""
    created = []
    for chunk in _chunks(records):
        for record in chunk:
            record._stamp()
            record.search_text = search_text(*record.search_parts())
        created += type(chunk[0])._base_manager.bulk_create(chunk)
        _write_history(chunk, "+", reason)
    return created


@transaction.atomic
def update_with_history(queryset, reason="", **values):
    """Give the records the values, each with the next version; return how many there were."""
    keys = list(queryset.order_by("pk").values_list("pk", flat=True))
    for chunk in _chunks(keys):
        _update(queryset.model, chunk, values, reason)
    return len(keys)


@transaction.atomic
def create_rows(rows, reason=""):
    """Insert new rows that belong to a record, each with its entry in the history."""
    for chunk in _chunks(rows):
        type(chunk[0])._base_manager.bulk_create(chunk)
        _write_history(chunk, "+", reason)


@transaction.atomic
def save_rows(rows, fields, reason=""):
    """Write these fields of rows that belong to a record, each with its entry in the history."""
    for chunk in _chunks(rows):
        type(chunk[0])._base_manager.bulk_update(chunk, fields)
        _write_history(chunk, "~", reason)


def _chunks(items):
    items = list(items)
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))


def _update(model, keys, values, reason):
    records = list(model._base_manager.select_for_update().filter(pk__in=keys))
    renamed = []
    for record in records:
        for name, value in values.items():
            setattr(record, name, value)
        record.version += 1
        record._stamp()
        former, record.search_text = record.search_text, search_text(*record.search_parts())
        renamed += [record] * (former != record.search_text)
    stamps = ["version", "changed_at", "changed_by", "search_text"]
    model._base_manager.bulk_update(records, [*values, *stamps])
    _write_history(records, "~", reason)
    for record in renamed:
        refresh_naming(record)


def _write_history(records, change, reason):
    """Write what the signal of a save would, in one statement."""
    model = type(records[0])
    history = model.history.model
    tracked = [f.attname for f in history.tracked_fields]
    now, user = timezone.now(), current_user()
    history._base_manager.bulk_create(
        history(
            history_date=now,
            history_type=change,
            history_change_reason=reason or None,
            history_user=user,
            request_id=current_request_id(),
            route=current_route(),
            **{name: getattr(record, name) for name in tracked},
        )
        for record in records
    )
