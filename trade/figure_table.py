"""Figures as a table of a spreadsheet, by their values: a million of them are no records."""

from functools import lru_cache

from django.utils.translation import gettext as _

from common.exports import Table
from common.formats import window_label
from common.models import Qualifier
from common.periods import Window
from regions.models import Place
from trade.models import Dataset, Flow, Measure, Product, State, Statement
from trade.models.figures import UNKNOWN_VINTAGE

# In the order in which FigureTable.row takes them.
FIELDS = (
    "id",
    "reporter_id",
    "partner_id",
    "product_id",
    "dataset_id",
    "flow",
    "measure",
    "state",
    "start",
    "end",
    "value",
    "currency",
    "rounding_unit",
    "vintage",
    "superseded_by_id",
)


def figure_table():
    """Return the Table of figures; what its rows name is read with the first of them."""
    return Table(_headings(), _Rows(), FIELDS)


def _headings():
    return [
        _("Reported by"),
        _("Code of the reporter"),
        _("Trade with"),
        _("Code of the partner"),
        _("Flow"),
        _("Measure"),
        _("Product"),
        _("Months"),
        _("First day"),
        _("Last day"),
        _("Amount"),
        _("Currency"),
        _("Rounded to"),
        _("State"),
        _("How firmly stated"),
        _("Year inferred"),
        _("Published"),
        _("Replaced"),
        _("Source"),
        _("Kind of source"),
        _("Address of the source"),
    ]


class _Rows:
    """Makes a row of the values of a figure, in the order of the headings."""

    def __init__(self):
        self.names = None

    def __call__(self, values):
        if self.names is None:
            self.names = _Names()
        return self.names.row(*values)


class _Names:
    """What the columns of figures are called, read once for all rows."""

    def __init__(self):
        self.places = {place.pk: (str(place.name), place.code) for place in Place.all_objects.all()}
        self.products = {product.pk: str(product.name) for product in Product.all_objects.all()}
        self.sources = {
            dataset.pk: _source_cells(dataset.source)
            for dataset in Dataset.all_objects.select_related("source")
        }
        self.flows, self.measures, self.states = map(_labels, (Flow, Measure, State))
        self.inferred = _figures_of_inferred_years()
        self.firmness = _firmness_of_figures()
        self.yes = _("yes")
        self.months = lru_cache(maxsize=None)(_months)

    def row(
        self,
        pk,
        reporter,
        partner,
        product,
        dataset,
        flow,
        measure,
        state,
        start,
        end,
        value,
        currency,
        rounding_unit,
        vintage,
        superseded_by,
    ):
        is_inferred = pk in self.inferred
        return (
            *self.places[reporter],
            *self.places[partner],
            self.flows[flow],
            self.measures[measure],
            self.products[product],
            *self.months(start, end, is_inferred),
            value,
            currency,
            rounding_unit,
            self.states[state],
            self.firmness.get(pk),
            self.yes if is_inferred else None,
            None if vintage == UNKNOWN_VINTAGE else vintage,
            self.yes if superseded_by else None,
            *self.sources[dataset],
        )


def _figures_of_inferred_years():
    basis = Statement.WindowBasis
    said = Statement.all_objects.filter(
        figure__isnull=False, window_basis__in=[basis.YEAR_INFERRED, basis.INFERRED]
    )
    return set(said.values_list("figure_id", flat=True))


def _firmness_of_figures():
    """Return by figure how firmly its statement gives it, of those not given exactly."""
    said = Statement.all_objects.filter(figure__isnull=False).exclude(qualifier=Qualifier.EXACT)
    words = {value: str(label) for value, label in Qualifier.choices}
    return {figure: words[value] for figure, value in said.values_list("figure_id", "qualifier")}


def _labels(choices):
    return {number: str(label) for number, label in choices.choices}


def _source_cells(source):
    return str(source), source.get_kind_display(), source.url


def _months(start, end, year_inferred):
    window = Window(start, end)
    return window_label(window, year_inferred=year_inferred), window.first, window.last
