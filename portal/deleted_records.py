"""What was deleted in the last 30 days, and taking it back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from common.models import Record
from portal.record_kinds import KINDS, Kind
from regions.models import Attachment
from regions.models.attachments import may_take_off

KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Deleted:
    """A deleted record; ``days_left`` counts the day it is deleted for good as none."""

    kind: Kind
    record: Record
    who: str
    when: datetime
    days_left: int

    @classmethod
    def of(cls, kind, record, now):
        who = str(record.changed_by or "")
        days_left = (record.deleted_at + KEPT - now).days
        return cls(kind, record, who, record.deleted_at, days_left)


def may_restore(kind, user):
    """Tell whether there may be records of the kind that the user restores.

    Documents are restored by whoever may take them off a record, too.
    """
    if user.has_perm(kind.permission("delete")):
        return True
    return kind.model is Attachment and may_take_off(user)


def deleted_of(kind, user, now=None):
    """Return the records of a kind the user may restore; ask ``may_restore`` before."""
    since = (now or timezone.now()) - KEPT
    records = kind.model.all_objects.deleted().visible_to(user)
    if not user.has_perm(kind.permission("delete")):
        records = records.on_changeable(user)
    return records.filter(deleted_at__gt=since).select_related("changed_by")


def deleted_for(user, now=None):
    """Return rows of all that the user may restore, latest first."""
    now = now or timezone.now()
    rows = [
        Deleted.of(kind, record, now)
        for kind in KINDS
        if may_restore(kind, user)
        for record in deleted_of(kind, user, now)
    ]
    return sorted(rows, key=lambda row: (row.when, row.record.pk), reverse=True)


def restore_record(kind, record):
    """Restore the record; ValidationError where one that came since stands in its place."""
    record.restore()
    kind.settle(record)
