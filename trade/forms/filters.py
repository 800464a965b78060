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
from trade.forms.product_filter import ProductFilterField
from trade.models import Batch, Dataset, Flow, Measure, State

ANY = ("", _("any"))


class FigureFilterForm(FilterForm):
    """Figures that still stand, unless those that were replaced are asked for too."""

    reporter = PlaceFilterField(label=_("Reported by"))
    partner = PlaceFilterField(label=_("Trade with"))
    product = ProductFilterField(label=_("Product"), help_text=_("A code, or words of the name."))
    flow = choice(_("Flow"), Flow.choices)
    measure = choice(_("Measure"), Measure.choices)
    window = WindowField(label=_("Months"), help_text=_("2018, Q2 2019, January–July 2018"))
    state = choice(_("State"), State.choices)
    dataset = forms.ModelChoiceField(
        Dataset.objects.exclude(family=Dataset.QUOTED).select_related("source"),
        label=_("Data set"),
        to_field_name="public_id",
        empty_label=_("any"),
    )
    # Pages of imports lead here with it; nobody chooses one from a list.
    batch = forms.ModelChoiceField(
        Batch.objects.all(), label=_("Came in with"), widget=forms.HiddenInput
    )
    source_kind = forms.ChoiceField(label=_("Kind of source"), choices=[ANY, *Source.Kind.choices])
    superseded = forms.BooleanField(label=_("Also those that were replaced"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        places = list(offered_places())
        for name in ("reporter", "partner"):
            self.fields[name].offer(places)

    # What no index begins with: few such figures are found by reading all.
    FREE = frozenset({"flow", "measure", "state", "superseded"})

    @property
    def is_free(self):
        answers = self.answers().keys()
        return bool(answers) and answers <= self.FREE

    @property
    def is_narrow(self):
        """Whether it asks for what an index of its own leads to, and is a small part of all."""
        answers = self.answers().keys()
        return bool(answers & {"reporter", "partner", "product"}) and "superseded" not in answers

    def suggestions(self):
        """Return what may be typed, by the id of the list its field names."""
        return {"goods": self.fields["product"].suggestions()}

    def narrow(self, figures):
        replaced_too = self.answers().get("superseded")
        return super().narrow(figures if replaced_too else figures.current())

    def filter_reporter(self, figures, place):
        return figures.filter(reporter=place)

    def filter_partner(self, figures, place):
        return figures.filter(partner=place)

    def filter_product(self, figures, products):
        return figures.of_products(products)

    def filter_state(self, figures, state):
        return figures.filter(state=state)

    def filter_dataset(self, figures, dataset):
        return figures.of_dataset(dataset)

    def filter_batch(self, figures, batch):
        return figures.of_batch(batch)

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
        if name == "product":
            return str(value[0].name)
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
