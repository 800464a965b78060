"""Time on the wall: hours that are missing, hours that come twice, ends over midnight."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from visits.clock import UTC, comes_twice, exists, moment, wall_end

MINSK, ALMATY, BERLIN = (ZoneInfo(key) for key in ("Europe/Minsk", "Asia/Almaty", "Europe/Berlin"))


@pytest.mark.parametrize(
    ("zone", "wall", "expected"),
    [
        # Kazakhstan's east went back an hour as 1 March 2024 began: 29 February had 25 hours.
        (ALMATY, datetime(2024, 2, 29, 22, 59), (True, False)),
        (ALMATY, datetime(2024, 2, 29, 23, 0), (True, True)),
        (ALMATY, datetime(2024, 2, 29, 23, 59), (True, True)),
        (ALMATY, datetime(2024, 3, 1, 0, 0), (True, False)),
        (MINSK, datetime(2024, 2, 29, 23, 30), (True, False)),
        (BERLIN, datetime(2026, 3, 29, 2, 30), (False, False)),
        (BERLIN, datetime(2026, 3, 29, 3, 0), (True, False)),
        (BERLIN, datetime(2026, 10, 25, 2, 30), (True, True)),
    ],
)
def test_wall_times_that_are_there_once_twice_or_never(zone, wall, expected):
    assert (exists(wall, zone), comes_twice(wall, zone)) == expected


@pytest.mark.parametrize(("fold", "utc_hour"), [(None, 17), (0, 17), (1, 18)])
def test_moment_of_a_time_that_comes_twice_is_the_first_unless_said(fold, utc_hour):
    at = moment(datetime(2024, 2, 29, 23, 30), ALMATY, fold)

    assert at.astimezone(UTC) == datetime(2024, 2, 29, utc_hour, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("starts", "ends", "fold", "expected"),
    [
        # From the first 23:30 to the second 23:15 it is three quarters of an hour, the same day.
        (time(23, 30), time(23, 15), 1, datetime(2024, 2, 29, 18, 15, tzinfo=UTC)),
        (time(23, 30), time(0, 30), None, datetime(2024, 2, 29, 19, 30, tzinfo=UTC)),
        (time(9, 0), time(9, 0), None, datetime(2024, 2, 29, 3, 0, tzinfo=UTC)),
    ],
)
def test_end_on_the_night_of_25_hours(starts, ends, fold, expected):
    start = moment(datetime.combine(datetime(2024, 2, 29), starts), ALMATY)

    assert wall_end(start, ends, ALMATY, fold).astimezone(UTC) == expected


def test_end_of_a_flight_westward_may_show_less_than_its_start():
    start = moment(datetime(2026, 9, 14, 8, 0), ALMATY)

    end = wall_end(start, time(7, 50), MINSK)

    assert end.astimezone(UTC) == datetime(2026, 9, 14, 4, 50, tzinfo=UTC)
