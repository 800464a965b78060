"""The minutes from one venue to another, typed where they are missed."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.forms import PlainWords
from visits.models import TravelTime, Venue

NO_SUCH_VENUE = _("One of the venues is gone. Open the page again, please.")


class TravelTimeForm(PlainWords, forms.ModelForm):
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

    class Meta:
        model = TravelTime
        fields = ["one", "other", "minutes"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("one") and cleaned["one"] == cleaned.get("other"):
            raise ValidationError(_("A way leads from one venue to another one."))
        self.instance = self._kept() or self.instance
        return cleaned

    def _kept(self):
        """Return the time that is kept for the pair, either way round, None for none."""
        pair = self.cleaned_data.get("one"), self.cleaned_data.get("other")
        if None in pair:
            return None
        one, other = sorted(pair, key=lambda venue: venue.pk)
        return TravelTime.objects.filter(one=one, other=other).first()
