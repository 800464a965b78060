"""A list of delegates from a file: read, looked at, and added as a whole."""

import json

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from common.encryption import UnreadableSecret
from common.files import clean_name
from common.rates import limited
from common.texts import whole_number
from visits.access import get_visit, get_visit_to_change, may_change
from visits.delegation.checking import NEW, CheckedList
from visits.delegation.columns import PERSONAL
from visits.delegation.loading import load_list
from visits.delegation.reading import label_of
from visits.forms.delegation_list import DelegationListForm
from visits.models import DelegationUpload, VisitSide

AN_HOUR = 60 * 60


@may_change
def import_delegation(request, public_id):
    shown = get_visit(request, public_id)
    if request.method == "POST":
        return _receive(request, shown)
    return _ask(request, shown, DelegationListForm(with_personal=_enters_personal(request)))


def _enters_personal(request):
    return request.user.has_perm("visits.change_personaldata")


def _ask(request, shown, form):
    return render(request, "visits/delegation_import.html", {"visit": shown, "form": form})


@limited("import_form", 60, per=AN_HOUR)
@sensitive_variables()
def _receive(request, shown):
    """Keep what was read until it is confirmed, encrypted, since lists hold passports."""
    form = DelegationListForm(request.POST, request.FILES, with_personal=_enters_personal(request))
    if not form.is_valid():
        return _ask(request, shown, form)
    upload = DelegationUpload.objects.create(
        visit=shown,
        side=form.cleaned_data["side"],
        made_by=request.user,
        file_name=clean_name(form.cleaned_data["file"].name),
        rows=json.dumps(form.content, ensure_ascii=False),
    )
    return redirect("visits:delegation_upload", shown.public_id, upload.uid)


@never_cache
@may_change
@sensitive_variables()
def delegation_upload(request, public_id, upload):
    """What the list comes to; nothing is saved before it is confirmed."""
    shown = get_visit_to_change(request, public_id)
    try:
        found, content = _get_upload(request, shown, upload)
    except UnreadableSecret:
        messages.error(request, _("This list can not be read any more. Choose its file again."))
        return redirect("visits:import_delegation", public_id)
    choices = {
        whole_number(name.removeprefix("person-")): value
        for name, value in request.POST.items()
        if name.startswith("person-")
    }
    checked = CheckedList(shown, found.side, content, choices)
    if request.method == "POST" and checked.added and not checked.problems:
        return _load(request, checked, found)
    return _preview(request, checked, found)


def _get_upload(request, shown, uid):
    """Return the upload and its content, if its personal columns are for this user to see.

    UnreadableSecret without the key it was encrypted with.
    """
    found = get_object_or_404(DelegationUpload, visit=shown, uid=uid)
    content = json.loads(found.rows)
    is_personal = any(field in PERSONAL for _heading, field, _language in content["columns"])
    if is_personal and not _enters_personal(request):
        raise Http404
    return found, content


@limited("import", 6, per=AN_HOUR)
def _load(request, checked, upload):
    count = load_list(checked, upload)
    words = ngettext("%(count)d member was added.", "%(count)d members were added.", count)
    messages.success(request, words % {"count": count})
    return redirect("visits:delegation", checked.visit.public_id)


def _preview(request, checked, upload):
    context = {
        "visit": checked.visit,
        "upload": upload,
        "side": VisitSide.Side(upload.side).label,
        "checked": checked,
        "is_sent": request.method == "POST",
        "columns": [
            {"heading": heading, "meaning": label_of(field, language) if field else ""}
            for heading, field, language in checked.columns
        ],
        "new": NEW,
        "members": len(checked.members),
        "added": len(checked.added),
        "has_personal": any(member.personal for member in checked.members),
    }
    return render(request, "visits/delegation_upload.html", context)


@require_POST
@may_change
def discard_delegation_upload(request, public_id, upload):
    shown = get_visit(request, public_id)
    # Nothing is decrypted: what can not be read any more can still be thrown away.
    uploads = DelegationUpload.objects.defer("rows")
    get_object_or_404(uploads, visit=shown, uid=upload).delete()
    messages.success(request, _("The list is thrown away; nothing was added."))
    return redirect("visits:import_delegation", public_id)
