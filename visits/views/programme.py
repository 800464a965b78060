"""The programme of a visit, for guests and for the mission, whole or of one group or person."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from regions.models import Mission
from visits.access import get_visit, may_change
from visits.documents.editions import DRAFT
from visits.documents.orders import What
from visits.programme.days import guest_programme, internal_programme, names_in
from visits.releases import shown_programme


def programme(request, public_id):
    """The programme for guests: nothing reaches this page but the allow-list of its rows.

    It is the newest release; whoever may change the draft may ask for that instead.
    """
    visit = get_visit(request, public_id)
    draft = request.GET.get("show") == "draft" and request.user.has_perm("visits.change_visit")
    context = _context(request, visit, shown_programme(visit, draft=draft), guest_programme)
    what = What.PERSONAL if context["whom"] else What.GUEST
    return _page(request, context, what, internal=False, draft=draft)


@may_change
def programme_internal(request, public_id):
    visit = get_visit(request, public_id)
    context = _context(request, visit, shown_programme(visit, draft=True), internal_programme)
    return _page(request, context, What.INTERNAL, internal=True, draft=False)


def _page(request, context, what, **further):
    printed = {
        "release": DRAFT if context["release"] is None else "",
        "whom": context["whom"],
        "home": "1" if context["home"] and context["home"]["is_shown"] else "",
    }
    query = urlencode({name: value for name, value in printed.items() if value})
    address = reverse("visits:print_document", args=[context["visit"].public_id, what.value])
    context |= {"print_address": f"{address}?{query}" if query else address, **further}
    return render(request, "visits/programme.html", context)


def _context(request, visit, shown, days_of):
    people = names_in(shown.snapshot)
    whom = request.GET.get("whom") or None
    if whom is not None and whom not in people:
        raise Http404
    days = days_of(shown.snapshot, whom)
    return {
        "visit": visit,
        "release": shown.release,
        "newest": shown.release or visit.releases.issued().newest(),
        "days": days,
        "people": people,
        "whom": whom,
        "whom_name": people.get(whom, ""),
        "today": timezone.localdate(),
        "home": _home(request, days),
    }


def _home(request, days):
    """Return {"city", "is_shown"} of the home capital's clock; None where it shows the same."""
    if not any(row["home_time"] for day in days for row in day["rows"]):
        return None
    mission = Mission.objects.current()
    city = mission and mission.home_capital
    if not city:
        # A release keeps the clock of a capital that is no longer on record.
        return None
    return {"city": city.name, "is_shown": request.GET.get("home") == "1"}
