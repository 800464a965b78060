"""Visits with all that belongs to them in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.admin_fields import HeldRecordInline, HeldRecords
from cooperation.admin import AMOUNT_HELP, VISIBILITY, RestrictedAdmin
from cooperation.models import Agreement
from regions.admin import (
    DATE_HELP,
    TITLES,
    TRAIL,
    CountryFilter,
    date_column,
)
from visits.delegation.order import settle_order
from visits.forms.delegation import DelegateRules, OneHeadFormSet
from visits.forms.rows import ChildForm, ChildFormSet
from visits.models import Delegate, ProgrammeItem, Stop, Visit, VisitAgreement, VisitSide
from visits.tasks import keep_checklist


class CountsFilter(admin.SimpleListFilter):
    title = _("counts as a delegation")
    parameter_name = "delegation"

    def lookups(self, request, model_admin):
        return [("yes", _("yes")), ("no", _("no"))]

    def queryset(self, request, visits):
        if self.value() == "yes":
            return visits.delegations()
        return visits.not_delegations() if self.value() == "no" else visits


class RowOfVisit(HeldRecords, ChildForm):
    """A row below a visit in the admin."""


class RowOfDelegate(HeldRecords, DelegateRules):
    """A delegate in the admin."""


class VisitInline(HeldRecordInline):
    """What belongs to a visit, with the rules that ask the visit."""

    form = RowOfVisit
    formset = ChildFormSet
    extra = 0


class SideInline(VisitInline, admin.TabularInline):
    model = VisitSide
    fields = ["side", "position", "place", "organisation"]
    autocomplete_fields = ["place", "organisation"]
    joined = ("place", "organisation")


class StopInline(VisitInline, admin.TabularInline):
    model = Stop
    fields = ["position", "place", "arrival", "arrival_basis", "departure", "departure_basis"]
    autocomplete_fields = ["place"]
    joined = ("place",)


class DelegateInline(VisitInline, admin.StackedInline):
    model = Delegate
    form = RowOfDelegate
    formset = OneHeadFormSet
    autocomplete_fields = ["person", "organisation"]
    joined = ("person", "organisation")
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("side", "precedence", "role", "address"),
                    ("person", "organisation"),
                    ("post_en", "post_ru"),
                    ("post_kk", "post_be"),
                ]
            },
        )
    ]


class AgreementInline(VisitInline, admin.TabularInline):
    model = VisitAgreement
    fields = ["agreement", "relation"]
    autocomplete_fields = ["agreement"]
    joined = ("agreement",)

    def get_queryset(self, request):
        seen = Agreement.objects.visible_to(request.user)
        return super().get_queryset(request).filter(agreement__in=seen)


class ProgrammeInline(VisitInline, admin.StackedInline):
    model = ProgrammeItem
    autocomplete_fields = ["venue", "arrival_venue", "responsible", "responsible_organisation"]
    joined = ("venue__place", "arrival_venue__place", "responsible", "responsible_organisation")
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("day", "starts", "ends", "position"),
                    ("starts_fold", "ends_fold"),
                    ("kind", "audience", "room"),
                    ("title_en", "title_ru"),
                    ("title_kk", "title_be"),
                    ("venue", "arrival_venue"),
                ]
            },
        ),
        (
            _("Internal, never printed for guests"),
            {
                "fields": [
                    ("responsible", "responsible_organisation", "responsible_post"),
                    ("responsible_phone", "car", "interpreter"),
                    ("plan_b", "internal_note"),
                ]
            },
        ),
    ]


@admin.register(Visit)
class VisitAdmin(RestrictedAdmin):
    list_display = [
        "__str__",
        date_column("start", _("start")),
        date_column("end", _("end")),
        "sent_by",
        "going_to",
        "kind",
        "status",
        "is_example",
        "visibility",
    ]
    list_filter = [
        "kind",
        "status",
        CountsFilter,
        CountryFilter,
        "level",
        "sectors",
        "visibility",
        "is_example",
    ]
    autocomplete_fields = ["sectors", "commitments", "sources"]
    inlines = [SideInline, StopInline, DelegateInline, AgreementInline, ProgrammeInline]
    fieldsets = [
        TITLES,
        (
            _("What it is"),
            {
                "fields": [("kind", "status", "level"), "is_example"],
                "description": _(
                    "Delegation visits and business missions count as delegations; embassy trips,"
                    " meetings, forums and sessions never do."
                ),
            },
        ),
        (
            _("Dates"),
            {
                "fields": [("start", "start_basis"), ("end", "end_basis"), "online"],
                "description": DATE_HELP,
            },
        ),
        (
            _("When it stands for several"),
            {
                "fields": [("expected_low", "expected_high")],
                "description": _("For an idea such as “two or three more visits”."),
            },
        ),
        (
            _("What for, and what came of it"),
            {
                "fields": [
                    ("purpose_en", "purpose_ru"),
                    ("purpose_kk", "purpose_be"),
                    "sectors",
                    "outcome",
                    "cancelled_because",
                    "commitments",
                ]
            },
        ),
        (
            _("Value of the contracts in it"),
            {
                "fields": [("amount_qualifier", "amount", "currency"), "rounding_unit"],
                "description": AMOUNT_HELP,
            },
        ),
        (_("Sources"), {"fields": ["sources"]}),
        VISIBILITY,
        TRAIL,
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).with_places()

    def get_fieldsets(self, request, obj=None):
        """Leave the commitments out for one who may not know of all of them."""
        fieldsets = super().get_fieldsets(request, obj)
        if not request.user.has_perm("cooperation.view_restricted_commitment"):
            for _name, options in fieldsets:
                options["fields"] = [name for name in options["fields"] if name != "commitments"]
        return fieldsets

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        settle_order(form.instance)
        form.instance.programme_items.settle_clocks()
        keep_checklist(form.instance)
        # The record in hand remembers its places as they were when the page was opened.
        Visit.all_objects.get(pk=form.instance.pk).refresh_search_text()

    @admin.display(description=_("sent by"))
    def sent_by(self, visit):
        return ", ".join(map(str, visit.senders))

    @admin.display(description=pgettext_lazy("where a visit goes", "to"))
    def going_to(self, visit):
        return ", ".join(str(stop.place) for stop in visit.stops.all())
