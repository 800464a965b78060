from django.http import Http404
from django.shortcuts import render

from common.charts.responses import chart_file
from regions.models import Mission
from trade.forms import ProductForm
from trade.product_lookup import find_product
from trade.product_page import ProductPage
from trade.traders import Traders


def product(request, code, template_name="trade/product.html", chart=None, file_type=None):
    mission = Mission.objects.current()
    found = find_product(code)
    if found is None:
        raise Http404
    form = ProductForm(request.GET, Traders.of(mission))
    shown = ProductPage.of(found, form) if form.pair else None
    if chart:
        return chart_file(shown.chart_parts if shown else (), chart, file_type)
    context = {"form": form, "mission": mission, "found": found, "shown": shown}
    return render(request, template_name, context)
