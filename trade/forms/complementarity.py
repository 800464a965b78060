"""What the page of complementarity is asked: who sells, who buys, which months."""

from django.utils.translation import gettext_lazy as _

from trade.forms.mirror import PairFilterForm
from trade.forms.windows import KnownWindowField
from trade.pictures import KnownWindows


class ComplementarityForm(PairFilterForm):
    window = KnownWindowField(label=_("Months"))

    def __init__(self, data, mission):
        super().__init__(data, mission)
        self.fields["place"].label = _("Who sells")
        self.fields["partner"].label = _("Who buys")

    def offer(self, windows):
        """Offer the months that are known; called before months are asked for."""
        self.fields["window"].offer(KnownWindows(stated=tuple(windows)))
        self.full_clean()

    def window_asked(self):
        return self.cleaned_data.get("window")
