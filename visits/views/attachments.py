"""Documents of visits, added and taken off by whoever may change the visit."""

from regions.documents import add_document, delete_document
from visits.access import get_visit, may_change


@may_change
def add(request, public_id):
    return add_document(request, get_visit(request, public_id))


@may_change
def delete(request, public_id, document):
    return delete_document(request, get_visit(request, public_id), document)
