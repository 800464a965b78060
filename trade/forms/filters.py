"""The filters of figures and statements, as they stand in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common import formats
from common.forms import FilterForm
from common.models import Qualifier
from common.periods import FIRST_YEAR, LAST_YEAR
from common.search import MAX_QUERY
from regions.forms import PlaceFilterField, offered_places
from regions.models import Source
from trade.forms.fields import WindowField, choice
from trade.models import Flow, Measure

ANY = ("", _("any"))


class FigureFilterForm(FilterForm):
    """Figures that still stand, unless those that were replaced are asked for too."""

    reporter = PlaceFilterField(label=_("Reported by"))
    partner = PlaceFilterField(label=_("Trade with"))
    flow = choice(_("Flow"), Flow.choices)
    measure = choice(_("Measure"), Measure.choices)
    window = WindowField(label=_("Months"), help_text=_("2018, Q2 2019, January–July 2018"))
    source_kind = forms.ChoiceField(label=_("Kind of source"), choices=[ANY, *Source.Kind.choices])
    superseded = forms.BooleanField(label=_("Also those that were replaced"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        places = list(offered_places())
        for name in ("reporter", "partner"):
            self.fields[name].offer(places)

    def narrow(self, figures):
        replaced_too = self.answers().get("superseded")
        return super().narrow(figures if replaced_too else figures.current())

    def filter_reporter(self, figures, place):
        return figures.filter(reporter=place)

    def filter_partner(self, figures, place):
        return figures.filter(partner=place)

    def filter_flow(self, figures, flow):
        return figures.filter(flow=flow)

    def filter_measure(self, figures, measure):
        return figures.filter(measure=measure)

    def filter_window(self, figures, window):
        return figures.for_window(window)

    def filter_source_kind(self, figures, kind):
        return figures.of_source_kind(kind)

    def filter_superseded(self, figures, superseded):
        return figures

    def _in_words(self, name, value):
        if name == "window":
            return formats.window_label(value)
        return _("yes") if value is True else super()._in_words(name, value)


class StatementFilterForm(FilterForm):
    q = forms.CharField(label=_("Words"), max_length=MAX_QUERY)
    place = PlaceFilterField(label=_("Place on either side"))
    flow = choice(_("Flow"), Flow.choices)
    measure = choice(_("Measure"), Measure.choices)
    qualifier = forms.ChoiceField(label=_("How firmly stated"), choices=[ANY, *Qualifier.choices])
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    source = forms.ModelChoiceField(
        Source.objects.filter(statements__deleted_at__isnull=True, statements__isnull=False)
        .order_by("publisher", "-published_latest", "pk")
        .distinct(),
        label=_("Source"),
        to_field_name="public_id",
        empty_label=_("any"),
    )
    disputed = forms.BooleanField(label=_("Disputed only"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].offer(list(offered_places()))

    def filter_q(self, statements, query):
        return statements.search(query)

    def filter_place(self, statements, place):
        return statements.about(place)

    def filter_flow(self, statements, flow):
        return statements.filter(flow=flow)

    def filter_measure(self, statements, measure):
        return statements.filter(measure=measure)

    def filter_qualifier(self, statements, qualifier):
        return statements.filter(qualifier=qualifier)

    def filter_year(self, statements, year):
        return statements.in_year(year)

    def filter_source(self, statements, source):
        return statements.filter(source=source)

    def filter_disputed(self, statements, disputed):
        return statements.filter(disputed=True)

    def _in_words(self, name, value):
        return _("yes") if value is True else super()._in_words(name, value)
