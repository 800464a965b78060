"""The overview of the two countries' trade; amounts and shares worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from common.models import Qualifier
from common.periods import Window
from tests.factories import TargetFactory
from tests.trade.countries import TwoCountries
from trade.answers import Method
from trade.models import Flow, Statement, TradeFigure

pytestmark = pytest.mark.django_db

URL = "/trade/"


def shown(client, **query):
    return client.get(reverse("trade:overview"), query).context["overview"]


def amounts(overview):
    return {row.flow: row.answer.value for row in overview.picture.rows}


@pytest.fixture
def countries():
    return TwoCountries()


# How much, and is it growing


def test_overview_shows_the_newest_window_of_the_newest_reporter(viewer, countries):
    countries.with_2017().with_2018()

    overview = shown(viewer)

    assert overview.pair.code == "BY-KZ"
    assert overview.picture.window == Window.year(2018)
    assert amounts(overview) == {
        Flow.TURNOVER: 896_000_000,
        Flow.EXPORT: 783_700_000,
        Flow.IMPORT: 112_300_000,
        Flow.BALANCE: 671_400_000,
    }


def test_overview_shows_printed_growth_where_the_year_before_is_silent(viewer, countries):
    countries.with_2018()

    response = viewer.get(URL)

    growth = [row.growth for row in response.context["overview"].picture.rows][:3]
    assert [one.rate for one in growth] == [None, None, None]
    assert [one.printed[0].rate for one in growth] == [
        Decimal("0.30"),
        Decimal("0.323"),
        Decimal("0.156"),
    ]
    assert "+32.3%" in response.content.decode()


def test_overview_computes_growth_from_equal_windows(viewer, countries):
    countries.by.figures(["turnover 2018-H1 125", "turnover 2017-H1 100", "turnover 2017 300"])

    growth = shown(viewer, window="2018-01/2018-06").picture.rows[0].growth

    assert growth.rate == Decimal("0.25")


def test_balance_below_zero_is_told_where_no_growth_follows(viewer, countries):
    countries.by.figures(["balance 2018 -10", "balance 2017 -4"])
    countries.by.figures(["turnover 2018 20"])

    assert "−$4 million in 2017" in viewer.get(URL).content.decode()


def test_figure_from_a_table_is_linked_and_dated_by_its_edition(viewer, countries):
    countries.by.figures(["turnover 2018 20"])
    figure = TradeFigure.objects.get()
    TradeFigure.objects.update(vintage=date(2019, 3, 9))

    page = viewer.get(URL).content.decode()

    assert f'href="{reverse("trade:figure", args=[figure.pk])}"' in page
    assert "9 March 2019" in page


def test_overview_as_seen_from_the_other_side(viewer, countries):
    countries.with_2017().with_2018()

    overview = shown(viewer, seen="KZ-BY")

    assert overview.picture.window == Window.year(2017)
    assert amounts(overview) == {
        Flow.TURNOVER: 604_100_000,
        Flow.EXPORT: 95_500_000,
        Flow.IMPORT: 508_600_000,
        Flow.BALANCE: -413_100_000,
    }


def test_window_of_which_only_a_bound_is_said_is_shown_without_an_amount(viewer, countries):
    countries.with_2018()
    countries.by.statement(
        "turnover 2022 1200", qualifier=Qualifier.OVER, amount_high=None, printed="over 1.2bn"
    )

    response = viewer.get(URL, {"window": "2022-01/2022-12"})

    turnover = response.context["overview"].picture.rows[0].answer
    assert (turnover.value, len(turnover.shown_only)) == (None, 1)
    assert "more than $1.200 billion" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"window": "yesterday"}, "window"),
        ({"window": "2015-01/2015-12"}, "window"),
        ({"seen": "XX-YY"}, "seen"),
        ({"regions": "2015-01/2015-12"}, "regions"),
    ],
)
def test_question_that_can_not_be_answered_is_named_and_left_out(viewer, countries, query, field):
    countries.with_2018()

    response = viewer.get(URL, query)

    assert list(response.context["form"].errors) == [field]
    assert response.context["overview"].picture.window == Window.year(2018)


def offered(client, **query):
    """Return {months: words} of the list of months, its groups opened."""
    choices = client.get(URL, query).context["form"].fields["window"].widget.choices
    flat = [one for value, words in choices for one in _opened(value, words)]
    return dict(flat)


def _opened(value, words):
    return words if isinstance(words, list) else [(value, words)]


def test_months_that_can_be_computed_are_offered_and_answered(viewer, countries):
    countries.by.figures(["turnover 2018-H1 125", "turnover 2018-01/2018-07 150"])

    overview = shown(viewer, window="2018-07")

    assert (amounts(overview)[Flow.TURNOVER], overview.picture.rows[0].answer.method) == (
        25_000_000,
        Method.DIFFERENCE,
    )
    assert offered(viewer) == {
        "2018-01/2018-07": "January–July 2018",
        "2018-01/2018-06": "January–June 2018",
        "2018-07/2018-07": "July 2018, computed",
    }


def test_months_not_in_the_list_are_answered_where_they_can_be(viewer, countries):
    countries.by.figures(["turnover 2018-Q1 30", "turnover 2018-Q2 45", "turnover 2018 200"])

    overview = shown(viewer, window="2018-H1")

    assert amounts(overview)[Flow.TURNOVER] == 75_000_000


def test_list_of_months_marks_an_inferred_year(viewer, countries):
    inferred = Statement.WindowBasis.YEAR_INFERRED
    countries.by.statement("turnover 2013-01/2013-07 22.4", window_basis=inferred)

    assert offered(viewer) == {"2013-01/2013-07": "January–July [2013, year inferred]"}


def test_months_the_other_side_counts_are_offered_as_such(viewer, countries):
    countries.with_2017().with_2018()

    choices = viewer.get(URL).context["form"].fields["window"].widget.choices

    assert choices == [
        ("2018-01/2018-12", "2018"),
        ("this side gives no amount", [("2017-01/2017-12", "2017")]),
    ]


@pytest.mark.parametrize(
    ("window", "words"),
    [
        ("2015", "No amount is known for 2015. Choose the months from the list."),
        ("2015-13", "Choose the months from the list."),
    ],
)
def test_months_of_which_nothing_is_known_are_refused_beside_the_field(
    viewer, countries, window, words
):
    countries.with_2018()

    response = viewer.get(URL, {"window": window})

    assert response.context["form"].errors == {"window": [words]}
    assert f'id="id_window_error">{words}</p>' in response.content.decode()


# Both countries


def test_target_is_measured_by_the_side_that_declared_it(viewer, countries):
    countries.with_2017().with_2018()
    TargetFactory(reporter=countries.belarus, partner=countries.kazakhstan)

    target = shown(viewer, seen="KZ-BY").progress[0]

    assert (target.answer.window, target.answer.value) == (Window.year(2018), 896_000_000)


def test_2017_stands_as_reported_beside_as_implied(viewer, countries):
    countries.with_2017().with_2018()

    both = shown(viewer, window="2017-01/2017-12").both_sides

    turnover, export, import_ = both.rows
    assert (round(turnover.ours.value, -5), turnover.ours.method) == (689_500_000, Method.IMPLIED)
    assert (turnover.theirs.value, turnover.theirs.method) == (604_100_000, Method.STATED)
    assert [round(row.gap, -5) for row in both.rows] == [85_400_000, 83_800_000, 1_600_000]
    assert [round(row.share, 3) for row in both.rows] == [
        Decimal("0.124"),
        Decimal("0.141"),
        Decimal("0.017"),
    ]


def test_2017_is_labelled_in_words(viewer, countries):
    countries.with_2017().with_2018()

    page = viewer.get(URL, {"window": "2017-01/2017-12"}).content.decode()

    for words in (
        "$689.5 million",
        "implied by what Belarus gives for 2018 and its growth",
        "$604.1 million",
        "reported by Kazakhstan",
        "$85.4 million",
        "12.4%",
    ):
        assert words in page


def test_2017_as_seen_from_the_other_side_turns_the_gap(viewer, countries):
    countries.with_2017().with_2018()

    turnover = shown(viewer, seen="KZ-BY").both_sides.rows[0]

    assert (round(turnover.gap, -5), round(turnover.share, 3)) == (-85_400_000, Decimal("-0.141"))


def test_months_of_one_side_fall_back_to_the_newest_of_both(viewer, countries):
    countries.with_2017().with_2018()

    overview = shown(viewer)

    assert overview.picture.window == Window.year(2018)
    assert overview.both_sides.window == Window.year(2017)


def test_chosen_months_go_before_newer_ones_of_both_sides(viewer, countries):
    for pair in (countries.by, countries.kz):
        pair.figures(["turnover 2016 400", "turnover 2017 600"])

    both = shown(viewer, window="2016-01/2016-12").both_sides

    assert (both.window, both.others) == (Window.year(2016), (Window.year(2017),))


def test_sides_that_share_no_months_have_no_table(viewer, countries):
    countries.by.figures(["turnover 2018 896"])
    countries.kz.figures(["turnover 2016 386"])

    response = viewer.get(URL)

    assert response.context["overview"].both_sides is None
    assert "no months of which both Belarus and Kazakhstan" in response.content.decode()


# The frame


def test_overview_without_a_mission_says_so(viewer):
    response = viewer.get(URL)

    assert response.context["overview"] is None
    assert "which countries its mission links" in response.content.decode()


def test_overview_without_any_figure_says_so(viewer, countries):
    response = viewer.get(URL)

    overview = response.context["overview"]
    assert (overview.picture.window, overview.timelines, overview.regional) == (None, (), None)
    assert "No amount is recorded that Belarus reports" in response.content.decode()


def test_overview_is_printed_from_the_same_figures(viewer, countries):
    countries.with_2017().with_2018()

    response = viewer.get(reverse("trade:overview_print"), {"window": "2018-01/2018-12"})

    assert amounts(response.context["overview"])[Flow.TURNOVER] == 896_000_000
    assert response.templates[0].name == "trade/overview_print.html"


def test_print_lists_every_source_once(viewer, countries):
    countries.with_2017().with_2018()

    sources = shown(viewer, window="2018-01/2018-12").sources

    assert len(sources) == len({source.pk for source in sources}) == 2


@pytest.mark.parametrize("role", ["viewer", "economist", "protocol", "diplomat", "admin"])
def test_overview_offers_the_form_to_those_who_may_add(client_as, role, countries):
    page = client_as(role).get(URL).content.decode()

    may_add = role in ("economist", "diplomat", "admin")
    assert (reverse("trade:add_statement") in page) == may_add


@pytest.mark.parametrize("number", [1, 3])
def test_overview_query_count(economist, countries, number, django_assert_num_queries):
    countries.with_2017().with_2018()
    for place in range(number):
        countries.region(f"Region {place}").statement("turnover 2018 10")
        TargetFactory(reporter=countries.belarus, partner=countries.kazakhstan)
    economist.get(URL)

    with django_assert_num_queries(13):
        economist.get(URL)
