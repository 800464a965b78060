"""Figures: the narrow, append-only layer that arithmetic works on."""

from datetime import date

from django.db import models
from django.db.models import F, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.formats import window_label
from common.models import Qualifier, Record, RecordQuerySet
from common.periods import Window
from common.search import holds_any_form, terms
from regions.models import Place, Source
from trade.models.batches import Batch
from trade.models.products import Product


class Flow(models.IntegerChoices):
    """The direction, seen from the reporter."""

    EXPORT = 1, _("export")
    IMPORT = 2, _("import")
    TURNOVER = 3, _("turnover")
    BALANCE = 4, _("balance")


class Measure(models.IntegerChoices):
    """What is measured; the three are never added up."""

    GOODS = 1, _("goods")
    SERVICES = 2, _("services")
    INVESTMENT = 3, _("direct investment")


class State(models.IntegerChoices):
    REPORTED = 1, _("reported")
    ZERO = 2, _("zero")
    NOT_DISCLOSED = 3, _("not disclosed")
    NOT_AVAILABLE = 4, _("not available")
    ESTIMATED = 5, _("estimated")


class Dataset(Record):
    """A body of figures made by one publisher in one way; only its own may be combined.

    What one publication quotes is a dataset of its own (family ``quoted``).
    """

    class Coverage(models.TextChoices):
        NOT_SAID = "not_said", _("not stated")
        MUTUAL = "mutual", _("mutual trade within the union")
        THIRD = "third", _("trade with third countries")
        ALL = "all", _("all countries")

    class Valuation(models.TextChoices):
        NOT_SAID = "not_said", _("not stated")
        FOB = "fob", "FOB"
        CIF = "cif", "CIF"
        FOB_CIF = "fob_cif", _("exports FOB, imports CIF")

    QUOTED = "quoted"

    family = models.CharField(_("family"), max_length=60)
    coverage = models.CharField(
        _("coverage"), max_length=8, choices=Coverage.choices, default=Coverage.NOT_SAID
    )
    valuation = models.CharField(
        _("valuation"), max_length=8, choices=Valuation.choices, default=Valuation.NOT_SAID
    )
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="datasets", verbose_name=_("source")
    )

    objects = RecordQuerySet.as_alive_manager()
    all_objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["family", "pk"]
        verbose_name = _("dataset")
        verbose_name_plural = _("datasets")
        constraints = [
            models.UniqueConstraint(
                fields=["family", "coverage", "valuation", "source"],
                condition=Q(deleted_at__isnull=True),
                name="dataset_unique",
            )
        ]

    def __str__(self):
        return f"{self.family_words}: {self.source}"

    @property
    def family_words(self):
        return _("as quoted") if self.family == self.QUOTED else self.family


# A vintage is the day a figure was published; this one stands for a day nobody knows.
UNKNOWN_VINTAGE = date(1900, 1, 1)

KEY_FIELDS = ("reporter", "partner", "flow", "product", "measure")


class TradeFigureQuerySet(models.QuerySet):
    def current(self):
        """Leave out what a later vintage of the same dataset has replaced."""
        return self.filter(superseded_by__isnull=True)

    def replaced(self):
        return self.filter(superseded_by__isnull=False)

    def of_pair(self, reporter, partner):
        return self.filter(reporter=reporter, partner=partner)

    def goods(self):
        return self.filter(measure=Measure.GOODS)

    def between(self, reporters, partners):
        """Return the figures of any of the reporters with any of the partners."""
        return self.filter(reporter__in=reporters, partner__in=partners)

    def of_all_goods(self):
        return self.goods().filter(product__nomenclature=Product.Nomenclature.TOTAL)

    def about(self, place):
        """Return the figures with the place as reporter or partner."""
        return self.filter(Q(reporter=place) | Q(partner=place))

    def search(self, query):
        """Return the figures whose places and source hold every term of the query together."""
        matching = self
        for term in terms(query):
            matching = matching.filter(
                holds_any_form("reporter__search_text", term)
                | holds_any_form("partner__search_text", term)
                | holds_any_form("dataset__source__search_text", term)
            )
        return matching

    def for_window(self, window):
        return self.filter(start=window.start, end=window.end)

    def of_source_kind(self, kind):
        """Name the data sets one by one, which lead to their index; a join would not."""
        datasets = Dataset.all_objects.filter(source__kind=kind)
        return self.filter(dataset__in=list(datasets.values_list("pk", flat=True)))

    def of_products(self, products):
        """Return the figures of any of the products; of one alone the index keeps the order."""
        alone = len(products) == 1
        return self.filter(product=products[0]) if alone else self.filter(product__in=products)

    def of_dataset(self, dataset):
        return self._from_last_month(dataset=dataset)

    def of_batch(self, batch):
        return self._from_last_month(batch=batch)

    def _from_last_month(self, **part):
        """Return the figures of a part of all that has its months: no search in later ones."""
        last = TradeFigure.objects.filter(**part).order_by("-end").values("end")[:1]
        return self.filter(**part, end__lte=Subquery(last))

    def same_key(self, figure):
        """Return what stands or stood for the key, months and data set of the figure."""
        key = {name: getattr(figure, f"{name}_id") for name in ("reporter", "partner", "product")}
        rest = {name: getattr(figure, name) for name in ("flow", "measure", "start", "end")}
        return self.filter(**key, **rest, dataset=figure.dataset_id)

    def with_trail(self):
        return self.select_related("dataset__source", "reporter", "partner", "product", "statement")

    def with_batches(self):
        """Return the figures with the acts by which they came, were replaced and confirmed."""
        return self.select_related("batch__made_by", "superseded_by", "confirmed_by")

    def newest_first(self):
        return self.order_by("-end", "start", "flow", "-vintage", "-pk")

    def vintages(self):
        """Return a list of what stands and what was replaced, newest first.

        Two queries, since what stands and what was replaced have an index each.
        """
        newest = self.order_by("-vintage", "-pk")
        return [*newest.current(), *newest.replaced()]


