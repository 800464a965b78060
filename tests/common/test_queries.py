"""Records read together with rows that belong to them."""

import pytest

from common.queries import each_with
from cooperation.models import Agreement
from regions.models import Mission, Place, PlaceName
from tests.factories import AgreementFactory, CountryFactory, MissionFactory, PlaceFactory
from visits.models import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    return PlaceFactory.create_batch(3)


@pytest.mark.parametrize("count", [1, 3])
def test_records_and_their_rows_are_one_query(places, count, django_assert_num_queries):
    made = [AgreementFactory(parties=places) for _number in range(count)]

    with django_assert_num_queries(1):
        found = each_with(Agreement.objects.order_by("-pk"), parties=["place"])
        named = [[party.place for party in agreement.parties.all()] for agreement in found]

    assert found == made[::-1]
    assert named == [places] * count


def test_rows_keep_their_own_order(places):
    agreement = AgreementFactory(parties=places)
    agreement.parties.filter(place=places[0]).update(position=9)

    (found,) = each_with(Agreement.objects.all(), parties=["place"])

    assert [party.place for party in found.parties.all()] == [*places[1:], places[0]]


def test_record_without_rows_has_none_and_asks_for_none(django_assert_num_queries):
    Visit.objects.create(title_en="Talks")

    (visit,) = each_with(Visit.objects.all(), stops=["place"])

    with django_assert_num_queries(0):
        assert list(visit.stops.all()) == []


def test_two_relations_do_not_multiply_the_rows(places):
    place = places[0]
    names = [PlaceName.objects.create(place=place, name=name) for name in ("A", "B", "C")]
    changes = [place.changes.create(kind="rename", date=f"201{n}-01-01") for n in range(2)]

    (found,) = each_with(Place.objects.filter(pk=place.pk), other_names=[], changes=[])

    assert list(found.other_names.all()) == names
    assert list(found.changes.all()) == changes


def test_deleted_rows_are_left_out():
    stays, goes = CountryFactory.create_batch(2)
    MissionFactory(hosts=[stays, goes])
    Place.objects.filter(pk=goes.pk).update(deleted_at="2026-01-01T00:00Z")

    (mission,) = each_with(Mission.objects.all(), hosts=[])

    assert list(mission.hosts.all()) == [stays]
