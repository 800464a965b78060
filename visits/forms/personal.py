"""The form of personal data: what is kept is never in it; empty keeps it, a mark clears it."""

import re

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import PlainWords
from visits.delegation.personal import FIELDS, holders_of_passports, same_number
from visits.forms.rows import columns, fields_only

FIRST_BIRTH_YEAR = 1900
TAKEN = _("“%(name)s” of this visit has this passport number already. Check both.")
NO_PASSPORT = _("Write the passport number in letters and digits, at least five of them.")
NO_PHONE = _("Write the phone in digits, as +375 29 123-45-67.")
NOT_BORN = _("This day has not come yet.")
BORN_LONG_AGO = _("Write a year from 1900 on.")
_PHONE = re.compile(r"[0-9+() ./-]+")
_SHORT_YEAR = re.compile(r"[^0-9][0-9]{2}\Z")


def read_passport(text):
    """Return the passport number, with single spaces; ValidationError, which never repeats it."""
    number = " ".join(text.split())
    if len(same_number(number)) < 5 or len(number) > 40:
        raise forms.ValidationError(NO_PASSPORT, code="passport")
    return number


def read_phone(text):
    number = " ".join(text.split())
    digits = sum(char.isdigit() for char in number)
    if not _PHONE.fullmatch(number) or not 5 <= digits <= 20:
        raise forms.ValidationError(NO_PHONE, code="phone")
    return number


class BirthDateField(forms.DateField):
    """A birth date; of two digits the year is the last that has been."""

    default_error_messages = {
        "invalid": _("Write the day, the month and the year, as 9.3.2026."),
    }

    def to_python(self, value):
        born = super().to_python(value)
        today = timezone.localdate()
        if born and born > today and isinstance(value, str) and _SHORT_YEAR.search(value.strip()):
            return born.replace(year=born.year - 100)
        return born

    def validate(self, value):
        super().validate(value)
        if value and value > timezone.localdate():
            raise forms.ValidationError(NOT_BORN, code="future")
        if value and value.year < FIRST_BIRTH_YEAR:
            raise forms.ValidationError(BORN_LONG_AGO, code="long_ago")


class PersonalDataForm(PlainWords, forms.Form):
    """What is typed in it replaces what is kept.

    ``seen`` tells which state of the data its reader had before them.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    passport_number = forms.CharField(label=_("Passport number"), required=False, max_length=40)
    birth_date = BirthDateField(label=_("Birth date"), required=False)
    phone = forms.CharField(label=_("Phone"), required=False, max_length=40)
    clear_passport_number = forms.BooleanField(label=_("Erase the passport number"), required=False)
    clear_birth_date = forms.BooleanField(label=_("Erase the birth date"), required=False)
    clear_phone = forms.BooleanField(label=_("Erase the phone"), required=False)

    def __init__(self, *args, kept, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = kept
        self.initial["seen"] = self._state()
        for name in FIELDS:
            self.fields[name].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
            if not getattr(kept, name):
                del self.fields[f"clear_{name}"]

    def _state(self):
        return self.kept.changed_at.isoformat() if self.kept.changed_at else ""

    @property
    def is_stale(self):
        """Whether the data were changed after the form was opened."""
        return self.is_bound and self.data.get("seen", "") != self._state()

    @property
    def helper(self):
        clears = [f"clear_{name}" for name in FIELDS if f"clear_{name}" in self.fields]
        helper = fields_only("seen", columns(*FIELDS))
        helper.layout = Layout(*helper.layout.fields, columns(*clears) if clears else Layout())
        return helper

    def clean_passport_number(self):
        typed = self.cleaned_data["passport_number"]
        if not typed:
            return ""
        number = read_passport(typed)
        holder = holders_of_passports(self.kept.delegate.visit).get(same_number(number))
        if holder is not None and holder.pk != self.kept.delegate.pk:
            raise forms.ValidationError(TAKEN, code="taken", params={"name": holder})
        return number

    def clean_phone(self):
        typed = self.cleaned_data["phone"]
        return read_phone(typed) if typed else ""

    def settled(self):
        """Return the personal data as they are to be kept."""
        for name in FIELDS:
            typed = self.cleaned_data[name]
            if self.cleaned_data.get(f"clear_{name}"):
                setattr(self.kept, name, "")
            elif typed:
                setattr(self.kept, name, typed.isoformat() if name == "birth_date" else typed)
        return self.kept
