"""Gaps, on a small world worked out by hand: two countries, Brest and Gomel, Abai and Karaganda."""

import re
from types import SimpleNamespace

import pytest
from django.urls import reverse

from cooperation.models import Agreement, Party
from portal.gaps import Visited, matrices
from regions.models import Mission, Place
from tests.factories import (
    AgreementFactory,
    CountryFactory,
    MissionFactory,
    OrganisationFactory,
    PlaceFactory,
    UserFactory,
    VisitFactory,
)
from visits.models import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    by = CountryFactory(code="BY", name_en="Belarus")
    kz = CountryFactory(code="KZ", name_en="Kazakhstan")
    MissionFactory(home=kz, hosts=[by])
    brest = PlaceFactory(code="BY-BR", name_en="Brest", parent=by)
    gomel = PlaceFactory(code="BY-HO", name_en="Gomel", parent=by)
    abai = PlaceFactory(code="KZ-10", name_en="Abai", parent=kz)
    karaganda = PlaceFactory(code="KZ-35", name_en="Karaganda", parent=kz)
    return SimpleNamespace(by=by, kz=kz, brest=brest, gomel=gomel, abai=abai, karaganda=karaganda)


def matrix(user=None):
    [only], _ties = matrices(user or UserFactory(role="diplomat"), Mission.objects.current())
    return only


def names(cells):
    return [(str(cell.host), str(cell.home)) for cell in cells]


def test_matrix_has_the_countries_and_their_regions(world):
    PlaceFactory(parent=world.brest, kind=Place.Kind.CITY)

    shown = matrix()

    assert [place.code for place in shown.columns] == ["BY", "BY-BR", "BY-HO"]
    assert [place.code for place in shown.rows] == ["KZ", "KZ-10", "KZ-35"]


def test_pair_signed_and_visited_is_no_gap(world):
    AgreementFactory(parties=[world.brest, world.abai])
    VisitFactory(sent_by=[world.abai], stops=[world.brest])

    shown = matrix()

    assert shown.cells[world.brest.pk, world.abai.pk].visited == Visited.YES
    assert names(shown.signed_never_visited()) == []
    assert names(shown.visited_nothing_signed()) == []


def test_pair_signed_and_never_visited_with_its_countries(world):
    AgreementFactory(parties=[world.brest, world.abai], signed="2016-11")

    cells = matrix().signed_never_visited()

    assert names(cells) == [
        ("Brest", "Abai"),
        ("Belarus", "Abai"),
        ("Brest", "Kazakhstan"),
    ]
    assert {cell.visited for cell in cells} == {Visited.NONE_RECORDED}
    assert cells[0].since.text == "2016-11"


def test_visit_of_the_host_counts_the_other_way_round(world):
    AgreementFactory(parties=[world.brest, world.abai])
    VisitFactory(sent_by=[world.brest], stops=[world.abai])

    assert names(matrix().signed_never_visited()) == []


def test_visit_that_went_both_ways_is_one(world):
    both = [world.brest, world.abai]
    visit = VisitFactory(sent_by=both, stops=both)

    cell = matrix().cells[world.brest.pk, world.abai.pk]

    assert (cell.visits, cell.further_visits) == ([visit], 0)


def test_visit_with_only_the_country_known_is_said_to_be_so(world):
    AgreementFactory(parties=[world.brest, world.karaganda])
    came = VisitFactory(sent_by=[world.karaganda], stops=[world.by])

    shown = matrix()
    cell = shown.cells[world.brest.pk, world.karaganda.pk]

    assert cell.visited == Visited.COUNTRY_ONLY
    assert cell.perhaps == [came]
    assert shown.cells[world.by.pk, world.karaganda.pk].visited == Visited.YES
    assert shown.cells[world.brest.pk, world.abai.pk].visited == Visited.NONE_RECORDED
    assert shown.cells[world.brest.pk, world.kz.pk].visited == Visited.COUNTRY_ONLY


