"""The form of a visit with the rows of its sides and stops, saved as one."""

from crispy_forms.layout import Field, Fieldset
from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common.picks import PickField, suggestions
from regions.forms import SourcedForm, offered_places
from regions.models import Organisation, Place
from visits.forms.rows import (
    PageForms,
    RowForm,
    RowFormSet,
    cells,
    columns,
    fields_only,
    problems_of,
    row_set,
)
from visits.forms.ties import TiesForm
from visits.models import Stop, Visit, VisitSide
from visits.tasks import keep_checklist

CANCELLED = Visit.Status.CANCELLED
_LONG_TEXTS = ("purpose_en", "purpose_ru", "purpose_kk", "purpose_be", "outcome")


class VisitForm(SourcedForm):
    """A visit without its rows."""

    class Meta:
        model = Visit
        fields = [
            "title_en",
            "title_ru",
            "title_kk",
            "title_be",
            "kind",
            "status",
            "level",
            "start",
            "start_basis",
            "end",
            "end_basis",
            "expected_low",
            "expected_high",
            "online",
            "cancelled_because",
            "purpose_en",
            "purpose_ru",
            "purpose_kk",
            "purpose_be",
            "outcome",
            "amount_qualifier",
            "amount",
            "currency",
            "rounding_unit",
            "sectors",
            "sources",
            "visibility",
        ]
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in _LONG_TEXTS}
        help_texts = {
            "start": _("A day, a month, a quarter, a year, or “by the end of 2026”."),
            "end": "",
        }
        labels = {
            "start_basis": _("How the start is known"),
            "end_basis": _("How the end is known"),
        }

    def clean(self):
        cleaned = super().clean()
        is_cancelled = "status" in self.changed_data and cleaned.get("status") == CANCELLED
        if is_cancelled and not cleaned.get("cancelled_because"):
            self.add_error("cancelled_because", _("Say in a few words why it is cancelled."))
        return cleaned

    @property
    def helper(self):
        dates = ("start", "start_basis", "end", "end_basis")
        amount = ("amount_qualifier", "amount", "currency", "rounding_unit")
        return fields_only(
            Fieldset(_("What"), *self._title_rows(), columns("kind", "status", "level")),
            Fieldset(
                _("When"),
                columns(*dates, width="col-6 col-md-3"),
                columns("expected_low", "expected_high"),
                "online",
                "cancelled_because",
            ),
            Fieldset(
                _("What for"),
                columns("purpose_en", "purpose_ru"),
                columns("purpose_kk", "purpose_be"),
                Field("sectors", wrapper_class="choice-columns"),
                "outcome",
            ),
            Fieldset(_("Value of the contracts"), columns(*amount, width="col-6 col-md-3")),
            Fieldset(_("Where it is known from"), *self.source_fields()),
            Fieldset(_("Who may see it"), "visibility"),
        )

    def _title_rows(self):
        return columns("title_en", "title_ru"), columns("title_kk", "title_be")


class SideForm(RowForm):
    prefilled = ("side", "position")
    place = PickField(Place.objects.all(), suggestions="places", label=_("Place"))
    organisation = PickField(
        Organisation.objects.all(),
        suggestions="organisations",
        label=_("Organisation"),
        required=False,
    )

    class Meta:
        model = VisitSide
        fields = ["side", "place", "organisation", "position"]

    def layout(self, removal):
        widths = {
            "side": "col-6 col-md-3",
            "place": "col-6 col-md-4",
            "organisation": "col-8 col-md-3",
            "position": "col-4 col-md-2",
        }
        return [cells(widths), *removal]


class SideFormSet(RowFormSet):
    row_name = _("side")
    joined = ("place", "organisation")
    order = ("-side", "position", "pk")

    def initial_of_new(self, index):
        side = VisitSide.Side.RECEIVING if index else VisitSide.Side.SENDING
        return {"side": side, "position": max(index, 1)}


class StopForm(RowForm):
    prefilled = ("position",)
    place = PickField(Place.objects.all(), suggestions="places", label=_("Place"))

    class Meta:
        model = Stop
        help_texts = {"arrival": "", "departure": ""}
        fields = ["place", "arrival", "departure", "position"]

    def layout(self, removal):
        widths = {
            "place": "col-8 col-md-4",
            "position": "col-4 col-md-2",
            "arrival": "col-6 col-md-3",
            "departure": "col-6 col-md-3",
        }
        return [cells(widths), *removal]


class StopFormSet(RowFormSet):
    row_name = _("stop")
    joined = ("place",)


SideRows = row_set(Visit, VisitSide, SideForm, SideFormSet, extra=2, most=60)
StopRows = row_set(Visit, Stop, StopForm, StopFormSet, extra=2, most=60)


class VisitForms(PageForms):
    """All forms of the page that makes or changes a visit."""

    def build(self, visit, data):
        self.form = VisitForm(data, instance=visit)
        self.sides = SideRows(data, instance=visit, prefix="sides")
        self.stops = StopRows(data, instance=visit, prefix="stops")
        self.ties = TiesForm(data, visit=visit, user=self.user)
        self.row_sets = (self.sides, self.stops)

    def is_valid(self):
        return all([super().is_valid(), self.ties.is_valid()])

    @transaction.atomic
    def save(self):
        super().save()
        self.ties.save()
        keep_checklist(self.visit)
        # What has no venue goes by the clock of the stops.
        self.visit.programme_items.settle_clocks()

    def problems(self):
        return [*super().problems(), *problems_of(self.ties)]

    def suggestions(self):
        """Return the lists of names to choose from, by the id the fields know them by."""
        return {
            "places": suggestions(offered_places()),
            "organisations": suggestions(Organisation.objects.order_by("-changed_at")),
            **self.form.suggestions(),
        }
