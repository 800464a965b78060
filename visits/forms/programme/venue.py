"""A venue that is not kept yet, typed in the middle of a programme."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import PlainWords
from common.picks import PickField
from common.texts import reader_language
from regions.models import Place
from visits.forms.rows import columns, fields_only
from visits.models import Venue


class NewVenueForm(PlainWords, forms.ModelForm):
    """Its name in English and in the writer's language, and its place; nothing typed, no venue."""

    place = PickField(Place.objects.all(), suggestions="places", label=_("Place"))

    class Meta:
        model = Venue
        fields = ["name_en", "name_ru", "name_kk", "name_be", "place", "address"]

    def __init__(self, data=None):
        # Nothing typed is no mistake, unless the button of this form was pressed.
        is_empty_permitted = "add_venue" not in (data or {})
        super().__init__(
            data, prefix="venue", empty_permitted=is_empty_permitted, use_required_attribute=False
        )
        for name in {"name_ru", "name_kk", "name_be"} - {f"name_{reader_language()}"}:
            del self.fields[name]

    @property
    def helper(self):
        return fields_only(columns(*self.fields))

    def clean(self):
        cleaned = super().clean()
        name, place = cleaned.get("name_en"), cleaned.get("place")
        if name and place and Venue.objects.filter(name_en__iexact=name, place=place).exists():
            raise forms.ValidationError(
                {"name_en": _("This venue is kept already: choose it in the row.")}
            )
        return cleaned
