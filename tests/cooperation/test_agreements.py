"""What the querysets of agreements answer, by cases worked out by hand."""

from datetime import date

import pytest

from cooperation.models import Agreement, Party
from regions.models import Place
from tests.factories import (
    AgreementFactory,
    CountryFactory,
    OrganisationFactory,
    PlaceFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 30)


@pytest.fixture
def brest():
    return PlaceFactory(code="BY-BR", name_en="Brest", parent=CountryFactory(code="BY"))


@pytest.fixture
def abai():
    return PlaceFactory(code="KZ-10", name_en="Abai", parent=CountryFactory(code="KZ"))


def test_of_place_takes_the_region_itself(brest, abai):
    agreement = AgreementFactory(parties=[brest, abai])
    AgreementFactory(parties=[abai])

    assert list(Agreement.objects.of_place(brest)) == [agreement]


@pytest.mark.parametrize("kind", [Place.Kind.CITY, Place.Kind.DISTRICT])
def test_of_place_rolls_up_what_lies_below(brest, kind):
    below = PlaceFactory(parent=brest, kind=kind)
    agreement = AgreementFactory(parties=[below])

    assert list(Agreement.objects.of_place(brest)) == [agreement]
    assert list(Agreement.objects.of_place(brest.country)) == [agreement]
    assert list(Agreement.objects.of_place(below)) == [agreement]


def test_of_place_rolls_up_organisations_below(brest):
    city = PlaceFactory(parent=brest, kind=Place.Kind.CITY)
    agreement = AgreementFactory(parties=[OrganisationFactory(place=city)])

    assert list(Agreement.objects.of_place(brest)) == [agreement]


def test_of_place_names_an_agreement_once(brest):
    cities = PlaceFactory.create_batch(2, parent=brest, kind=Place.Kind.CITY)
    agreement = AgreementFactory(parties=[brest, *cities])

    assert list(Agreement.objects.of_place(brest)) == [agreement]


def test_of_a_city_is_not_of_its_region(brest):
    city = PlaceFactory(parent=brest, kind=Place.Kind.CITY)
    AgreementFactory(parties=[brest])

    assert list(Agreement.objects.of_place(city)) == []


def test_between_needs_both_sides(brest, abai):
    both = AgreementFactory(parties=[brest, abai])
    AgreementFactory(parties=[brest])

    assert list(Agreement.objects.between(brest, abai)) == [both]
    assert list(Agreement.objects.between(abai.country, brest.country)) == [both]


@pytest.mark.parametrize(
    ("status", "until", "expected"),
    [
        ("signed", "", True),
        ("in_effect", "2026-09-30", True),
        ("in_effect", "2026-09", True),
        ("in_effect", "2026", True),
        ("in_effect", "2026-09-29", False),
        ("signed", "2025", False),
        ("expired", "", False),
        ("terminated", "2030", False),
        ("preparation", "", False),
    ],
)
def test_in_force_by_status_and_last_day(status, until, expected):
    AgreementFactory(status=status, until=until)

    assert Agreement.objects.in_force(TODAY).exists() == expected


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2026-09-29", False),
        ("2026-09-30", True),
        ("2026-10-30", True),
        ("2026-10-31", False),
        ("2026-10", False),
        ("", False),
    ],
)
def test_expiring_within_thirty_days_to_the_day(until, expected):
    AgreementFactory(status="in_effect", until=until)

    assert Agreement.objects.expiring(30, TODAY).exists() == expected


def test_expiring_comes_soonest_first():
    later = AgreementFactory(until="2026-10-20")
    sooner = AgreementFactory(until="2026-10-01")

    assert list(Agreement.objects.expiring(30, TODAY)) == [sooner, later]


def test_lapsed_are_those_that_nobody_declared_expired():
    lapsed = AgreementFactory(status="signed", until="2023")
    expired = AgreementFactory(status="expired", until="2023")
    living = AgreementFactory(status="signed", until="2026-09-30")

    assert list(Agreement.objects.lapsed(TODAY)) == [lapsed]
    assert [a.has_lapsed(TODAY) for a in (lapsed, expired, living)] == [True, False, False]


@pytest.mark.parametrize(
    ("status", "until", "term"),
    [
        ("in_effect", "2026-09-29", "lapsed"),
        ("in_effect", "2026-09-30", "ending"),
        ("in_effect", "2026-12-29", "ending"),
        ("in_effect", "2026-12-30", ""),
        ("in_effect", "", ""),
        ("expired", "2020", ""),
    ],
)
def test_with_term_of_ninety_days(status, until, term):
    AgreementFactory(status=status, until=until)

    assert Agreement.objects.with_term(90, TODAY).get().term == term


@pytest.mark.parametrize(
    ("signed", "expected"),
    [("2018-03-01", True), ("2018-11", True), ("2018", True), ("2017-12-31", False), ("", False)],
)
def test_signed_in_year(signed, expected):
    AgreementFactory(signed=signed)

    assert Agreement.objects.signed_in_year(2018).exists() == expected


def test_concluded_leaves_out_what_is_being_prepared():
    AgreementFactory(status="preparation")
    ended = AgreementFactory(status="terminated")

    assert list(Agreement.objects.concluded()) == [ended]


def test_newest_first_puts_the_undated_last():
    undated = AgreementFactory()
    older = AgreementFactory(signed="2016-11")
    newer = AgreementFactory(signed="2017-04-20")

    assert list(Agreement.objects.newest_first()) == [newer, older, undated]


def test_search_finds_parties_by_printed_and_present_names(abai):
    agreement = AgreementFactory(title_en="Cooperation")
    Party.objects.create(agreement=agreement, place=abai, name_printed="South Kazakhstan")
    agreement.refresh_search_text()

    found = [list(Agreement.objects.search(words)) for words in ("south kazakhstan", "ABAI")]

    assert found == [[agreement], [agreement]]


@pytest.mark.parametrize(
    ("printed", "shown"),
    [("South Kazakhstan", "South Kazakhstan"), ("Abai", ""), ("", "")],
)
def test_party_printed_differently(abai, printed, shown):
    party = Party(agreement=AgreementFactory(), place=abai, name_printed=printed)

    assert party.printed_differently == shown
