"""What kind of file was given, by its first bytes and its name together."""

import mmap
from pathlib import Path, PurePath

from common.tables.delimited import DelimitedTable
from common.tables.errors import TableError
from common.tables.limits import LIMITS, MEGABYTE
from common.tables.workbooks import WorkbookTable

TEXT_NAMES = (".csv", ".txt", ".tsv", ".tab")
WORKBOOK_NAMES = (".xlsx", ".xlsm")
# Many systems export text or new workbooks under the old name.
OLD_WORKBOOK_NAMES = (".xls",)

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = (b"<html", b"<!doctype", b"<?xml", b"<table", b"<head", b"<meta", b"<style", b"<body")
_OTHERS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BZh",
    b"SQLite format 3",
    b"{\\rtf",
    b"PAR1",
)


def open_table(path, name, limits=LIMITS):
    """Return the table in the file at ``path``, which its owner called ``name``.

    Has ``kind`` ("csv" or "xlsx"), ``sheets`` (names; none in CSV), ``encoding`` and ``delimiter``
    (of CSV), ``rows(sheet=None)`` and ``merged(sheet=None)``. A file beyond the limits, hostile or
    no table at all raises TableError, here or while its rows are read.
    """
    extension = PurePath(name).suffix.lower()
    with open(path, "rb") as file:
        start = file.read(1024)
    if extension not in TEXT_NAMES + WORKBOOK_NAMES + OLD_WORKBOOK_NAMES:
        raise TableError("kind", name=name)
    if not start:
        raise TableError("empty")
    _check_signature(path, name, start)
    check_size(Path(path).stat().st_size, name, start, limits)
    if start.startswith(_ZIP):
        return WorkbookTable(path, limits)
    if extension in WORKBOOK_NAMES:
        raise TableError("damaged")
    return DelimitedTable(path, limits)


def _check_signature(path, name, start):
    if start.startswith(_OLE):
        raise TableError("encrypted" if _is_encrypted(path) else "old_workbook")
    if start.startswith(_OTHERS):
        raise TableError("kind", name=name)
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        raise TableError("markup")


def _is_encrypted(path):
    """Whether an OLE file is the wrapping of an encrypted workbook."""
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(_ENCRYPTED) >= 0


def check_size(size, name, start=b"", limits=LIMITS):
    """Raise TableError where a file of that size, with that name and start, is too large."""
    is_workbook = start.startswith(_ZIP) or name.lower().endswith(WORKBOOK_NAMES)
    limit = limits.workbook_bytes if is_workbook else limits.text_bytes
    if size > limit:
        raise TableError("too_large", size=-(-size // MEGABYTE), limit=limit // MEGABYTE)