def test_stop_in_another_region_leaves_no_doubt(world):
    VisitFactory(sent_by=[world.karaganda], stops=[world.by, world.gomel])

    cells = matrix().cells

    assert cells[world.gomel.pk, world.karaganda.pk].visited == Visited.YES
    assert cells[world.brest.pk, world.karaganda.pk].visited == Visited.NONE_RECORDED


def test_host_without_a_stop_tells_the_country_only(world):
    VisitFactory(sent_by=[world.karaganda], hosts=[world.gomel])

    cells = matrix().cells

    assert cells[world.gomel.pk, world.karaganda.pk].visited == Visited.COUNTRY_ONLY
    assert cells[world.by.pk, world.karaganda.pk].visited == Visited.YES


def test_visit_sent_by_the_country_is_no_visit_of_its_region(world):
    VisitFactory(sent_by=[world.kz], stops=[world.gomel])

    cells = matrix().cells

    assert cells[world.gomel.pk, world.kz.pk].visited == Visited.YES
    assert cells[world.gomel.pk, world.karaganda.pk].visited == Visited.NONE_RECORDED


def test_stop_below_the_region_is_a_stop_in_it(world):
    city = PlaceFactory(parent=world.gomel, kind=Place.Kind.CITY)
    town = PlaceFactory(parent=city, kind=Place.Kind.DISTRICT)
    akim_office = PlaceFactory(parent=world.karaganda, kind=Place.Kind.CITY)
    VisitFactory(sent_by=[akim_office], stops=[town])

    cells = matrix().cells

    assert cells[world.gomel.pk, world.karaganda.pk].visited == Visited.YES


@pytest.mark.parametrize("status", ["idea", "planned", "confirmed", "postponed", "cancelled"])
def test_visit_not_held_is_no_visit(world, status):
    VisitFactory(sent_by=[world.abai], stops=[world.brest], status=status)

    assert matrix().cells[world.brest.pk, world.abai.pk].visited == Visited.NONE_RECORDED


def test_example_is_no_visit(world):
    VisitFactory(sent_by=[world.abai], stops=[world.brest], is_example=True)

    assert names(matrix().visited_nothing_signed()) == []


def test_visited_and_nothing_signed_names_the_latest_visit(world):
    VisitFactory(sent_by=[world.abai], stops=[world.brest], start="2017")
    latest = VisitFactory(sent_by=[world.abai], stops=[world.brest], start="2019-05")

    cells = matrix().visited_nothing_signed()

    assert names(cells) == [
        ("Brest", "Abai"),
        ("Belarus", "Abai"),
        ("Brest", "Kazakhstan"),
    ]
    assert (cells[0].latest_visit, cells[0].further_visits) == (latest, 1)


def test_agreement_in_preparation_is_not_signed(world):
    AgreementFactory(parties=[world.brest, world.abai], status=Agreement.Status.IN_PREPARATION)

    assert names(matrix().signed_never_visited()) == []


def test_agreement_of_cities_counts_for_their_regions_from_below(world):
    city = PlaceFactory(parent=world.gomel, kind=Place.Kind.CITY)
    district = PlaceFactory(parent=world.abai, kind=Place.Kind.DISTRICT)
    AgreementFactory(parties=[city, district])

    cell = matrix().cells[world.gomel.pk, world.abai.pk]

    assert len(cell.ties) == 1
    assert cell.below_only


def test_agreement_of_organisations_counts_for_their_regions_from_below(world):
    plant = OrganisationFactory(place=world.gomel)
    AgreementFactory(parties=[plant, world.abai])

    assert matrix().cells[world.gomel.pk, world.abai.pk].below_only


@pytest.mark.parametrize("first", ["city", "region"])
def test_tie_of_the_regions_outweighs_one_from_below(world, first):
    city = PlaceFactory(parent=world.gomel, kind=Place.Kind.CITY)
    sides = [city, world.gomel] if first == "city" else [world.gomel, city]
    AgreementFactory(parties=[*sides, world.abai])

    cell = matrix().cells[world.gomel.pk, world.abai.pk]

    assert len(cell.ties) == 1
    assert not cell.below_only


