"""Batches: the journal of figures, one entry for what came in together."""

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class BatchQuerySet(models.QuerySet):
    def imported(self):
        return self.filter(origin=Batch.Origin.IMPORT)

    def standing(self):
        """Leave out what was undone."""
        return self.filter(undone_at__isnull=True)


class Batch(models.Model):
    """Figures that came in together, by one act of one person.

    Its rows are the state after, the rows it superseded the state before: it can be undone, the
    newest first, and stays as the record that it was there.
    """

    class Origin(models.TextChoices):
        STATEMENT = "statement", _("statement")
        LOAD = "load", _("loaded file")
        IMPORT = "import", _("imported file")

    origin = models.CharField(_("origin"), max_length=10, choices=Origin.choices)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    made_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    vintage = models.DateField(_("vintage"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone by"),
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("batch")
        verbose_name_plural = _("batches")

    def __str__(self):
        day = date_format(timezone.localtime(self.made_at), "SHORT_DATE_FORMAT")
        return f"{self.get_origin_display()}, {day}"
