"""Documents of visits, added and taken off by whoever may change the visit."""

from django.contrib.auth.decorators import permission_required

from regions.documents import add_document, delete_document
from visits.access import get_visit


@permission_required("visits.change_visit", raise_exception=True)
def add(request, public_id):
    return add_document(request, get_visit(request, public_id))


@permission_required("visits.change_visit", raise_exception=True)
def delete(request, public_id, document):
    return delete_document(request, get_visit(request, public_id), document)
