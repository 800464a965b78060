"""The history of records: who changed what, when, in which request."""

from django.db import models
from django.utils.translation import gettext_lazy as _

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
