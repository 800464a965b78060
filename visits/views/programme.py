"""The programme of a visit, for guests and for the mission, and the page that changes it."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from visits.access import get_visit
from visits.forms import ProgrammeForms
from visits.programme.days import guest_programme, internal_programme
from visits.programme.snapshot import snapshot_of


def programme(request, public_id, template_name="visits/programme.html"):
    """The programme for guests: nothing reaches this page but the allow-list of its rows."""
    shown = get_visit(request, public_id)
    context = {"visit": shown, "days": guest_programme(snapshot_of(shown)), "internal": False}
    return render(request, template_name, context)


@permission_required("visits.change_visit", raise_exception=True)
def programme_internal(request, public_id, template_name="visits/programme.html"):
    shown = get_visit(request, public_id)
    context = {"visit": shown, "days": internal_programme(snapshot_of(shown)), "internal": True}
    return render(request, template_name, context)


@permission_required("visits.change_visit", raise_exception=True)
def edit_programme(request, public_id):
    shown = get_visit(request, public_id)
    forms = ProgrammeForms.of(request, shown)
    if forms.are_to_be_saved():
        forms.save()
        messages.success(request, _("The programme is saved."))
        return redirect("visits:programme_internal", public_id)
    return render(request, "visits/programme_form.html", {"visit": shown, "forms": forms})
