"""The rows of one day of a programme: its items, and empty rows for more."""

import math
from datetime import timedelta
from hashlib import sha256
from typing import ClassVar

from crispy_forms.layout import Column, Div, LayoutObject
from django import forms
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common.forms import TITLES
from common.picks import PickField
from common.texts import reader_language
from regions.models import Organisation, Person
from visits.clock import later, on_wall
from visits.forms.programme.times import ClockField, ConcernedField, EndField
from visits.forms.rows import RowForm, RowFormSet, cells, columns, row_set
from visits.forms.sent_rows import row_order
from visits.models import Delegate, ProgrammeItem, Venue, Visit

# So many persons are offered one by one; of a larger delegation its heads and who is chosen.
MOST_PERSONS = 40
ROWS_OF_AN_EMPTY_DAY = 6
ROWS_MORE = 2
MARK_LENGTH = 16
FOLDS = ("starts_fold", "ends_fold")
# With their places, which have the clocks.
VENUES = Venue.objects.select_related("place")
# A page has hundreds of these fields, drawn without the help of crispy's own template.
CLASSES = {
    forms.CheckboxSelectMultiple: "form-check-input",
    forms.Select: "form-select",
    **dict.fromkeys(
        (forms.DateInput, forms.Textarea, forms.TextInput, forms.TimeInput), "form-control"
    ),
}


class RowButtons(LayoutObject):
    """The buttons that act on the whole row."""

    template = "visits/_programme_buttons.html"
    fields = ()

    def render(self, form, context, **kwargs):
        return render_to_string(self.template, {"row": form})


class ProgrammeItemForm(RowForm):
    """A row of a day. ``sent`` is the start that the page offered, which alone makes no item."""

    prefilled = ("day", "kind", "audience", "sent")
    # Which item of the day it is as they happen, and whose clock begins with it.
    happens = math.inf
    clock = ""
    starts = ClockField(label=_("Starts"))
    ends = EndField(label=_("Ends"), required=False)
    venue = PickField(VENUES, suggestions="venues", label=_("Venue"), required=False)
    arrival_venue = PickField(
        VENUES,
        suggestions="venues",
        label=_("Venue of arrival"),
        required=False,
        help_text=_("For a transfer: where it ends. The end is on that venue's clock."),
    )
    groups = ConcernedField(label=_("Groups"), required=False)
    delegates = ConcernedField(label=_("Persons"), required=False)
    responsible = PickField(
        Person.objects.all(), suggestions="people", label=_("Responsible person"), required=False
    )
    responsible_organisation = PickField(
        Organisation.objects.all(),
        suggestions="organisations",
        label=_("Responsible organisation"),
        required=False,
    )
    sent = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = ProgrammeItem
        fields: ClassVar = [
            "starts",
            "ends",
            *FOLDS,
            "day",
            "kind",
            "audience",
            *TITLES,
            "venue",
            "room",
            "arrival_venue",
            "groups",
            "delegates",
            "responsible",
            "responsible_post",
            "responsible_organisation",
            "responsible_phone",
            "car",
            "interpreter",
            "plan_b",
            "internal_note",
        ]
        widgets: ClassVar = {
            name: forms.Textarea(attrs={"rows": 2}) for name in ("plan_b", "internal_note")
        }

    def __init__(self, *args, day, concerned, **kwargs):
        super().__init__(*args, **kwargs)
        self.page_day = day
        self.fields["day"].required = False
        for field in self.fields.values():
            if kind := CLASSES.get(type(field.widget)):
                field.widget.attrs["class"] = kind
        # Where the title is in another language it can be read here all the same.
        title = self.fields[f"title_{reader_language()}"]
        title.widget.attrs["placeholder"] = str(self.instance.title)
        for name, records in concerned.items():
            if records:
                self.fields[name].offer(records)
            else:
                del self.fields[name]

    @cached_property
    def helper(self):
        helper = super().helper
        helper.field_template = "visits/_cell.html"
        return helper

    def has_changed(self):
        if not super().has_changed():
            return False
        is_offered = self["starts"].data == self["sent"].data
        return bool(
            self.instance.pk
            or not is_offered
            or {*self.changed_data}.difference(self.prefilled, ["starts"])
        )

    def clean_day(self):
        return self.cleaned_data["day"] or self.page_day

    def clean(self):
        cleaned = super().clean()
        if isinstance(cleaned.get("ends"), timedelta):
            cleaned["ends"], cleaned["ends_fold"] = self._end_after(cleaned["ends"])
        return cleaned

    def _end_after(self, lasting):
        """Return the end on the clock it ends by, and its fold; None where no start is known."""
        known = {name: self.cleaned_data.get(name) for name in ("day", "starts", "starts_fold")}
        if None in (known["day"], known["starts"]):
            return None, None
        venues = {name: self.cleaned_data.get(name) for name in ("venue", "arrival_venue")}
        item = ProgrammeItem(pk=self.instance.pk, visit=self.instance.visit, **known, **venues)
        zone, arrival_zone = item.clocks()
        start, _end = item.moments(zone, arrival_zone)
        _day, ends, fold = on_wall(later(start, lasting, arrival_zone))
        return ends, fold

    def _post_clean(self):
        """Judge what was changed; a row as it was kept stays as it is."""
        if self.instance.pk and not self.has_changed():
            return
        super()._post_clean()

    def save(self, commit=True):
        """Save without settling the clocks, which is done once for all rows."""
        item = super().save(commit=False)
        if commit:
            item.save(settle=False)
            self.save_m2m()
        return item

    def layout(self, removal):
        """Ask first for what every item has, its title in the language of whoever writes."""
        title = f"title_{reader_language()}"
        widths = {
            "starts": "col-3 col-lg-1",
            "ends": "col-3 col-lg-1",
            "kind": "col-6 col-lg-2",
            title: "col-12 col-lg-4",
            "venue": "col-8 col-lg-3",
            "room": "col-4 col-lg-1",
        }
        folds = [self._concerned(), self._languages(title), self._internal()]
        return [
            "sent",
            cells(widths),
            *self._question(),
            Div(
                Column("audience", css_class="row-audience"),
                *filter(None, folds),
                self._place(removal),
                css_class="row-folds",
            ),
        ]

    def _question(self):
        """Which of two equal times is meant, where the clock shows one of them twice."""
        asked = [name for name in FOLDS if self.errors.get(name) or self[name].value() is not None]
        return [columns(*asked, width="col-sm-6 col-lg-4")] if asked else []

    def _concerned(self):
        names = [name for name in ("groups", "delegates") if name in self.fields]
        if not names:
            return None
        chosen = [who for name in names for who in self.fields[name].names(self[name].value())]
        words = _("For: %(names)s") % {"names": ", ".join(chosen)} if chosen else _("For everybody")
        return self.fold(words, *(Div(name, css_class="choice-columns") for name in names))

    def _languages(self, title):
        others = [name for name in TITLES if name != title]
        return self.fold(_("Other languages"), columns(*others))

    def _internal(self):
        return self.fold(
            _("Internal"),
            columns("responsible", "responsible_post", "responsible_organisation"),
            columns("responsible_phone", "car", "interpreter"),
            columns("plan_b", "internal_note"),
        )

    def _place(self, removal):
        more = cells({"arrival_venue": "col-md-6", "day": "col-md-3"})
        return self.fold(_("Arrival, shift, copy, remove"), more, *removal, RowButtons())


