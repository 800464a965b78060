"""Documents of agreements and projects, added and taken off by whoever may change the record."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404

from cooperation.models import Agreement, Project
from regions.documents import add_document, delete_document


def _get(model, request, public_id):
    return get_object_or_404(model.objects.visible_to(request.user), public_id=public_id)


@permission_required("cooperation.change_agreement", raise_exception=True)
def add_to_agreement(request, public_id):
    return add_document(request, _get(Agreement, request, public_id))


@permission_required("cooperation.change_agreement", raise_exception=True)
def delete_from_agreement(request, public_id, document):
    return delete_document(request, _get(Agreement, request, public_id), document)


@permission_required("cooperation.change_project", raise_exception=True)
def add_to_project(request, public_id):
    return add_document(request, _get(Project, request, public_id))


@permission_required("cooperation.change_project", raise_exception=True)
def delete_from_project(request, public_id, document):
    return delete_document(request, _get(Project, request, public_id), document)
