from django.shortcuts import get_object_or_404, render

from regions.models import Person, Source


def source(request, public_id):
    return render(
        request, "portal/source.html", {"source": get_object_or_404(Source, public_id=public_id)}
    )


def person(request, public_id):
    return render(
        request, "portal/person.html", {"person": get_object_or_404(Person, public_id=public_id)}
    )


def search(request):
    return render(request, "portal/search.html", {})
