"""A document of a visit from what was ordered, as data that PDF, DOCX and page are made of."""

from common.documents import Document
from visits.documents.delegations import delegation
from visits.documents.faces import approval, face, link
from visits.documents.orders import What
from visits.documents.programmes import programme, size_of
from visits.report import report

BODIES = {What.DELEGATION: delegation, What.REPORT: report}


def document_of(order, absolute):
    """Return the Document; ``absolute`` makes an address of this site one that works anywhere."""
    body = BODIES.get(order.what, programme)
    return Document(
        languages=order.languages,
        faces=order.in_each(lambda: face(order)),
        body=body(order),
        approval=approval(order),
        link=link(order, absolute),
        size=size_of(order),
    )
