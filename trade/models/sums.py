"""Thin sums of the figures of a dataset, kept so that a page need not read them all.

They are made of what the figures state of chapters of goods and single partners, by
``trade.summaries`` in the transaction that changes the figures; ``check_trade`` recounts them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from regions.models import Place
from trade.models.figures import Dataset, Flow, Measure
from trade.models.products import Product


class SumQuerySet(models.QuerySet):
    def goods(self):
        return self.filter(measure=Measure.GOODS)

    def with_amount(self):
        return self.filter(value__isnull=False)

    def between(self, reporters, partners):
        """Return the sums of any of the reporters with any of the partners."""
        return self.filter(reporter__in=reporters, partner__in=partners)


class SumOfWorldQuerySet(SumQuerySet):
    def with_world(self):
        """Name the partner, which is all of them, ``world``."""
        world = Place.objects.filter(kind=Place.Kind.WORLD).order_by("pk")
        return self.annotate(world=models.Subquery(world.values("pk")[:1]))

    def between(self, reporters, partners):
        ids = {getattr(partner, "pk", partner) for partner in partners}
        return self.with_world().filter(reporter__in=reporters, world__in=ids)


# The figures that are summed hold their places and products in the database already; a check of
# the same keys for each sum would take longer than the summing.
_PART = {"related_name": "+", "db_index": False, "db_constraint": False}


class Sum(models.Model):
    """What the stated parts of one flow and window come to, in one dataset and currency.

    ``value`` is the sum of the ``figures`` parts with an amount, None where none has one;
    ``not_disclosed`` counts the parts that are kept secret. ``oldest`` and ``vintage`` are the
    first and the last vintage among the parts.
    """

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, **_PART)
    reporter = models.ForeignKey(Place, on_delete=models.PROTECT, **_PART)
    flow = models.PositiveSmallIntegerField(_("flow"), choices=Flow.choices)
    measure = models.PositiveSmallIntegerField(
        _("measure"), choices=Measure.choices, default=Measure.GOODS
    )
    start = models.PositiveSmallIntegerField(_("first month"))
    end = models.PositiveSmallIntegerField(_("last month"))
    currency = models.CharField(_("currency"), max_length=3)
    value = models.DecimalField(_("value"), max_digits=22, decimal_places=2, null=True)
    figures = models.PositiveIntegerField(_("figures with an amount"))
    not_disclosed = models.PositiveIntegerField(_("figures not disclosed"))
    oldest = models.DateField(_("oldest vintage"))
    vintage = models.DateField(_("vintage"))
    rounding_unit = models.PositiveBigIntegerField(_("rounded to"))

    objects = SumQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.reporter_id} {self.flow} {self.start}-{self.end}"


def _key(*parts, name):
    """Return the constraint of one sum for the parts, flow and window in a dataset and currency."""
    fields = [*parts, "flow", "measure", "end", "start", "dataset", "currency"]
    return models.UniqueConstraint(fields=fields, name=name)


class SumByReporter(Sum):
    """All partners and all goods."""

    objects = SumOfWorldQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            # Serves the trade of any number of reporters over any months.
            _key("reporter", name="sum_by_reporter_key")
        ]


class SumByPartner(Sum):
    """One partner, all goods."""

    partner = models.ForeignKey(Place, on_delete=models.PROTECT, **_PART)

    class Meta:
        ordering = ["pk"]
        constraints = [
            # Serves a pair, and the partners of a reporter.
            _key("reporter", "partner", name="sum_by_partner_key")
        ]
        indexes = [
            # Serves the reporters that trade with a partner.
            models.Index(fields=["partner", "end"], name="sum_by_partner_of_partner")
        ]


class SumByChapter(Sum):
    """One chapter of goods, all partners."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, **_PART)

    objects = SumOfWorldQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            # Serves the goods of a reporter.
            _key("reporter", "product", name="sum_by_chapter_key")
        ]
        indexes = [
            # Serves the reporters that trade a product.
            models.Index(fields=["product", "end"], name="sum_by_chapter_of_product")
        ]
