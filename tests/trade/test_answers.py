"""Answers from the database, with amounts worked out by hand from published figures."""

from datetime import date
from decimal import Decimal

import pytest

from common.models import Qualifier
from common.periods import Window
from regions.models import Source
from tests.factories import (
    BatchFactory,
    ChapterFactory,
    CountryFactory,
    DatasetFactory,
    PlaceFactory,
    SourceFactory,
    TradeFigureFactory,
)
from tests.trade.builders import Pair
from trade.answers import Key, Method, figures_for, figures_over, newest_windows, windows_of
from trade.models import Flow, Measure, State, Statement

pytestmark = pytest.mark.django_db

JAN_JUL = "2018-01/2018-07"


def answer(pair, flow, months):
    key = pair.key(flow)
    return figures_for([key], Window.parse(months))[key]


def figures_of(found):
    return [figure.pk for figure in found.figures]


# Published figures


def test_belarus_2018_parts_equal_the_stated_total():
    pair, law = Pair(), SourceFactory()
    for row in ("turnover 2018 896", "export 2018 783.7", "import 2018 112.3"):
        pair.statement(row, law)

    found = answer(pair, "turnover", "2018")

    assert (found.value, found.method, found.sources) == (896_000_000, Method.STATED, (law,))
    assert (found.check.value, found.check.agrees_within_rounding) == (896_000_000, None)
    assert answer(pair, "balance", "2018").value == 671_400_000


def test_vitebsk_total_holds_within_rounding_only():
    pair, news = Pair(), SourceFactory()
    inferred = {"window_basis": Statement.WindowBasis.YEAR_INFERRED}
    rows = ("turnover 2013-01/2013-07 22.4", "export 2013-01/2013-07 22.3")
    for row in (*rows, "import 2013-01/2013-07 0.1175"):
        pair.statement(row, news, **inferred)

    found = answer(pair, "turnover", "2013-01/2013-07")

    assert (found.value, found.low, found.high) == (22_400_000, 22_350_000, 22_450_000)
    assert (found.check.value, found.check.agrees_within_rounding) == (22_417_500, True)
    assert (found.year_inferred, found.is_exact) == (True, False)


def test_kazakh_january_july_2017_stands_beside_nothing_else():
    pair = Pair()
    statement = pair.statement("turnover 2017-01/2017-07 313.7")

    found = answer(pair, "turnover", "2017-01/2017-07")

    assert (found.value, found.statements, found.also_stated) == (313_700_000, (statement,), ())
    assert not answer(pair.mirrored(), "turnover", "2017-01/2017-07")
    assert not answer(pair, "turnover", "2017")


def test_fifteen_months_do_not_answer_for_a_year():
    pair = Pair()
    pair.statement("turnover 2016/2017-Q1 4")

    assert answer(pair, "turnover", "2016/2017-Q1").value == 4_000_000
    assert [answer(pair, "turnover", months).value for months in ("2016", "2017-Q1")] == [None] * 2


def test_less_rounded_statement_leads_and_the_others_are_also_stated():
    pair = Pair()
    rounded = pair.statement("turnover 2018 900", rounding_unit=100_000_000)
    exact = pair.statement("turnover 2018 896")
    about = pair.statement("turnover 2018 897", qualifier=Qualifier.ABOUT)

    found = answer(pair, "turnover", "2018")

    assert found.statements == (exact,)
    assert [figure.statement for figure in found.also_stated] == [rounded, about]
    assert (set(found.said), found.shown_only) == ({rounded, exact, about}, ())


def test_months_of_a_news_item_are_not_mixed_with_those_of_another():
    pair = Pair()
    pair.statement("turnover 2018-Q1 100", SourceFactory())
    pair.statement("turnover 2018-Q2 120", SourceFactory())

    assert answer(pair, "turnover", "2018-H1").value is None


# What a table gives


def test_month_is_the_difference_of_cumulative_windows():
    pair = Pair()
    june, july = pair.figures(["export 2018-H1 40.0", f"export {JAN_JUL} 58.3"])

    found = answer(pair, "export", "2018-07")

    assert (found.value, found.method) == (18_300_000, Method.DIFFERENCE)
    assert (found.low, found.high) == (18_200_000, 18_400_000)
    assert [(sign, figure.pk) for sign, figure in found.parts] == [(1, july.pk), (-1, june.pk)]


def test_quarters_tile_a_year():
    pair = Pair()
    quarters = pair.figures([f"import 2018-Q{n} 1.{n}" for n in (1, 2, 3, 4)])

    found = answer(pair, "import", "2018")

    assert (found.value, found.method) == (5_000_000, Method.TILED)
    assert figures_of(found) == [quarter.pk for quarter in quarters]


