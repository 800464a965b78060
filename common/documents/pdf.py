"""Documents as PDF: tagged, with title and language, all letters within."""

import json
import re
from dataclasses import fields
from functools import cache
from pathlib import Path

from django.utils import timezone

from common.documents.codes import qr_svg
from common.documents.content import Piece
from common.typesetting import Refused, typeset

TEMPLATE = Path(__file__).with_name("paper.typ")
ACCESSIBLE = "ua-1"
# A word longer than a column may break anywhere.
_LONG_WORD = re.compile(r"\S{30}(?=\S)")
ZERO_WIDTH_SPACE = "\u200b"


def pdf_of(document):
    """Return the bytes of the PDF of a Document; TooLong for more than can be printed at once.

    It is accessible as PDF/UA-1 has it, unless it holds a character that no font here has: then it
    shows a box for it, which the standard does not allow.
    """
    inputs = {"data": _data(document.checked())}
    if document.link:
        inputs["code"] = qr_svg(document.link.address)
    try:
        return _typeset(inputs, pdf_standards=ACCESSIBLE)
    except Refused:
        return _typeset(inputs)


def _data(document):
    given = _plain(document) | {"title": document.title}
    return json.dumps(given, default=_plain, ensure_ascii=False)


def _plain(part):
    if isinstance(part, Piece):
        return {"text": _LONG_WORD.sub(f"\\g<0>{ZERO_WIDTH_SPACE}", part.text), "lang": part.lang}
    return {field.name: getattr(part, field.name) for field in fields(part)}


def _typeset(inputs, **options):
    return typeset(_template(), inputs, format="pdf", timestamp=_second(), **options)


@cache
def _template():
    return TEMPLATE.read_bytes()


def _second():
    return timezone.now().replace(microsecond=0)
