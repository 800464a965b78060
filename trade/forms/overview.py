"""What the overview is asked: whose count, which months, which months for the regions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common import formats
from common.periods import Window


class OverviewForm(forms.Form):
    """Whatever is not asked, or not understood, is the newest that is known."""

    seen = forms.ChoiceField(label=_("As seen from"), required=False)
    window = forms.ChoiceField(label=_("Months"), required=False)
    regions = forms.ChoiceField(label=_("Months for the regions"), required=False)

    def __init__(self, data, known):
        super().__init__(data)
        self.known = known
        self.pairs = {pair.code: pair for pair in known.pairs}
        self.fields["seen"].choices = [
            (code, pair_label(pair)) for code, pair in self.pairs.items()
        ]
        self.pair = self._pair()
        self._offer_windows()

    def _pair(self):
        asked = self.pairs.get(self.data.get("seen", ""))
        return asked or self.known.newest_pair()

    def _offer_windows(self):
        if self.pair is None:
            return
        amounts = self.known.windows_of(self.pair)
        further = [w for w in self.known.windows_known(self.pair) if w not in amounts]
        self.fields["window"].choices = [
            *_choices(amounts),
            (_("this side gives no amount"), _choices(further)),
        ]
        self.fields["regions"].choices = _choices(self.known.windows_of_regions(self.pair))
        self.newest = next(iter([*amounts, *further]), None)

    def window_shown(self):
        """Return the months asked for, else the newest with an amount; None where none is."""
        return self._asked("window") or self.newest

    def region_window_shown(self):
        """Return the months asked for the regions, else those shown, else the newest known."""
        known = self.known.windows_of_regions(self.pair)
        shown = self.window_shown()
        newest = shown if shown in known else next(iter(known), None)
        return self._asked("regions") or newest

    def _asked(self, name):
        self.is_valid()
        text = self.cleaned_data.get(name, "")
        return Window.parse(text) if text else None


def pair_label(pair):
    return _("%(reporter)s, trade with %(partner)s") % {
        "reporter": pair.reporter.name,
        "partner": pair.partner.name,
    }


def _choices(windows):
    return [(str(window), formats.window_label(window)) for window in windows]
