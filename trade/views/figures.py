from django.db.models import F
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.formats import window_label
from common.lists import Listing, Order
from trade.forms import FigureFilterForm
from trade.models import TradeFigure

ORDERS = [
    Order("window", gettext_lazy("Months"), ("end", F("start").desc(), "flow")),
    Order("reporter", gettext_lazy("Reported by"), ("reporter__name_en",)),
    Order("partner", gettext_lazy("Trade with"), ("partner__name_en",)),
    Order("value", gettext_lazy("Amount"), (F("value").asc(nulls_first=True),)),
    Order("vintage", gettext_lazy("Published"), ("vintage",)),
]


def figures(request, as_csv=False):
    form = FigureFilterForm(request.GET)
    rows = TradeFigure.objects.with_trail()
    listing = Listing(request, form, rows, ORDERS, default="-window")
    if as_csv:
        return listing.csv("figures", _csv_columns(request))
    return render(request, "trade/figure_list.html", listing.context(_("Figures of trade")))


def _csv_columns(request):
    return [
        (_("Reported by"), lambda row: row.reporter.name),
        (_("Code of the reporter"), lambda row: row.reporter.code),
        (_("Trade with"), lambda row: row.partner.name),
        (_("Code of the partner"), lambda row: row.partner.code),
        (_("Flow"), lambda row: row.get_flow_display()),
        (_("Measure"), lambda row: row.get_measure_display()),
        (_("Product"), lambda row: row.product.name),
        (_("Months"), lambda row: window_label(row.window, year_inferred=row.year_inferred)),
        (_("First day"), lambda row: row.window.first),
        (_("Last day"), lambda row: row.window.last),
        (_("Amount"), lambda row: row.value),
        (_("Currency"), lambda row: row.currency),
        (_("Rounded to"), lambda row: row.rounding_unit),
        (_("State"), lambda row: row.get_state_display()),
        (_("Year inferred"), lambda row: _("yes") if row.year_inferred else ""),
        (_("Published"), lambda row: row.known_vintage),
        (_("Replaced"), lambda row: _("yes") if row.superseded_by_id else ""),
        (_("Source"), lambda row: row.dataset.source),
        (_("Kind of source"), lambda row: row.dataset.source.get_kind_display()),
        (_("Address of the source"), lambda row: row.dataset.source.url),
    ]
