"""Which visit a page is about, if the reader may know of it."""

from django.shortcuts import get_object_or_404

from visits.models import Visit


def get_visit(request, public_id):
    """Return the visit if the user may know of it; 404 otherwise."""
    visits = Visit.objects.visible_to(request.user)
    return get_object_or_404(visits, public_id=public_id)
