"""Office files are ZIP archives: what their directory says of them, without unpacking anything."""

import zipfile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# No read beyond this, so that a directory of millions of entries is refused, not kept in memory.
MAX_READ = 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 100
ENCRYPTED = 0x1

BROKEN = _("The file is damaged: its parts can not be listed. Save it anew and send that.")
TOO_DENSE = _("Unpacked, the file would be far larger than office files are. It is not kept.")
LOCKED = _("The file is locked with a password. Save it without one.")
ACTIVE = _("The file holds a program (macros). Save it without them.")


class _SparingReader:
    """The file, of which no single read takes more than MAX_READ bytes."""

    def __init__(self, file):
        self.file = file
        self.seek, self.tell = file.seek, file.tell

    def read(self, size=-1):
        data = self.file.read(MAX_READ + 1 if size is None or size < 0 else size)
        if len(data) > MAX_READ:
            raise zipfile.BadZipFile("too large a directory")
        return data

    def seekable(self):
        return True


def holds_open_xml(part):
    """Return a check of Microsoft's format: the archive has ``part``, its main document."""

    def holds(file):
        names = {entry.filename for entry in _entries(file)}
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise ValidationError(ACTIVE, code="active")
        return {"[Content_Types].xml", part} <= names

    return holds


def holds_open_document(media_type):
    """Return a check of the OpenDocument format: its first part says what it is."""

    def holds(file):
        entries = _entries(file)
        if any(entry.filename.startswith("Basic/") for entry in entries):
            raise ValidationError(ACTIVE, code="active")
        first = entries[0] if entries else None
        if first is None or (first.filename, first.compress_type) != ("mimetype", 0):
            return False
        file.seek(0)
        return media_type.encode() in file.read(200)

    return holds


def _entries(file):
    """Return the rows of the directory; ValidationError for a bomb, a lock or a damaged file."""
    try:
        with zipfile.ZipFile(_SparingReader(file)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise ValidationError(BROKEN, code="broken") from error
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise ValidationError(LOCKED, code="locked")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > min(MAX_UNPACKED, MAX_RATIO * file.size) or any(map(_lies, entries)):
        raise ValidationError(TOO_DENSE, code="dense")
    return entries


def _lies(entry):
    """Tell whether the entry says to be far smaller unpacked than it is packed."""
    return entry.compress_size > entry.file_size + entry.file_size // 10 + 1024
