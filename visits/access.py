"""Which visit a page is about, if the reader may know of it, and changing what belongs to it."""

from contextlib import contextmanager

from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.shortcuts import get_object_or_404

from common.conflicts import version_sent
from common.models import StaleRecord
from visits.models import Visit

# Whoever may change visits also reads what is internal to them: 403 for others.
may_change = permission_required("visits.change_visit", raise_exception=True)


def get_visit(request, public_id):
    """Return the visit if the user may know of it; 404 otherwise."""
    visits = Visit.objects.visible_to(request.user)
    return get_object_or_404(visits, public_id=public_id)


def get_visit_to_change(request, public_id):
    """Return the visit; StaleRecord where a form is sent over another version than the present.

    Asked first, for a row that is gone since would be called unknown.
    """
    visit = get_visit(request, public_id)
    if request.method == "POST" and version_sent(request) != visit.version:
        visit.version = version_sent(request)
        raise StaleRecord(visit)
    return visit


@contextmanager
def one_act(visit):
    """Save the visit over the version in hand, and in one transaction what is done to its rows."""
    with transaction.atomic():
        visit.save()
        yield
        visit.refresh_search_text()
