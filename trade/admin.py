from django.contrib import admin
from django.forms import ModelForm
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from common.admin import RecordAdmin, ViewOnlyAdmin
from common.admin_fields import HeldRecordInline, HeldRecords
from common.formats import window_label
from regions.admin import DATE_HELP, NAMES, TRAIL, CountryFilter, SourceAdmin
from regions.models import Source
from trade.forms.months import StatementAdminForm, TargetAdminForm, months_in_words
from trade.models import (
    Batch,
    Dataset,
    GroupCode,
    Import,
    ImportMapping,
    ImportProblem,
    Product,
    Statement,
    StatementGood,
    Target,
    TradeFigure,
)
from trade.services import derive_figure, derive_figures_of

MONTHS = ("window_start", "window_end")
BASE_MONTHS = ("base_start", "base_end")


class PlaceOnEitherSideFilter(CountryFilter):
    """Narrows to what a country reports, or what is reported of its trade."""

    def narrow(self, queryset, place):
        return queryset.about(place)


class YieldFilter(admin.SimpleListFilter):
    title = _("figure")
    parameter_name = "figure"

    def lookups(self, request, model_admin):
        return [("yes", _("gives a figure")), ("no", _("gives none"))]

    def queryset(self, request, statements):
        if self.value() in ("yes", "no"):
            return statements.filter(figure__isnull=self.value() == "no")
        return statements


class GoodForm(HeldRecords, ModelForm):
    """A good that a statement names."""


class StatementGoodInline(HeldRecordInline, admin.TabularInline):
    model = StatementGood
    form = GoodForm
    joined = ("product",)
    extra = 0
    autocomplete_fields = ["product"]


@admin.register(Statement)
class StatementAdmin(RecordAdmin):
    form = StatementAdminForm
    list_display = [
        "printed",
        "reporter",
        "partner",
        "flow",
        "measure",
        "months",
        "qualifier",
        "amount_in_words",
        "disputed",
        "source",
    ]
    list_filter = [
        "flow",
        "measure",
        "qualifier",
        "disputed",
        YieldFilter,
        PlaceOnEitherSideFilter,
        "source__kind",
    ]
    list_select_related = ["reporter", "partner", "source"]
    autocomplete_fields = ["source", "reporter", "partner", "product", "said_by"]
    inlines = [StatementGoodInline]
    fieldsets = [
        (
            _("What the source says"),
            {"fields": ["printed", "source", ("said_by", "said_by_printed"), "disputed"]},
        ),
        (
            _("What it speaks of"),
            {
                "fields": [
                    ("flow", "measure"),
                    ("reporter", "reporter_basis"),
                    ("partner", "product"),
                    ("period", "window_basis"),
                    "window_printed",
                ],
                "description": _("The flow is seen from the reporter."),
            },
        ),
        (
            _("How much"),
            {
                "fields": [
                    "qualifier",
                    ("amount_low", "amount_high"),
                    ("currency", "rounding_unit"),
                    "balance_side",
                ],
                "description": _(
                    "In whole units of the currency. An exact amount stands in both fields, “more"
                    " than” in the first alone, “nearly” in the second alone."
                ),
            },
        ),
        (
            _("Growth"),
            {
                "fields": [
                    ("growth_kind", "growth_value", "growth_decimals"),
                    ("growth_qualifier", "growth_printed"),
                    "base_period",
                ],
            },
        ),
        (_("Note"), {"fields": ["note"]}),
        TRAIL,
    ]

    @admin.display(description=_("months"), ordering="window_end", empty_value="–")
    def months(self, statement):
        return statement.window_words or None

    @admin.display(description=_("amount"), ordering="amount_low", empty_value="–")
    def amount_in_words(self, statement):
        return statement.amount_words or None

    @admin.display(description=_("months"))
    def period(self, statement):
        """What one who may only look sees in place of the field."""
        return months_in_words(statement, MONTHS)

    @admin.display(description=_("growth compares with"))
    def base_period(self, statement):
        return months_in_words(statement, BASE_MONTHS)

    def save_model(self, request, obj, form, change):
        """Save, and bring the figure in line; a return to a former state comes here too."""
        super().save_model(request, obj, form, change)
        derive_figure(obj)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        derive_figure(obj)

    def settle(self, record):
        derive_figure(record)


@admin.register(Target)
class TargetAdmin(RecordAdmin):
    form = TargetAdminForm
    list_display = ["__str__", "reporter", "partner", "flow", "amount", "currency", "months"]
    list_filter = ["flow", "measure", PlaceOnEitherSideFilter]
    list_select_related = ["reporter", "partner"]
    autocomplete_fields = ["reporter", "partner", "source", "declared_by"]
    fieldsets = [
        (
            _("What is to be reached"),
            {
                "fields": [
                    "printed",
                    ("reporter", "partner"),
                    ("flow", "measure"),
                    ("qualifier", "amount"),
                    ("currency", "rounding_unit"),
                    "period",
                ],
            },
        ),
        (
            _("Who declared it"),
            {
                "fields": [
                    ("declared_by", "declared_by_printed"),
                    ("declared", "declared_basis"),
                    "source",
                ],
                "description": DATE_HELP,
            },
        ),
        TRAIL,
    ]

    @admin.display(description=_("months"), ordering="window_end")
    def months(self, target):
        return window_label(target.window)

    @admin.display(description=_("months"))
    def period(self, target):
        """What one who may only look sees in place of the field."""
        return months_in_words(target, MONTHS)


