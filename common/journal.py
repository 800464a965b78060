"""The history of records: who changed what, when, in which request."""

from functools import cache

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

from common.context import current_request, current_request_id, current_user


class JournalEntry(models.Model):
    """What each history row knows beyond the values: the request and the way it came."""

    class Route(models.TextChoices):
        PORTAL = "portal", _("portal")
        ADMIN = "admin", _("admin")
        COMMAND = "command", _("command")

    request_id = models.CharField(_("request"), max_length=32, blank=True, editable=False)
    route = models.CharField(
        _("way"), max_length=8, choices=Route.choices, default=Route.COMMAND, editable=False
    )

    class Meta:
        abstract = True


class EntryManager(HistoryManager):
    """The manager of the entries, whose class is made once and not at every use."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class, class_name=None):
        return super().from_queryset(queryset_class, class_name)


class History(HistoricalRecords):
    """The history of a model, kept in journal entries.

    Of a row that was just inserted no ties to many are asked for: there can be none yet.
    """

    def __init__(self, **kwargs):
        super().__init__(bases=[JournalEntry], history_manager=EntryManager, **kwargs)

    def create_historical_record_m2ms(self, history_instance, instance):
        if history_instance.history_type != "+":
            super().create_historical_record_m2ms(history_instance, instance)


def current_route():
    request = current_request()
    if request is None:
        return JournalEntry.Route.COMMAND
    in_admin = request.path.startswith("/admin/")
    return JournalEntry.Route.ADMIN if in_admin else JournalEntry.Route.PORTAL


def note_request(sender, history_instance, **kwargs):
    """Write request, way and actor into a history row that is about to be saved."""
    if isinstance(history_instance, JournalEntry):
        history_instance.request_id = current_request_id()
        history_instance.route = current_route()
        if user := current_user():
            history_instance.history_user = user  # type: ignore[attr-defined]  # simple-history's
