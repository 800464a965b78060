"""What the mirror is asked: which two places, which goods, which months, in whose words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common import formats
from common.forms import FilterForm
from regions.forms import PlaceFilterField, offered_places
from regions.models import Place
from trade.forms.fields import WindowField
from trade.forms.product_filter import ProductFilterField
from trade.overview import Pair, pairs_of

UNSAID = ("", _("as usual"))


def offer_every_place(field, inside, countries):
    """Offer the places that lie in a country, and all countries."""
    field.offer(inside)
    own = {place.pk for place in inside}
    others = [(place.code, str(place.name)) for place in countries if place.pk not in own]
    field.choices = [UNSAID, *list(field.choices)[1:], (str(_("Other countries")), others)]


class PairFilterForm(FilterForm):
    """Two places; one that is not chosen is a country of the mission."""

    place = PlaceFilterField(label=_("Place"))
    partner = PlaceFilterField(label=_("Trade with"))

    def __init__(self, data, mission):
        super().__init__(data)
        self.mission = mission
        inside, countries = list(offered_places()), list(Place.objects.countries())
        for name in ("place", "partner"):
            offer_every_place(self.fields[name], inside, countries)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("place") and cleaned.get("place") == cleaned.get("partner"):
            self.add_error("partner", _("A place has no trade with itself. Choose another."))
        return cleaned

    def pair(self):
        """Return the Pair asked for, None where it can not be told whom it is of."""
        self.is_valid()
        usual = next(iter(pairs_of(self.mission)), None)
        place, partner = (self.cleaned_data.get(name) for name in ("place", "partner"))
        if place is None and usual:
            place = usual.partner if partner == usual.reporter else usual.reporter
        if partner is None and usual:
            own = {place.pk, place.country_id}
            partner = usual.reporter if usual.partner.pk in own else usual.partner
        if place is None or partner is None or place == partner:
            return None
        self._name_unsaid(place=place, partner=partner)
        return Pair(place, partner)

    def _name_unsaid(self, **places):
        """Let the lists say which place stands where none was chosen."""
        for name, place in places.items():
            field = self.fields[name]
            field.choices = [("", str(place.name)), *list(field.choices)[1:]]


class MirrorForm(PairFilterForm):
    product = ProductFilterField(label=_("Product"), help_text=_("A code, or words of the name."))
    window = WindowField(label=_("Months"), help_text=_("2018, Q2 2019, January–July 2018"))
    seen = forms.CharField(label=_("Flows named as seen from"), max_length=40)

    def __init__(self, data, mission):
        super().__init__(data, mission)
        self.fields["seen"].widget = forms.HiddenInput()

    def suggestions(self):
        return {"goods": self.fields["product"].suggestions()}

    def products(self):
        """Return the editions of the goods asked for, () for all goods."""
        asked = self.answers().get("product") or ()
        return () if any(product.is_everything for product in asked) else tuple(asked)

    def window_asked(self):
        return self.answers().get("window")

    def seen_from(self, pair):
        """Return the place of the pair in whose words the flows are named."""
        code = str(self.answers().get("seen", "")).upper()
        return pair.partner if code == pair.partner.code.upper() else pair.reporter

    def chips(self):
        return [chip for chip in super().chips() if chip["label"] != self.fields["seen"].label]

    def _in_words(self, name, value):
        if name == "window":
            return formats.window_label(value)
        if name == "product":
            return str(value[0].name)
        return super()._in_words(name, value)
