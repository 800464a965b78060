"""Forms that read what the address of a page asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common import formats
from common.periods import Window
from portal.map_of_regions import AGREEMENTS, SUBJECTS


class WindowForm(forms.Form):
    """Which months a page shows: one of the windows that are known."""

    window = forms.ChoiceField(label=_("Months"), required=False)

    def __init__(self, data, windows):
        super().__init__(data)
        self.fields["window"].choices = [
            (str(window), formats.window_label(window)) for window in windows
        ]

    def chosen(self):
        """Return the window asked for, or None: nothing asked, or nothing known of it."""
        text = self.cleaned_data.get("window") if self.is_valid() else ""
        return Window.parse(text) if text else None


class MapForm(WindowForm):
    """What the map of regions shows, and for trade the months."""

    show = forms.ChoiceField(label=_("Show"), required=False, choices=list(SUBJECTS.items()))

    def __init__(self, data, windows):
        super().__init__(data, windows)
        self._newest = windows[0] if windows else None
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
