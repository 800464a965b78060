from django.shortcuts import render
from django.utils.translation import gettext as _

from common.charts.responses import chart_file
from common.exports import Table, csv_response, xlsx_response
from common.formats import window_label
from regions.models import Mission
from trade.complementarity import complementarity_of, file_columns, the_world, windows_of_world
from trade.forms.complementarity import ComplementarityForm


def complementarity(
    request, template_name="trade/complementarity.html", export="", chart=None, file_type=None
):
    form = ComplementarityForm(request.GET, Mission.objects.current())
    pair, world = form.pair(), the_world()
    windows = windows_of_world(pair, world) if pair and world else []
    form.offer(windows)
    window = form.window_asked() or next(iter(windows), None)
    shown = complementarity_of(pair, world, window) if window else None
    if chart:
        return chart_file([shown.part] if shown else (), chart, file_type)
    if export:
        return _file(export, shown)
    context = {"form": form, "chips": form.chips(), "pair": pair, "shown": shown, "window": window}
    return render(request, template_name, context)


def _file(kind, shown):
    table = Table.of(file_columns())
    rows = map(table.row, shown.rows if shown else ())
    if kind == "csv":
        return csv_response("complementarity", table.headings, rows)
    return xlsx_response("complementarity", table.headings, rows, _about(shown))


def _about(shown):
    about = [("", _("Complementarity of trade"))]
    if shown is None:
        return about
    return [
        *about,
        (_("Who sells"), shown.pair.reporter.name),
        (_("Who buys"), shown.pair.partner.name),
        (_("Months"), window_label(shown.window)),
    ]