class TradeFigure(models.Model):
    """One value for one key and window, in one dataset and vintage. Never changed, only replaced.

    ``start`` and ``end`` are months (year x 12 + month - 1), both included. ``value`` is in whole
    units of ``currency`` and null unless the state is reported, zero or estimated; the interval
    that rounding leaves open is ``rounding_unit`` wide.
    """

    # The keys of the table are served by the indexes named below; one for each key alone would
    # cost more than all of them.
    reporter = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("reporter"),
    )
    partner = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("partner"),
    )
    product = models.ForeignKey(
        Product,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("product"),
    )
    dataset = models.ForeignKey(
        Dataset,
        on_delete=models.PROTECT,
        related_name="figures",
        db_index=False,
        verbose_name=_("dataset"),
    )
    batch = models.ForeignKey(
        Batch,
        on_delete=models.PROTECT,
        related_name="figures",
        db_index=False,
        verbose_name=_("batch"),
    )
    superseded_by = models.ForeignKey(
        Batch,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded",
        db_index=False,
        verbose_name=_("superseded by"),
    )
    # The newest batch of a later vintage that states the same value again.
    confirmed_by = models.ForeignKey(
        Batch,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="confirmed",
        db_index=False,
        verbose_name=_("confirmed by"),
    )
    start = models.PositiveSmallIntegerField(_("first month"))
    end = models.PositiveSmallIntegerField(_("last month"))
    flow = models.PositiveSmallIntegerField(_("flow"), choices=Flow.choices)
    measure = models.PositiveSmallIntegerField(
        _("measure"), choices=Measure.choices, default=Measure.GOODS
    )
    state = models.PositiveSmallIntegerField(
        _("state"), choices=State.choices, default=State.REPORTED
    )
    vintage = models.DateField(_("vintage"), default=UNKNOWN_VINTAGE)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=2, null=True, blank=True)
    rounding_unit = models.PositiveBigIntegerField(_("rounded to"), default=1)
    currency = models.CharField(_("currency"), max_length=3, default="USD")

    objects = TradeFigureQuerySet.as_manager()

    class Meta:
        ordering = ["-end", "start", "flow", "pk"]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            # Serves figures_for: every question names reporter, partner, product and flow.
            models.UniqueConstraint(
                fields=[
                    "reporter",
                    "partner",
                    "product",
                    "flow",
                    "measure",
                    "start",
                    "end",
                    "dataset",
                ],
                condition=Q(superseded_by__isnull=True),
                name="figure_key_unique",
            ),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="figure_window_forward"),
            models.CheckConstraint(
                condition=(
                    Q(state__in=[State.REPORTED, State.ZERO, State.ESTIMATED], value__isnull=False)
                    | Q(state__in=[State.NOT_DISCLOSED, State.NOT_AVAILABLE], value__isnull=True)
                ),
                name="figure_value_fits_state",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ZERO) | Q(value=0), name="figure_zero_is_zero"
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0) | Q(value__isnull=True) | Q(flow=Flow.BALANCE),
                name="figure_negative_only_balance",
            ),
        ]
        indexes = [
            # Serves the list of figures and the summaries of the months a batch touches.
            models.Index(fields=["end", "id"], name="figure_by_month"),
            # Serve the list of figures narrowed to one reporter, partner or product, and its count.
            # The number is left out: equal entries share their key, 7 bytes a figure on
            # PostgreSQL instead of 40.
            *(
                models.Index(
                    fields=[name, "end"],
                    condition=Q(superseded_by__isnull=True),
                    name=f"figure_of_{name}",
                )
                for name in ("reporter", "partner", "product")
            ),
            # Serves the list narrowed to a data set.
            models.Index(fields=["dataset", "end"], name="figure_of_dataset"),
            # Serves the list of what a batch brought, and its undoing ...
            models.Index(fields=["batch", "end"], name="figure_of_batch"),
            # ... and what it replaced.
            models.Index(
                fields=["superseded_by"],
                condition=Q(superseded_by__isnull=False),
                name="figure_by_superseding_batch",
            ),
            # Serves the history of a figure.
            models.Index(
                fields=["reporter", "partner", "product"],
                condition=Q(superseded_by__isnull=False),
                name="figure_superseded_key",
            ),
        ]

    def __str__(self):
        key = (f"{self.reporter} – {self.partner}", self.get_flow_display())
        return ", ".join(map(str, [*key, window_label(self.window)]))

    def get_absolute_url(self):
        return reverse("trade:figure", args=[self.pk])

    @property
    def window(self):
        return Window(self.start, self.end)

    @property
    def flow_name(self):
        return Flow(self.flow).name.lower()

    @property
    def state_name(self):
        return State(self.state).name.lower()

    @property
    def is_of_all_goods(self):
        return self.measure == Measure.GOODS and self.product.is_everything

    @property
    def known_vintage(self):
        """The day it was published, None where nobody knows it."""
        return None if self.vintage == UNKNOWN_VINTAGE else self.vintage

    @property
    def year_inferred(self):
        said = self.said
        return said is not None and said.year_inferred

    @property
    def is_approximate(self):
        """Whether it is an estimate, or stated with an "about"."""
        said = self.said
        about = said is not None and said.qualifier == Qualifier.ABOUT
        return about or self.state == State.ESTIMATED

    @property
    def said(self):
        """The statement it was read from, or None."""
        return getattr(self, "statement", None)
