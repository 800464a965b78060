import pytest

from common.periods import Window
from tests.trade.builders import Pair
from trade.answers import Method, figures_for

pytestmark = pytest.mark.django_db

YEAR = Window.year(2018)


def answer(pair, flow, months):
    key = pair.key(flow)
    return figures_for([key], Window.parse(months))[key]


def test_turnover_from_flows():
    pair = Pair()
    pair.figures(["export 2018 783.7", "import 2018 112.3"])

    found = answer(pair, "turnover", "2018")

    assert (found.value, found.method) == (896_000_000, Method.COMPUTED_FROM_FLOWS)
    assert (found.low, found.high) == (895_900_000, 896_100_000)
    assert len(found.sources) == 1
    assert str(found.sources[0])
