"""Both ends of a flow side by side: the year 2017, as published in the two countries."""

from decimal import Decimal

import pytest

from common.periods import Window
from tests.factories import SourceFactory
from tests.trade.builders import Pair
from tests.trade.test_growth import state_law_2018
from trade.answers import Method, figures_for
from trade.mirror import mirror_keys, mirror_rows
from trade.models import Flow
from trade.overview import Pair as Places

pytestmark = pytest.mark.django_db

YEAR_2017 = Window.year(2017)


def mirror(place, other):
    """Return the rows of 2017 as seen from the place."""
    ends = mirror_keys(Places(place, other))
    answers = figures_for([key for both in ends.values() for key in both], YEAR_2017)
    return mirror_rows(ends, answers, YEAR_2017)


@pytest.fixture
def belarus():
    """Belarus, which reports 2018 with growth, and Kazakhstan, which reports 2017."""
    pair, news = Pair(), SourceFactory()
    state_law_2018(pair)
    for row in ("turnover 2017 604.1", "export 2017 95.5", "import 2017 508.6"):
        pair.mirrored().statement(row, news)
    return pair


def test_mirror_of_2017_sets_implied_beside_reported(belarus):
    rows = mirror(belarus.reporter, belarus.partner)

    seen = [(row.flow, row.ours.method, row.theirs.value) for row in rows]
    assert seen == [
        (Flow.EXPORT, Method.IMPLIED, 508_600_000),
        (Flow.IMPORT, Method.IMPLIED, 95_500_000),
        (Flow.TURNOVER, Method.IMPLIED, 604_100_000),
    ]
    assert [round(row.gap, -5) for row in rows] == [83_800_000, 1_600_000, 85_400_000]
    assert [round(row.share, 3) for row in rows[:2]] == [Decimal("0.141"), Decimal("0.017")]


def test_mirror_seen_from_the_other_side(belarus):
    rows = mirror(belarus.partner, belarus.reporter)

    assert [round(row.gap, -5) for row in rows] == [-1_600_000, -83_800_000, -85_400_000]


def test_mirror_gap_holds_what_rounding_leaves_open():
    pair = Pair()
    pair.figures(["export 2017 100"])
    pair.mirrored().figures(["import 2017 99.5"])

    row = mirror(pair.reporter, pair.partner)[0]

    assert (row.gap, row.gap_low, row.gap_high) == (500_000, -50_000, 1_050_000)
    assert (row.rounding_unit, row.is_within_rounding) == (1_000_000, True)
    assert row.share == Decimal("0.005")


@pytest.mark.parametrize("theirs", [[], ["import 2018 5"], ["export 2017 5"]])
def test_mirror_without_the_other_side_has_no_gap(theirs):
    pair = Pair()
    pair.figures(["export 2017 100"])
    pair.mirrored().figures(theirs)

    row = mirror(pair.reporter, pair.partner)[0]

    assert (bool(row.ours), bool(row.theirs)) == (True, False)
    assert (row.gap, row.share, row.is_within_rounding) == (None, None, False)


def test_mirror_of_nothing_has_no_share():
    pair = Pair()
    pair.figures(["export 2017 0"])
    pair.mirrored().figures(["import 2017 5"])

    row = mirror(pair.reporter, pair.partner)[0]

    assert (row.gap, row.share) == (-5_000_000, None)


def test_mirror_is_three_queries(belarus, django_assert_num_queries):
    with django_assert_num_queries(3):
        rows = mirror(belarus.reporter, belarus.partner)
        names = {str(source) for row in rows for source in row.ours.sources + row.theirs.sources}

    assert len(names) == 2
