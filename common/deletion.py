"""Deleting records in pages: what goes with one, and the offer to undo it."""

from django.contrib import messages
from django.db.models import CASCADE, Q
from django.urls import reverse

from common.models import Restricted


def parts_of(record, user):
    """Return rows of label and count: what belongs to the record and disappears with it.

    A part that hangs on another record the user may not know of is not counted.
    """
    counted = (
        (relation.related_model._meta.verbose_name_plural, _rows(record, relation, user).count())
        for relation in record._meta.related_objects
        if relation.on_delete is CASCADE
    )
    return [{"label": label, "count": count} for label, count in counted if count]


def _rows(record, relation, user):
    model, leading = relation.related_model, relation.field
    rows = model._base_manager.filter(**{leading.name: record})
    for field in model._meta.concrete_fields:
        linked = field.related_model
        if field != leading and linked and issubclass(linked, Restricted):
            known = linked.all_objects.visible_to(user)
            rows = rows.filter(Q(**{field.attname: None}) | Q(**{f"{field.name}__in": known}))
    return rows


def say_deleted(request, record, words):
    """Tell that the record is deleted, with a button that restores it."""
    undo = reverse("portal:restore", args=[record._meta.model_name, record.public_id])
    messages.success(request, words, extra_tags=undo)
