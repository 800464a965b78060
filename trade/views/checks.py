from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from common.lists import Listing
from trade.checks import find_all, up_to_date
from trade.checks.telling import ORDERS, columns, counted
from trade.forms.checks import FindingFilterForm
from trade.models import Finding


@permission_required("trade.change_statement", raise_exception=True)
def checks(request, export=""):
    """For those who may put right what is found, which is never done here; POST finds it anew."""
    if request.method == "POST":
        find_all()
        return redirect("trade:checks")
    kept = up_to_date()
    form = FindingFilterForm(request.GET)
    listing = Listing(request, form, Finding.objects.with_names(), ORDERS)
    heading = _("Checks of the figures")
    if export:
        return listing.export(export, "checks", columns(), heading)
    context = {"kept": kept, "counted": counted(Finding.objects.all())}
    return render(request, "trade/checks.html", listing.context(heading) | context)
