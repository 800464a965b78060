"""Minutes between venues: kept, estimated from the map, or not known."""

import pytest

from tests.factories import TravelTimeFactory, VenueFactory
from visits.models import TravelTime
from visits.travel import Travel, TravelTimes, estimate, kilometres

pytestmark = pytest.mark.django_db

MINSK, VITEBSK = (53.90, 27.57), (55.19, 30.20)


def venue_at(latitude, longitude):
    return VenueFactory(latitude=latitude, longitude=longitude)


def test_distance_of_minsk_and_vitebsk():
    # Δφ 1.29°, Δλ 2.63° at 54.5°: √(143.4² + 169.7²) ≈ 222 km.
    assert round(kilometres(MINSK, VITEBSK)) == 222


def test_estimate_between_towns():
    # 222.1 km × 1.3 = 288.8 km: 20 km at 30 km/h, the rest at 75, and 10 minutes: 265.0…, so 270.
    assert estimate(venue_at(*MINSK), venue_at(*VITEBSK)) == Travel(270, is_estimate=True)


def test_estimate_within_a_town():
    # 0.05° of latitude is 5.56 km × 1.3 = 7.23 km at 30 km/h, and 10 minutes: 24.5, so 25.
    assert estimate(venue_at(53.90, 27.57), venue_at(53.95, 27.57)) == Travel(25, True)


def test_way_without_coordinates_is_not_known():
    assert estimate(VenueFactory(), venue_at(*MINSK)) == Travel(None)


def test_kept_minutes_go_before_the_map_either_way(django_assert_num_queries):
    one, other = venue_at(*MINSK), venue_at(*VITEBSK)
    TravelTimeFactory(one=other, other=one, minutes=240)

    with django_assert_num_queries(1):
        times = TravelTimes({one, other})
        found = [times.between(one, other), times.between(other, one), times.between(one, one)]

    assert found == [Travel(240), Travel(240), Travel(0)]


def test_pair_is_kept_once_whichever_way_it_is_given():
    one, other = VenueFactory(), VenueFactory()

    kept = TravelTimeFactory(one=other, other=one)

    assert (kept.one, kept.other) == (one, other)
    assert TravelTime.objects.count() == 1
