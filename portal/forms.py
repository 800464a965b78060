"""Forms that read what the address of a page asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common import formats
from common.periods import Window
from portal.map_of_regions import AGREEMENTS, SUBJECTS


class WindowForm(forms.Form):
    """Which months a page shows: known ones from the list, or any in the address."""

    window = forms.CharField(label=_("Months"), required=False, widget=forms.Select)

    def __init__(self, data, windows, computed=()):
        super().__init__(data)
        choices = [(str(window), formats.window_label(window)) for window in windows]
        choices += [
            (str(window), _("%(months)s, computed") % {"months": formats.window_label(window)})
            for window in computed
        ]
        self.fields["window"].widget.choices = choices
        self._show_the_asked_one(choices)

    def _show_the_asked_one(self, choices):
        """Let the list hold the asked months even where nothing is known of them."""
        asked = WindowForm.chosen(self)
        if asked is not None and str(asked) not in dict(choices):
            choices.append((str(asked), formats.window_label(asked)))

    def clean_window(self):
        text = self.cleaned_data["window"]
        try:
            return Window.parse(text) if text else None
        except ValueError as error:
            raise forms.ValidationError(_("Choose the months from the list.")) from error

    def chosen(self):
        """Return the window asked for, or None: nothing asked, or nothing readable."""
        return self.cleaned_data.get("window") if self.is_valid() else None


class MapForm(WindowForm):
    """What the map of regions shows, and for trade the months."""

    show = forms.ChoiceField(label=_("Show"), required=False, choices=list(SUBJECTS.items()))

    def __init__(self, data, windows):
        self._newest = windows[0] if windows else None
        super().__init__(data, windows)
        self.order_fields(["show", "window"])

    def subject(self):
        return (self.cleaned_data.get("show") if self.is_valid() else "") or AGREEMENTS

    def chosen(self):
        """Return the window asked for, the newest known one if none is."""
        return super().chosen() or self._newest


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Search"), max_length=200, required=False)

    def query(self):
        return self.cleaned_data.get("q", "") if self.is_valid() else ""
