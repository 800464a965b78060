"""The form of a programme: its items by day, with empty rows for each day of the visit."""

from datetime import timedelta

from crispy_forms.layout import Column, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import TITLES, RecordForm
from common.picks import PickField, suggestions
from common.texts import reader_language
from regions.models import Organisation, Person
from visits.forms.rows import (
    PageForms,
    RowForm,
    RowFormSet,
    cells,
    columns,
    fields_only,
    row_set,
)
from visits.models import ProgrammeItem, Venue, Visit

MOST_DAYS = 31
ROWS_A_DAY = 2
ROWS_WITHOUT_DAY = 2
# 09:30, 9.30 or 9.
TIME_FORMATS = ("%H:%M", "%H:%M:%S", "%H.%M", "%H")


class VersionForm(RecordForm):
    """Only the version of the visit whose programme is changed."""

    helper = fields_only("version")

    class Meta:
        model = Visit
        fields = []


class ProgrammeItemForm(RowForm):
    prefilled = ("day", "kind", "audience")
    venue = PickField(Venue.objects.all(), suggestions="venues", label=_("Venue"), required=False)
    arrival_venue = PickField(
        Venue.objects.all(),
        suggestions="venues",
        label=_("Venue of arrival"),
        required=False,
        help_text=_("For a transfer: where it ends. The end is on that venue's clock."),
    )
    responsible = PickField(
        Person.objects.all(), suggestions="people", label=_("Responsible person"), required=False
    )
    responsible_organisation = PickField(
        Organisation.objects.all(),
        suggestions="organisations",
        label=_("Responsible organisation"),
        required=False,
    )

    class Meta:
        model = ProgrammeItem
        fields = [
            "starts",
            "ends",
            "day",
            "kind",
            "audience",
            "title_en",
            "title_ru",
            "title_kk",
            "title_be",
            "venue",
            "arrival_venue",
            "responsible",
            "responsible_post",
            "responsible_organisation",
            "internal_note",
        ]
        widgets = {"internal_note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("starts", "ends"):
            self.fields[name].input_formats = TIME_FORMATS

    def layout(self, removal):
        """Ask first for what every item has, its title in the language of whoever writes."""
        title = f"title_{reader_language()}"
        other_titles = [name for name in TITLES if name != title]
        widths = {
            "starts": "col-3 col-lg-1",
            "ends": "col-3 col-lg-1",
            "kind": "col-6 col-lg-2",
            title: "col-12 col-lg-3",
            "venue": "col-8 col-lg-3",
            "audience": "col-4 col-lg-2",
        }
        more = self.fold(
            _("Day, arrival, other languages, who is responsible"),
            cells({"day": "col-md-4", "arrival_venue": "col-md-8"}),
            columns(*other_titles),
            columns("responsible", "responsible_post", "responsible_organisation"),
            "internal_note",
        )
        last_line = [Column(more, css_class="col-12 col-lg"), *map(_narrow, removal)]
        return [cells(widths), Row(*last_line)]


def _narrow(name):
    return Column(name, css_class="col-auto")


class ProgrammeFormSet(RowFormSet):
    row_name = _("item")
    order = ("day", "starts", "position", "pk")
    joined = ("venue__place", "arrival_venue__place", "responsible", "responsible_organisation")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.new_days = _new_days(self.instance)
        self.extra = len(self.new_days)

    def initial_of_new(self, index):
        number = index - self.initial_form_count()
        return {"day": self.new_days[number] if number < len(self.new_days) else None}

    def by_day(self):
        """Return rows of day and forms, in order; what has no readable day comes last."""
        groups = {}
        for form in self.forms:
            groups.setdefault(_day_of(form), []).append(form)
        days = sorted(day for day in groups if day) + [None] * (None in groups)
        return [{"day": day, "forms": groups[day]} for day in days]


def days_of(visit):
    """Return the days of the visit when the day it begins is known; none for a longer time."""
    first, last = visit.start_earliest, visit.last_day
    if first is None or last is None or first != visit.start_latest:
        return []
    count = (last - first).days + 1
    return [first + timedelta(days=n) for n in range(count)] if count <= MOST_DAYS else []


def _new_days(visit):
    each = [day for day in days_of(visit) for _n in range(ROWS_A_DAY)]
    return each + [None] * ROWS_WITHOUT_DAY


def _day_of(form):
    try:
        return form.fields["day"].to_python(form["day"].value())
    except forms.ValidationError:
        return None


ProgrammeRows = row_set(
    Visit, ProgrammeItem, ProgrammeItemForm, ProgrammeFormSet, extra=0, most=500
)


class ProgrammeForms(PageForms):
    """All forms of the page that changes a programme."""

    def build(self, visit, data):
        self.form = VersionForm(data, instance=visit)
        self.items = ProgrammeRows(data, instance=visit, prefix="items")
        self.row_sets = (self.items,)

    def suggestions(self):
        return {
            "venues": suggestions(Venue.objects.select_related("place")),
            "people": suggestions(Person.objects.order_by("-changed_at")),
            "organisations": suggestions(Organisation.objects.order_by("-changed_at")),
        }
