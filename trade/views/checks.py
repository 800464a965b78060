from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.utils.translation import gettext as _

from common.lists import Listing
from trade.checks import find_all
from trade.checks.telling import ORDERS, columns, counted
from trade.forms.checks import FindingFilterForm
from trade.models import Finding


@permission_required("trade.change_statement", raise_exception=True)
def checks(request, export=""):
    """For those who may put right what is found, which is never done here."""
    find_all()
    form = FindingFilterForm(request.GET)
    listing = Listing(request, form, Finding.objects.with_names(), ORDERS)
    heading = _("Checks of the figures")
    if export:
        return listing.export(export, "checks", columns(), heading)
    context = listing.context(heading) | {"counted": counted(Finding.objects.all())}
    return render(request, "trade/checks.html", context)
