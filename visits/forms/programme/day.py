"""The page that changes one day of a programme."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common.forms import PlainWords, RecordForm
from common.picks import suggestions
from common.texts import whole_number
from regions.forms import offered_places
from regions.models import Organisation, Person
from visits.forms.programme.rows import ProgrammeRows
from visits.forms.programme.times import ClockField, EndField
from visits.forms.programme.venue import NewVenueForm
from visits.forms.rows import PageForms, fields_only, problems_of
from visits.forms.sent_rows import row_count, values_of, with_row
from visits.models import Venue, Visit
from visits.models.programme import on_the_clock, settle_clocks
from visits.programme.days import zone_label
from visits.programme.editing import CannotBeDone, clock_at_dawn, shift

# As the rows are called on a visit, so that a late save can name their fields.
ITEMS = "programme_items"
# What a copy of a row has of its own.
OWN = ("id", "DELETE")
MOST_MINUTES = 24 * 60 - 1
SHIFTS = ("shift_from", "shift_one")


class VersionForm(RecordForm):
    """Only the version of the visit whose rows are changed."""

    helper = fields_only("version")

    class Meta:
        model = Visit
        fields = []


class DayVersionForm(VersionForm):
    """The same of a day.

    As long as the day is what its reader saw (``mark``), a change elsewhere is no conflict.
    """

    mark = forms.CharField(label="", widget=forms.HiddenInput, required=False)
    helper = fields_only("version", "mark")

    def __init__(self, data, *, instance, mark):
        super().__init__(data, instance=instance)
        self.initial["mark"] = mark

    def clean_version(self):
        if self.data.get("mark") == self.initial["mark"]:
            return self.instance.version
        return super().clean_version()


class ShiftForm(PlainWords, forms.Form):
    """By how many minutes; the button that was pressed says from which row on, or which alone."""

    minutes = forms.IntegerField(
        label=_("Minutes to shift by"),
        min_value=-MOST_MINUTES,
        max_value=MOST_MINUTES,
        required=False,
        help_text=_("−15 is a quarter of an hour earlier."),
    )
    helper = fields_only("minutes")

    def __init__(self, data=None):
        self.button = next((name for name in SHIFTS if name in (data or {})), None)
        super().__init__(data if self.is_asked else None, prefix="shift")

    @property
    def is_asked(self):
        return self.button is not None

    def clean_minutes(self):
        minutes = self.cleaned_data["minutes"]
        if not minutes:
            raise forms.ValidationError(_("Write by how many minutes."))
        return minutes

    def chosen(self, timed, rows):
        """Return those of the timed items that are to be shifted; ``rows``: those of the page."""
        number = whole_number(self.data[self.button])
        row = rows.forms[number].instance if number in range(len(rows.forms)) else None
        places = [place for place, (item, *_moments) in enumerate(timed) if item == row]
        if not places:
            return []
        return timed[places[0] :][: None if self.button == "shift_from" else 1]


class DayForms(PageForms):
    """All forms of the page of a day.

    The page may be sent to save, to get a row (``insert``, ``duplicate``, ``more_rows``), to add a
    venue (``add_venue``), or to save and shift rows (``shift_from``, ``shift_one``).
    """

    def __init__(self, visit, day, data=None, user=None):
        self.day = day
        self.dawn = clock_at_dawn(visit, day)
        self.new_row = None
        self.shifted = []
        super().__init__(visit, data, user)

    @classmethod
    def of(cls, request, visit, day):
        return cls(visit, day, request.POST if request.method == "POST" else None, request.user)

    def build(self, visit, data):
        self.data = data
        self.items = ProgrammeRows(data, instance=visit, prefix=ITEMS, day=self.day)
        self.form = DayVersionForm(data, instance=visit, mark=self.items.mark)
        self.row_sets = (self.items,)
        self.shift = ShiftForm(data)
        self.new_venue = NewVenueForm(data) if self.user.has_perm("visits.add_venue") else None
        self._name_clocks()
        if self.new_row in range(len(self.items.forms)):
            self.items.forms[self.new_row]["starts"].field.widget.attrs["autofocus"] = True

    def with_wanted_rows(self, data):
        if "add_venue" in data:
            return data
        for act, make in (("insert", self._with_inserted), ("duplicate", self._with_copied)):
            if act in data:
                self.new_row = row_count(data, ITEMS)
                return make(data, whole_number(data[act]))
        return super().with_wanted_rows(data)

    def _with_inserted(self, data, after):
        """Return the data with an empty row that starts when the row before it ends."""
        start = _end_of(values_of(data, ITEMS, after))
        return with_row(data, ITEMS, after, {"starts": [start], "sent": [start]})

    def _with_copied(self, data, number):
        values = values_of(data, ITEMS, number)
        return with_row(
            data, ITEMS, number, {name: values[name] for name in values if name not in OWN}
        )

    def _name_clocks(self):
        """Say whose clock the day begins by, and at each row where another one begins."""
        timed = on_the_clock(self.items.get_queryset(), self.dawn)
        begins = timed[0][1] if timed else datetime.combine(self.day, time.min, self.dawn)
        self.clock = clock = zone_label(begins)
        rows = {form.instance.pk: form for form in self.items.initial_forms}
        for place, (item, start, end) in enumerate(timed):
            label = zone_label(start)
            if item.pk in rows:
                rows[item.pk].happens = place
                rows[item.pk].clock = "" if label == clock else label
            clock = zone_label(end or start)

    def adds_venue(self):
        return bool(
            self.new_venue
            and self.is_sent
            and self.new_venue.has_changed()
            and self.new_venue.is_valid()
        )

    def with_venue(self):
        """Save the venue; return it, and the forms of what else was typed."""
        venue = self.new_venue.save()
        data = self.data.copy()
        for name in self.new_venue.fields:
            data.pop(self.new_venue.add_prefix(name), None)
        return venue, DayForms(self.visit, self.day, data, self.user)

    def is_valid(self):
        parts = [super().is_valid(), self._venue_is_valid()]
        if self.shift.is_asked:
            parts.append(self.shift.is_valid())
        return all(parts) and (not self.shift.is_asked or self._shift())

    def _venue_is_valid(self):
        return self.new_venue is None or self.new_venue.is_valid()

    def _shift(self):
        """Move the chosen items, and return whether they can be where they come to stand."""
        chosen = self.shift.chosen(on_the_clock(self.items.kept_items(), self.dawn), self.items)
        try:
            shift(chosen, self.shift.cleaned_data["minutes"])
        except CannotBeDone as refusal:
            self.shift.add_error("minutes", str(refusal))
        if not chosen:
            self.shift.add_error("minutes", _("This row is empty: there is nothing to shift."))
        self.shifted = [item for item, *_moments in chosen]
        return not self.shift.errors

    @transaction.atomic
    def save(self):
        super().save()
        saved = [*self.items.new_objects, *(item for item, _names in self.items.changed_objects)]
        for item in self.shifted:
            if item not in saved:
                item.save(settle=False)
        settle_clocks(self.visit)

    def problems(self):
        found = super().problems()
        for form in filter(None, (self.shift, self.new_venue)):
            found += problems_of(form)
        return found

    def suggestions(self):
        return {
            "venues": suggestions(Venue.objects.select_related("place")),
            "places": suggestions(offered_places()),
            "people": suggestions(Person.objects.order_by("-changed_at")),
            "organisations": suggestions(Organisation.objects.order_by("-changed_at")),
        }


def _end_of(row):
    """Return when a row as it was sent ends, else starts, as it is typed; "" for no such time."""
    try:
        starts, ends = (
            field.to_python((row.get(name) or [""])[0])
            for name, field in (("starts", ClockField()), ("ends", EndField()))
        )
    except forms.ValidationError:
        return ""
    if isinstance(ends, timedelta):
        ends = starts and (datetime.combine(date.min, starts) + ends).time()
    shown = ends or starts
    return shown.isoformat("minutes") if shown else ""
