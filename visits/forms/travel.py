"""The minutes from one venue to another, typed where they are missed."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.forms import PlainWords
from visits.models import TravelTime, Venue

NO_SUCH_VENUE = _("One of the venues is gone. Open the page again, please.")


class TravelTimeForm(PlainWords, forms.Form):
    """Venues by their address ids; a pair that is kept already gets the new minutes."""

    one = forms.ModelChoiceField(
        Venue.objects.all(),
        to_field_name="public_id",
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": NO_SUCH_VENUE, "required": NO_SUCH_VENUE},
    )
    other = forms.ModelChoiceField(
        Venue.objects.all(),
        to_field_name="public_id",
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": NO_SUCH_VENUE, "required": NO_SUCH_VENUE},
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=2 * 24 * 60)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("one") and cleaned["one"] == cleaned.get("other"):
            raise ValidationError(_("A way leads from one venue to another one."))
        return cleaned

    def save(self):
        """Keep the minutes of the pair, either way round, and return the TravelTime."""
        given = self.cleaned_data
        one, other = sorted((given["one"], given["other"]), key=lambda venue: venue.pk)
        minutes = {"minutes": given["minutes"]}
        return TravelTime.objects.update_or_create(one=one, other=other, defaults=minutes)[0]
