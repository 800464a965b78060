"""The calendar of visits: a month or a week with the days off of both countries."""

from django.shortcuts import render
from django.utils import timezone

from regions.models import Mission
from visits.forms.planner import PlannerForm
from visits.models import ProgrammeItem, Visit
from visits.planner import Planner, month_of, months_beside, week_of, weeks_beside


def month(request):
    form, visits, day, countries = _asked(request)
    planner = Planner(visits, countries, *month_of(day), month=day.month)
    return _page(request, "visits/planner_month.html", form, planner, day, months_beside(day))


def week(request):
    form, visits, day, countries = _asked(request)
    items = ProgrammeItem.objects.filter(visit__in=visits.values("pk")).for_guests()
    planner = Planner(visits, countries, *week_of(day)).with_items(items)
    return _page(request, "visits/planner_week.html", form, planner, day, weeks_beside(day))


def _page(request, template_name, form, planner, day, beside):
    before, after = beside
    context = {
        "form": form,
        "chips": form.chips(),
        "planner": planner,
        "day": day,
        "before": before,
        "after": after,
    }
    return render(request, template_name, context)


def _asked(request):
    """Return the form, the visits it leaves, the day around which they are shown, the countries."""
    mission = Mission.objects.current()
    form = PlannerForm(request.GET, mission=mission)
    visits = form.narrow(Visit.objects.visible_to(request.user).real())
    day = form.answers().get("day") or timezone.localdate()
    return form, visits, day, mission.countries() if mission else []
