"""The list of figures: its orders, and how it is paged when it is long."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from common.cursors import Cursor
from common.lists import LongListing, Order
from trade.forms import FigureFilterForm
from trade.models import TradeFigure

ORDERS = [
    Order("window", _("Months"), ("end", F("start").desc(), "flow")),
    Order("reporter", _("Reported by"), ("reporter__name_en",)),
    Order("partner", _("Trade with"), ("partner__name_en",)),
    Order("value", _("Amount"), (F("value").asc(nulls_first=True),)),
    Order("vintage", _("Published"), ("vintage",)),
]


def figure_listing(request):
    form = FigureFilterForm(request.GET)
    rows = TradeFigure.objects.with_trail()
    cursor = Cursor(("end", "id"), narrow=form.is_narrow)
    return LongListing(request, form, rows, ORDERS, default="-window", cursor=cursor)
