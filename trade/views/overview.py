from django.shortcuts import render

from common.charts.responses import chart_file
from regions.models import Mission
from trade.forms import OverviewForm
from trade.overview import Known, overview_of
from trade.products import first_goods


def overview(request, template_name="trade/overview.html", chart=None, file_type=None):
    mission = Mission.objects.current()
    form = OverviewForm(request.GET, Known.of(mission))
    shown = _overview(form)
    if chart:
        return chart_file(shown.parts if shown else (), chart, file_type)
    context = {"form": form, "mission": mission, "overview": shown, "goods": _goods(form)}
    return render(request, template_name, context)


def _goods(form):
    """Return the largest goods each way, () where no amounts by chapter are known."""
    if form.pair is None:
        return ()
    return first_goods(form.pair, form.window_shown(), form.known.statements)


def _overview(form):
    """Return the Overview, None before the portal has a mission."""
    if form.pair is None:
        return None
    return overview_of(form.known, form.pair, form.window_shown(), form.region_window_asked())
