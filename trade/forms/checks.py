"""The filter of the findings, as it stands in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import FilterForm
from common.periods import FIRST_YEAR, LAST_YEAR
from regions.forms import PlaceFilterField, offered_places
from trade.models import Finding


class FindingFilterForm(FilterForm):
    kind = forms.ChoiceField(label=_("Check"), choices=[("", _("any")), *Finding.Kind.choices])
    place = PlaceFilterField(label=_("Place on either side"))
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    beyond = forms.BooleanField(label=_("Only beyond rounding"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].offer(list(offered_places()))

    def filter_kind(self, findings, kind):
        return findings.filter(kind=kind)

    def filter_place(self, findings, place):
        return findings.about(place)

    def filter_year(self, findings, year):
        return findings.in_year(year)

    def filter_beyond(self, findings, beyond):
        return findings.beyond_rounding()

    def _in_words(self, name, value):
        return _("yes") if value is True else super()._in_words(name, value)
