"""Files of imports that nobody will read again."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils import timezone

from trade.models import Import

KEPT_FOR = timedelta(days=30)


def purge_import_files(now=None):
    """Remove the files of imports discarded or undone more than 30 days ago; return their names.

    Until then a file can be checked again. The imports stay. A discarded one counts from its last
    check.
    """
    before = (now or timezone.now()) - KEPT_FOR
    discarded = Q(state=Import.State.DISCARDED) & (
        Q(checked_at__lt=before) | Q(checked_at__isnull=True, made_at__lt=before)
    )
    undone = Q(state=Import.State.UNDONE, batch__undone_at__lt=before)
    names = []
    for imported in Import.objects.filter(discarded | undone).exclude(stored_as="").order_by("pk"):
        names.append(imported.stored_as)
        default_storage.delete(imported.stored_as)
        imported.stored_as = ""
        imported.save(update_fields=["stored_as"])
    return names
