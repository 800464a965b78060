"""The ledger of commitments: who owes what to whom, by when."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import PartialDateField
from common.models import Record, Restricted, RestrictedQuerySet, Titled, has_a_title
from common.queries import urgency
from common.search import in_every_language, years
from cooperation.models.agreements import Agreement
from regions.models import Organisation, Place, Source, names_of


def on_side(side, place):
    """Return the condition that ``owed_by`` or ``owed_to`` is the place or lies in it."""
    inside = Place.objects.within(place)
    return Q(**{f"{side}_place__in": inside}) | Q(**{f"{side}_organisation__place__in": inside})


class CommitmentQuerySet(RestrictedQuerySet):
    def open(self):
        return self.filter(status=Commitment.Status.OPEN)

    def overdue(self, today=None):
        return self.open().filter(due_latest__lt=today or timezone.localdate())

    def due_within(self, days, today=None):
        """Return the open ones due in so many days or overdue, soonest first."""
        today = today or timezone.localdate()
        soon = today + timedelta(days=days)
        return self.open().filter(due_latest__lte=soon).order_by("due_latest", "pk")

    def owed_by(self, place):
        """Return what the place owes, or something or somebody in it."""
        return self.filter(on_side("owed_by", place))

    def of_place(self, place):
        return self.filter(on_side("owed_by", place) | on_side("owed_to", place))

    def between(self, place, other):
        return self.of_place(place).of_place(other)

    def soonest_first(self):
        return self.order_by(F("due_latest").asc(nulls_last=True), "pk")

    def with_sides(self):
        return self.select_related(
            "owed_by_place", "owed_by_organisation", "owed_to_place", "owed_to_organisation"
        )

    def with_urgency(self, days, today=None):
        """Add ``urgency``: "overdue", "soon" when due within so many days, or ""."""
        still_open = Q(status=Commitment.Status.OPEN)
        return self.annotate(urgency=urgency("due_latest", still_open, days, today))


class Commitment(Titled, Restricted, Record):
    class Status(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    owed_by_place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owed by the place"),
    )
    owed_by_organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owed by the organisation"),
    )
    owed_to_place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owed to the place"),
    )
    owed_to_organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owed to the organisation"),
    )
    due = PartialDateField(_("due"))
    status = models.CharField(
        _("status"), max_length=8, choices=Status.choices, default=Status.OPEN
    )
    evidence = models.TextField(
        _("evidence"), blank=True, help_text=_("What shows that it was kept.")
    )
    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("agreement"),
    )
    sources = models.ManyToManyField(
        Source, blank=True, related_name="commitments", verbose_name=_("sources")
    )

    search_names = (
        "owed_by_place",
        "owed_by_organisation",
        "owed_to_place",
        "owed_to_organisation",
    )

    objects = CommitmentQuerySet.as_alive_manager()
    all_objects = CommitmentQuerySet.as_manager()
    _history_m2m_fields = [sources]

    class Meta(Restricted.Meta):
        abstract = False
        ordering = [F("due_latest").asc(nulls_last=True), "pk"]
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = [
            has_a_title("commitment_titled"),
            models.CheckConstraint(
                condition=Q(owed_by_place__isnull=True) ^ Q(owed_by_organisation__isnull=True),
                name="commitment_owed_by_one",
                violation_error_message=_("Name who owes it: a place or an organisation."),
            ),
            models.CheckConstraint(
                condition=Q(owed_to_place__isnull=True) | Q(owed_to_organisation__isnull=True),
                name="commitment_owed_to_one_at_most",
                violation_error_message=_("Name one to whom it is owed, not two."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("portal:commitment", args=[self.public_id])

    @property
    def debtor(self):
        return self.owed_by_place or self.owed_by_organisation

    @property
    def creditor(self):
        return self.owed_to_place or self.owed_to_organisation

    def is_overdue(self, today=None):
        today = today or timezone.localdate()
        return (
            self.status == Commitment.Status.OPEN
            and self.due_latest is not None
            and self.due_latest < today
        )

    def days_left(self, today=None):
        """Return the days to the last day it is due on, negative when past; None without one."""
        today = today or timezone.localdate()
        return None if self.due_latest is None else (self.due_latest - today).days

    def days_overdue(self, today=None):
        """Return how many days it is past due; 0 when it is not."""
        return -self.days_left(today) if self.is_overdue(today) else 0

    def search_parts(self):
        names = names_of([self.debtor, self.creditor])
        words = in_every_language(self._meta.verbose_name)
        return [*self.titles(), *names, *words, *years(self.due.text)]