def test_source_kind_leads_over_rounding():
    pair = Pair()
    kinds = (Source.Kind.PRESS, Source.Kind.MINISTRY, Source.Kind.STATISTICAL_OFFICE)
    datasets = [DatasetFactory(source=SourceFactory(kind=kind)) for kind in kinds]
    for dataset, amount in zip(datasets, ("1.111", "2.22", "3.3"), strict=True):
        pair.figures([f"export 2018 {amount}"], dataset)

    found = answer(pair, "export", "2018")

    assert found.value == 3_300_000
    assert [figure.value for figure in found.also_stated] == [2_220_000, 1_111_000]
    assert found.sources == (datasets[2].source,)


def test_superseded_figure_does_not_answer():
    pair = Pair()
    pair.figures(["export 2018 1"], superseded_by=BatchFactory())

    assert answer(pair, "export", "2018").value is None


def test_undisclosed_is_said_only_where_no_amount_is():
    pair = Pair()
    hidden = {"value": None, "state": State.NOT_DISCLOSED}
    place = {"reporter": pair.reporter, "partner": pair.partner}
    TradeFigureFactory(**place, **hidden)
    alone = answer(pair, "export", "2018")
    pair.figures(["export 2018 5"])
    beside = answer(pair, "export", "2018")

    assert (alone.value, alone.state, alone.method) == (None, State.NOT_DISCLOSED, Method.STATED)
    assert len(alone.sources) == 1
    assert (beside.value, beside.state) == (5_000_000, State.REPORTED)
    assert [figure.state for figure in beside.also_stated] == [State.NOT_DISCLOSED]


def test_zero_is_not_nothing():
    pair = Pair()
    pair.figures(["export 2018 0"], state=State.ZERO)

    zero, nothing = answer(pair, "export", "2018"), answer(pair, "import", "2018")

    assert (zero.value, zero.state, bool(zero)) == (0, State.ZERO, True)
    assert (nothing.value, nothing.state, nothing.method) == (None, None, Method.NONE)
    assert bool(nothing) is False


def test_measures_and_products_are_never_mixed():
    pair, chapter = Pair(), ChapterFactory()
    place = {"reporter": pair.reporter, "partner": pair.partner}
    TradeFigureFactory(**place, value=1)
    TradeFigureFactory(**place, value=2, measure=Measure.SERVICES)
    TradeFigureFactory(**place, value=3, product=chapter)
    named = [
        Key.of(pair.reporter, pair.partner, Flow.EXPORT, product, measure)
        for product in (None, pair.goods, chapter)
        for measure in Measure
    ]

    values = [found.value for found in figures_for(named, Window.year(2018)).values()]

    assert values == [1, 2, None, 1, 2, None, 3, None, None]


# Statements that give no figure


@pytest.mark.parametrize(
    "bounded",
    [
        {"qualifier": Qualifier.NEARLY, "amount_low": None},
        {"qualifier": Qualifier.OVER, "amount_high": None},
        {"qualifier": Qualifier.RANGE, "amount_high": Decimal(2_000_000_000)},
        {"qualifier": Qualifier.GROWTH_ONLY, "amount_low": None, "amount_high": None},
    ],
)
def test_bounded_statement_is_shown_and_not_computed_with(bounded):
    pair, source = Pair(), SourceFactory()
    statement = pair.statement("export 2018 180", source, **bounded)
    pair.statement("import 2018 10", source)

    assert answer(pair, "turnover", "2018").value is None
    found = answer(pair, "export", "2018")
    assert (found.value, found.parts, found.shown_only) == (None, (), (statement,))


def test_second_statement_of_one_source_is_shown_beside_its_figure():
    pair, source = Pair(), SourceFactory()
    lead = pair.statement("turnover 2018 900", source)
    body = pair.statement("turnover 2018 896.0", source)

    found = answer(pair, "turnover", "2018")

    assert (found.statements, found.also_stated, found.shown_only) == ((body,), (), (lead,))


def test_shown_statements_are_of_exactly_this_window():
    pair = Pair()
    pair.statement("export 2018-H1 180", qualifier=Qualifier.OVER)
    pair.statement("export 2018 180", window=None)

    assert answer(pair, "export", "2018").said == ()


def test_deleted_statement_is_not_shown():
    pair = Pair()
    pair.statement("export 2018 180", qualifier=Qualifier.OVER).delete()

    assert answer(pair, "export", "2018").said == ()


def test_disputed_statement_is_marked():
    pair = Pair()
    pair.statement("turnover 2018 896", disputed=True)

    assert answer(pair, "turnover", "2018").disputed is True


# Many at once


