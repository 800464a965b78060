from django.shortcuts import render
from django.utils import timezone

from portal.gaps import matrices
from regions.models import Mission


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
