"""What the calendar of visits shows: around which day, and which way."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.partial_dates import FIRST_YEAR, LAST_YEAR, NO_SUCH_YEAR
from visits.forms.filters import ANY, VisitFilterForm
from visits.models import Visit


class DayField(forms.DateField):
    """A day that is shown as its reader writes days, whichever way the address has it."""

    def bound_data(self, data, initial):
        try:
            return self.to_python(data)
        except ValidationError:
            return data


class PlannerForm(VisitFilterForm):
    """The filters of the list that a calendar has a use for, and the day it shows."""

    day = DayField(label=_("Day"))

    field_order = ["day", "direction", "kind", "status"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(self.field_order):
            del self.fields[name]
        self.fields["status"].choices = [ANY, *Visit.Status.choices]

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(NO_SUCH_YEAR)
        return day

    def chips(self):
        """The day is no filter: it is where one stands."""
        day = self.fields["day"].label
        return [chip for chip in super().chips() if chip["label"] != day]

    def filter_day(self, visits, day):
        """The day chooses the weeks, not the visits."""
        return visits
