"""Deleting records in pages: what goes with one, and the offer to undo it."""

from django.contrib import messages
from django.db.models import CASCADE
from django.urls import reverse


def parts_of(record):
    """Return rows of label and count: what belongs to the record and disappears with it."""
    counted = (
        (relation.related_model._meta.verbose_name_plural, _rows(record, relation).count())
        for relation in record._meta.related_objects
        if relation.on_delete is CASCADE
    )
    return [{"label": label, "count": count} for label, count in counted if count]


def _rows(record, relation):
    return relation.related_model._base_manager.filter(**{relation.field.name: record})


def say_deleted(request, record, words):
    """Tell that the record is deleted, with a button that restores it."""
    undo = reverse("portal:restore", args=[record._meta.model_name, record.public_id])
    messages.success(request, words, extra_tags=undo)
