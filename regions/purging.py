"""Files nobody can ask for any more: of documents deleted long ago, and of none at all."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from regions.models import Attachment
from regions.models.attachments import FOLDER

KEPT_FOR = timedelta(days=30)
# A file this young may belong to a document that is just being saved.
SETTLED_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Purged:
    """The names of the removed files."""

    deleted: list
    unreferenced: list


def purge_attachments(now=None):
    now = now or timezone.now()
    return Purged(_purge_deleted(now), _purge_unreferenced(now))


def _purge_deleted(now):
    """Remove the files of documents deleted more than 30 days ago; the records stay."""
    gone = Attachment.all_objects.filter(deleted_at__lt=now - KEPT_FOR).exclude(file="")
    names = []
    for attachment in gone.order_by("pk"):
        names.append(attachment.file.name)
        attachment.remove_file()
        Attachment.all_objects.filter(pk=attachment.pk).update(file="")
    return names


def _purge_unreferenced(now):
    known = set(Attachment.all_objects.values_list("file", flat=True))
    stray = [name for name in _kept_files() if name not in known and _is_settled(name, now)]
    for name in stray:
        default_storage.delete(name)
    return stray


def _kept_files():
    try:
        _folders, files = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return []
    return sorted(f"{FOLDER}/{name}" for name in files)


def _is_settled(name, now):
    return default_storage.get_modified_time(name) < now - SETTLED_AFTER
