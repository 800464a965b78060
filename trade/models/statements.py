"""Statements: what a source says of trade, in its own words, kept beside what was read from it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common import formats
from common.models import Qualifier, Record, RecordQuerySet, Tracked
from common.periods import Window
from common.queries import each_with
from common.search import in_every_language
from regions.models import Person, Place, Source, names_of
from trade.models.figures import Flow, Measure, TradeFigure
from trade.models.products import Product
from trade.wording import stated_amount, trade_of

ONE_AMOUNT = _("One amount is wanted, the same in both fields.")
AMOUNTS_WANTED = {
    Qualifier.EXACT: ONE_AMOUNT,
    Qualifier.ABOUT: ONE_AMOUNT,
    Qualifier.NEARLY: _("“Nearly” needs the amount that is not reached, and no other."),
    Qualifier.OVER: _("“More than” needs the amount that is passed, and no other."),
    Qualifier.RANGE: _("A range needs two amounts, the second larger than the first."),
    Qualifier.GROWTH_ONLY: _("“Growth only” needs the growth, and no amount."),
}


class StatementQuerySet(RecordQuerySet):
    def about(self, place):
        """Return the statements with the place as reporter or partner."""
        return self.filter(Q(reporter=place) | Q(partner=place))

    def of_pair(self, place, other):
        return self.filter(Q(reporter=place, partner=other) | Q(reporter=other, partner=place))

    def among(self, places):
        """Return what is said of the trade of any two of the places."""
        return self.filter(reporter__in=places, partner__in=places)

    def in_year(self, year):
        """Return the statements whose months touch the year."""
        window = Window.year(year)
        return self.filter(window_start__lte=window.end, window_end__gte=window.start)

    def of_same_key(self, statement):
        """Return what is said of the same flow between the same places in the same months."""
        return self.filter(
            reporter=statement.reporter_id,
            partner=statement.partner_id,
            product=statement.product_id,
            flow=statement.flow,
            measure=statement.measure,
            window_start=statement.window_start,
            window_end=statement.window_end,
        ).exclude(pk=statement.pk)

    def with_growth(self):
        return self.exclude(growth_kind="")

    def for_window(self, window):
        return self.filter(window_start=window.start, window_end=window.end)

    def with_names(self):
        goods = StatementGood.objects.select_related("product").order_by("flow", "position", "pk")
        return self._named().prefetch_related(models.Prefetch("goods", goods))

    def each_with_names(self):
        """Return the statements in a list with their names and goods, in one query."""
        return each_with(self._named(), goods=["product"])

    def _named(self):
        return self.select_related("source", "reporter", "partner", "product", "said_by", "figure")

    def newest_first(self):
        return self.order_by(
            F("window_end").desc(nulls_last=True),
            F("source__published_latest").desc(nulls_last=True),
            "flow",
            "-pk",
        )


class Statement(Record):
    """One thing a source says; amounts in whole units of the currency, low to high.

    ``amount_low`` = ``amount_high`` where one amount is given exactly or about; only the bound
    that is known where it is bounded; neither where only growth is stated.
    """

    class Basis(models.TextChoices):
        PRINTED = "printed", _("printed")
        INFERRED = "inferred", _("inferred")

    class WindowBasis(models.TextChoices):
        PRINTED = "printed", _("printed")
        YEAR_INFERRED = "year_inferred", _("year inferred")
        INFERRED = "inferred", _("inferred from the text")
        NONE = "none", _("no period stated")

    class Growth(models.TextChoices):
        NONE = "", _("none stated")
        RATE = "rate", _("rate: +7.5 %")
        INDEX = "index", _("index: 107.5 %")
        TIMES = "times", _("times: 2.1 times")

    class BalanceSide(models.TextChoices):
        NOT_SAID = "", _("not stated")
        SURPLUS = "surplus", _("surplus")
        DEFICIT = "deficit", _("deficit")

    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="statements", verbose_name=_("source")
    )
    printed = models.CharField(
        _("as printed"),
        max_length=500,
        help_text=_("The words of the source: “nearly $180 million”."),
    )
    said_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("said by"),
    )
    said_by_printed = models.CharField(_("said by, as printed"), max_length=200, blank=True)
    reporter = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="+", verbose_name=_("reporter")
    )
    reporter_basis = models.CharField(
        _("how the reporter is known"),
        max_length=8,
        choices=Basis.choices,
        default=Basis.PRINTED,
    )
    partner = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="+", verbose_name=_("partner")
    )
    flow = models.PositiveSmallIntegerField(_("flow"), choices=Flow.choices)
    measure = models.PositiveSmallIntegerField(
        _("measure"), choices=Measure.choices, default=Measure.GOODS
    )
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, related_name="+", verbose_name=_("product")
    )
    window_start = models.PositiveSmallIntegerField(_("first month"), null=True, blank=True)
    window_end = models.PositiveSmallIntegerField(_("last month"), null=True, blank=True)
    window_basis = models.CharField(
        _("how the period is known"),
        max_length=13,
        choices=WindowBasis.choices,
        default=WindowBasis.PRINTED,
    )
    window_printed = models.CharField(_("period as printed"), max_length=100, blank=True)
    qualifier = models.CharField(
        _("how firmly stated"), max_length=12, choices=Qualifier.choices, default=Qualifier.EXACT
    )
    amount_low = models.DecimalField(
        _("amount, at least"), max_digits=20, decimal_places=2, null=True, blank=True
    )
    amount_high = models.DecimalField(
        _("amount, at most"), max_digits=20, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, default="USD")
    rounding_unit = models.PositiveBigIntegerField(_("rounded to"), default=1)
    growth_kind = models.CharField(
        _("growth stated as"), max_length=5, choices=Growth.choices, blank=True
    )
    growth_value = models.DecimalField(
        _("growth as printed"), max_digits=9, decimal_places=3, null=True, blank=True
    )
    growth_decimals = models.PositiveSmallIntegerField(_("decimals of the growth"), default=0)
    growth_qualifier = models.CharField(
        _("how firmly the growth is stated"),
        max_length=12,
        choices=Qualifier.choices,
        default=Qualifier.EXACT,
    )
    growth_printed = models.CharField(_("growth in words"), max_length=200, blank=True)
    base_start = models.PositiveSmallIntegerField(
        _("first month compared with"), null=True, blank=True
    )
    base_end = models.PositiveSmallIntegerField(
        _("last month compared with"), null=True, blank=True
    )
    balance_side = models.CharField(
        _("side of the balance"), max_length=8, choices=BalanceSide.choices, blank=True
    )
    disputed = models.BooleanField(_("disputed"), default=False)
    note = models.TextField(_("note"), blank=True)
    figure = models.OneToOneField(
        TradeFigure,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="statement",
        verbose_name=_("figure"),
    )

    # Only these give an amount to compute with; bounds and mere growth are shown as they are.
    COMPUTABLE = (Qualifier.EXACT, Qualifier.ABOUT)

    search_names = ("reporter", "partner", "said_by", "product", "goods__product")

    objects = StatementQuerySet.as_alive_manager()
    all_objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = [F("window_end").desc(nulls_last=True), "-pk"]
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        constraints = [
            models.CheckConstraint(
                condition=Q(window_start__isnull=True, window_end__isnull=True)
                | Q(window_start__isnull=False, window_end__gte=F("window_start")),
                name="statement_window_forward",
                violation_error_message=_("The period ends before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(amount_low__isnull=True)
                | Q(amount_high__isnull=True)
                | Q(amount_high__gte=F("amount_low")),
                name="statement_amounts_in_order",
                violation_error_message=_("The upper amount is less than the lower one."),
            ),
            models.CheckConstraint(
                condition=Q(growth_kind="", growth_value__isnull=True)
                | (~Q(growth_kind="") & Q(growth_value__isnull=False)),
                name="statement_growth_whole",
                violation_error_message=_("Growth needs both its kind and its value."),
            ),
            models.CheckConstraint(
                condition=~Q(reporter=F("partner")),
                name="statement_of_two_places",
                violation_error_message=_("A place has no trade with itself."),
            ),
            models.CheckConstraint(
                condition=Q(flow=Flow.BALANCE)
                | (
                    (Q(amount_low__isnull=True) | Q(amount_low__gte=0))
                    & (Q(amount_high__isnull=True) | Q(amount_high__gte=0))
                ),
                name="statement_only_balance_negative",
                violation_error_message=_("Only a balance can be less than nothing."),
            ),
        ]

    def __str__(self):
        return self.printed

    def get_absolute_url(self):
        return reverse("trade:statement", args=[self.public_id])

    def clean(self):
        super().clean()
        if self.reporter_id is not None and self.reporter_id == self.partner_id:
            raise ValidationError({"partner": _("A place has no trade with itself.")})

    def check_amount(self, *, names_goods):
        """Raise ValidationError when the amounts are not those that the qualifier speaks of.

        Goods are saved after their statement; whoever asks tells whether there are any.
        """
        low, high = self.amount_low, self.amount_high
        says_more = names_goods or bool(self.growth_kind)
        match self.qualifier:
            case Qualifier.GROWTH_ONLY:
                is_whole = low is None and high is None and bool(self.growth_kind)
            case Qualifier.OVER:
                is_whole = low is not None and high is None
            case Qualifier.NEARLY:
                is_whole = low is None and high is not None
            case Qualifier.RANGE:
                is_whole = None not in (low, high) and low < high
            case Qualifier.EXACT if low is None and high is None:
                is_whole = says_more
            case _:
                is_whole = low is not None and low == high
        if not is_whole:
            raise ValidationError({"qualifier": AMOUNTS_WANTED[self.qualifier]})

    @property
    def subject(self):
        """Whose trade with whom: "export of Brest Region to Kazakhstan"."""
        return trade_of(self.flow_name, self.reporter.name, self.partner.name)

    @property
    def window(self):
        """The window it speaks of, or None."""
        return None if self.window_start is None else Window(self.window_start, self.window_end)

    @property
    def base_window(self):
        """The window its growth compares with: the stated one, else the same a year before."""
        if self.base_start is not None:
            return Window(self.base_start, self.base_end)
        return self.window and self.window.year_before()

    @property
    def year_inferred(self):
        return self.window_basis in (
            Statement.WindowBasis.YEAR_INFERRED,
            Statement.WindowBasis.INFERRED,
        )

    @property
    def window_words(self):
        """The window in words, its year marked where no source prints it; "" without one."""
        if self.window is None:
            return ""
        return formats.window_label(self.window, year_inferred=self.year_inferred)

    @property
    def amount_words(self):
        """The amount as it is stated: "more than $1.2 billion"; "" without one."""
        return stated_amount(self)

    @property
    def flow_name(self):
        return Flow(self.flow).name.lower()

    @property
    def is_computable(self):
        return (
            self.window is not None
            and self.amount_low is not None
            and self.qualifier in Statement.COMPUTABLE
        )

    def search_parts(self):
        said = [self.printed, self.note, self.said_by_printed, self.window_printed]
        linked = names_of([self.reporter, self.partner, self.said_by])
        words = in_every_language(self._meta.verbose_name, self.get_flow_display)
        return [*said, *linked, *self._goods_names(), *words, *self._years()]

    def _goods_names(self):
        goods = self.goods.select_related("product") if self.pk else []
        named = [name for good in goods for name in (good.printed, *good.product.names())]
        return [*self.product.names(), *named]

    def _years(self):
        """Return the years its months touch."""
        if self.window is None:
            return []
        first, last = self.window.start // 12, self.window.end // 12
        return [str(year) for year in range(first, last + 1)]


class StatementGood(Tracked):
    """Goods a source names with its figure, in its order; no amount of their own."""

    statement = models.ForeignKey(
        Statement, on_delete=models.CASCADE, related_name="goods", verbose_name=_("statement")
    )
    flow = models.PositiveSmallIntegerField(_("flow"), choices=Flow.choices)
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, related_name="+", verbose_name=_("goods")
    )
    printed = models.CharField(_("as printed"), max_length=200, blank=True)

    class Meta:
        ordering = ["statement", "flow", "position", "pk"]
        verbose_name = _("goods named")
        verbose_name_plural = _("goods named")

    def __str__(self):
        return str(self.product)
