"""The pages that change a programme: all its days at a glance, and one day at a time."""

from bisect import bisect_left

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from visits.access import get_visit, get_visit_to_change, may_change, one_act
from visits.checks import findings_of
from visits.forms import CopyDayForm, CopyProgrammeForm, DayForm, DayForms
from visits.models import ProgrammeItem
from visits.programme import editing
from visits.programme.days import internal_programme
from visits.programme.editing import CannotBeDone, days_of, planned_days
from visits.releases import Drafted


@may_change
def edit_programme(request, public_id):
    shown = get_visit(request, public_id)
    form = DayForm(shown, request.GET if "day" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("visits:edit_day", public_id, form.cleaned_data["day"])
    return _overview(request, shown, day=form)


def _overview(request, shown, **forms):
    """Show all days; ``forms`` are those of the page that were sent and not accepted."""
    drafted = Drafted(shown)
    written = {day["day"]: day for day in internal_programme(drafted.snapshot)}
    days = sorted({*days_of(shown), *written})
    forms = {
        "day": DayForm(shown),
        "copy_day": CopyDayForm(shown, sorted(written)),
        "copy_programme": CopyProgrammeForm(shown, request.user),
        **forms,
    }
    context = {
        "visit": shown,
        "days": [written.get(day, {"day": day, "zones": [], "rows": []}) for day in days],
        "forms": forms,
        "has_items": bool(written),
        "drafted": drafted,
    }
    return render(request, "visits/programme_edit.html", context)


@require_POST
@may_change
def copy_day(request, public_id):
    shown = get_visit_to_change(request, public_id)
    form = CopyDayForm(shown, planned_days(shown), request.POST)
    if form.is_valid():
        source, target = form.cleaned_data["source"], form.cleaned_data["target"]
        if _done(request, shown, form, "target", lambda: editing.copy_day(shown, source, target)):
            return redirect("visits:edit_day", public_id, target)
    return _overview(request, shown, copy_day=form)


@require_POST
@may_change
def copy_programme(request, public_id):
    shown = get_visit_to_change(request, public_id)
    form = CopyProgrammeForm(shown, request.user, request.POST)
    if form.is_valid():
        earlier = form.cleaned_data["earlier"]
        if _done(request, shown, form, "earlier", lambda: editing.copy_programme(shown, earlier)):
            return redirect("visits:edit_programme", public_id)
    return _overview(request, shown, copy_programme=form)


def _done(request, shown, form, name, copy):
    """Copy and say what was copied; beside the field of this name, why it can not be done."""
    try:
        with one_act(shown):
            _say_copied(request, copy())
    except CannotBeDone as refusal:
        form.add_error(name, str(refusal))
    return not form.errors


def _say_copied(request, copied):
    words = ngettext("%(count)d item is copied.", "%(count)d items are copied.", copied.items)
    messages.success(request, words % {"count": copied.items})
    for count, words in (
        (
            copied.without_some,
            ngettext(
                "In %(count)d of them a group or a person was left out: nobody here has the name.",
                "In %(count)d of them groups or persons were left out: nobody here has the names.",
                copied.without_some,
            ),
        ),
        (
            copied.left_out,
            ngettext(
                "%(count)d item was left out: this visit has fewer days.",
                "%(count)d items were left out: this visit has fewer days.",
                copied.left_out,
            ),
        ),
    ):
        if count:
            messages.warning(request, words % {"count": count})


@may_change
def edit_day(request, public_id, day):
    shown = get_visit(request, public_id)
    days = _days_around(shown, day)
    forms = DayForms.of(request, shown, day)
    if forms.adds_venue():
        venue, forms = forms.with_venue()
        messages.success(request, _("The venue “%(venue)s” is kept.") % {"venue": venue})
    if forms.are_to_be_saved():
        forms.save()
        messages.success(request, _("The day is saved."))
        _tell_of_checks(request, shown, day)
        return redirect("visits:edit_day", public_id, _next(request, days) or day)
    context = {"visit": shown, "day": day, "days": days, "forms": forms}
    return render(request, "visits/programme_day.html", context)


def _tell_of_checks(request, shown, day):
    """Say how much the checks find on the day, if anything: the words are on their own page."""
    count = sum(finding.day == day for finding in findings_of(shown, request.user))
    if count:
        words = ngettext(
            "The checks have %(count)d remark on this day.",
            "The checks have %(count)d remarks on this day.",
            count,
        )
        messages.warning(request, words % {"count": count})


def _days_around(shown, day):
    """Return {"before", "after"}: the days beside this one; 404 for a day of no programme here."""
    days = days_of(shown)
    if day not in days:
        days = sorted({*days, *planned_days(shown)})
    if day not in days and ProgrammeItem(visit=shown, day=day).day_errors():
        raise Http404
    place = bisect_left(days, day)
    after = [one for one in days[place:] if one != day]
    return {"before": days[place - 1] if place else None, "after": after[0] if after else None}


def _next(request, days):
    """Return the day the officer wants to go on with, None for the same."""
    return days["after"] if "next_day" in request.POST else None
