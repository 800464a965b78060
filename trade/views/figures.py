from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from trade.exports import MOST_ROWS_AT_ONCE, order_workbook
from trade.figure_table import figure_table
from trade.listing import figure_listing
from trade.models import TradeFigure
from trade.vintages import with_changes


def figures(request, export=""):
    listing = figure_listing(request)
    heading = _("Figures of trade")
    if export == "xlsx" and listing.count_to(MOST_ROWS_AT_ONCE + 1) > MOST_ROWS_AT_ONCE:
        return redirect(order_workbook(request.user, listing, heading))
    if export:
        return listing.export(export, "figures", figure_table(), heading)
    context = {"suggestions": listing.form.suggestions()}
    return render(request, "trade/figure_list.html", listing.context(heading) | context)


def figure(request, pk):
    shown = get_object_or_404(TradeFigure.objects.with_trail().with_batches(), pk=pk)
    vintages = TradeFigure.objects.same_key(shown).with_batches().vintages()
    context = {"figure": shown, "vintages": with_changes(vintages)}
    return render(request, "trade/figure_detail.html", context)
