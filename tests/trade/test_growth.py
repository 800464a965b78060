"""Growth computed, printed and implied; ratios worked out by hand."""

from decimal import Decimal

import pytest

from common.models import Qualifier
from common.periods import FIRST_MONTH, Window
from tests.factories import CountryFactory, PlaceFactory, SourceFactory
from tests.trade.builders import Pair
from trade.answers import Method
from trade.growth import growth_over
from trade.implied import implied_for
from trade.models import Statement

pytestmark = pytest.mark.django_db

YEAR = Window.year(2018)
RATE, INDEX, TIMES = (
    Statement.Growth.RATE,
    Statement.Growth.INDEX,
    Statement.Growth.TIMES,
)


def growth(pair, flow, months):
    key = pair.key(flow)
    window = Window.parse(months)
    return growth_over([key], [window])[key][window]


def implied(pair, flow, months):
    key = pair.key(flow)
    return implied_for([key], Window.parse(months)).get(key)


def grown(value, kind=RATE, **fields):
    """The fields of growth as printed: ``"18.6"`` has one decimal."""
    decimals = len(value.partition(".")[2])
    return {
        "growth_kind": kind,
        "growth_value": Decimal(value),
        "growth_decimals": decimals,
        **fields,
    }


# Computed


def test_growth_compares_the_same_months():
    pair = Pair()
    pair.figures(["export 2018-H1 125", "export 2017-H1 100", "export 2017 300"])

    found = growth(pair, "export", "2018-H1")

    assert (found.now.value, found.before.value, found.rate) == (
        125_000_000,
        100_000_000,
        Decimal("0.25"),
    )
    assert str(found.before.window) == "2017-01/2017-06"


def test_growth_holds_what_rounding_leaves_open():
    pair = Pair()
    pair.figures(["export 2018 110", "export 2017 100"])

    found = growth(pair, "export", "2018")

    assert found.low == Decimal("109.5") / Decimal("100.5") - 1
    assert found.high == Decimal("110.5") / Decimal("99.5") - 1


@pytest.mark.parametrize("before", ["export 2017 0", "export 2017-H1 100", "import 2017 100"])
def test_growth_from_nothing_is_none(before):
    pair = Pair()
    pair.figures(["export 2018 110", before])

    found = growth(pair, "export", "2018")

    assert (found.rate, found.low, found.high, bool(found)) == (None, None, None, False)


def test_growth_from_a_base_that_may_be_nothing_has_no_highest():
    pair = Pair()
    pair.figures(["export 2018 3", "export 2017 0.5"], rounding_unit=1_000_000)

    found = growth(pair, "export", "2018")

    assert (found.rate, found.low, found.high) == (5, Decimal("1.5"), None)


def test_growth_of_a_deficit_is_none():
    pair = Pair()
    pair.figures(["balance 2018 -5", "balance 2017 -4"])

    assert growth(pair, "balance", "2018").rate is None


def test_balance_that_turned_to_deficit_fell_by_more_than_all():
    pair = Pair()
    pair.figures(["balance 2018 -5", "balance 2017 4"], rounding_unit=2_000_000)

    found = growth(pair, "balance", "2018")

    assert found.rate == Decimal("-2.25")
    assert (found.low, found.high) == (-3, Decimal("-1.8"))


def test_growth_of_two_currencies_is_none():
    pair = Pair()
    pair.figures(["export 2018 110"], currency="EUR")
    pair.figures(["export 2017 100"])

    assert growth(pair, "export", "2018").rate is None


def test_growth_in_the_first_year_of_the_calendar_has_no_base():
    key = Pair().key("export")
    first = Window(FIRST_MONTH, FIRST_MONTH)

    found = growth_over([key], [first])[key][first]

    assert (found.before, found.rate) == (None, None)


