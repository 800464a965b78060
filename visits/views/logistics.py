"""What is arranged for a visit: the internal page, its print, and the form of all rows."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from visits.access import get_visit, may_change
from visits.forms.logistics import LogisticsForms
from visits.logistics import arranged_by_kind, needs_of


@may_change
def logistics(request, public_id, template_name="visits/logistics.html"):
    shown = get_visit(request, public_id)
    context = {"visit": shown, "kinds": arranged_by_kind(shown), "needs": needs_of(shown)}
    return render(request, template_name, context)


@may_change
def edit_logistics(request, public_id):
    shown = get_visit(request, public_id)
    forms = LogisticsForms.of(request, shown)
    if forms.are_to_be_saved():
        forms.save()
        messages.success(request, _("The arrangements are saved."))
        return redirect("visits:logistics", public_id)
    return render(request, "visits/logistics_form.html", {"visit": shown, "forms": forms})
