"""Which files are kept: told by ending and content together, within stated limits."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from common.files import MAX_BYTES, LimitedUpload, clean_name, media_type_of

PDF = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\0" * 20
WORD = {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<w/>"}


def packed(parts, method=zipfile.ZIP_DEFLATED):
    """Return the bytes of an archive; the first part is stored as it is."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for number, (name, content) in enumerate(parts.items()):
            archive.writestr(name, content, None if number else zipfile.ZIP_STORED)
    return buffer.getvalue()


def odf(kind):
    return packed({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<x/>"})


def checked(name, content):
    return media_type_of(ContentFile(content, name))


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("a.PNG", PNG, "image/png"),
        ("a.jpg", b"\xff\xd8\xff\xe0 picture", "image/jpeg"),
        ("a.txt", "Соглашение".encode(), "text/plain"),
        ("a.csv", "имя;1\n".encode("cp1251"), "text/csv"),
        ("a.csv", "имя;1\n".encode("utf-16"), "text/csv"),
        ("a.ods", odf("spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
        ("a.odt", odf("text"), "application/vnd.oasis.opendocument.text"),
    ],
)
def test_file_that_is_what_its_ending_says_is_kept(name, content, media_type):
    assert checked(name, content) == media_type


def test_word_and_excel_are_told_by_their_main_part():
    assert checked("a.docx", packed(WORD)).endswith("wordprocessingml.document")
    assert refusal("a.xlsx", packed(WORD)) == "content"


def refusal(name, content):
    """Return the code of the refusal."""
    with pytest.raises(ValidationError) as refused:
        checked(name, content)
    return refused.value.code


LOCKED = packed(WORD).replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\x01\0")
HOSTILE = {
    "page named pdf": ("a.pdf", b"<html><script>alert(1)</script>%PDF-1.4 %%EOF", "content"),
    "page within a pdf": ("a.pdf", b"%PDF-1.4\n<script>alert(1)</script>\n%%EOF", "content"),
    "pdf cut short": ("a.pdf", PDF[:20], "content"),
    "picture in markup": ("a.svg", b"<svg/>", "ending"),
    "markup named text": ("a.txt", b"\xef\xbb\xbf <svg onload=alert(1)>", "content"),
    "markup in utf-16": ("a.csv", "<svg onload=alert(1)>".encode("utf-16"), "content"),
    "program named text": ("a.txt", b"MZ\x90\0\x03\0", "content"),
    "no ending": ("a", PDF, "ending"),
    "program": ("a.pdf.exe", PDF, "ending"),
    "zip bomb": ("a.docx", packed({**WORD, "x": b"0" * 3_000_000}), "dense"),
    "macros": ("a.docx", packed({**WORD, "word/vbaProject.bin": b"x"}), "active"),
    "locked": ("a.docx", LOCKED, "locked"),
    "no archive": ("a.docx", b"PK\x03\x04 nothing", "broken"),
    "directory too large": (
        "a.docx",
        packed({f"{number}{'x' * 300}": b"" for number in range(4000)}),
        "broken",
    ),
    "other office": ("a.odt", odf("spreadsheet-template"), "content"),
    "too large": ("a.pdf", PDF + b"0" * MAX_BYTES, "size"),
}


@pytest.mark.parametrize(("name", "content", "code"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_file_is_refused(name, content, code):
    assert refusal(name, content) == code


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/Нота.pdf", "Нота.pdf"),
        ("C:\\docs\\note.pdf", "note.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
        ('a"b.pdf', 'a"b.pdf'),
    ],
)
def test_name_is_kept_without_folders(given, kept):
    assert clean_name(given) == kept


@pytest.mark.parametrize("name", ["a\nb.pdf", "a\0.pdf", "..", "", "a\u202efdp.exe"])
def test_name_with_other_signs_is_refused(name):
    with pytest.raises(ValidationError):
        clean_name(name)


def test_upload_lets_no_more_through_than_shows_that_it_is_too_large():
    upload = LimitedUpload()
    piece = b"0" * (1024 * 1024)

    passed = [upload.receive_data_chunk(piece, 0) for _number in range(30)]

    assert [part is not None for part in passed] == [True] * 21 + [False] * 9
