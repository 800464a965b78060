"""A venue that is not kept yet, typed in the middle of a programme."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import PlainWords
from common.picks import PickField
from common.texts import LANGUAGES, reader_language
from regions.models import Place
from visits.forms.rows import Fold, columns, fields_only
from visits.models import Venue

NAMES = tuple(f"name_{code}" for code in LANGUAGES)


class NewVenueForm(PlainWords, forms.ModelForm):
    """Its place and its names, first in English and the writer's language; nothing typed, none."""

    place = PickField(Place.objects.all(), suggestions="places", label=_("Place"))

    class Meta:
        model = Venue
        fields = [*NAMES, "place", "address"]

    def __init__(self, data=None):
        # Nothing typed is no mistake, unless the button of this form was pressed.
        is_asked = {"add_venue", "venue-name_en"} <= {*(data or {})}
        super().__init__(
            data, prefix="venue", empty_permitted=not is_asked, use_required_attribute=False
        )

    @property
    def helper(self):
        first = dict.fromkeys(["name_en", f"name_{reader_language()}"])
        others = [name for name in NAMES if name not in first]
        is_open = any(self[name].value() for name in others)
        return fields_only(
            columns(*first, "place", "address"),
            Fold(_("Other languages"), columns(*others), is_open=is_open),
        )

    def clean(self):
        cleaned = super().clean()
        name, place = cleaned.get("name_en"), cleaned.get("place")
        if name and place and Venue.objects.filter(name_en__iexact=name, place=place).exists():
            raise forms.ValidationError(
                {"name_en": _("This venue is kept already: choose it in the row.")}
            )
        return cleaned
