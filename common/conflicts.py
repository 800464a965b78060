"""What a person is told whose save came too late: who changed what, and what was typed."""

import re

from django.shortcuts import render

from common.models import StaleRecord

# Fields of a form that nobody typed.
MACHINE_FIELDS = ("csrfmiddlewaretoken", "version", "_save", "_continue", "_addanother", "action")
MACHINE_SUFFIXES = ("_FORMS", "-id", "-version")


class StaleSaves:
    """Answer 409 wherever a save met a newer version: portal, admin, inlines and actions."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, StaleRecord):
            return conflict_page(request, exception.record)
        return None


def conflict_page(request, stale):
    current = type(stale)._base_manager.get(pk=stale.pk)
    context = {
        "record": str(current),
        "changed_by": getattr(current, "changed_by", None),
        "changed_at": getattr(current, "changed_at", None),
        "changes": changes_since(current, stale.version),
        "typed": typed_fields(request.POST, type(stale)),
        "edit_url": request.get_full_path(),
    }
    return render(request, "409.html", context, status=409)


def changes_since(current, version):
    """Return rows of label, before, after: what changed after the version was read."""
    entries = current.history
    read = entries.filter(version=version).order_by("-history_date", "-pk").first()
    newest = entries.order_by("-history_date", "-pk").first()
    if read is None or newest is None:
        return []
    delta = newest.diff_against(read, excluded_fields=["version", "changed_at", "changed_by"])
    return [
        {
            "label": _label(type(current), change.field),
            "before": change.old,
            "after": change.new,
        }
        for change in delta.changes
    ]


def typed_fields(posted, model):
    """Return rows of label and value of everything that was typed, in the form's order."""
    return [
        {"label": _label(model, name), "value": ", ".join(filter(None, values))}
        for name, values in posted.lists()
        if _was_typed(name) and any(values)
    ]


def _was_typed(name):
    return name not in MACHINE_FIELDS and not name.endswith(MACHINE_SUFFIXES)


ROW = re.compile(r"(?P<rows>\w+)-(?P<number>[0-9]+)-(?P<field>\w+)")


def _label(model, name):
    """Return the field in words; of a row that belongs to the record with the row's number."""
    if row := ROW.fullmatch(name):
        label = _label(_model_of_rows(model, row["rows"]), row["field"])
        return f"{label} ({int(row['number']) + 1})"
    fields = {field.name: field for field in model._meta.get_fields()}
    return getattr(fields.get(name), "verbose_name", name)


def _model_of_rows(model, rows):
    """Return the model of the rows that a formset of this prefix holds; the model if unknown."""
    related = {relation.get_accessor_name(): relation for relation in model._meta.related_objects}
    return related[rows].related_model if rows in related else model
