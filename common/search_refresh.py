"""Search texts written anew: of whole tables, and of what names a record whose names changed.

Each model lists in ``search_names`` the paths to the records whose names its search text holds.
"""

from django.apps import apps

from common.search import search_text

CHUNK = 500


def searchable_models():
    return [model for model in apps.get_models() if hasattr(model, "search_names")]


def refresh(records):
    """Write anew the search texts that have come to differ; return how many did.

    By updates, for the history would take a save for a change.
    """
    keys = list(records.order_by("pk").values_list("pk", flat=True))
    chunks = (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))
    return sum(_refresh_chunk(records.model, chunk) for chunk in chunks)


def refresh_naming(record):
    """Refresh whatever names the record; return how many search texts changed."""
    return sum(
        refresh(model._base_manager.filter(pk__in=_naming(model, record)))
        for model in searchable_models()
    )


def _refresh_chunk(model, keys):
    stale = []
    for record in model._base_manager.filter(pk__in=keys):
        text = search_text(*record.search_parts())
        if text != record.search_text:
            record.search_text = text
            stale.append(record)
    model._base_manager.bulk_update(stale, ["search_text"])
    return len(stale)


def _naming(model, record):
    """Return the keys of the model's records that name this one."""
    paths = [path for path in model.search_names if _target(model, path) is type(record)]
    found = (model._base_manager.filter(**{path: record.pk}) for path in paths)
    return {key for rows in found for key in rows.values_list("pk", flat=True)}


def _target(model, path):
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model
