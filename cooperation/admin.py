from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet, ModelForm
from django.utils.translation import gettext_lazy as _

from common.admin import RecordAdmin
from common.admin_fields import HeldRecordInline, HeldRecords
from common.forms import TitledForm
from cooperation.models import (
    Agreement,
    Commitment,
    Party,
    Project,
    ProjectIndicator,
    ProjectStage,
)
from regions.admin import DATE_HELP, TITLES, TRAIL, CountryFilter, date_column

VISIBILITY = (_("Who may see it"), {"fields": ["visibility"]})
AMOUNT_HELP = _(
    "As the source states it: “more than $14 million” is 14,000,000, more than, rounded to"
    " 1,000,000."
)


class RestrictedAdmin(RecordAdmin):
    """Base of the admins of what may be restricted, and of what points at such records."""

    form = TitledForm
    restricted_links = ()

    def get_object(self, request, object_id, from_field=None):
        """Return the record; for one who only looks, without links to what they may not know of."""
        record = super().get_object(request, object_id, from_field)
        if record is not None and not self.has_change_permission(request, record):
            for name in self.restricted_links:
                self._hide_unseen(request, record, name)
        return record

    def _hide_unseen(self, request, record, name):
        linked = getattr(record, name)
        if linked and not type(linked).objects.visible_to(request.user).filter(pk=linked.pk):
            setattr(record, name, None)

    def set_history_delta_changes(self, request, historical_records, foreign_keys_are_objs=True):
        """Name linked records in the changes only to those who may see every one of them."""
        opts = self.opts
        may_see = request.user.has_perm(f"{opts.app_label}.view_restricted_{opts.model_name}")
        super().set_history_delta_changes(request, historical_records, may_see)


class TermFilter(admin.SimpleListFilter):
    title = _("term")
    parameter_name = "term"

    def lookups(self, request, model_admin):
        return [
            ("in_force", _("in force today")),
            ("ending", _("ends within my days of warning")),
            ("lapsed", _("over, no later status")),
        ]

    def queryset(self, request, agreements):
        if self.value() == "in_force":
            return agreements.in_force()
        if self.value() == "ending":
            return agreements.expiring(request.user.warning_days)
        return agreements.lapsed() if self.value() == "lapsed" else agreements


class DueFilter(admin.SimpleListFilter):
    title = _("due")
    parameter_name = "due"

    def lookups(self, request, model_admin):
        return [("overdue", _("overdue")), ("soon", _("within my days of warning"))]

    def queryset(self, request, commitments):
        if self.value() == "overdue":
            return commitments.overdue()
        if self.value() == "soon":
            return commitments.due_within(request.user.warning_days)
        return commitments


class PartyFormSet(BaseInlineFormSet):
    def clean(self):
        super().clean()
        kept = [form for form in self.forms if not self._should_delete_form(form)]
        if any(form.errors for form in kept):
            return
        if len([form for form in kept if form.has_changed() or form.instance.pk]) < Party.FEWEST:
            raise ValidationError(_("An agreement has two parties at least."))


class RowForm(HeldRecords, ModelForm):
    """A row below a record in the admin."""


class PartyInline(HeldRecordInline, admin.StackedInline):
    model = Party
    form = RowForm
    formset = PartyFormSet
    joined = ("place", "organisation", "signatory")
    extra = 0
    min_num = Party.FEWEST
    autocomplete_fields = ["place", "organisation", "signatory"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "position",
                    ("place", "organisation", "unresolved"),
                    "name_printed",
                    ("signatory", "signatory_post"),
                ],
                "description": _(
                    "Exactly one of the three: a place, an organisation, or the printed name alone"
                    " with “unresolved” ticked."
                ),
            },
        )
    ]


