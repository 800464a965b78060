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
    visits = Visit.objects.visible_to(request.user)
    context = {
        "person": shown,
        "posts": shown.posts.select_related("place", "organisation", "source").latest_first(),
        "delegations": shown.delegations.filter(visit__in=visits).newest_first(),
        "items": _responsible_for(shown, request.user, visits),
        "statements": shown.statements.with_names().newest_first(),
    }
    return render(request, "portal/person.html", context)


def _responsible_for(shown, user, visits):
    """Return the programme items the person sees to, for those who read internal programmes."""
    items = shown.programme_items.filter(visit__in=visits).select_related("visit")
    may_read = user.has_perm("visits.change_visit")
    return items.order_by("-day", "starts", "pk") if may_read else items.none()


@limited("search", 60, per=60)
def search(request):
    form = SearchForm(request.GET)
    query = form.query()
    context = {"form": form, "query": query, "groups": search_records(query, request.user)}
    return render(request, "portal/search.html", context)
