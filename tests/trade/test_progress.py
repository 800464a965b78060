"""How far trade is on its way to a target."""

import re
from decimal import Decimal

import pytest
import time_machine
from django.utils.html import strip_tags

from common.models import Qualifier
from common.partial_dates import PartialDate
from common.periods import Window
from tests.factories import SourceFactory, TargetFactory
from tests.trade.countries import TwoCountries

pytestmark = pytest.mark.django_db


@pytest.fixture
def countries():
    return TwoCountries()


def target(countries, **fields):
    return TargetFactory(reporter=countries.belarus, partner=countries.kazakhstan, **fields)


def progress(client):
    return client.get("/trade/").context["overview"].progress[0]


def test_progress_is_measured_by_the_newest_full_year(viewer, countries):
    target(countries)
    countries.by.figures(["turnover 2017 700", "turnover 2018 896", "turnover 2019-H1 481.7"])

    shown = progress(viewer)

    assert (shown.answer.window, shown.answer.value) == (Window.year(2018), 896_000_000)
    assert (shown.share, shown.missing) == (Decimal("0.448"), 1_104_000_000)
    words = "as Belarus counts it, is $896 million in 2018: 44.8% of it; $1.104 billion is missing"
    assert words in viewer.get("/trade/").content.decode()


def test_bounds_of_later_years_are_shown_as_such(viewer, countries):
    target(countries)
    by = countries.by
    by.figures(["turnover 2018 896"])
    by.statement("turnover 2017 650", qualifier=Qualifier.OVER, amount_high=None)
    by.statement("turnover 2022 1200", qualifier=Qualifier.OVER, amount_high=None)

    shown = progress(viewer)

    assert [said.amount_words for said in shown.bounds] == ["more than $1.200 billion"]
    assert shown.answer.window == Window.year(2018)


def test_target_that_is_reached(viewer, countries):
    target(countries, amount=Decimal(800_000_000), window=Window.year(2018))
    countries.by.figures(["turnover 2018 896"])

    shown = progress(viewer)

    assert (shown.is_reached, shown.is_for_same_months, shown.missing) == (True, True, -96_000_000)


def test_target_is_not_measured_by_what_came_after_it(viewer, countries):
    target(countries, window=Window.year(2017))
    countries.by.figures(["turnover 2016 400", "turnover 2018 896"])

    assert progress(viewer).answer.window == Window.year(2016)


def test_target_for_half_a_year_is_measured_by_the_same_half(viewer, countries):
    target(countries, window=Window.parse("2019-H1"), amount=Decimal(500_000_000))
    countries.by.figures(["turnover 2018-H1 400", "turnover 2018 896"])

    assert progress(viewer).answer.value == 400_000_000


def test_target_with_no_amount_beside_it(viewer, countries):
    target(countries)

    shown = progress(viewer)

    assert (shown.answer, shown.share, shown.missing, shown.part) == (None, None, None, None)
    page = viewer.get("/trade/").content.decode()
    assert "No amount for the same months of a year is known" in page


def test_amount_in_another_currency_does_not_count(viewer, countries):
    target(countries)
    countries.by.figures(["turnover 2018 896"], currency="EUR")

    assert progress(viewer).answer is None


@pytest.mark.parametrize(("today", "ahead"), [("2030-12-31", 1), ("2031-01-01", 0)])
def test_target_is_past_once_its_months_are_over(client_as, countries, today, ahead):
    target(countries)

    with time_machine.travel(f"{today}T12:00Z"):
        overview = client_as("viewer").get("/trade/").context["overview"]
        shown = len(overview.targets_ahead), len(overview.targets_past)

    assert shown == (ahead, 1 - ahead)


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        (["turnover 2018 896"], "reached"),
        (["turnover 2018 700"], "missed"),
        (["turnover 2017 896"], "not_known"),
        ([], "not_known"),
    ],
)
def test_outcome_is_told_by_the_months_of_the_target_alone(viewer, countries, rows, outcome):
    target(countries, amount=Decimal(800_000_000), window=Window.year(2018))
    countries.by.figures(rows)

    assert progress(viewer).outcome == outcome


def test_earlier_targets_stand_in_a_table(viewer, countries):
    source = SourceFactory(publisher="Ministry of Trade")
    target(
        countries,
        amount=Decimal(1_000_000_000),
        rounding_unit=1_000_000_000,
        window=Window.year(2018),
        declared_by_printed="the ambassador",
        declared=PartialDate.parse("2017-05"),
        printed="a billion by 2018",
        source=source,
    )
    countries.by.figures(["turnover 2018 896"])

    page = viewer.get("/trade/").content.decode()

    row = page[page.index("Earlier targets") :]
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row[row.index("<tbody>") :], re.S)[:5]
    assert [" ".join(strip_tags(cell).split()) for cell in cells] == [
        "2018",
        "$1 billion turnover",
        "the ambassador May 2017",
        "not reached: $896 million, 89.6% of it",
        "Ministry of Trade a billion by 2018",
    ]


# What the rest of the months needs


def test_pace_is_what_the_rest_of_the_year_must_bring(viewer, countries):
    target(countries, amount=Decimal(1_000_000_000), window=Window.year(2019))
    rows = ["turnover 2018-01/2018-07 350", "turnover 2018 600", "turnover 2019-01/2019-07 500"]
    countries.by.figures(rows)

    pace = progress(viewer).pace

    assert (pace.so_far.value, pace.rest) == (500_000_000, Window.parse("2019-08/2019-12"))
    assert (pace.needed, pace.per_month) == (500_000_000, 100_000_000)
    assert (pace.before.value, pace.growth) == (250_000_000, 1)


@time_machine.travel("2019-09-25T12:00Z")
def test_pace_is_told_in_words(client_as, countries):
    target(countries, amount=Decimal(1_000_000_000), window=Window.year(2019))
    rows = ["turnover 2018-01/2018-07 350", "turnover 2018 600", "turnover 2019-01/2019-07 500"]
    countries.by.figures(rows)

    words = " ".join(strip_tags(client_as("viewer").get("/trade/").text).split())

    assert (
        "August–December 2019 must bring $500 million, that is $100 million a month. "
        "On August–December 2018, which brought $250 million, that is +100.0%."
    ) in words


def test_pace_goes_by_the_longest_part_of_the_months(viewer, countries):
    target(countries, amount=Decimal(900_000_000), window=Window.year(2019))
    countries.by.figures(["turnover 2019-Q1 100", "turnover 2019-H1 300", "turnover 2018-H1 200"])

    pace = progress(viewer).pace

    assert (pace.needed, pace.per_month, pace.growth) == (600_000_000, 100_000_000, None)


def test_pace_ends_with_the_months_of_the_target(viewer, countries):
    target(countries, amount=Decimal(900_000_000), window=Window.year(2019))
    countries.by.figures(["turnover 2019-H1 300", "turnover 2019 800"])

    assert progress(viewer).pace is None


def test_target_reached_before_its_months_are_over(viewer, countries):
    target(countries, amount=Decimal(200_000_000), window=Window.year(2019))
    countries.by.figures(["turnover 2019-H1 300"])

    assert progress(viewer).pace.needed == -100_000_000


def test_months_before_those_of_the_target_set_no_pace(viewer, countries):
    target(countries)
    countries.by.figures(["turnover 2018 896", "turnover 2019-H1 481.7"])

    assert progress(viewer).pace is None
