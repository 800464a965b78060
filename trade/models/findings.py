"""Findings: where amounts do not come to what they should; ``trade.checks`` finds them."""

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from common.periods import Window
from regions.models import Place
from trade.models.figures import Dataset, Flow, Measure, TradeFigure
from trade.models.products import Product
from trade.models.statements import Statement


class FindingQuerySet(models.QuerySet):
    def with_names(self):
        datasets = ("dataset__source", "other_dataset__source")
        return self.select_related("reporter", "partner", "product", "statement__source", *datasets)

    def about(self, place):
        """Return what concerns the place as reporter or partner."""
        return self.filter(models.Q(reporter=place) | models.Q(partner=place))

    def in_year(self, year):
        """Return what concerns months that touch the year."""
        window = Window.year(year)
        return self.filter(start__lte=window.end, end__gte=window.start)

    def beyond_rounding(self):
        return self.filter(outcome=Finding.Outcome.BEYOND)

    def by_kind(self):
        """Return ``{kind: (number, number beyond rounding)}`` of the kinds there are."""
        rows = (
            self.order_by()
            .values_list("kind")
            .annotate(
                number=models.Count("pk"),
                beyond=models.Count("pk", filter=models.Q(outcome=Finding.Outcome.BEYOND)),
            )
        )
        return {kind: (number, beyond) for kind, number, beyond in rows}


class CheckRun(models.Model):
    """The last time that everything was checked; there is one at most.

    ``journal`` is what stood in the journals then: while it does, nothing else would be found.
    """

    made_at = models.DateTimeField(_("made"), default=timezone.now)
    journal = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()
        verbose_name = _("run of the checks")
        verbose_name_plural = _("runs of the checks")

    def __str__(self):
        return date_format(timezone.localtime(self.made_at), "SHORT_DATETIME_FORMAT")


def _found(model, **options):
    """Return a key without constraint: what a finding is about may go before it is found anew."""
    return models.ForeignKey(
        model,
        models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
        db_index=False,
        **options,
    )


class Finding(models.Model):
    """One check of one amount: ``stated`` is what is said, ``computed`` what it should come to.

    ``difference`` is stated less computed. ``slack`` is what rounding leaves open: half the last
    digit of every term. ``unknown`` counts the parts that are kept secret or not reported. All
    amounts are None where a statement is only to be read again.
    """

    class Kind(models.TextChoices):
        FLOWS = "flows", _("export and import against the turnover")
        BALANCE = "balance", _("export less import against the balance")
        CHAPTERS = "chapters", _("chapters of goods against the total")
        PARTNERS = "partners", _("partners against the world")
        REGIONS = "regions", _("regions against the country")
        GROWTH = "growth", _("printed growth against the earlier amount")
        FALLING = "falling", _("amounts since January that fall")
        TWICE = "twice", _("the same months in two data sets")
        YEAR = "year", _("year against its months")
        SUMS = "sums", _("kept sums out of step")
        DISPUTED = "disputed", _("disputed statements")
        ASSUMED = "assumed", _("statements with assumed codes of goods")

    class Outcome(models.IntegerChoices):
        BEYOND = 1, _("beyond rounding")
        UNKNOWN_PARTS = 2, _("parts are not known")
        TO_READ = 3, _("to be read again")
        WITHIN = 4, _("within rounding")

    kind = models.CharField(_("check"), max_length=10, choices=Kind.choices)
    outcome = models.PositiveSmallIntegerField(_("outcome"), choices=Outcome.choices)
    figure = _found(TradeFigure, null=True)
    other_figure = _found(TradeFigure, null=True)
    statement = _found(Statement, null=True)
    reporter = _found(Place)
    partner = _found(Place)
    product = _found(Product)
    flow = models.PositiveSmallIntegerField(_("flow"), choices=Flow.choices)
    measure = models.PositiveSmallIntegerField(_("measure"), choices=Measure.choices)
    start = models.PositiveSmallIntegerField(_("first month"), null=True)
    end = models.PositiveSmallIntegerField(_("last month"), null=True)
    dataset = _found(Dataset, null=True)
    other_dataset = _found(Dataset, null=True)
    currency = models.CharField(_("currency"), max_length=3)
    stated = models.DecimalField(max_digits=22, decimal_places=2, null=True)
    computed = models.DecimalField(max_digits=22, decimal_places=2, null=True)
    difference = models.DecimalField(max_digits=22, decimal_places=2, null=True)
    size = models.DecimalField(max_digits=22, decimal_places=2, null=True)
    slack = models.DecimalField(max_digits=22, decimal_places=2, null=True)
    unknown = models.PositiveIntegerField(default=0)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["outcome", "-size", "pk"]
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        # Nobody adds, changes or deletes what is found anew whenever anything changes.
        default_permissions = ()

    def __str__(self):
        return f"{self.kind} {self.reporter_id} {self.start}-{self.end}"

    @property
    def window(self):
        return None if self.start is None else Window(self.start, self.end)

    @property
    def flow_name(self):
        return Flow(self.flow).name.lower()

    @property
    def is_beyond(self):
        return self.outcome == Finding.Outcome.BEYOND