class GroupCodeInline(admin.TabularInline):
    model = GroupCode
    extra = 0


@admin.register(Product)
class ProductAdmin(RecordAdmin):
    list_display = ["name_en", "name_ru", "nomenclature", "edition", "code", "level", "parent"]
    list_filter = ["nomenclature", "edition", "level"]
    list_select_related = ["parent"]
    autocomplete_fields = ["parent"]
    inlines = [GroupCodeInline]
    fieldsets = [
        (
            None,
            {
                "fields": ["nomenclature", "edition", "code", "level", "parent"],
                "description": _(
                    "Codes are text and keep their zeros. A named group of goods has a code of its"
                    " own; the codes it is taken to mean stand below."
                ),
            },
        ),
        NAMES,
        TRAIL,
    ]


class ReplacedFilter(admin.SimpleListFilter):
    title = _("replaced")
    parameter_name = "replaced"

    def lookups(self, request, model_admin):
        return [("no", _("still stands")), ("yes", _("replaced since"))]

    def queryset(self, request, figures):
        if self.value() in ("yes", "no"):
            return figures.filter(superseded_by__isnull=self.value() == "no")
        return figures


@admin.register(TradeFigure)
class TradeFigureAdmin(ViewOnlyAdmin):
    list_display = [
        "in_words",
        "measure",
        "value",
        "currency",
        "state",
        "published",
        "dataset",
    ]
    list_filter = ["flow", "measure", "state", ReplacedFilter, PlaceOnEitherSideFilter]
    list_select_related = ["reporter", "partner", "dataset__source"]
    fields = [
        ("reporter", "partner"),
        ("flow", "measure", "product"),
        "months",
        ("value", "currency", "rounding_unit", "state"),
        "published",
        "dataset",
        ("batch", "superseded_by"),
    ]
    search_fields = ["reporter__search_text"]
    search_help_text = _("Words of the reporter, the partner or the source.")

    def get_search_results(self, request, queryset, search_term):
        return queryset.search(search_term), False

    @admin.display(description=_("figure"), ordering="end")
    def in_words(self, figure):
        return str(figure)

    @admin.display(description=_("months"))
    def months(self, figure):
        return window_label(figure.window)

    @admin.display(description=_("vintage"), ordering="vintage")
    def published(self, figure):
        day = figure.known_vintage
        return _("not known") if day is None else date_format(day)


@admin.register(Dataset)
class DatasetAdmin(ViewOnlyAdmin):
    list_display = ["family_in_words", "source", "coverage", "valuation"]
    fields = ["family_in_words", "source", "coverage", "valuation"]
    list_filter = ["coverage", "valuation"]
    list_select_related = ["source"]
    search_fields = ["source__search_text"]
    search_help_text = _("Words of the source.")

    def get_search_results(self, request, queryset, search_term):
        sources = Source.all_objects.search(search_term)
        return queryset.filter(source__in=sources) if search_term else queryset, False

    @admin.display(description=_("family"), ordering="family")
    def family_in_words(self, dataset):
        return dataset.family_words


@admin.register(Batch)
class BatchAdmin(ViewOnlyAdmin):
    list_display = ["__str__", "origin", "made_at", "made_by", "note"]
    list_filter = ["origin"]
    list_select_related = ["made_by"]


@admin.register(Import)
class ImportAdmin(ViewOnlyAdmin):
    list_display = ["file_name", "state", "format", "source", "family", "made_by", "made_at"]
    list_filter = ["state", "format"]
    list_select_related = ["source", "made_by"]
    fields = [
        ("file_name", "size", "sha256"),
        ("state", "format"),
        ("source", "family", "vintage"),
        ("coverage", "valuation"),
        ("mapping", "named_mapping"),
        ("found", "checked_at"),
        ("batch", "job"),
        ("made_by", "made_at"),
    ]
    search_fields = ["file_name", "family"]


@admin.register(ImportProblem)
class ImportProblemAdmin(ViewOnlyAdmin):
    list_display = ["imported", "line", "column", "value", "reason"]
    list_select_related = ["imported"]
    fields = ["imported", "line", ("column", "value"), "reason", "details"]


@admin.register(ImportMapping)
class ImportMappingAdmin(RecordAdmin):
    list_display = ["name", "changed_at", "changed_by"]
    list_select_related = ["changed_by"]
    fieldsets = [(None, {"fields": ["name", "content"]}), TRAIL]


admin.site.unregister(Source)


@admin.register(Source)
class SourceOfFiguresAdmin(SourceAdmin):
    """The admin of sources, whose day is the vintage of the figures that come from them."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and "published" in form.changed_data:
            derive_figures_of(obj)

    def settle(self, record):
        derive_figures_of(record)