@pytest.mark.parametrize("pair_count", [1, 20])
def test_growth_is_two_queries(pair_count, django_assert_num_queries):
    partners = CountryFactory.create_batch(pair_count)
    reporter = PlaceFactory()
    pairs = [Pair(reporter, partner) for partner in partners]
    for pair in pairs:
        pair.figures(["export 2018 120", "export 2017 100", "export 2016 50"])
        pair.statement("export 2018 121", **grown("20"))
    windows = [Window.year(2018), Window.year(2017)]

    with django_assert_num_queries(2):
        found = growth_over([pair.key("export") for pair in pairs], windows)
        rates = {tuple(growths[w].rate for w in windows) for growths in found.values()}

    assert rates == {(Decimal("0.2"), Decimal(1))}


# As printed


@pytest.mark.parametrize(
    ("kind", "value", "rate", "low", "high"),
    [
        (RATE, "18.6", "0.186", "0.1855", "0.1865"),
        (RATE, "-9.3", "-0.093", "-0.0935", "-0.0925"),
        (RATE, "57", "0.57", "0.565", "0.575"),
        (INDEX, "107.5", "0.075", "0.0745", "0.0755"),
        (INDEX, "59.9", "-0.401", "-0.4015", "-0.4005"),
        (TIMES, "2.1", "1.1", "1.05", "1.15"),
        (TIMES, "2", "1", "0.5", "1.5"),
    ],
)
def test_printed_growth_as_a_ratio(kind, value, rate, low, high):
    pair = Pair()
    pair.statement("turnover 2018 58.3", **grown(value, kind))

    (printed,) = growth(pair, "turnover", "2018").printed

    assert printed[1:] == (Decimal(rate), Decimal(low), Decimal(high))
    assert (printed.kind, printed.base_window) == (kind, Window.year(2017))


@pytest.mark.parametrize(
    ("kind", "value", "decimals"), [(RATE, "18.6", 1), (INDEX, "107", 0), (TIMES, "2.1", 0)]
)
def test_printed_growth_is_shown_as_finely_as_printed(kind, value, decimals):
    pair = Pair()
    pair.statement("turnover 2018 58.3", **grown(value, kind))

    (printed,) = growth(pair, "turnover", "2018").printed

    assert printed.shown_decimals == decimals


def test_printed_growth_in_the_first_year_of_the_calendar_has_no_base():
    pair = Pair()
    pair.statement("turnover 1900 58", **grown("5"))

    (printed,) = growth(pair, "turnover", "1900").printed

    assert (printed.base_window, printed.is_yearly) == (None, False)


def test_brest_growth_is_printed_and_not_computed():
    pair, news = Pair(), SourceFactory()
    body = pair.statement("turnover 2018-01/2018-07 58.3", news, **grown("18.6"))
    lead = pair.statement(
        "turnover 2018-01/2018-07 58.3",
        news,
        qualifier=Qualifier.GROWTH_ONLY,
        amount_low=None,
        amount_high=None,
        **grown("18"),
    )

    found = growth(pair, "turnover", "2018-01/2018-07")

    assert (found.now.value, found.rate, found.disagrees) == (58_300_000, None, False)
    assert [printed.statement for printed in found.printed] == [body, lead]


@pytest.mark.parametrize(
    ("printed", "disagrees"),
    [
        (grown("10"), False),
        (grown("10.9"), False),
        (grown("12"), True),
        (grown("8"), True),
        (grown("112", INDEX), True),
        (grown("12", growth_qualifier=Qualifier.NEARLY), False),
        (grown("12", base_start=YEAR.start - 24, base_end=YEAR.end - 24), False),
    ],
)
def test_printed_growth_disagrees_beyond_rounding(printed, disagrees):
    """110 against 100 million, each to a million: between 8.96 % and 11.06 %."""
    pair = Pair()
    pair.figures(["export 2018 110", "export 2017 100"])
    pair.statement("export 2018 110", qualifier=Qualifier.OVER, **printed)

    found = growth(pair, "export", "2018")

    assert (found.rate, found.disagrees) == (Decimal("0.1"), disagrees)


# Implied


