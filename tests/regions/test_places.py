import pytest

from regions.models import Place
from tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db

KIND = Place.Kind


def lies_in(place):
    place.refresh_from_db()
    return place.country, place.region


@pytest.fixture
def town():
    """Return a town in a district of a region of a country."""
    country = PlaceFactory(kind=KIND.COUNTRY)
    region = PlaceFactory(kind=KIND.REGION, parent=country)
    district = PlaceFactory(kind=KIND.DISTRICT, parent=region)
    return PlaceFactory(kind=KIND.CITY, parent=district)


def test_what_lies_in_a_place_follows_it_elsewhere(town):
    other = PlaceFactory(kind=KIND.COUNTRY)
    other_region = PlaceFactory(kind=KIND.REGION, parent=other)
    district = town.parent

    district.parent = other_region
    district.save()

    assert lies_in(town) == (other, other_region)
    assert town.version == 1


def test_what_lies_in_a_place_follows_its_kind(town):
    region = town.region

    region.kind = KIND.COUNTRY
    region.save()

    assert lies_in(town) == (region, town.parent)
