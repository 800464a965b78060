"""What the checks find in the programme of a visit, and the minutes between venues they ask for."""

from itertools import groupby

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from visits.access import get_visit, may_change
from visits.checks import findings_of
from visits.checks.finding import Weight
from visits.forms.travel import TravelTimeForm


@may_change
def checks(request, public_id):
    return _page(request, get_visit(request, public_id))


@require_POST
@may_change
def set_travel_time(request, public_id):
    shown = get_visit(request, public_id)
    form = TravelTimeForm(request.POST)
    if not form.is_valid():
        return _page(request, shown, form)
    way = form.save()
    messages.success(request, _("The time is kept: %(way)s.") % {"way": way})
    return redirect("visits:checks", public_id)


def _page(request, shown, form=None):
    """Show what is found; ``form`` is a way whose minutes could not be read."""
    findings = findings_of(shown, request.user)
    context = {
        "visit": shown,
        "days": [
            {"day": day, "findings": list(found)}
            for day, found in groupby(findings, key=lambda finding: finding.day)
        ],
        "counts": counted(findings),
        "has_items": shown.programme_items.exists(),
        "form": form,
    }
    return render(request, "visits/checks.html", context, status=400 if form else 200)


def counted(findings):
    """Return rows of weight and count, the gravest first; weights without findings are left out."""
    weights = [finding.weight for finding in findings]
    return [
        {"weight": weight, "count": weights.count(weight)} for weight in Weight if weight in weights
    ]
