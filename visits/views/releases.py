"""Pages of releases: made, decided on, read, compared, and shared by a secret link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.conflicts import version_sent
from common.rates import limited
from common.texts import LANGUAGES, LocalText
from regions.models import Mission
from visits.access import get_visit, may_change
from visits.forms.releases import ApprovalForm, RefusalForm, ReleaseForm
from visits.models import Release, Visit
from visits.programme.days import dates_of, guest_programme, internal_programme
from visits.programme.differences import compare
from visits.programme.snapshot import snapshot_of
from visits.releases import (
    CanNotRelease,
    Drafted,
    approval_is_asked_for,
    approve,
    make_release,
    refuse,
    share,
    shared_release,
    why_not_decided_by,
    why_not_shared,
)


def _sent(request):
    return request.POST if request.method == "POST" else None


def get_release(request, public_id, number):
    """Return a release of a visit, both as far as the user may know of them; else 404."""
    releases = Release.objects.visible_to(request.user).select_related("visit", "made_by")
    releases = releases.filter(visit=get_visit(request, public_id))
    return get_object_or_404(releases.select_related("decided_by"), number=number)


def releases(request, public_id):
    visit = get_visit(request, public_id)
    found = visit.releases.visible_to(request.user).defer("content")
    found = found.select_related("made_by", "decided_by")
    context = {"visit": visit, "releases": found.newest_first()}
    return render(request, "visits/release_list.html", context)


@permission_required("visits.approve_release", raise_exception=True)
def waiting_releases(request):
    found = Release.objects.to_decide(request.user).defer("content")
    found = found.select_related("visit", "made_by").order_by("made_at", "pk")
    return render(request, "visits/release_waiting.html", {"releases": found})


@permission_required("visits.add_release", raise_exception=True)
def add_release(request, public_id):
    visit = get_visit(request, public_id)
    form = ReleaseForm(_sent(request))
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _made(request, visit, form.cleaned_data)
        except CanNotRelease as reason:
            refused = str(reason)
    context = {
        "visit": visit,
        "form": form,
        "drafted": Drafted(visit),
        "needs_approval": approval_is_asked_for(),
    }
    return render(request, "visits/release_form.html", context, status=409 if refused else 200)


def _made(request, visit, answers):
    version = version_sent(request, "visit-version")
    release = make_release(visit, user=request.user, version=version, **answers)
    words = _("Release %(number)s is made.")
    if release.is_waiting:
        words = _("Release %(number)s is made and waits until somebody else approves it.")
    messages.success(request, words % {"number": release.number})
    return redirect(release)


def release(request, public_id, number):
    shown = get_release(request, public_id, number)
    internal = request.GET.get("show") == "internal"
    if internal and not request.user.has_perm("visits.change_visit"):
        raise PermissionDenied
    link = shown.links.open().first()
    context = {
        "visit": shown.visit,
        "release": shown,
        "days": (internal_programme if internal else guest_programme)(shown.content),
        "internal": internal,
        "earlier": _earlier(request, shown),
        "link": link,
        "link_address": link and request.build_absolute_uri(link.get_absolute_url()),
        "why_not_shared": why_not_shared(shown),
        "why_not_decided": why_not_decided_by(request.user, shown),
    }
    return render(request, "visits/release_detail.html", context)


def _earlier(request, release):
    """Return the numbers of the releases before this one, the newest first."""
    known = Release.objects.visible_to(request.user).filter(visit=release.visit)
    earlier = known.filter(number__lt=release.number).newest_first()
    return earlier.values_list("number", flat=True)


def differences(request, public_id, number, other=None):
    """What differs from a release to another one; without ``other`` to the draft."""
    former = get_release(request, public_id, number)
    internal = request.user.has_perm("visits.change_visit")
    if other is None and not internal:
        raise PermissionDenied
    current = None if other is None else get_release(request, public_id, other)
    content = snapshot_of(former.visit) if current is None else current.content
    context = {
        "visit": former.visit,
        "former": former,
        "current": current,
        "differences": compare(former.content, content, internal=internal),
    }
    return render(request, "visits/release_differences.html", context)


@permission_required("visits.approve_release", raise_exception=True)
def approve_release(request, public_id, number):
    shown = get_release(request, public_id, number)
    form = ApprovalForm(_sent(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        return _decided(request, shown, approve, approval=form.cleaned_data["approval"])
    return _decision_page(request, shown, form, "visits/release_approve.html")


@permission_required("visits.approve_release", raise_exception=True)
def refuse_release(request, public_id, number):
    shown = get_release(request, public_id, number)
    form = RefusalForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        return _decided(request, shown, refuse, reason=form.cleaned_data["reason"])
    return _decision_page(request, shown, form, "visits/release_refuse.html")


def _decision_page(request, release, form, template_name):
    context = {
        "visit": release.visit,
        "release": release,
        "form": form,
        "why_not": why_not_decided_by(request.user, release),
    }
    return render(request, template_name, context)


def _decided(request, release, decide, **decision):
    """Decide and go back to the release, which says how it stands."""
    try:
        decide(release, user=request.user, **decision)
    except CanNotRelease as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("The decision is kept."))
    return redirect(release)


@require_POST
@may_change
def share_release(request, public_id, number):
    shown = get_release(request, public_id, number)
    try:
        share(shown, user=request.user)
    except CanNotRelease as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("The link is made. It opens until you revoke it."))
    return redirect(shown)


@require_POST
@may_change
def revoke_link(request, public_id, number):
    shown = get_release(request, public_id, number)
    for link in shown.links.open():
        link.revoke()
    messages.success(request, _("The link is revoked: it opens nothing any more."))
    return redirect(shown)


# Public: guests of the mission have no account; the secret address is what lets them in.
@login_not_required
@require_safe
@limited("shared", 120, per=60)
def shared_programme(request, token):
    """The programme for guests as it was released, and nothing else."""
    shown = shared_release(token)
    if shown is None:
        raise Http404
    _read_in(request, request.GET.get("lang"))
    mission = Mission.objects.current()
    is_cancelled = shown.visit.status == Visit.Status.CANCELLED
    context = {
        "release": shown,
        "title": LocalText.among(shown.content["visit"]["title"]),
        "dates": dates_of(shown.content["visit"]),
        "days": [] if is_cancelled else guest_programme(shown.content),
        "is_cancelled": is_cancelled,
        "token": token,
    }
    with timezone.override(mission.time_zone if mission else "UTC"):
        return kept_secret(render(request, "visits/shared_programme.html", context))


def _read_in(request, language):
    """Answer in the language the address names, if it names one."""
    if language in LANGUAGES:
        translation.activate(language)
        request.LANGUAGE_CODE = language


def kept_secret(response):
    """Keep the address of the page to whoever has it: no index, no cache, no referrer."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    response.setdefault("Cache-Control", "no-store")
    return response