def test_agreement_of_the_countries_ties_no_region(world):
    AgreementFactory(parties=[world.by, world.kz])

    assert names(matrix().signed_never_visited()) == []


def test_agreement_with_an_unresolved_party_is_named_apart(world, diplomat):
    agreement = AgreementFactory(parties=[world.brest])
    Party.objects.create(agreement=agreement, unresolved=True, name_printed="Copper Works")

    response = diplomat.get(reverse("portal:gaps"))

    assert response.context["unplaced"] == [agreement]


def test_restricted_records_neither_tie_nor_visit_for_others(world):
    AgreementFactory(parties=[world.brest, world.abai], visibility="restricted")
    VisitFactory(sent_by=[world.abai], stops=[world.gomel], visibility="restricted")

    theirs, ours = matrix(UserFactory(role="viewer")), matrix(UserFactory(role="diplomat"))

    assert not any(cell.ties or cell.visits for cell in theirs.cells.values())
    assert names(ours.signed_never_visited())[0] == ("Brest", "Abai")


def test_page_says_it_in_sentences(world, viewer):
    AgreementFactory(parties=[world.brest, world.abai], signed="2022")

    text = viewer.get(reverse("portal:gaps")).content.decode()

    assert "Since it was agreed (2022), no visit either way is recorded." in text
    assert reverse("portal:pair", args=["BY-BR", "KZ-10"]) in text


@pytest.mark.parametrize(
    ("kinds", "marks"),
    [
        (["embassy_trip"], "Vm"),
        (["working_meeting", "embassy_trip"], "Vm"),
        (["embassy_trip", "delegation"], "V"),
    ],
)
def test_cell_without_a_delegation_is_marked(world, viewer, kinds, marks):
    for kind in kinds:
        VisitFactory(kind=kind, sent_by=[world.abai], stops=[world.gomel])

    html = viewer.get(reverse("portal:gaps")).content.decode()

    [cell] = [part for part in html.split("</a>") if "Gomel – Abai:" in part]
    assert cell.split('aria-hidden="true">')[1].split("<")[0].split() == [marks]


def test_print_shows_the_same_pairs(world, viewer):
    AgreementFactory(parties=[world.brest, world.abai])

    page = viewer.get(reverse("portal:gaps")).context["countries"][0]
    paper = viewer.get(reverse("portal:gaps_print")).context["countries"][0]

    assert names(paper.signed_never_visited()) == names(page.signed_never_visited())


def test_page_without_a_mission_says_why_it_is_empty(viewer):
    response = viewer.get(reverse("portal:gaps"))

    assert response.context["countries"] == []
    assert "whose mission it serves" in response.content.decode()


def test_each_host_country_has_its_matrix(world, viewer):
    lv = CountryFactory(code="LV", name_en="Latvia")
    Mission.objects.current().hosts.add(lv)
    AgreementFactory(parties=[lv, world.abai])

    response = viewer.get(reverse("portal:gaps"))

    countries = response.context["countries"]
    assert re.findall(r"<h2>Signed and never visited(.*?)</h2>", response.text) == [
        ": Belarus",
        ": Latvia",
    ]
    assert [m.host.code for m in countries] == ["BY", "LV"]
    assert names(countries[1].signed_never_visited()) == [("Latvia", "Abai")]
    assert names(countries[0].signed_never_visited()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count(world, viewer, django_assert_num_queries, count):
    AgreementFactory.create_batch(count, parties=[world.brest, world.abai])
    VisitFactory.create_batch(count, sent_by=[world.abai], stops=[world.gomel])
    assert Visit.objects.count() == count

    viewer.get(reverse("cooperation:agreements"))  # the first page of a session writes it

    with django_assert_num_queries(7):
        viewer.get(reverse("portal:gaps"))
