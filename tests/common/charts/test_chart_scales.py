from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.charts.scales import Band, Linear, extent, round_step, spread, ticks


def test_linear_maps_amounts_onto_coordinates():
    scale = Linear(-50, 150, 200, 0)

    assert [scale(amount) for amount in (-50, 0, Decimal("50"), 150)] == [200, 150, 100, 0]


def test_band_centres_each_step():
    band = Band(4, 40, 240)

    assert (band.step, band.width) == (50, 40)
    assert [band.centre(index) for index in range(4)] == [65, 115, 165, 215]


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([3, 8], (0, 8)),
        ([-3, -8], (-8, 0)),
        ([-2, None, Decimal("5.5")], (-2, 5.5)),
        ([None, None], (0, 1)),
        ([0], (0, 1)),
        ([], (0, 1)),
    ],
)
def test_extent_holds_zero(amounts, expected):
    assert extent(amounts) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 22.4, ["0", "5", "10", "15", "20", "25"]),
        (0, 812, ["0", "200", "400", "600", "800", "1000"]),
        (0, 0.3, ["0.0", "0.1", "0.2", "0.3"]),
        (-18.4, 12.5, ["-20", "-10", "0", "10", "20"]),
        (0, 0.0004, ["0.0000", "0.0001", "0.0002", "0.0003", "0.0004"]),
        (0, 3e9, ["0", "1000000000", "2000000000", "3000000000"]),
    ],
)
def test_ticks_are_round_and_exact(low, high, expected):
    assert [str(tick) for tick in ticks(low, high)] == expected


@pytest.mark.parametrize(
    ("step", "expected"), [(1.4, "1"), (1.5, "2"), (3, "2"), (3.3, "5"), (7, "5"), (7.2, "10")]
)
def test_round_step_is_nearest_by_ratio(step, expected):
    assert round_step(step) == Decimal(expected)


@given(
    low=st.floats(min_value=-1e12, max_value=0),
    high=st.floats(min_value=0.001, max_value=1e12),
)
def test_ticks_hold_the_amounts_and_zero(low, high):
    found = ticks(low, high)

    assert 0 in found
    assert float(found[0]) <= low * (1 - 1e-12) + 1e-12
    assert float(found[-1]) >= high * (1 - 1e-12)
    assert 3 <= len(found) <= 9


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([10, 50], [10, 50]),
        ([10, 12, 14], [10, 26, 42]),
        ([95, 98], [84, 100]),
        ([], []),
    ],
)
def test_spread_moves_close_places_apart(places, expected):
    assert spread(places, gap=16, low=0, high=100) == expected
