"""What belongs to a visit: its stops, its sides, and its agreements."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from common.fields import PartialDateField
from common.models import Tracked
from cooperation.models import Agreement
from regions.models import Organisation, Place


class Stop(Tracked):
    """A place a visit goes to, in the order of the journey."""

    visit = models.ForeignKey(
        "visits.Visit", on_delete=models.CASCADE, related_name="stops", verbose_name=_("visit")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="stops", verbose_name=_("place")
    )
    arrival = PartialDateField(_("arrival"))
    departure = PartialDateField(_("departure"))

    class Meta:
        ordering = ["visit", "position", "pk"]
        verbose_name = _("stop")
        verbose_name_plural = _("stops")
        constraints = [
            models.UniqueConstraint(fields=["visit", "position", "place"], name="stop_unique")
        ]

    def __str__(self):
        return str(self.place)


class VisitSideQuerySet(models.QuerySet):
    def sending(self):
        return self.filter(side=VisitSide.Side.SENDING)

    def receiving(self):
        return self.filter(side=VisitSide.Side.RECEIVING)


class VisitSide(Tracked):
    """A place or an organisation that sends the visit or receives it."""

    class Side(models.TextChoices):
        SENDING = "sending", _("sending")
        RECEIVING = "receiving", _("receiving")

    visit = models.ForeignKey(
        "visits.Visit", on_delete=models.CASCADE, related_name="sides", verbose_name=_("visit")
    )
    side = models.CharField(_("side"), max_length=10, choices=Side.choices)
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        related_name="visit_sides",
        verbose_name=_("place"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="visit_sides",
        verbose_name=_("organisation"),
    )

    objects = VisitSideQuerySet.as_manager()

    class Meta:
        ordering = ["visit", "side", "position", "pk"]
        verbose_name = _("side of a visit")
        verbose_name_plural = _("sides of a visit")

    def __str__(self):
        return str(self.organisation or self.place)

    def names(self):
        organisation = self.organisation.names() if self.organisation else []
        return [*self.place.names(), *organisation]


class VisitAgreementQuerySet(models.QuerySet):
    def newest_first(self):
        """Sort by the visits, the newest before the others."""
        return self.order_by(F("visit__start_latest").desc(nulls_last=True), "-visit", "pk")


class VisitAgreement(Tracked):
    """How a visit and an agreement hang together."""

    class Relation(models.TextChoices):
        SIGNED_AT = "signed", _("signed at the visit")
        PREPARED_AT = "prepared", _("prepared at the visit")
        UNDER = "under", _("the visit takes place under it")

    visit = models.ForeignKey(
        "visits.Visit",
        on_delete=models.CASCADE,
        related_name="agreement_links",
        verbose_name=_("visit"),
    )
    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        related_name="visit_links",
        verbose_name=_("agreement"),
    )
    relation = models.CharField(
        _("relation"), max_length=8, choices=Relation.choices, default=Relation.SIGNED_AT
    )

    objects = VisitAgreementQuerySet.as_manager()

    class Meta:
        ordering = ["visit", "agreement", "pk"]
        verbose_name = _("agreement of the visit")
        verbose_name_plural = _("agreements of the visit")
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "agreement", "relation"], name="visit_agreement_unique"
            )
        ]

    def __str__(self):
        return f"{self.get_relation_display()}: {self.agreement}"
