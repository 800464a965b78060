"""The report of a visit on a page; its print and its files are documents like all others."""

from django.shortcuts import render

from common.texts import reader_language
from visits.access import get_visit, may_change
from visits.documents.editions import Edition
from visits.documents.orders import Order, What
from visits.models import Release
from visits.report import report as report_of


@may_change
def report(request, public_id):
    shown = get_visit(request, public_id)
    release = Release.objects.issued().filter(visit=shown).newest()
    order = Order(Edition(shown, release), What.REPORT, (reader_language(),), user=request.user)
    return render(request, "visits/report.html", {"visit": shown, "body": report_of(order)})
