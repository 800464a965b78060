"""Times as officers type them, and the groups and persons an item is for."""

import re
from datetime import time, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

# 9, 930, 0930, 9.30, 9:30, 9-30 or 09:30:00.
_CLOCK = re.compile(r"([0-9]{1,2})[:.\- ]?([0-9]{2})?(?::[0-9]{2})?")
# +45 are minutes, +1:30 hours and minutes.
_LASTING = re.compile(r"\+\s*(?:([0-9]{1,2})[:.])?([0-9]{1,4})")
A_DAY = timedelta(days=1)


class ClockField(forms.TimeField):
    """A time on the wall, with or without a sign between hours and minutes."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs["autocomplete"] = "off"

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, time):
            return super().to_python(value)
        if typed := _CLOCK.fullmatch(str(value).strip()):
            hours, minutes = int(typed[1]), int(typed[2] or 0)
            if hours < 24 and minutes < 60:
                return time(hours, minutes)
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class EndField(ClockField):
    """A time on the wall, or how long it lasts: a timedelta for what is typed as +45."""

    default_error_messages = {
        "invalid": _("Write the time as 09:30, or +45 for 45 minutes after the start.")
    }

    def to_python(self, value):
        typed = _LASTING.fullmatch(value.strip()) if isinstance(value, str) else None
        if typed is None:
            return super().to_python(value)
        lasting = timedelta(hours=int(typed[1] or 0), minutes=int(typed[2]))
        if lasting < A_DAY:
            return lasting
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class ConcernedField(forms.MultipleChoiceField):
    """Groups or persons of a visit to mark; the rows of a page share one list of them."""

    widget = forms.CheckboxSelectMultiple

    def offer(self, records):
        self.records = {str(record.pk): record for record in records}
        self.choices = [(key, str(record)) for key, record in self.records.items()]

    def prepare_value(self, value):
        return [str(getattr(one, "pk", one)) for one in value or []]

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value):
        return [self.records[key] for key in super().clean(value)]

    def names(self, value):
        """Return what those of the value are called, which has records or their keys."""
        return [str(self.records[key]) for key in self.prepare_value(value) if key in self.records]
