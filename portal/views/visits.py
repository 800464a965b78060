"""Pages on visits that take more than the app of visits."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from common.exports import Table, csv_response, xlsx_response
from portal.reciprocity import columns, exchanges
from regions.models import Mission


def reciprocity(request, template_name="portal/reciprocity.html"):
    mission = Mission.objects.current()
    context = {
        "exchanges": exchanges(request.user, mission),
        "today": timezone.localdate(),
    }
    return render(request, template_name, context)


def export_reciprocity(request, export):
    mission = Mission.objects.current()
    table = Table.of(columns(mission))
    rows = map(table.row, exchanges(request.user, mission))
    if export == "csv":
        return csv_response("reciprocity", table.headings, rows)
    return xlsx_response("reciprocity", table.headings, rows, [("", _("Reciprocity of visits"))])
