"""Trade over time: which windows are set side by side, and what fills the gaps."""

from decimal import Decimal

import pytest

from common.models import Qualifier
from common.periods import Window
from tests.trade.countries import TwoCountries
from tests.trade.test_growth import grown
from trade.answers import figures_over
from trade.models import Flow, Statement
from trade.overview import Pair
from trade.pictures import flow_keys
from trade.timelines import MOST_YEARS, same_months, timeline, years_between

pytestmark = pytest.mark.django_db


@pytest.fixture
def countries():
    return TwoCountries()


def over_years(countries, first, last):
    pair = Pair(countries.belarus, countries.kazakhstan)
    years = [Window.year(year) for year in range(first - 1, last + 1)]
    keys = flow_keys(*pair)
    return timeline(pair, years[1:], figures_over(keys.values(), years), keys)


def column(shown, heading):
    """Return the words of one column of the table by the words of its rows."""
    return {row.heading: dict(row.cells)[heading].spoken for row in shown.table.rows}


def test_years_from_the_first_known_to_the_last():
    windows = [Window.parse("2018-01/2018-07"), Window.year(2015)]

    assert years_between(windows) == [Window.year(year) for year in (2015, 2016, 2017, 2018)]


def test_years_of_a_long_history_are_the_newest():
    years = years_between([Window.year(1901), Window.year(2018)])

    assert (len(years), years[-1]) == (MOST_YEARS, Window.year(2018))


def test_years_of_nothing_are_none():
    assert years_between([]) == []


YEARS = [Window.year(2017), Window.year(2018)]


@pytest.mark.parametrize(
    ("known", "chosen", "month"),
    [
        (["2017-H1", "2018-H1", "2018-01/2018-07"], None, 6),
        (["2017-01/2017-07", "2018-H1"], None, 6),
        (["2017-H1", "2018-H1", "2018-01/2018-07"], "2018-01/2018-07", 7),
        (["2017-H1", "2018"], "2018", 6),
    ],
)
def test_same_months_of_each_year(known, chosen, month):
    windows = [Window.parse(text) for text in known]

    stretch = same_months(windows, YEARS, chosen and Window.parse(chosen))

    assert stretch == [Window.months(2017, 1, month), Window.months(2018, 1, month)]


@pytest.mark.parametrize("known", [[], ["2018"], ["2018-Q2"], ["2016-01/2017-03"]])
def test_same_months_of_nothing_cumulative_are_none(known):
    assert same_months([Window.parse(text) for text in known], YEARS) == []


def test_timeline_leaves_gaps_as_gaps(countries):
    countries.by.figures(["turnover 2015 100", "turnover 2018 896"])

    shown = over_years(countries, 2014, 2019)

    assert column(shown, "turnover") == {
        "2018": "896",
        "2017": "no data",
        "2016": "no data",
        "2015": "100",
    }


def test_timeline_says_in_a_gap_what_sources_say(countries):
    by = countries.by
    by.figures(["turnover 2018 896"])
    by.statement("turnover 2019 1200", qualifier=Qualifier.OVER, amount_high=None)
    by.statement(
        "turnover 2020 1",
        qualifier=Qualifier.GROWTH_ONLY,
        amount_low=None,
        amount_high=None,
        **grown("-16"),
    )
    by.statement("turnover 2021 900", qualifier=Qualifier.NEARLY, amount_low=None, disputed=True)

    shown = over_years(countries, 2018, 2021)

    assert column(shown, "turnover") == {
        "2021": "nearly 900 (disputed)",
        "2020": "no data",
        "2019": "more than 1,200",
        "2018": "896",
    }
    assert column(shown, "change in a year")["2020"] == "−16% (as printed)"


def test_timeline_marks_what_is_not_plainly_reported(countries):
    by = countries.by
    inferred = Statement.WindowBasis.YEAR_INFERRED
    by.statement("turnover 2018 700", qualifier=Qualifier.ABOUT, window_basis=inferred)
    by.statement("turnover 2017 650", disputed=True)

    shown = over_years(countries, 2017, 2018)

    assert column(shown, "turnover") == {
        "2018": "700 (year inferred, about)",
        "2017": "650 (disputed)",
    }


def test_timeline_computes_the_change_or_quotes_it(countries):
    countries.by.figures(["turnover 2016 100", "turnover 2017 125"])
    countries.by.statement("turnover 2019 300", **grown("30.5"))

    shown = over_years(countries, 2016, 2019)

    assert column(shown, "change in a year") == {
        "2019": "+30.5% (as printed)",
        "2018": "no data",
        "2017": "+25.0%",
        "2016": "no data",
    }


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        ("2", Statement.Growth.TIMES, "+100% (as read from the words)"),
        ("107.5", Statement.Growth.INDEX, "+7.5% (as read from the words)"),
    ],
)
def test_change_read_from_words_is_not_called_printed(countries, value, kind, words):
    countries.by.statement("turnover 2019 300", **grown(value, kind))

    shown = over_years(countries, 2019, 2019)

    assert column(shown, "change in a year") == {"2019": words}


def test_growth_over_several_years_is_no_change_in_a_year(countries):
    base = Window.year(2005)
    countries.by.statement(
        "turnover 2010 870",
        **grown("4", Statement.Growth.TIMES),
        base_start=base.start,
        base_end=base.end,
    )

    shown = over_years(countries, 2010, 2010)

    assert column(shown, "change in a year") == {"2010": "no data"}


def test_timeline_of_one_amount_is_not_comparable(countries):
    countries.by.figures(["turnover 2018 896"])

    shown = over_years(countries, 2016, 2018)

    assert (shown.is_comparable, [window for window, _a in shown.known]) == (
        False,
        [Window.year(2018)],
    )


def test_timeline_shows_flows_once_two_years_have_them(countries):
    countries.by.figures(["export 2018 80", "import 2018 20"])
    one = over_years(countries, 2017, 2018)
    countries.by.figures(["export 2017 70", "import 2017 10"])

    two = over_years(countries, 2017, 2018)

    assert one.flows_part is None
    assert two.flows_part.picture.count('class="chart-export"') >= 2
    assert two.answers[Flow.TURNOVER][Window.year(2017)].value == Decimal(80_000_000)


def test_timeline_keeps_another_currency_out_of_the_bars(countries):
    countries.by.figures(["turnover 2017 600", "turnover 2018 896"])
    countries.by.figures(["turnover 2019 700"], currency="EUR")

    shown = over_years(countries, 2017, 2019)

    cell = dict(shown.table.rows[0].cells)["turnover"]
    assert (cell.amount, cell.text) == (None, "€700 million")


def test_timeline_of_nothing_is_none(countries):
    assert over_years(countries, 2016, 2018) is None


def test_timeline_links_only_months_of_which_something_is_told(countries):
    countries.by.figures(["turnover 2016 100", "turnover 2018 896"])

    shown = over_years(countries, 2016, 2018)

    links = {row.heading: dict(row.cells)["turnover"].href for row in shown.table.rows}
    assert links == {
        "2018": "/trade/?seen=BY-KZ&window=2018-01%2F2018-12",
        "2017": "",
        "2016": "/trade/?seen=BY-KZ&window=2016-01%2F2016-12",
    }
