"""What the overview of a programme asks: which day, which day to where, which programme."""

from datetime import date

from django import forms
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.forms import PlainWords
from common.picks import PickField, suggestions
from visits.forms.rows import fields_only
from visits.models import ProgrammeItem, Visit
from visits.programme.editing import days_of


def day_label(day):
    """Return the day as headings name it: ``Monday, 14 September 2026``."""
    return f"{capfirst(date_format(day, 'l'))}, {date_format(day)}"


class DayOfVisitField(forms.DateField):
    """A day that the visit covers."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.visit = None

    def validate(self, day):
        super().validate(day)
        item = ProgrammeItem(visit=self.visit, day=day)
        if day and (wrong := item.day_errors()):
            raise forms.ValidationError(wrong["day"])


class DayForm(PlainWords, forms.Form):
    """Which day to write; it stands in the address."""

    day = DayOfVisitField(label=_("Another day"))
    helper = fields_only("day")

    def __init__(self, visit, data=None):
        super().__init__(data)
        self.fields["day"].visit = visit


class CopyDayForm(PlainWords, forms.Form):
    source = forms.TypedChoiceField(label=_("Copy the day"), coerce=date.fromisoformat)
    target = DayOfVisitField(label=_("To the day"))
    helper = fields_only("source", "target")

    def __init__(self, visit, days, data=None):
        """``days``: those on which something is planned."""
        super().__init__(data)
        self.fields["source"].choices = [(day.isoformat(), day_label(day)) for day in days]
        self.fields["target"].visit = visit


class CopyProgrammeForm(PlainWords, forms.Form):
    """From which visit; it must be one that the user may know of."""

    earlier = PickField(
        Visit.objects.none(), suggestions="visits", label=_("Copy the programme of the visit")
    )
    helper = fields_only("earlier")

    def __init__(self, visit, user, data=None):
        super().__init__(data)
        self.visit = visit
        visits = Visit.objects.visible_to(user).programmed().exclude(pk=visit.pk)
        self.fields["earlier"].queryset = visits.newest_first()

    def clean_earlier(self):
        if not days_of(self.visit):
            raise forms.ValidationError(_("Give this visit the day on which it begins first."))
        return self.cleaned_data["earlier"]

    def suggestions(self):
        return {"visits": suggestions(self.fields["earlier"].queryset)}
