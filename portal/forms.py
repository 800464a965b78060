"""Forms that read what the address of a page asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.map_of_regions import AGREEMENTS, SUBJECTS
from trade.forms import KnownWindowField


class WindowForm(forms.Form):
    """Which months a page shows: known ones from the list, or as the address writes them."""

    window = KnownWindowField(label=_("Months"))

    def __init__(self, data, known):
        super().__init__(data)
        self.fields["window"].offer(known)

    def chosen(self):
        """Return the window asked for, or None: nothing asked, or nothing known of it."""
        self.is_valid()
        return self.cleaned_data.get("window")


class MapForm(WindowForm):
    """What the map of regions shows, and for trade the months."""

    show = forms.ChoiceField(label=_("Show"), required=False, choices=list(SUBJECTS.items()))

    field_order = ["show", "window"]

    def __init__(self, data, known):
        super().__init__(data, known)
        self.fields["window"].label = _("Months, for trade")
        self._newest = known.newest

    def subject(self):
        self.is_valid()
        return self.cleaned_data.get("show") or AGREEMENTS

    def chosen(self):
        """Return the window asked for, the newest known one if none is."""
        return super().chosen() or self._newest


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Search"), max_length=200, required=False)

    def query(self):
        return self.cleaned_data.get("q", "") if self.is_valid() else ""