def state_law_2018(pair):
    """The Belarusian figures of 2018 as one source prints them."""
    law = SourceFactory()
    return [
        pair.statement("turnover 2018 896", law, **grown("30")),
        pair.statement("export 2018 783.7", law, **grown("32.3")),
        pair.statement("import 2018 112.3", law, **grown("15.6")),
    ]


def test_implied_flow_is_the_amount_before_it_grew():
    pair = Pair()
    _turnover, exported, imported = state_law_2018(pair)

    export, import_ = implied(pair, "export", "2017"), implied(pair, "import", "2017")

    assert [round(found.value, -4) for found in (export, import_)] == [592_370_000, 97_150_000]
    assert (export.statements, import_.statements) == ((exported,), (imported,))
    assert (export.method, export.rounding_unit) == (Method.IMPLIED, 100_000)
    assert export.low == Decimal(783_650_000) / Decimal("1.3235")
    assert export.high == Decimal(783_750_000) / Decimal("1.3225")


def test_implied_turnover_is_the_sum_of_implied_flows():
    pair = Pair()
    _turnover, exported, imported = state_law_2018(pair)

    found = implied(pair, "turnover", "2017")

    assert round(found.value, -5) == 689_500_000
    assert (found.statements, found.sources) == ((exported, imported), (exported.source,))
    assert found.low < found.value < found.high


def test_implied_balance_is_the_difference_of_implied_flows():
    pair = Pair()
    state_law_2018(pair)

    found = implied(pair, "balance", "2017")

    export, import_ = implied(pair, "export", "2017"), implied(pair, "import", "2017")
    assert round(found.value, -5) == 495_200_000
    assert (found.low, found.high) == (export.low - import_.high, export.high - import_.low)


def test_implied_turnover_without_its_flows_is_its_own():
    pair = Pair()
    pair.statement("turnover 2018 896", **grown("30"))
    pair.statement("export 2018 783.7", **grown("32.3"))
    pair.statement("import 2018 112.3", **grown("15.6"))

    assert round(implied(pair, "turnover", "2017").value, -5) == 689_200_000


@pytest.mark.parametrize(
    "fields",
    [
        {},
        grown("30", growth_qualifier=Qualifier.OVER),
        {"qualifier": Qualifier.OVER, **grown("30")},
        {"qualifier": Qualifier.ABOUT, **grown("30")},
        grown("-100"),
        grown("30", base_start=YEAR.start - 24, base_end=YEAR.end - 24),
    ],
)
def test_nothing_is_implied_by_what_is_not_exact(fields):
    pair = Pair()
    pair.statement("turnover 2018 896", **fields)

    assert implied(pair, "turnover", "2017") is None


def test_implied_base_may_lie_years_back():
    pair = Pair()
    base = Window.year(2005)
    pair.statement(
        "turnover 2010 870", **grown("4.0", TIMES, base_start=base.start, base_end=base.end)
    )

    assert implied(pair, "turnover", "2005").value == 217_500_000
    assert implied(pair, "turnover", "2009") is None


def test_nothing_is_implied_at_the_end_of_the_calendar():
    assert implied(Pair(), "turnover", "2200") is None


def test_growth_between_windows_of_other_length_implies_nothing():
    pair, base = Pair(), Window.parse("2017-H1")
    pair.statement("turnover 2018 896", **grown("30", base_start=base.start, base_end=base.end))

    assert implied(pair, "turnover", "2017-H1") is None


def test_implied_amount_never_answers():
    pair = Pair()
    state_law_2018(pair)

    assert growth(pair, "turnover", "2018").before.value is None


@pytest.mark.parametrize("pair_count", [1, 5])
def test_implied_is_one_query(pair_count, django_assert_num_queries):
    pairs = [Pair() for _n in range(pair_count)]
    for pair in pairs:
        state_law_2018(pair)
    keys = [key for pair in pairs for key in pair.all_flows()]

    with django_assert_num_queries(1):
        found = implied_for(keys, Window.year(2017))

    assert list(found) == keys
