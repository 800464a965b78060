"""Amounts and growth in the words of the portal."""

import pytest

from common.models import Qualifier
from tests.factories import StatementFactory
from tests.trade.countries import TwoCountries
from tests.trade.test_growth import grown
from trade.models import Statement
from trade.wording import stated_amount

pytestmark = pytest.mark.django_db

M = 1_000_000


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        (900 * M, 1_000 * M, M, "$900 to 1,000 million"),
        (900 * M, 1_000 * M, 100 * M, "$900 to 1,000 million"),
        (1_000 * M, 1_500 * M, 100 * M, "$1.0 to 1.5 billion"),
        (20 * M, 25 * M + 500_000, 100_000, "$20.0 to 25.5 million"),
        (117_500, 120_000, 100, "$117,500 to 120,000"),
    ],
)
def test_range_has_one_unit_and_equal_precision(low, high, unit, words):
    said = StatementFactory.build(
        amount_low=low, amount_high=high, rounding_unit=unit, qualifier=Qualifier.RANGE
    )

    assert stated_amount(said) == words


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        ("30", Statement.Growth.RATE, "as the source states it: <q>grew so</q>"),
        ("107.5", Statement.Growth.INDEX, "as read from an index: <q>grew so</q>"),
        ("2", Statement.Growth.TIMES, "as read from a number of times: <q>grew so</q>."),
    ],
)
def test_growth_says_how_it_is_known(viewer, value, kind, words):
    growth = grown(value, kind) | {"growth_printed": "grew so"}
    TwoCountries().by.statement("turnover 2019 300", **growth)

    page = viewer.get("/trade/").content.decode()

    assert words in page
    assert ("Such words can be read in two ways." in page) == (kind == Statement.Growth.TIMES)
