"""Erasing personal data some days after the visits they were kept for."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from visits.delegation.personal import What, erase_data_of, note_use
from visits.models import Delegate, DelegationUpload, PersonalData, Visit

UPLOADS_WAIT = timedelta(days=1)


def due_for_erasure(days=None, today=None):
    """Return the delegates whose personal data were kept long enough, in their visits' order.

    They are kept for ``days`` (the setting PERSONAL_DATA_DAYS) after the last day that the visit
    can take: of "September 2026" that is 30 September. Where that day is not known, the data are
    kept for as many days after the visit or they themselves were last changed, so that those of an
    idea which nobody pursues do not stay for ever. A visit that was cancelled or deleted needs no
    passports: the days count from that change, unless its last day has come before it.
    """
    days = settings.PERSONAL_DATA_DAYS if days is None else days
    until = (today or timezone.localdate()) - timedelta(days=days)
    due = [data.pk for data in _kept() if _needed_until(data) <= until]
    return Delegate.objects.filter(pk__in=due).order_by("visit", "pk")


def _kept():
    """Return what is kept, without reading any of it."""
    kept = PersonalData.objects.only("changed_at", "delegate__visit")
    return kept.select_related("delegate__visit").order_by("pk")


def _needed_until(data):
    visit = data.delegate.visit
    changed = timezone.localdate(max(visit.changed_at, data.changed_at))
    if visit.status == Visit.Status.CANCELLED or visit.deleted_at is not None:
        return min(visit.last_day or changed, timezone.localdate(visit.changed_at))
    return visit.last_day or changed


@transaction.atomic
def erase_personal_data(days=None):
    """Erase what is due, and lists that waited for a day; return how many delegates had data.

    The run is noted even when nothing was due.
    """
    count = erase_data_of(due_for_erasure(days))
    note_use(What.RUN, count=count)
    DelegationUpload.objects.filter(made_at__lt=timezone.now() - UPLOADS_WAIT).delete()
    return count
