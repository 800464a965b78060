"""Targets: how much trade somebody declared to reach, and by when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.fields import PartialDateField
from common.models import Qualifier, Record, RecordQuerySet
from common.periods import Window
from regions.models import Person, Place, Source
from trade.models.figures import Flow, Measure


class TargetQuerySet(RecordQuerySet):
    def of_pair(self, place, other):
        return self.filter(
            models.Q(reporter=place, partner=other) | models.Q(reporter=other, partner=place)
        )

    def about(self, place):
        """Return the targets with the place as reporter or partner."""
        return self.filter(models.Q(reporter=place) | models.Q(partner=place))

    def among(self, places):
        """Return what is declared for the trade of any two of the places."""
        return self.filter(reporter__in=places, partner__in=places)

    def newest_first(self):
        return self.order_by(
            "-window_end", models.F("declared_latest").desc(nulls_last=True), "-pk"
        )

    def with_names(self):
        return self.select_related("source", "reporter", "partner", "declared_by")


class Target(Record):
    """An amount to be reached in the window (``window_start`` to ``window_end``, months)."""

    reporter = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="+", verbose_name=_("reporter")
    )
    partner = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="+", verbose_name=_("partner")
    )
    flow = models.PositiveSmallIntegerField(_("flow"), choices=Flow.choices, default=Flow.TURNOVER)
    measure = models.PositiveSmallIntegerField(
        _("measure"), choices=Measure.choices, default=Measure.GOODS
    )
    amount = models.DecimalField(_("amount"), max_digits=20, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, default="USD")
    rounding_unit = models.PositiveBigIntegerField(_("rounded to"), default=1)
    qualifier = models.CharField(
        _("how firmly stated"), max_length=12, choices=Qualifier.choices, default=Qualifier.EXACT
    )
    window_start = models.PositiveSmallIntegerField(_("first month"))
    window_end = models.PositiveSmallIntegerField(_("last month"))
    declared = PartialDateField(_("declared"))
    declared_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="targets",
        verbose_name=_("declared by"),
    )
    declared_by_printed = models.CharField(_("declared by, as printed"), max_length=200, blank=True)
    printed = models.CharField(_("as printed"), max_length=300, blank=True)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="targets", verbose_name=_("source")
    )

    search_names = ("reporter", "partner")

    objects = TargetQuerySet.as_alive_manager()
    all_objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["-window_end", "-pk"]
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(window_end__gte=models.F("window_start")),
                name="target_window_forward",
                violation_error_message=_("The period ends before it starts."),
            ),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="target_positive"),
        ]

    def __str__(self):
        return self.printed or f"{self.amount:f} {self.currency}"

    @property
    def window(self):
        return Window(self.window_start, self.window_end)

    def search_parts(self):
        return [self.printed, *self.reporter.names(), *self.partner.names()]
