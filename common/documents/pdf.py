"""Documents as PDF: tagged, with title and language, all letters within."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

from django.utils import timezone

from common.documents.codes import qr_svg
from common.typesetting import Refused, typeset

TEMPLATE = Path(__file__).with_name("paper.typ")
ACCESSIBLE = "ua-1"


def pdf_of(document):
    """Return the bytes of the PDF of a Document; TooLong for more than can be printed at once.

    It is accessible as PDF/UA-1 has it, unless it holds a character that no font here has: then it
    shows a box for it, which the standard does not allow.
    """
    inputs = {"data": json.dumps(_data(document.checked()), ensure_ascii=False)}
    if document.link:
        inputs["code"] = qr_svg(document.link.address)
    try:
        return _typeset(inputs, pdf_standards=ACCESSIBLE)
    except Refused:
        return _typeset(inputs)


def _data(document):
    return asdict(document) | {"title": document.title}


def _typeset(inputs, **options):
    return typeset(_template(), inputs, format="pdf", timestamp=_second(), **options)


@cache
def _template():
    return TEMPLATE.read_bytes()


def _second():
    return timezone.now().replace(microsecond=0)
