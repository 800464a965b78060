"""The trade of one pair as region, pair and home pages show it."""

from decimal import Decimal

import pytest

from common.models import Qualifier
from common.periods import Window
from tests.factories import ProductFactory, StatementFactory, TargetFactory
from tests.trade.builders import Pair
from trade.models import Flow, Product, Statement, StatementGood
from trade.pictures import KnownWindows, amounts_of, known_windows, picture_of

pytestmark = pytest.mark.django_db

YEAR = Window.year(2018)


def goods(name):
    return ProductFactory(nomenclature=Product.Nomenclature.GROUP, code=name.lower(), name_en=name)


def test_picture_is_of_the_newest_window():
    pair = Pair()
    pair.figures(["turnover 2017 690", "turnover 2018 896", "export 2018 783.7"])

    picture = picture_of(pair.reporter, pair.partner)

    assert picture.window == YEAR
    assert picture.windows == (YEAR, Window.year(2017))
    assert [(row.flow, row.answer.value) for row in picture.rows] == [
        (Flow.TURNOVER, 896_000_000),
        (Flow.EXPORT, 783_700_000),
        (Flow.IMPORT, None),
        (Flow.BALANCE, None),
    ]


def test_picture_of_another_window_has_its_growth():
    pair = Pair()
    pair.figures(["turnover 2016 400", "turnover 2017 600", "turnover 2018 896"])

    row = picture_of(pair.reporter, pair.partner, Window.year(2017)).rows[0]

    assert (row.answer.value, row.growth.rate) == (600_000_000, 0.5)


def test_picture_of_nothing_is_false():
    pair = Pair()

    picture = picture_of(pair.reporter, pair.partner)

    assert (bool(picture), picture.rows, picture.known_rows) == (False, (), [])


def test_known_rows_are_those_with_an_amount_or_something_said():
    pair = Pair()
    pair.statement("turnover 2018 896")
    pair.statement("export 2018 780", qualifier=Qualifier.OVER, amount_high=None)

    picture = picture_of(pair.reporter, pair.partner)

    assert [row.flow for row in picture.known_rows] == [Flow.TURNOVER, Flow.EXPORT]


def test_goods_are_those_the_newest_statement_names():
    pair = Pair()
    older = pair.statement("export 2017 500")
    newer = pair.statement("export 2018 780")
    tractors, butter, beef = goods("Tractors"), goods("Butter"), goods("Beef")
    for position, (statement, product) in enumerate(
        [(older, beef), (newer, tractors), (newer, butter)]
    ):
        StatementGood.objects.create(
            statement=statement, flow=Flow.EXPORT, position=position, product=product
        )

    named = picture_of(pair.reporter, pair.partner).goods()

    assert [(flow, [good.product for good in row]) for flow, row in named] == [
        (Flow.EXPORT, [tractors, butter])
    ]


def test_window_label_marks_an_inferred_year():
    pair = Pair()
    pair.statement(
        "turnover 2013-01/2013-07 22.4", window_basis=Statement.WindowBasis.YEAR_INFERRED
    )

    picture = picture_of(pair.reporter, pair.partner)

    assert picture.window_label == "January–July [2013, year inferred]"


def test_sources_are_those_of_amounts_and_of_all_that_is_said():
    pair = Pair()
    stated = pair.statement("turnover 2018 896")
    said = StatementFactory(reporter=pair.reporter, partner=pair.partner, window=None)

    picture = picture_of(pair.reporter, pair.partner)

    assert {source.pk for source in picture.sources} == {stated.source_id, said.source_id}


def test_targets_of_either_side_belong_to_the_picture():
    pair = Pair()
    ours = TargetFactory(reporter=pair.reporter, partner=pair.partner)
    theirs = TargetFactory(reporter=pair.partner, partner=pair.reporter, window=Window.year(2020))

    assert picture_of(pair.reporter, pair.partner).targets == (ours, theirs)


def test_amounts_alone_bring_no_statements():
    pair = Pair()
    pair.statement("turnover 2018 896")

    picture = amounts_of(pair.reporter, pair.partner, YEAR)

    assert (picture.rows[0].answer.value, picture.statements, picture.targets) == (
        896_000_000,
        (),
        (),
    )


# Which windows there are

HALF, QUARTER = Window.parse("2018-H1"), Window.parse("2018-Q1")


def test_known_windows_are_stated_or_computed():
    pair = Pair()
    pair.figures(["turnover 2018-H1 45", "turnover 2018-Q1 20"])

    known = known_windows(pair.reporter, pair.partner)

    assert (known.stated, known.computed, known.silent) == (
        (HALF, QUARTER),
        (Window.parse("2018-Q2"),),
        (),
    )


def test_known_windows_hold_the_asked_one_if_it_can_be_computed_or_is_spoken_of():
    pair = Pair()
    pair.figures(["turnover 2018-Q1 20", "turnover 2018-Q2 30"])
    pair.statement("turnover 2019 900", qualifier=Qualifier.OVER, amount_high=None)

    def asked(text):
        known = known_windows(pair.reporter, pair.partner, Window.parse(text))
        return known.computed, known.silent

    assert asked("2018-H1") == ((HALF,), ())
    assert asked("2019") == ((HALF,), (Window.year(2019),))
    assert asked("2020") == ((HALF,), ())


def test_windows_of_two_sides_come_together():
    ours = KnownWindows((YEAR,), (QUARTER,), (), frozenset({YEAR}))
    theirs = KnownWindows((QUARTER,), (), (YEAR, HALF), frozenset({HALF}))

    both = ours.together(theirs)

    assert both == KnownWindows((YEAR, QUARTER), (), (HALF,), frozenset({HALF}))


def test_picture_from_known_windows_has_the_growth_of_the_asked_one():
    pair = Pair()
    pair.figures(["turnover 2015 300", "turnover 2016 400", "turnover 2018 896"])
    asked = Window.year(2016)

    known = known_windows(pair.reporter, pair.partner, asked)
    row = picture_of(pair.reporter, pair.partner, asked, known=known).rows[0]

    assert (row.answer.value, round(row.growth.rate, 4)) == (400_000_000, Decimal("0.3333"))
