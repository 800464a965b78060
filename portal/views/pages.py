"""A source, a person, and the search over everything."""

from django.shortcuts import get_object_or_404, render

from common.rates import limited
from cooperation.models import Agreement, Commitment, Project
from portal.forms import SearchForm
from portal.search import search as search_records
from regions.models import Person, Source
from visits.models import Visit


def source(request, public_id):
    shown = get_object_or_404(Source, public_id=public_id)
    user = request.user
    context = {
        "source": shown,
        "statements": shown.statements.with_names().newest_first(),
        "targets": shown.targets.with_names(),
        "visits": Visit.objects.visible_to(user).filter(sources=shown).with_places(),
        "agreements": Agreement.objects.visible_to(user).filter(sources=shown).with_parties(),
        "projects": Project.objects.visible_to(user).filter(sources=shown),
        "commitments": Commitment.objects.visible_to(user).filter(sources=shown),
        "posts": shown.posts.select_related("person"),
    }
    return render(request, "portal/source.html", context)


def person(request, public_id):
    shown = get_object_or_404(Person, public_id=public_id)
    visits = Visit.objects.visible_to(request.user).filter(delegates__person=shown).distinct()
    context = {
        "person": shown,
        "posts": shown.posts.select_related("place", "organisation", "source").latest_first(),
        "visits": visits.with_places().newest_first(),
        "statements": shown.statements.with_names().newest_first(),
    }
    return render(request, "portal/person.html", context)


@limited("search", 60, per=60)
def search(request):
    form = SearchForm(request.GET)
    query = form.query()
    context = {"form": form, "query": query, "groups": search_records(query, request.user)}
    return render(request, "portal/search.html", context)
