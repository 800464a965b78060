"""A venue whose zone is corrected: what is planned there keeps its time on the wall."""

from datetime import UTC, date, datetime, time

import pytest

from tests.factories import ProgrammeItemFactory, VenueFactory

pytestmark = pytest.mark.django_db


def test_zone_of_a_venue_moves_the_moment_and_not_the_wall_time():
    venue = VenueFactory(time_zone="Europe/Minsk")
    item = ProgrammeItemFactory(venue=venue, day=date(2026, 9, 14), starts=time(9, 0))

    venue.time_zone = "Asia/Almaty"
    venue.save()

    item.refresh_from_db()
    assert (item.starts, item.starts_utc) == (time(9, 0), datetime(2026, 9, 14, 4, tzinfo=UTC))