def many_keys(pair_count):
    """Seven reporters and as many partners as it takes, each pair with two years of quarters."""
    reporters, partners = PlaceFactory.create_batch(7), CountryFactory.create_batch(pair_count // 7)
    dataset = DatasetFactory()
    pairs = [Pair(reporter, partner) for reporter in reporters for partner in partners]
    for pair in pairs:
        pair.figures(["export 2018-Q1 1", "import 2018-Q1 2", "turnover 2018-Q2 4"], dataset)
    return [pair.key("turnover") for pair in pairs]


@pytest.mark.parametrize("pair_count", [7, 140])
def test_queries_are_two_whatever_the_number_of_keys(pair_count, django_assert_num_queries):
    keys = many_keys(pair_count)

    for asked in (keys[:1], keys):
        with django_assert_num_queries(2):
            answers = figures_for(asked, Window.parse("2018-H1"))
            shown = {(found.value, str(found.sources[0])) for found in answers.values()}
        assert [value for value, _source in shown] == [7_000_000]
        assert len(answers) == len(asked)


def test_queries_are_two_whatever_the_number_of_windows(django_assert_num_queries):
    pair = Pair()
    pair.figures([f"export 2018-01/2018-{month:02} {month}" for month in range(1, 13)])
    pair.statement("export 2018-05 9", qualifier=Qualifier.OVER)
    windows = [Window.months(2018, month, month) for month in range(1, 13)]

    with django_assert_num_queries(2):
        found = figures_over(pair.all_flows(), windows)[pair.key("export")]
        shown = [statement.source.publisher for statement in found[windows[4]].shown_only]

    assert [found[window].value for window in windows] == [1_000_000] * 12
    assert len(shown) == 1


def test_several_windows_answer_as_each_alone():
    pair = Pair()
    pair.figures(["export 2017 3", "export 2018-Q1 1", "export 2018-H1 2", "export 2018-Q3 5"])
    windows = [Window.parse(text) for text in ("2017", "2018-Q2", "2018-01/2018-09", "2018")]
    key = pair.key("export")

    together = figures_over([key], windows)[key]

    assert together == {window: figures_for([key], window)[key] for window in windows}
    assert [found.value for found in together.values()] == [3_000_000, 1_000_000, 7_000_000, None]


def test_no_keys_and_no_windows_need_no_query(django_assert_num_queries):
    key = Pair().key("export")

    with django_assert_num_queries(0):
        assert figures_for([], Window.year(2018)) == {}
        assert figures_over([key], []) == {key: {}}


# Which windows there are


def test_newest_window_ends_last_and_is_the_longest():
    one, other, empty = Pair(), Pair(), Pair()
    one.figures(["export 2018 1", "import 2018-Q4 1", "export 2018-01/2018-11 1"])
    other.figures(["turnover 2016/2017-Q1 4"])
    other.figures(["turnover 2018 4"], superseded_by=BatchFactory())
    other.figures(["turnover 2019 4"], value=None, state=State.NOT_DISCLOSED)
    other.figures(["turnover 2020 4"], measure=Measure.SERVICES)
    other.figures(["turnover 2021 4"], product=ChapterFactory())
    pairs = [(pair.reporter.pk, pair.partner.pk) for pair in (one, other, empty)]

    found = newest_windows(pairs)

    assert found == {pairs[0]: Window.year(2018), pairs[1]: Window.parse("2016/2017-Q1")}
    assert newest_windows(pairs, Flow.IMPORT) == {pairs[0]: Window.parse("2018-Q4")}
    assert newest_windows([]) == {}


def test_newest_windows_are_one_query_for_many_pairs(django_assert_num_queries):
    keys = many_keys(14)

    with django_assert_num_queries(1):
        found = newest_windows({(key.reporter, key.partner) for key in keys})

    assert set(found.values()) == {Window.parse("2018-Q2")}


def test_windows_of_places_are_newest_first():
    pair = Pair()
    pair.figures(["export 2018-Q4 1", "export 2018 1", "import 2018 1", "export 2017 1"])
    pair.figures(["export 2019 1"], measure=Measure.SERVICES)

    found = windows_of([pair.reporter], [pair.partner])

    assert [str(window) for window in found] == [
        "2018-01/2018-12",
        "2018-10/2018-12",
        "2017-01/2017-12",
    ]


def test_date_of_the_newest_source_decides_between_equals():
    pair = Pair()
    for year in (2019, 2020, 2018):
        source = SourceFactory(published=f"{year}-05-01")
        pair.figures([f"export 2018 {year}"], DatasetFactory(source=source))

    found = answer(pair, "export", "2018")

    assert found.value == 2_020_000_000
    assert found.sources[0].published_latest == date(2020, 5, 1)