@admin.register(Agreement)
class AgreementAdmin(RestrictedAdmin):
    list_display = [
        "__str__",
        "parties_in_short",
        "kind",
        "status",
        date_column("signed", _("signed")),
        date_column("until", _("until")),
        "visibility",
    ]
    list_filter = ["kind", "status", TermFilter, CountryFilter, "sectors", "visibility"]
    autocomplete_fields = ["parent", "signed_in", "sources", "sectors"]
    inlines = [PartyInline]
    restricted_links = ("parent",)
    fieldsets = [
        TITLES,
        (
            _("What it is"),
            {"fields": [("kind", "document_count"), "parent", "sectors"]},
        ),
        (
            _("Status"),
            {
                "fields": ["status", ("as_of", "as_of_basis")],
                "description": _(
                    "The status a source last gave, and when. It is not changed only because the"
                    " term is over: the page says so by itself."
                ),
            },
        ),
        (
            _("Dates"),
            {
                "fields": [
                    ("signed", "signed_basis"),
                    "signed_in",
                    ("in_force_from", "in_force_from_basis"),
                    ("until", "until_basis"),
                    "renewal",
                    "renewal_clause",
                ],
                "description": DATE_HELP,
            },
        ),
        (
            _("Value of the contracts in it"),
            {
                "fields": [("amount_qualifier", "amount", "currency"), "rounding_unit"],
                "description": AMOUNT_HELP,
            },
        ),
        (_("Sources and note"), {"fields": ["sources", "note"]}),
        VISIBILITY,
        TRAIL,
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).with_parties()

    @admin.display(description=_("parties"))
    def parties_in_short(self, agreement):
        return " – ".join(str(party.name) for party in agreement.parties.all())


class ProjectStageInline(HeldRecordInline, admin.TabularInline):
    model = ProjectStage
    form = RowForm
    joined = ("source",)
    extra = 0
    autocomplete_fields = ["source"]


class ProjectIndicatorInline(admin.TabularInline):
    model = ProjectIndicator
    extra = 0


@admin.register(Project)
class ProjectAdmin(RestrictedAdmin):
    list_display = [
        "__str__",
        "stage",
        date_column("stage_as_of", _("stage known on")),
        "sector",
        "amount",
        "currency",
        "visibility",
    ]
    list_filter = ["stage", "sector", CountryFilter, "visibility"]
    list_select_related = ["sector"]
    autocomplete_fields = ["sector", "further_sectors", "places", "organisations", "sources"]
    inlines = [ProjectStageInline, ProjectIndicatorInline]
    fieldsets = [
        TITLES,
        (
            _("Where it stands"),
            {
                "fields": [
                    "stage",
                    ("stage_as_of", "stage_as_of_basis"),
                    ("start", "start_basis"),
                ],
                "description": DATE_HELP,
            },
        ),
        (
            _("What and with whom"),
            {
                "fields": ["sector", "further_sectors", "places", "organisations", "description"],
            },
        ),
        (
            _("Value"),
            {
                "fields": [("amount_qualifier", "amount", "currency"), "rounding_unit"],
                "description": AMOUNT_HELP,
            },
        ),
        (_("Sources"), {"fields": ["sources"]}),
        VISIBILITY,
        TRAIL,
    ]


@admin.register(Commitment)
class CommitmentAdmin(RestrictedAdmin):
    list_display = ["__str__", "debtor", "creditor", "status", date_column("due", _("due"))]
    list_filter = ["status", DueFilter, CountryFilter, "visibility"]
    list_select_related = [
        "owed_by_place",
        "owed_by_organisation",
        "owed_to_place",
        "owed_to_organisation",
    ]
    autocomplete_fields = [*list_select_related, "agreement", "sources"]
    restricted_links = ("agreement",)
    fieldsets = [
        TITLES,
        (
            _("Who owes it"),
            {
                "fields": [
                    ("owed_by_place", "owed_by_organisation"),
                    ("owed_to_place", "owed_to_organisation"),
                ],
                "description": _("Who owes it is a place or an organisation; to whom may be open."),
            },
        ),
        (
            _("When and how far"),
            {
                "fields": [("due", "due_basis"), "status", "evidence", "agreement"],
                "description": DATE_HELP,
            },
        ),
        (_("Sources"), {"fields": ["sources"]}),
        VISIBILITY,
        TRAIL,
    ]

    @admin.display(description=_("owed by"))
    def debtor(self, commitment):
        return commitment.debtor

    @admin.display(description=_("owed to"), empty_value="–")
    def creditor(self, commitment):
        return commitment.creditor
