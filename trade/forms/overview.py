"""What the overview is asked: whose count, which months, which months for the regions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from trade.forms.windows import KnownWindowField, asked_window
from trade.pictures import KnownWindows


class OverviewForm(forms.Form):
    """Whatever is not asked, or not understood, is the newest that is known."""

    seen = forms.ChoiceField(label=_("As seen from"), required=False)
    window = KnownWindowField(label=_("Months"))
    regions = KnownWindowField(
        label=_("Months for the regions"),
        error_messages={
            "unreadable": _("Choose the months from those named there."),
            "unknown": _(
                "No amount of a region is known for %(months)s. "
                "Choose the months from those named there."
            ),
        },
    )

    def __init__(self, data, known):
        super().__init__(data.dict())
        self.known = known
        self.pairs = {pair.code: pair for pair in known.pairs}
        self.fields["seen"].choices = [
            (code, pair_label(pair)) for code, pair in self.pairs.items()
        ]
        self.pair = self.pairs.get(data.get("seen", "")) or known.newest_pair()
        self.windows = self._offer_windows() if self.pair else KnownWindows()
        self._name_shown()

    def _offer_windows(self):
        windows = self.known.known_windows(self.pair, asked_window(self.data))
        self.fields["window"].offer(windows)
        of_regions = self.known.windows_of_regions(self.pair)
        self.fields["regions"].offer(KnownWindows(tuple(of_regions)))
        return windows

    def _name_shown(self):
        """Let the lists name what is shown where nothing was asked, be it not their first."""
        if self.pair:
            self.data.setdefault("seen", self.pair.code)
        if self.windows.newest:
            self.data.setdefault("window", str(self.windows.newest))

    def window_shown(self):
        """Return the months asked for, else the newest with an amount; None where none is."""
        return self._asked("window") or self.windows.newest

    def region_window_asked(self):
        """Return the months asked for the regions, None where none are."""
        return self._asked("regions")

    def _asked(self, name):
        self.is_valid()
        return self.cleaned_data.get(name)


def pair_label(pair):
    return _("%(reporter)s, trade with %(partner)s") % {
        "reporter": pair.reporter.name,
        "partner": pair.partner.name,
    }
