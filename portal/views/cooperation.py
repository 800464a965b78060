"""Pages of cooperation that tell of visits too."""

from django.shortcuts import render
from django.utils import timezone

from cooperation.views.agreements import context_of_agreement
from cooperation.views.commitments import context_of_commitment
from portal.gaps import matrices
from regions.models import Mission
from visits.models import Visit, VisitAgreement


def agreement(request, public_id):
    context = context_of_agreement(request.user, public_id)
    visits = Visit.objects.visible_to(request.user)
    links = VisitAgreement.objects.filter(agreement=context["agreement"], visit__in=visits)
    context["visit_links"] = links.select_related("visit").newest_first()
    return render(request, "portal/agreement.html", context)


def commitment(request, public_id):
    context = context_of_commitment(request.user, public_id)
    visits = Visit.objects.visible_to(request.user).filter(commitments=context["commitment"])
    context["visits"] = visits.with_stops().newest_first()
    return render(request, "portal/commitment.html", context)


def gaps(request, template_name="portal/gaps.html"):
    mission = Mission.objects.current()
    countries, ties = matrices(request.user, mission)
    context = {
        "mission": mission,
        "countries": countries,
        "unplaced": ties.unplaced(),
        "today": timezone.localdate(),
    }
    return render(request, template_name, context)
