"""What the pages of goods are asked: whose trade with whom, which way, which months."""

from django import forms
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from trade.forms.windows import KnownWindowField, asked_window
from trade.models import Flow
from trade.overview import Pair
from trade.pictures import KnownWindows
from trade.traders import goods_windows

FLOWS = (Flow.EXPORT, Flow.IMPORT, Flow.TURNOVER)
ORDERS = ("amount", "growth", "code")


class TradersForm(forms.Form):
    """Whatever is not asked, or not understood, is the host's count of the home country's trade."""

    reporter = forms.ChoiceField(label=_("As counted by"), required=False)
    partner = forms.ChoiceField(label=_("Trade with"), required=False)
    window = KnownWindowField(label=_("Months"))

    def __init__(self, data, traders):
        super().__init__(data.dict())
        self.traders = traders
        self.pair = self._offer_places() if traders.countries else None

    def _offer_places(self):
        reporter = self._chosen("reporter", self.traders.reporters) or self.traders.countries[0]
        self.partners = self.traders.partners_of(reporter)
        partner = self._chosen("partner", self.partners) or self.traders.across(reporter)
        return Pair(reporter, partner)

    def _chosen(self, name, places):
        self.fields[name].choices = [(place.code, place.name) for place in places]
        return next((p for p in places if p.code == self.data.get(name)), None)

    def offer(self, windows):
        """Offer the months; where none are known none can be asked for."""
        if windows.newest is None:
            del self.fields["window"]
        else:
            self.fields["window"].offer(windows)
            # The list is to name the months that are shown, be they not its first.
            self.data.setdefault("window", str(windows.newest))
        self.windows = windows

    @property
    def window_in_address(self):
        """The months that the address names, known or not."""
        return asked_window(self.data)

    @property
    def window_shown(self):
        """The months asked for, else the newest there are; None where there are none."""
        return self.asked("window") or self.windows.newest

    def asked(self, name):
        self.is_valid()
        return self.cleaned_data.get(name)


class ProductsForm(TradersForm):
    """The choice of the page of all goods; the newest months and the host's export go first."""

    flow = forms.TypedChoiceField(
        label=_("Flow"),
        choices=[(flow.name.lower(), capfirst(flow.label)) for flow in FLOWS],
        required=False,
        empty_value=None,
        coerce=lambda name: Flow[name.upper()],
    )
    order = forms.ChoiceField(
        choices=[(order, order) for order in ORDERS], required=False, widget=forms.HiddenInput
    )

    def __init__(self, data, traders):
        super().__init__(data, traders)
        self.windows = KnownWindows()
        if self.pair:
            self.offer(goods_windows(self.pair, self.window_in_address))

    @cached_property
    def flow_shown(self):
        return self.asked("flow") or Flow.EXPORT

    @cached_property
    def order_shown(self):
        return self.asked("order") or "amount"


class ProductForm(TradersForm):
    """The choice of the page of one product; its months are known once its figures are read."""
