"""Calendars of programmes and visits, and the page of a reader's own secret feeds."""

import hashlib
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.rates import limited
from common.texts import LANGUAGES, LocalText, reader_language
from visits.access import get_visit
from visits.calendars.events import calendar_file
from visits.calendars.programmes import (
    by_visit,
    cancellings,
    issued_releases,
    programme_events,
)
from visits.calendars.visits import visit_events
from visits.forms.releases import CalendarForm, FeedForm
from visits.models import CalendarFeed, Release, Visit
from visits.releases import shared_release
from visits.views.releases import kept_secret

# How long a feed shows programmes that are over.
PROGRAMMES_ARE_KEPT = timedelta(days=365)
limited_calendar = limited("calendar", 60, per=60)


def calendar_response(request, name, events):
    """Answer with a calendar, or 304 to one who has it as it is."""
    body = calendar_file(name, events)
    etag = quote_etag(hashlib.sha256(body).hexdigest())
    changed = max((int(event.changed.timestamp()) for event in events), default=None)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="programme.ics"'
    # A calendar program keeps what it read; the browser of one who is signed in keeps nothing.
    is_signed_in = request.user.is_authenticated
    response["Cache-Control"] = "no-store" if is_signed_in else "private, no-cache"
    response["ETag"] = etag
    if changed is not None:
        response["Last-Modified"] = http_date(changed)
    # By the content alone: a calendar also changes with what its reader may see.
    return get_conditional_response(request, etag, None, response)


def events_of(visit, releases, **choice):
    """Return the events of one visit; 404 where nothing is released, or for nobody it knows."""
    if not releases:
        raise Http404
    times = cancellings(Visit.objects.filter(pk=visit.pk))
    try:
        return programme_events(visit, releases, times_cancelled=times[visit.pk], **choice)
    except KeyError as unknown:
        raise Http404 from unknown


@require_safe
@limited_calendar
def programme_calendar(request, public_id):
    """The newest release of a visit: of a delegate or a group, or with the internal items."""
    visit = get_visit(request, public_id)
    form = CalendarForm(request.GET)
    answers = form.answers()
    if form.errors:
        raise Http404
    if answers.get("internal") and not request.user.has_perm("visits.change_visit"):
        raise PermissionDenied
    url = request.build_absolute_uri(visit.get_absolute_url())
    events = events_of(visit, issued_releases(visit), url=url, **answers)
    return calendar_response(request, str(visit.title), events)


# Public: what the link shows guests of the mission, for their calendars.
@login_not_required
@require_safe
@limited("shared", 120, per=60)
def shared_calendar(request, token):
    shown = shared_release(token)
    if shown is None:
        raise Http404
    language = request.GET.get("lang")
    with translation.override(language if language in LANGUAGES else reader_language()):
        releases = [one for one in issued_releases(shown.visit) if one.number <= shown.number]
        events = events_of(shown.visit, releases)
        title = LocalText.among(shown.content["visit"]["title"])
        return kept_secret(calendar_response(request, title, events))


# Public: calendar programs do not sign in; the secret address is of one user and follows their
# rights.
@login_not_required
@require_safe
@limited_calendar
def feed(request, token):
    read = get_object_or_404(CalendarFeed.objects.open().select_related("user"), token=token)
    read.note_reading()
    with translation.override(read.language):
        visits = Visit.objects.visible_to(read.user).real()
        of_contents = {
            CalendarFeed.Contents.VISITS: _events_of_visits,
            CalendarFeed.Contents.PROGRAMMES: _events_of_programmes,
        }
        events = of_contents[read.contents](request, visits)
        return kept_secret(
            calendar_response(request, capfirst(read.get_contents_display()), events)
        )


def _events_of_visits(request, visits):
    return visit_events(visits, request.build_absolute_uri)


def _events_of_programmes(request, visits):
    """Return the items of the last year and of what is to come."""
    visits = visits.not_over_before(timezone.localdate() - PROGRAMMES_ARE_KEPT)
    times = cancellings(visits)
    return [
        event
        for visit, releases in by_visit(Release.objects.issued().filter(visit__in=visits))
        for event in programme_events(
            visit,
            releases,
            times_cancelled=times[visit.pk],
            url=request.build_absolute_uri(visit.get_absolute_url()),
        )
    ]


def feeds(request):
    opened = {feed.contents: feed for feed in CalendarFeed.objects.open().filter(user=request.user)}
    rows = [
        {
            "contents": contents,
            "feed": opened.get(contents),
            "address": contents in opened
            and request.build_absolute_uri(opened[contents].get_absolute_url()),
            "form": FeedForm(initial={"contents": contents.value, "language": reader_language()}),
        }
        for contents in CalendarFeed.Contents
    ]
    return render(request, "visits/feed_list.html", {"rows": rows})


@require_POST
def add_feed(request):
    form = FeedForm(request.POST)
    if form.is_valid():
        CalendarFeed.objects.get_or_create(
            user=request.user,
            contents=form.cleaned_data["contents"],
            revoked_at=None,
            defaults={"language": form.cleaned_data["language"]},
        )
        messages.success(request, _("The address is made. Keep it to yourself."))
    else:
        messages.error(request, _("Choose what the calendar holds, and its language."))
    return redirect("visits:feeds")


@require_POST
def revoke_feed(request, contents):
    for opened in CalendarFeed.objects.open().filter(user=request.user, contents=contents):
        opened.revoke()
    messages.success(request, _("The address is revoked: it opens nothing any more."))
    return redirect("visits:feeds")
