"""Gaps of the sample, worked out by hand from its facts: who signed, who came, between regions."""

import pytest

from accounts.models import User
from portal.gaps import Visited, matrices
from regions.models import Mission

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("sample"), pytest.mark.thorough]

# Host, home -> the agreements signed, and whether anybody is known to have come.
PAIRS = {
    # Signed, and nobody came.
    ("BY-BR", "KZ-63"): ({"F083"}, Visited.NONE_RECORDED),
    ("BY-MA", "KZ-63"): ({"F086"}, Visited.NONE_RECORDED),
    ("BY-MA", "KZ-61"): ({"F087"}, Visited.NONE_RECORDED),
    # The cities of Mogilev and Semey, which lies in Abai Region since 2022.
    ("BY-MA", "KZ-10"): ({"F088"}, Visited.NONE_RECORDED),
    ("BY-VI", "KZ-19"): ({"F097"}, Visited.NONE_RECORDED),
    # Karaganda came to Belarus; where to, nobody says.
    ("BY-BR", "KZ-35"): ({"F084"}, Visited.COUNTRY_ONLY),
    # Signed and visited.
    ("BY-HO", "KZ-35"): ({"F096"}, Visited.YES),
    ("BY-HO", "KZ-55"): ({"F092", "F094", "F095"}, Visited.YES),
    ("BY-HR", "KZ-39"): ({"F081"}, Visited.YES),
    ("BY-MI", "KZ-35"): ({"F089"}, Visited.YES),
    ("BY-MI", "KZ-55"): ({"F090", "F091"}, Visited.YES),
    ("BY-HM", "KZ-39"): ({"F101"}, Visited.YES),
    ("BY-HM", "KZ-71"): ({"F099"}, Visited.YES),
    # Visited, and nothing signed.
    ("BY-BR", "KZ-23"): (set(), Visited.YES),
    ("BY-HO", "KZ-71"): (set(), Visited.YES),
    ("BY-HR", "KZ-31"): (set(), Visited.YES),
    ("BY-VI", "KZ-35"): (set(), Visited.YES),
    ("BY-HM", "KZ-11"): (set(), Visited.YES),
    # Delegations went to the other country, without a region.
    ("BY-VI", "KZ-39"): (set(), Visited.COUNTRY_ONLY),
    ("BY-MI", "KZ-19"): (set(), Visited.COUNTRY_ONLY),
    # Nothing at all.
    ("BY-BR", "KZ-10"): (set(), Visited.NONE_RECORDED),
    ("BY-HM", "KZ-19"): (set(), Visited.NONE_RECORDED),
}


def matrix():
    [only], _ties = matrices(User.objects.get(username="diplomat"), Mission.objects.current())
    return only


def codes(cells):
    return {(cell.host.code, cell.home.code) for cell in cells if cell.is_regional}


def test_pairs_of_regions_are_tied_and_visited_as_the_facts_say():
    found = {
        (cell.host.code, cell.home.code): (
            {agreement.reference for agreement in cell.agreements},
            cell.visited,
        )
        for cell in matrix().pairs()
    }

    assert {pair: found[pair] for pair in PAIRS} == PAIRS


def test_pairs_of_regions_that_signed_and_were_never_visited_are_these_six():
    assert codes(matrix().signed_never_visited()) == {
        *(("BY-BR", "KZ-63"), ("BY-BR", "KZ-35"), ("BY-MA", "KZ-63")),
        *(("BY-MA", "KZ-61"), ("BY-MA", "KZ-10"), ("BY-VI", "KZ-19")),
    }


def test_pairs_of_regions_that_were_visited_and_signed_nothing_are_these_five():
    assert codes(matrix().visited_nothing_signed()) == {
        *(("BY-BR", "KZ-23"), ("BY-HO", "KZ-71"), ("BY-HR", "KZ-31")),
        *(("BY-VI", "KZ-35"), ("BY-HM", "KZ-11")),
    }


def test_embassy_trip_alone_is_a_visit_without_a_delegation():
    alone = [cell for cell in matrix().pairs() if cell.no_delegation]

    assert codes(alone) == {("BY-HR", "KZ-39")}


def test_ties_of_cities_and_companies_alone_are_marked_as_from_below():
    below = [cell for cell in matrix().pairs() if cell.below_only]

    assert codes(below) == {("BY-MA", "KZ-10"), ("BY-HM", "KZ-39")}
