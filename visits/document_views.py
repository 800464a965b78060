"""Documents of visits, added and taken off by whoever may change the visit."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404

from regions.documents import add_document, delete_document
from visits.models import Visit


def _get_visit(request, public_id):
    return get_object_or_404(Visit.objects.visible_to(request.user), public_id=public_id)


@permission_required("visits.change_visit", raise_exception=True)
def add(request, public_id):
    return add_document(request, _get_visit(request, public_id))


@permission_required("visits.change_visit", raise_exception=True)
def delete(request, public_id, document):
    return delete_document(request, _get_visit(request, public_id), document)
