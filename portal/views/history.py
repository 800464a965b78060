"""The history of a record, taking a change back, and what was deleted lately."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common.conflicts import version_sent
from portal.deleted_records import deleted_for, deleted_of, may_restore, restore_record
from portal.record_history import RecordHistory
from portal.record_kinds import get_kind
from portal.taking_back import TakingBack

PAGE_SIZE = 25


def get_history(request, kind, public_id):
    """Return the history of a record the user may know of; 404 for any other."""
    found = get_kind(kind)
    records = found.model.objects.visible_to(request.user)
    record = get_object_or_404(records, public_id=public_id)
    return RecordHistory(found, record, request.user)


def history(request, kind, public_id):
    shown = get_history(request, kind, public_id)
    page_obj = Paginator(shown.acts, PAGE_SIZE).get_page(request.GET.get("page"))
    entries = shown.entries(page_obj.object_list)
    context = _of_record(shown) | {"page_obj": page_obj, "entries": entries}
    return render(request, "portal/history.html", context)


def _of_record(shown):
    record = shown.record
    address = record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""
    return {"kind": shown.kind.name, "record": record, "record_url": address}


def take_back(request, kind, public_id, entry):
    shown = get_history(request, kind, public_id)
    act = shown.act(entry)
    if act is None:
        raise Http404
    if not shown.may_change:
        raise PermissionDenied
    taking = TakingBack(shown, act)
    problems = _apply(request, taking) if request.method == "POST" and taking.steps else None
    if problems == []:
        messages.success(request, _("The change is taken back."))
        return redirect("portal:history", kind, public_id)
    context = _of_record(shown) | {"taking": taking, "problems": problems or []}
    return render(request, "portal/take_back.html", context)


def _apply(request, taking):
    """Take the change back over the version the reader saw; return what forbids it, [] for done."""
    try:
        taking.apply(version_sent(request))
    except ValidationError as error:
        taking.record.refresh_from_db()
        return list(dict.fromkeys(error.messages))
    return []


def deleted(request):
    page_obj = Paginator(deleted_for(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "portal/deleted.html", {"page_obj": page_obj})


def restore(request, kind, public_id):
    found = get_kind(kind)
    if not may_restore(found, request.user):
        raise PermissionDenied
    alive = found.model.objects.visible_to(request.user).filter(public_id=public_id).first()
    if alive is not None:
        return _to(alive)
    record = get_object_or_404(deleted_of(found, request.user), public_id=public_id)
    problems = _restore(found, record) if request.method == "POST" else None
    if problems == []:
        messages.success(request, _("“%(record)s” is restored.") % {"record": record})
        return _to(record)
    context = {"kind": found, "record": record, "problems": problems or []}
    return render(request, "portal/restore.html", context)


def _to(record):
    """Lead to the page of the record; a second click on "Restore" finds it alive already."""
    return redirect(record if hasattr(record, "get_absolute_url") else "portal:deleted")


@transaction.atomic
def _restore(kind, record):
    """Restore the record; return what forbids it, [] for done."""
    try:
        restore_record(kind, record)
    except ValidationError as error:
        return list(dict.fromkeys(error.messages))
    return []
