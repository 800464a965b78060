"""What a person is told whose save came too late: who changed what, and what was typed."""

from django.shortcuts import render
from django.utils.translation import gettext as _

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


def _label(model, name):
    names = {
        field.name: field for field in model._meta.get_fields() if hasattr(field, "verbose_name")
    }
    return names[name].verbose_name if name in names else name or _("field")
