from django.shortcuts import render
from django.utils.translation import gettext as _

from common.charts.responses import chart_file
from common.exports import csv_response, xlsx_response
from regions.models import Mission
from trade.forms.mirror import MirrorForm
from trade.mirror_table import headings, table_rows
from trade.mirror_windows import mirror_of


def mirror(request, template_name="trade/mirror.html", export="", chart=None, file_type=None):
    form = MirrorForm(request.GET, Mission.objects.current())
    shown = _mirror(form)
    if chart:
        return chart_file(shown.parts if shown else (), chart, file_type)
    if export:
        return _file(export, form, shown)
    context = {
        "form": form,
        "chips": form.chips(),
        "mirror": shown,
        "suggestions": form.suggestions(),
    }
    return render(request, template_name, context)


def _mirror(form):
    """Return the Mirror, None where it is not told whose."""
    pair = form.pair()
    if pair is None:
        return None
    return mirror_of(pair, form.products(), form.window_asked(), form.seen_from(pair))


def _file(kind, form, shown):
    rows = table_rows(shown) if shown else []
    if kind == "csv":
        return csv_response("mirror", headings(shown), rows)
    about = [("", _("Mirror statistics"))]
    about += [(chip["label"], chip["text"]) for chip in form.chips()]
    return xlsx_response("mirror", headings(shown), rows, about)