class ProgrammeFormSet(RowFormSet):
    """The items of ``day``; ``lines`` are its rows in the order of the page."""

    row_name = _("item")

    def __init__(self, data=None, *args, day, **kwargs):
        self.day = day
        items = ProgrammeItem.objects.filter(day=day).in_order().with_venues().with_concerned()
        super().__init__(data, *args, **{"queryset": items.with_newest_change(), **kwargs})
        self.extra = ROWS_MORE if self.get_queryset() else ROWS_OF_AN_EMPTY_DAY

    @property
    def mark(self):
        """Return a text that is another one as soon as any item of the day has changed."""
        changes = sorted((item.pk, item.newest_change) for item in self.get_queryset())
        return sha256(repr(changes).encode()).hexdigest()[:MARK_LENGTH]

    def get_form_kwargs(self, index):
        return {
            **super().get_form_kwargs(index),
            "day": self.day,
            "concerned": {"groups": self.groups, "delegates": self.persons},
        }

    def initial_of_new(self, index):
        return {"day": self.day}

    def add_fields(self, form, index):
        super().add_fields(form, index)
        # By this the buttons of the row name it.
        form.number = "__prefix__" if index is None else index
        form.fields["id"].error_messages["invalid_choice"] = _(
            "This row is no longer here: it was removed, or moved to another day."
        )

    @cached_property
    def groups(self):
        return list(self.instance.groups.all())

    @cached_property
    def persons(self):
        persons = list(self.instance.delegates.with_names().in_protocol_order())
        if len(persons) <= MOST_PERSONS:
            return persons
        chosen = {one.pk for item in self.get_queryset() for one in item.delegates.all()}
        heads = (Delegate.Role.HEAD, Delegate.Role.DEPUTY)
        return [one for one in persons if one.pk in chosen or one.role in heads]

    @property
    def lines(self):
        if not self.is_bound:
            return sorted(self.forms, key=lambda form: form.happens)
        numbers = [n for n in row_order(self.data, self.prefix) if n < len(self.forms)]
        return [self.forms[n] for n in dict.fromkeys([*numbers, *range(len(self.forms))])]

    def kept_items(self):
        """Return the items of this day that the rows hold, saved or not, as they happen."""
        items = [form.instance for form in self.kept_forms() if form.instance.day == self.day]
        return sorted(items, key=lambda item: (item.starts, item.position, item.pk or 0))


ProgrammeRows = row_set(
    Visit, ProgrammeItem, ProgrammeItemForm, ProgrammeFormSet, extra=0, most=500
)
