"""Days off of both countries, as their governments moved them."""

from datetime import date

import pytest

from common.public_holidays import days_off, working_weekends


def names(country, first, last):
    return {day: str(off.name) for day, off in days_off(country, first, last).items()}


def test_moved_days_of_april_2026_in_belarus():
    assert names("BY", date(2026, 4, 18), date(2026, 4, 27)) == {
        date(2026, 4, 20): "day off for 25 April 2026",
        date(2026, 4, 21): "Radunitsa (Day of Rejoicing)",
    }
    assert working_weekends("BY", date(2026, 4, 1), date(2026, 4, 30)) == {date(2026, 4, 25)}


def test_nauryz_2026_in_kazakhstan():
    assert names("KZ", date(2026, 3, 20), date(2026, 3, 26)) == {
        date(2026, 3, 21): "Nowruz Holiday",
        date(2026, 3, 22): "Nowruz Holiday",
        date(2026, 3, 23): "Nowruz Holiday",
        date(2026, 3, 24): "Nowruz Holiday (day off instead)",
        date(2026, 3, 25): "Nowruz Holiday (day off instead)",
    }


def test_eid_is_said_to_be_expected_until_it_is_announced():
    assert names("KZ", date(2026, 5, 27), date(2026, 5, 27)) == {
        date(2026, 5, 27): "Eid al-Adha (expected)"
    }


@pytest.mark.parametrize(("year", "expected"), [(2025, ["08-30"]), (2026, []), (2027, ["03-15"])])
def test_constitution_day_of_kazakhstan_moved(year, expected):
    found = names("KZ", date(year, 1, 1), date(year, 12, 31))

    assert [f"{day:%m-%d}" for day, name in found.items() if name == "Constitution Day"] == expected


def test_weeks_over_new_year_hold_days_of_both_years():
    found = days_off("KZ", date(2024, 12, 30), date(2025, 1, 8))

    assert [day.day for day in found] == [1, 2, 3, 7]


def test_country_that_is_not_known_has_no_days_off():
    assert (days_off("by-mi-slutsk", date(2026, 1, 1), date(2026, 1, 9))) == {}
