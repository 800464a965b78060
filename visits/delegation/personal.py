"""Personal data of delegates: masked, compared, and every use of them noted."""

from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from common.context import current_request_id, current_user
from common.encryption import UnreadableSecret
from common.search import fold
from visits.models import PersonalData, PersonalDataEvent

FIELDS = ("passport_number", "birth_date", "phone")
DOTS = "••••"
SHOWN_END = 4
What = PersonalDataEvent.What


def masked(text):
    """Return dots and the last characters, of a short text half of it at most; "" for none."""
    letters = text.replace(" ", "")
    end = min(SHOWN_END, len(letters) // 2)
    return f"{DOTS}{letters[-end:]}" if end else DOTS * bool(letters)


def masked_as(name, text):
    """Return a value of the field with this name masked; of a birth date nothing is left."""
    return DOTS * bool(text) if name == "birth_date" else masked(text)


def data_of(delegate):
    """Return the personal data of a delegate, empty ones where none are kept.

    UnreadableSecret without the key they were encrypted with.
    """
    found = PersonalData.objects.filter(delegate=delegate).first()
    return found or PersonalData(delegate=delegate, changed_at=None)


def kept_of(visit):
    """Return the keys of the delegates of the visit whose personal data are kept."""
    return set(PersonalData.objects.filter(delegate__visit=visit).values_list("pk", flat=True))


def same_number(number):
    """Return a passport number as it is compared: letters and digits alone."""
    return fold(number).replace(" ", "")


def holders_of_passports(visit):
    """Return passport number, as it is compared -> the delegate of the visit who has it."""
    kept = PersonalData.objects.filter(delegate__visit=visit).select_related(
        "delegate__person", "delegate__organisation"
    )
    with suppress(UnreadableSecret):
        return {
            same_number(data.passport_number): data.delegate
            for data in kept
            if data.passport_number
        }
    return {}


def note_use(what, *, visit=None, delegate=None, count=1):
    return PersonalDataEvent.objects.create(
        what=what,
        by=current_user(),
        visit=visit,
        delegate_uid=delegate.uid if delegate else "",
        count=count,
        request_id=current_request_id(),
    )


@transaction.atomic
def keep(data):
    """Save personal data and note who entered them; empty ones are not kept at all."""
    data.changed_at = timezone.now()
    if any(getattr(data, name) for name in FIELDS):
        data.save()
    else:
        PersonalData.objects.filter(pk=data.pk).delete()
    note_use(What.ENTERED, visit=data.delegate.visit, delegate=data.delegate)


@transaction.atomic
def keep_all(visit, rows):
    """Save personal data of many new delegates, each noted."""
    now = timezone.now()
    for data in rows:
        data.changed_at = now
    PersonalData.objects.bulk_create(rows)
    _note_each(What.ENTERED, [(visit.pk, data.delegate.uid) for data in rows])


@transaction.atomic
def erase_data_of(delegates):
    """Erase the personal data of the delegates, each noted; return how many had any.

    Nothing is decrypted: what can not be read any more can still be erased.
    """
    kept = PersonalData.objects.filter(delegate__in=delegates)
    erased = list(kept.order_by("pk").values_list("delegate__visit", "delegate__uid"))
    kept.delete()
    _note_each(What.ERASED, erased)
    return len(erased)


def _note_each(what, delegates):
    """Note one use for each (key of the visit, uid of the delegate)."""
    PersonalDataEvent.objects.bulk_create(
        PersonalDataEvent(
            what=what,
            by=current_user(),
            visit_id=visit,
            delegate_uid=uid,
            request_id=current_request_id(),
        )
        for visit, uid in delegates
    )
