from django.shortcuts import render

from regions.models import Mission
from trade.forms import OverviewForm
from trade.overview import Known, overview_of


def overview(request, template_name="trade/overview.html"):
    mission = Mission.objects.current()
    form = OverviewForm(request.GET, Known.of(mission))
    context = {"form": form, "mission": mission, "overview": _overview(form)}
    return render(request, template_name, context)


def _overview(form):
    """Return the Overview, None before the portal has a mission."""
    if form.pair is None:
        return None
    return overview_of(form.known, form.pair, form.window_shown(), form.region_window_asked())
