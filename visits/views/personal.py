"""Personal data of one delegate: masked, shown when asked for, and changed."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from common.encryption import UnreadableSecret
from visits.access import get_visit
from visits.delegation.personal import FIELDS, What, data_of, keep, masked_as, note_use
from visits.forms.personal import PersonalDataForm
from visits.models import Delegate, PersonalData

may_view = permission_required("visits.view_personaldata", raise_exception=True)


def _get_delegate(request, public_id, uid):
    delegates = Delegate.objects.filter(visit=get_visit(request, public_id))
    return get_object_or_404(delegates.select_related("visit", "person", "organisation"), uid=uid)


@never_cache
@sensitive_post_parameters()
@may_view
def personal_data(request, public_id, delegate):
    found = _get_delegate(request, public_id, delegate)
    if request.method == "POST":
        return _save(request, found)
    return _page(request, found)


@permission_required("visits.change_personaldata", raise_exception=True)
@sensitive_variables()
@transaction.atomic
def _save(request, found):
    # Two who change the data of one delegate come one after the other.
    Delegate.objects.select_for_update().get(pk=found.pk)
    kept = _readable(found)
    if kept is None:
        return _page(request, found)
    form = PersonalDataForm(request.POST, kept=kept)
    if form.is_stale:
        return _page(request, found, form, is_stale=True, status=409)
    if not form.is_valid():
        return _page(request, found, form)
    keep(form.settled())
    messages.success(request, _("The personal data are saved."))
    return redirect("visits:personal_data", found.visit.public_id, found.uid)


@never_cache
@require_POST
@may_view
def show_personal_data(request, public_id, delegate):
    """The data in full, on this one answer; that they were shown is noted first."""
    found = _get_delegate(request, public_id, delegate)
    note_use(What.SHOWN, visit=found.visit, delegate=found)
    return _page(request, found, is_shown=True)


@sensitive_variables()
def _page(request, found, form=None, *, is_shown=False, is_stale=False, status=200):
    readable = _readable(found)
    kept = readable or PersonalData(delegate=found, changed_at=None)
    context = {
        "visit": found.visit,
        "delegate": found,
        "rows": [_row(kept, name, is_shown) for name in FIELDS],
        "is_kept": any(getattr(kept, name) for name in FIELDS),
        "is_shown": is_shown,
        "is_stale": is_stale,
        "is_readable": readable is not None,
        "form": form or PersonalDataForm(kept=kept),
    }
    return render(request, "visits/personal_data.html", context, status=status)


def _readable(found):
    """Return the personal data, None without the key they were encrypted with."""
    try:
        return data_of(found)
    except UnreadableSecret:
        return None


def _row(kept, name, is_shown):
    text = getattr(kept, name)
    label = PersonalData._meta.get_field(name).verbose_name
    return {"label": label, "text": _in_words(name, text) if is_shown else masked_as(name, text)}


def _in_words(name, text):
    born = parse_date(text) if name == "birth_date" and text else None
    return date_format(born) if born else text
