"""Sources, people and the search over everything."""

import pytest
from django.urls import reverse

from tests.factories import (
    AgreementFactory,
    DelegateFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    PostFactory,
    ProjectFactory,
    SourceFactory,
    StatementFactory,
    TargetFactory,
    VisitFactory,
)

pytestmark = pytest.mark.django_db

XSS = "\"'><svg/onload=alert(1)>"


def found(client, query):
    response = client.get(reverse("portal:search"), {"q": query})
    return {
        group.label: [str(record) for record in group.records]
        for group in response.context["groups"]
    }


def test_source_shows_all_that_rests_on_it(viewer, mission):
    source = SourceFactory()
    statement, target = StatementFactory(source=source), TargetFactory(source=source)
    visit, agreement, project = VisitFactory(), AgreementFactory(), ProjectFactory()
    for record in (visit, agreement, project):
        record.sources.add(source)
    post = PostFactory(source=source)

    context = viewer.get(source.get_absolute_url()).context

    assert list(context["statements"]) == [statement]
    assert list(context["targets"]) == [target]
    assert list(context["visits"]) == [visit]
    assert list(context["agreements"]) == [agreement]
    assert list(context["projects"]) == [project]
    assert list(context["posts"]) == [post]


def test_source_shows_no_restricted_record_to_a_viewer(viewer, mission):
    source = SourceFactory()
    visit = VisitFactory(visibility="restricted")
    visit.sources.add(source)

    assert list(viewer.get(source.get_absolute_url()).context["visits"]) == []


def test_source_that_nothing_rests_on_says_so(viewer, mission):
    response = viewer.get(SourceFactory().get_absolute_url())

    assert "Nothing in the portal rests on this source yet." in response.text


def test_unknown_source_is_not_found(viewer):
    assert viewer.get("/sources/zzzzzzzzzz/").status_code == 404


def test_person_shows_posts_and_visits(viewer, mission):
    person = PersonFactory()
    post = PostFactory(person=person)
    delegate = DelegateFactory(person=person)

    context = viewer.get(person.get_absolute_url()).context

    assert (list(context["posts"]), list(context["visits"])) == ([post], [delegate.visit])


def test_search_finds_every_kind(viewer, mission):
    PlaceFactory(name_en="Peatland")
    PersonFactory(name_en="Peatman")
    OrganisationFactory(name_en="Peatworks")
    for factory in (AgreementFactory, ProjectFactory, VisitFactory):
        factory(title_en=f"Peat {factory._meta.model.__name__}")

    assert found(viewer, "peat") == {
        "Places": ["Peatland"],
        "People": ["Peatman"],
        "Visits": ["Peat Visit"],
        "Agreements": ["Peat Agreement"],
        "Projects": ["Peat Project"],
        "Organisations": ["Peatworks"],
    }


def test_search_puts_the_record_that_begins_with_the_words_first(viewer):
    for name in ("The Committee of Brest", "Brest Oblast", "Brest"):
        OrganisationFactory(name_en=name)

    names = found(viewer, "brest")["Organisations"]

    assert names == ["Brest", "Brest Oblast", "The Committee of Brest"]


def test_search_finds_no_restricted_record_for_a_viewer(viewer):
    VisitFactory(title_en="Secret", visibility="restricted")

    assert found(viewer, "secret") == {}


@pytest.mark.parametrize("query", ["", "   ", "%", "_", "'", "\\", "zzz", "9" * 5000, XSS])
def test_search_stands_any_query(viewer, mission, query):
    VisitFactory(title_en="A visit")

    response = viewer.get(reverse("portal:search"), {"q": query})

    assert response.status_code == 200
    assert response.context["groups"] == []
    assert "<svg/onload" not in response.text


@pytest.mark.parametrize("count", [1, 3])
def test_search_query_count(viewer, mission, count, django_assert_num_queries):
    for _i in range(count):
        VisitFactory(title_en="Peat")
        PostFactory(person=PersonFactory(name_en="Peat"))
    viewer.get("/search/?q=peat")

    with django_assert_num_queries(14):
        viewer.get("/search/?q=peat")
