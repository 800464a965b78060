from django.shortcuts import render

from common.charts.responses import chart_file
from regions.models import Mission
from trade.forms import ProductsForm
from trade.goods_named import goods_named
from trade.products import all_chapters, goods_of
from trade.traders import Traders


def products(request, template_name="trade/products.html", chart=None, file_type=None):
    mission = Mission.objects.current()
    form = ProductsForm(request.GET, Traders.of(mission))
    chapters = all_chapters() if form.pair else []
    goods = _goods(form, chapters)
    if chart:
        return chart_file([goods.part] if goods and goods.part else (), chart, file_type)
    context = {"form": form, "mission": mission, "goods": goods, "named": ()}
    if form.pair:
        by_code = {chapter.code: chapter for chapter in chapters}
        context["named"] = goods_named(form.pair, form.flow_shown, by_code)
    return render(request, template_name, context)


def _goods(form, chapters):
    """Return the Goods, None before the portal has a mission."""
    if form.pair is None:
        return None
    return goods_of(form.pair, form.flow_shown, form.window_shown, form.order_shown, chapters)
