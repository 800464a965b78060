"""Whose turn it is to visit, worked out by hand on a small world."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from portal.reciprocity import exchanges
from regions.models import Mission, Place
from tests.factories import CountryFactory, MissionFactory, PlaceFactory, UserFactory, VisitFactory
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
    return SimpleNamespace(by=by, kz=kz, brest=brest, gomel=gomel, abai=abai)


def found(user=None):
    rows = exchanges(user or UserFactory(role="diplomat"), Mission.objects.current())
    return [
        (str(row.home), str(row.host), _title(row.last_sent), _title(row.last_received), row.turn)
        for row in rows
    ]


def _title(visit):
    return visit and visit.title


def visit(title, start, sender, stop, **fields):
    return VisitFactory(title_en=title, start=start, sent_by=[sender], stops=[stop], **fields)


def test_place_that_was_visited_last_owes_the_visit(world):
    visit("There", "2025-05", world.abai, world.brest)
    visit("Back", "2026-04", world.brest, world.abai)

    assert found() == [("Abai", "Brest", "There", "Back", world.abai)]


def test_last_of_several_visits_counts(world):
    visit("First", "2024", world.abai, world.brest)
    visit("Second", "2026-09-14", world.abai, world.brest)
    visit("Back", "2026-04", world.brest, world.abai)

    assert found() == [("Abai", "Brest", "Second", "Back", world.brest)]


def test_visit_one_way_only(world):
    visit("There", "2026-09-14", world.abai, world.brest)

    assert found() == [("Abai", "Brest", "There", None, world.brest)]


def test_dates_that_are_alike_leave_the_turn_open(world):
    visit("There", "2026", world.abai, world.brest)
    visit("Back", "2026", world.brest, world.abai)

    assert found() == [("Abai", "Brest", "There", "Back", None)]


def test_visit_to_two_regions_joins_two_pairs_newest_first(world):
    VisitFactory(
        title_en="Round", start="2025", sent_by=[world.abai], stops=[world.brest, world.gomel]
    )
    visit("Back", "2026", world.gomel, world.abai)

    assert found() == [
        ("Abai", "Gomel", "Round", "Back", world.abai),
        ("Abai", "Brest", "Round", None, world.brest),
    ]


def test_city_counts_for_its_region_and_a_country_for_itself(world):
    city = PlaceFactory(parent=world.brest, kind=Place.Kind.CITY)
    visit("There", "2026", world.kz, city)

    assert found() == [("Kazakhstan", "Brest", "There", None, world.brest)]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": Visit.Kind.EMBASSY_TRIP},
        {"status": Visit.Status.PLANNED},
        {"is_example": True},
    ],
)
def test_what_is_no_delegation_held_does_not_count(world, fields):
    visit("There", "2026", world.abai, world.brest, **fields)

    assert found() == []


def test_restricted_visit_is_not_counted_for_whoever_may_not_know_of_it(world):
    visit("There", "2026", world.abai, world.brest, visibility="restricted")

    assert (found(UserFactory(role="viewer")), len(found())) == ([], 1)


@pytest.mark.parametrize("name", ["reciprocity", "reciprocity_print"])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_page_query_count(client, world, name, count, django_assert_num_queries):
    for number in range(count):
        place = PlaceFactory(parent=world.kz, name_en=f"Region {number}")
        visit("There", "2026", place, world.brest, level=Visit.Level.REGION)
    client.force_login(UserFactory(role="viewer"))
    client.get(reverse("visits:list"))

    with django_assert_num_queries(6 if count else 5):
        response = client.get(reverse(f"portal:{name}"))

    assert len(response.context["exchanges"]) == count


def test_export_has_both_ways_and_the_turn(client, world):
    visit("=There", "2026-09-14", world.abai, world.brest, level=Visit.Level.REGION)
    client.force_login(UserFactory(role="viewer"))

    lines = client.get(reverse("portal:reciprocity_csv")).getvalue().decode("utf-8-sig")

    assert lines.splitlines()[1] == "Abai,Brest,14 September 2026,'=There,region,,,,Brest"
    assert client.get(reverse("portal:reciprocity_xlsx")).getvalue()[:2] == b"PK"
