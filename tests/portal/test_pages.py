"""Sources, people and the search over everything."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from regions.models import PlaceName
from tests.factories import (
    AgreementFactory,
    CommitmentFactory,
    DelegateFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    PostFactory,
    ProductFactory,
    ProgrammeItemFactory,
    ProjectFactory,
    SourceFactory,
    StatementFactory,
    TargetFactory,
    VisitFactory,
)
from trade.models import Product, StatementGood

pytestmark = pytest.mark.django_db

EMPTY_SOURCE = "Nothing in the portal rests on this source yet."
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

    assert EMPTY_SOURCE in response.text


def test_source_of_a_post_or_a_commitment_alone_is_not_said_to_carry_nothing(viewer, mission):
    of_post, of_commitment = SourceFactory.create_batch(2)
    PostFactory(source=of_post)
    CommitmentFactory().sources.add(of_commitment)

    texts = [viewer.get(source.get_absolute_url()).text for source in (of_post, of_commitment)]

    assert [EMPTY_SOURCE in text for text in texts] == [False, False]


def test_unknown_source_is_not_found(viewer):
    assert viewer.get("/sources/zzzzzzzzzz/").status_code == 404


@pytest.mark.parametrize(
    ("dates", "when"),
    [
        ({}, "date not known"),
        ({"as_of": "2025-11"}, "seen November 2025"),
        ({"since": "2020"}, "2020"),
    ],
)
def test_person_shows_when_a_post_was_held(viewer, mission, dates, when):
    post = PostFactory(**dates)

    html = viewer.get(post.person.get_absolute_url()).content.decode()

    shown = html.split('class="entry-when">')[1].split("</p>")[0]
    assert strip_tags(shown).strip() == when


def test_end_by_a_date_is_said_without_until(viewer, mission):
    source = SourceFactory()
    for until in ("../2021", "2021"):
        AgreementFactory(until=until).sources.add(source)

    html = viewer.get(source.get_absolute_url()).content.decode()

    assert (html.count("until by"), html.count("until 2021")) == (0, 1)
    assert html.count("by the end of 2021") == 1


def test_person_lists_other_spellings(viewer, mission):
    person = PersonFactory(aliases="Alexander Turchin;Alexander Turtschin ; ")

    html = viewer.get(person.get_absolute_url()).content.decode()

    assert "Also written: Alexander Turchin, Alexander Turtschin\n" in html


def test_person_shows_posts_and_visits(viewer, mission):
    person = PersonFactory()
    post = PostFactory(person=person)
    delegate = DelegateFactory(person=person)

    context = viewer.get(person.get_absolute_url()).context

    assert (list(context["posts"]), list(context["delegations"])) == ([post], [delegate])


def test_person_shows_the_post_at_the_time_and_the_role(viewer, mission):
    person = PersonFactory()
    visits = [VisitFactory(start=start) for start in ("2018", "2026", "2022")]
    for visit in visits:
        DelegateFactory(visit=visit, person=person, role="head", post_en=f"Akim in {visit.start}")
    DelegateFactory(visit=VisitFactory(visibility="restricted"), person=person, post_en="Hidden")

    response = viewer.get(person.get_absolute_url())

    html = response.content.decode()
    assert [one.visit.start.text for one in response.context["delegations"]] == [
        "2026",
        "2022",
        "2018",
    ]
    assert "Head of delegation · post at the time: Akim in 2018" in html
    assert "Hidden" not in html


@pytest.mark.parametrize(("role", "count"), [("viewer", 0), ("protocol", 1)])
def test_person_shows_what_they_see_to_only_to_those_who_prepare(client_as, mission, role, count):
    person = PersonFactory()
    ProgrammeItemFactory(responsible=person, title_en="CANARY talks")

    response = client_as(role).get(person.get_absolute_url())

    assert len(response.context["items"]) == count
    assert response.content.decode().count("CANARY talks") == count


@pytest.mark.parametrize("count", [1, 3])
def test_person_query_count(protocol, mission, count, django_assert_num_queries):
    person = PersonFactory()
    for _number in range(count):
        PostFactory(person=person)
        DelegateFactory(person=person, organisation=OrganisationFactory())
        ProgrammeItemFactory(responsible=person)
    protocol.get(reverse("visits:list"))

    with django_assert_num_queries(8):
        protocol.get(person.get_absolute_url())


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


@pytest.mark.parametrize("query", ["cotton", "бавоўна", "мақта", "milk", "молоко", "fibre"])
def test_statement_is_found_by_its_goods_and_its_product(viewer, query):
    names = {"name_ru": "хлопок", "name_kk": "мақта", "name_be": "бавоўна"}
    cotton = ProductFactory(
        code="cotton", nomenclature=Product.Nomenclature.GROUP, name_en="cotton", **names
    )
    milk = ProductFactory(
        code="04", nomenclature=Product.Nomenclature.HS, name_en="milk", name_ru="молоко"
    )
    said = StatementFactory(product=milk, printed="$1")
    StatementFactory(printed="$2")
    StatementGood.objects.create(statement=said, flow=2, product=cotton, printed="raw fibre")
    said.refresh_search_text()

    assert found(viewer, query)["Statements of trade"] == ["$1"]


@pytest.mark.parametrize(
    "query", ["Kostanai", "Қостанай", "agreement 2022", "соглашение 2022", "келісім", "marat"]
)
def test_agreement_is_found_by_names_kind_and_year(viewer, query):
    place = PlaceFactory(name_en="Kostanay Oblast", name_kk="Қостанай облысы")
    PlaceName.objects.create(place=place, name="Kostanai Oblast")
    party = {"place": place, "signatory": PersonFactory(name_en="Marat", aliases="Marate")}
    pact = AgreementFactory(title_en="Pact", kind="agreement", signed="2022-02-23")
    AgreementFactory(title_en="Other", kind="roadmap", signed="2018")
    pact.parties.create(**party)
    pact.refresh_search_text()

    assert found(viewer, query)["Agreements"][0] == "Pact"


@pytest.mark.parametrize("query", ["hrodna", "Бульба", "forum 2013", "форум", "embassy plc"])
def test_visit_is_found_by_stops_people_kind_and_year(viewer, query):
    place = PlaceFactory(name_en="Grodno")
    PlaceName.objects.create(place=place, name="Hrodna")
    visit = VisitFactory(title_en="Trip", kind="forum", start="?2013-09-25", stops=[place])
    DelegateFactory(visit=visit, person=PersonFactory(name_en="Bulba", name_ru="Бульба"))
    DelegateFactory(visit=visit, organisation=OrganisationFactory(aliases="Embassy PLC"))
    VisitFactory(title_en="Other", start="2018")
    visit.refresh_search_text()

    assert found(viewer, query)["Visits"] == ["Trip"]


@pytest.mark.parametrize("query", ["hrodna", "proposed 2019", "проект", "tractors"])
def test_project_is_found_by_places_organisations_and_year(viewer, query):
    place = PlaceFactory(name_en="Grodno")
    PlaceName.objects.create(place=place, name="Hrodna")
    project = ProjectFactory(title_en="Plant", stage="proposed", start="2019-05")
    project.places.add(place)
    project.organisations.add(OrganisationFactory(aliases="Tractors"))
    project.refresh_search_text()

    assert found(viewer, query)["Projects"] == ["Plant"]


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


@pytest.mark.parametrize(
    "path",
    [
        "/visits/add/",
        "/cooperation/agreements/add/",
        "/trade/statements/add/",
        "/trade/imports/add/",
        "/accounts/login/",
    ],
)
def test_form_tells_once_what_its_marks_mean(client_as, client, mission, path):
    reader = client if "login" in path else client_as("diplomat")

    page = reader.get(path).text

    assert page.count("required-legend") == 1
    assert page.count("asteriskField") > 1
