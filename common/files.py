"""Which files the portal keeps: each told by its ending and by what is in it together.

A file is only ever handed back as it came. So the checks ask that it is what its name says, and
that whoever opens it is not given a page, a program or a bomb.
"""

import codecs
import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadhandler import FileUploadHandler
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from common.office_files import holds_open_document, holds_open_xml

MAX_BYTES = 20 * 1024 * 1024
MAX_NAME = 150
MAX_ENDING = 10
PIECE = 64 * 1024
HEAD, TAIL = 1024, 2048

WRONG_ENDING = _(
    "Files of this kind are not kept. Send a PDF, DOCX, XLSX, ODT, ODS, JPEG, PNG, TXT or CSV."
)
WRONG_CONTENT = _("The file is not what its ending “%(ending)s” says. Save it anew in that format.")
WRONG_NAME = _("The name of the file holds signs that can not be kept. Rename the file.")
TOO_LARGE = _("The file is larger than %(limit)s. Make it smaller or send it in parts.")

_MARKUP = re.compile(r"\A\s*<[!?a-z]", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
_PAGES = (b"<html", b"<script", b"<svg", b"<!doctype")


def clean_name(name):
    """Return the name without its folders, cut to 150 characters; ValidationError for signs."""
    name = re.split(r"[/\\]", name)[-1].strip()
    if not name.strip(".") or any(unicodedata.category(char)[0] == "C" for char in name):
        raise ValidationError(WRONG_NAME, code="name")
    ending = ending_of(name)
    return f"{name.removesuffix(ending)[: MAX_NAME - len(ending)]}{ending}"


def ending_of(name):
    return PurePosixPath(name).suffix[:MAX_ENDING]


def media_type_of(file):
    """Return the media type of an uploaded file; ValidationError says why it is not kept."""
    if file.size > MAX_BYTES:
        raise ValidationError(TOO_LARGE, code="size", params={"limit": filesizeformat(MAX_BYTES)})
    ending = ending_of(file.name).lower()
    if ending not in KINDS:
        raise ValidationError(WRONG_ENDING, code="ending")
    file.seek(0)
    if not KINDS[ending].holds(file):
        raise ValidationError(WRONG_CONTENT, code="content", params={"ending": ending})
    file.seek(0)
    return KINDS[ending].media_type


def sha256_of(file):
    """Return the digest of the content, read in pieces, in hexadecimal."""
    digest = hashlib.sha256()
    for piece in file.chunks(PIECE):
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def _is_pdf(file):
    head = file.read(HEAD)
    file.seek(max(file.size - TAIL, 0))
    is_page = any(mark in head.lower() for mark in _PAGES)
    return head.startswith(b"%PDF-") and not is_page and b"%%EOF" in file.read(TAIL)


def _is_jpeg(file):
    return file.read(3) == b"\xff\xd8\xff"


def _is_png(file):
    return file.read(16) == b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


def _is_text(file):
    """Tell whether it is text in UTF-8, UTF-16 or a Windows code page, and no markup."""
    is_wide = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    file.seek(0)
    # Any byte is a letter of some code page: only those that are letters in none are told.
    decoder = codecs.getincrementaldecoder("utf-16" if is_wide else "latin-1")()
    try:
        pieces = (decoder.decode(piece) for piece in file.chunks(PIECE))
        return not any(_is_no_text(piece, number) for number, piece in enumerate(pieces))
    except UnicodeDecodeError:
        return False


def _is_no_text(piece, number):
    first = piece.removeprefix("\xef\xbb\xbf").removeprefix("\ufeff")
    return bool(_CONTROLS.search(piece)) or (number == 0 and bool(_MARKUP.match(first)))


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its media type, and the check that a file holds it."""

    media_type: str
    holds: Callable[[Any], bool]


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_TEXT_DOCUMENT = "application/vnd.oasis.opendocument.text"
_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
KINDS = {
    ".pdf": FileKind("application/pdf", _is_pdf),
    ".docx": FileKind(
        f"{_OPEN_XML}.wordprocessingml.document", holds_open_xml("word/document.xml")
    ),
    ".xlsx": FileKind(f"{_OPEN_XML}.spreadsheetml.sheet", holds_open_xml("xl/workbook.xml")),
    ".odt": FileKind(_TEXT_DOCUMENT, holds_open_document(_TEXT_DOCUMENT)),
    ".ods": FileKind(_SPREADSHEET, holds_open_document(_SPREADSHEET)),
    ".jpg": FileKind("image/jpeg", _is_jpeg),
    ".jpeg": FileKind("image/jpeg", _is_jpeg),
    ".png": FileKind("image/png", _is_png),
    ".txt": FileKind("text/plain", _is_text),
    ".csv": FileKind("text/csv", _is_text),
}


class LimitedUpload(FileUploadHandler):
    """Lets no more reach memory and disk than it takes to see that a file is too large."""

    most_bytes = MAX_BYTES
    received = 0

    def receive_data_chunk(self, raw_data, start):
        so_far, self.received = self.received, self.received + len(raw_data)
        return None if so_far > self.most_bytes else raw_data

    def file_complete(self, file_size):
        return None
