"""Pages of visits: the list, one visit, and the forms that change it."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import ProtectedError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common.conflicts import version_sent
from common.deletion import parts_of, say_deleted
from common.lists import Listing
from common.once import make_once
from cooperation.models import Agreement, Commitment
from regions.documents import documents_of
from regions.models import Mission
from visits.access import get_visit, may_change
from visits.forms import VisitFilterForm, VisitForms
from visits.listing import ORDERS, columns
from visits.models import Visit
from visits.wording import expected_number, why_not_counted

# How many of the open tasks the page of a visit shows.
NEXT = 5


def _listing(request, mission):
    form = VisitFilterForm(request.GET, mission=mission)
    rows = Visit.objects.visible_to(request.user)
    return Listing(request, form, rows, ORDERS, default="-date")


def visits(request):
    mission = Mission.objects.current()
    listing = _listing(request, mission)
    year = listing.form.answers().get("year")
    delegations = listing.rows.delegations().held()
    listing.rows = listing.rows.with_places()
    context = {
        "mission": mission,
        "status": listing.form.answers().get("status", ""),
        "year": year,
        "delegation_count": (delegations.in_year(year) if year else delegations).count(),
    }
    return render(request, "visits/visit_list.html", listing.context(_("Visits")) | context)


def export_visits(request, export):
    listing = _listing(request, Mission.objects.current())
    listing.rows = listing.rows.with_places().prefetch_related("sources")
    return listing.export(export, "visits", columns(request), _("Visits"))


def visit(request, public_id):
    user = request.user
    visits = Visit.objects.visible_to(user).with_details().with_programme_totals()
    shown = get_object_or_404(visits.select_related("changed_by"), public_id=public_id)
    agreements = Agreement.objects.visible_to(user)
    commitments = Commitment.objects.visible_to(user).filter(visits=shown)
    context = {
        "visit": shown,
        "attachments": documents_of(shown, user),
        "expected": expected_number(shown),
        "not_counted": why_not_counted(shown),
        "programme": {"items": shown.item_count, "days": shown.day_count},
        "agreement_links": shown.agreement_links.filter(agreement__in=agreements).select_related(
            "agreement"
        ),
        "commitments": commitments.with_sides().with_urgency(user.warning_days).soonest_first(),
    }
    if user.has_perm("visits.change_visit"):
        context |= _around(shown, user)
    return render(request, "visits/visit_detail.html", context)


def _around(shown, user):
    """Return what is yet to be done around the visit, for those who prepare it."""
    tasks = shown.tasks.open().with_urgency(user.warning_days).with_names()
    letters = shown.letters.unanswered().with_urgency(user.warning_days)
    return {
        "next_tasks": tasks.soonest_first()[:NEXT],
        "unanswered": letters.soonest_first(),
        "conversations": shown.conversations.in_order(),
    }


@permission_required("visits.add_visit", raise_exception=True)
def add(request):
    return make_once(request, Visit, lambda: _edit(request, Visit()), redirect)


@may_change
def edit(request, public_id):
    return _edit(request, get_visit(request, public_id))


def _edit(request, shown):
    forms = VisitForms.of(request, shown)
    if forms.are_to_be_saved():
        forms.save()
        messages.success(request, _("The visit is saved."))
        return redirect(shown)
    return render(request, "visits/visit_form.html", {"visit": shown, "forms": forms})


@permission_required("visits.delete_visit", raise_exception=True)
def delete(request, public_id):
    shown = get_visit(request, public_id)
    if request.method == "POST":
        return _delete(request, shown)
    context = {"visit": shown, "is_needed": False, "parts": parts_of(shown, request.user)}
    return render(request, "visits/visit_delete.html", context)


def _delete(request, shown):
    """Delete the version the reader saw; say so when others rest on the record."""
    shown.version = version_sent(request)
    try:
        shown.delete()
    except ProtectedError:
        context = {"visit": shown, "is_needed": True}
        return render(request, "visits/visit_delete.html", context, status=409)
    say_deleted(request, shown, _("The visit is deleted. It can be restored for 30 days."))
    return redirect("visits:list")
