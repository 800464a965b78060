"""The mirror of any two places in any goods; amounts worked out by hand."""

import pytest

from common.periods import Window
from tests.factories import ChapterFactory, CountryFactory, DatasetFactory
from tests.trade.builders import Pair
from tests.trade.countries import TwoCountries
from trade.models import Flow

pytestmark = pytest.mark.django_db

URL = "/trade/mirror/"
YEARS = [Window.year(2018), Window.year(2017)]


@pytest.fixture
def countries():
    return TwoCountries()


def shown(client, **query):
    return client.get(URL, query).context["mirror"]


def rows(mirror, window):
    """Return label, both amounts and the difference in millions of every flow of the window."""
    of_window = next(one for one in mirror.windows if one.window == window)
    return [
        (n.label, *map(_millions, (n.row.ours.value, n.row.theirs.value, n.row.gap)))
        for n in of_window.rows
    ]


def _millions(value):
    return None if value is None else round(float(value) / 1_000_000, 1)


def test_mirror_is_printed_from_the_same_figures(viewer, countries):
    countries.with_2017().with_2018()

    response = viewer.get(f"{URL}print/", {"window": "2017"})

    assert response.templates[0].name == "trade/mirror_print.html"
    assert rows(response.context["mirror"], Window.year(2017))[0][1:] == (689.5, 604.1, 85.4)
    assert "Months: 2017" in response.text


def test_mirror_of_2017_sets_reported_beside_implied(viewer, countries):
    countries.with_2017().with_2018()

    mirror = shown(viewer)

    assert [one.window for one in mirror.windows] == YEARS
    assert rows(mirror, Window.year(2017)) == [
        ("turnover of Belarus with Kazakhstan", 689.5, 604.1, 85.4),
        ("export of Belarus to Kazakhstan", 592.4, 508.6, 83.8),
        ("import of Belarus from Kazakhstan", 97.1, 95.5, 1.6),
    ]


def test_mirror_says_which_amount_is_implied(viewer, countries):
    countries.with_2017().with_2018()

    body = viewer.get(URL).content.decode()

    assert "implied by what Belarus gives for 2018 and its growth" in body
    assert "reported by Kazakhstan" in body
    assert "14.1%" in body


def test_seen_from_the_other_side_renames_and_never_renumbers(viewer, countries):
    countries.with_2017().with_2018()

    here, there = (rows(shown(viewer, seen=seen), Window.year(2017)) for seen in ("BY", "KZ"))

    assert [row[0] for row in there] == [
        "turnover of Kazakhstan with Belarus",
        "import of Kazakhstan from Belarus",
        "export of Kazakhstan to Belarus",
    ]
    assert [row[1:] for row in there] == [row[1:] for row in here]


def test_tone_follows_the_name_of_the_flow(viewer, countries):
    countries.with_2017()

    tones = [named.tone for named in shown(viewer, seen="KZ").windows[0].rows]

    assert tones == ["turnover", "import", "export"]


def test_mirror_of_one_window_shows_how_both_are_known(viewer, countries):
    countries.with_2017().with_2018()

    response = viewer.get(URL, {"window": "2017"})

    assert [one.window for one in response.context["mirror"].windows] == [Window.year(2017)]
    assert "How both amounts of" in response.content.decode()


def test_mirror_of_any_pair_and_product(viewer, countries):
    chapter, russia = ChapterFactory(code="04"), CountryFactory(code="RU", name_en="Russia")
    ours, theirs = Pair(countries.belarus, russia), Pair(russia, countries.belarus)
    ours.figures(["export 2020 30"], DatasetFactory(), product=chapter)
    theirs.figures(["import 2020 20"], DatasetFactory(), product=chapter)
    ours.figures(["export 2020 900"], DatasetFactory())

    mirror = shown(viewer, place="BY", partner="RU", product="04")

    assert mirror.goods == "Chapter 04"
    assert rows(mirror, Window.year(2020))[1] == ("export of Belarus to Russia", 30, 20, 10)


def test_months_are_shown_where_both_tell_of_them_and_years_where_one_does(viewer, countries):
    countries.by.figures(["export 2020-01 3", "export 2020-02 4", "export 2019 50"])
    countries.kz.figures(["import 2020-01 2"])

    windows = [one.window for one in shown(viewer).windows]

    assert windows == [Window.parse("2020-01"), Window.year(2019)]


def test_chart_draws_each_direction(viewer, countries):
    countries.with_2017().with_2018()

    parts = shown(viewer).parts

    assert [part.slug for part in parts] == ["mirror-export", "mirror-import"]
    drawn = [(row.heading, row.cells[0][1].amount) for row in parts[1].table.rows]
    assert [(name, round(float(v) / 1e6, 1)) for name, v in drawn] == [("2017", 97.1)]


def test_chart_draws_full_years_where_two_can_be_compared(viewer, countries):
    countries.by.figures([f"export {months} 3" for months in ("2019", "2020", "2021-06")])
    countries.kz.figures([f"import {months} 2" for months in ("2019", "2020", "2021-06")])

    (part,) = shown(viewer).parts

    assert [row.heading for row in part.table.rows] == ["2020", "2019"]


@pytest.mark.parametrize(
    "query",
    [
        {"place": "BY", "partner": "by"},
        {"place": "nowhere"},
        {"product": "no such goods"},
        {"window": "soon"},
        {"seen": "FR"},
    ],
)
def test_what_is_not_understood_is_said_or_left_out(viewer, countries, query):
    countries.with_2017()

    assert viewer.get(URL, query).status_code == 200


def test_mirror_without_amounts_says_so(viewer, countries):
    assert "Neither Belarus nor Kazakhstan gives an amount" in viewer.get(URL).content.decode()


def test_mirror_without_a_mission_asks_for_two_places(viewer):
    assert "Choose two places" in viewer.get(URL).content.decode()


@pytest.mark.parametrize("number", [1, 97])
def test_mirror_asks_as_many_questions_whatever_there_is(
    viewer, countries, number, django_assert_num_queries
):
    months = [Window(24000 + n, 24000 + n) for n in range(number)]
    countries.by.figures([f"export {str(m)[:7]} 3" for m in months], DatasetFactory())
    countries.kz.figures([f"import {str(m)[:7]} 2" for m in months], DatasetFactory())

    with django_assert_num_queries(11):
        response = viewer.get(URL)

    assert response.context["mirror"].windows[0].rows[1].row.gap == 1_000_000


def test_file_has_amounts_as_numbers_and_how_they_are_known(viewer, countries):
    countries.with_2017().with_2018()

    lines = viewer.get(f"{URL}export.csv", {"window": "2017"}).getvalue().decode().splitlines()

    assert len(lines) == 4
    assert "508600000,as stated,USD,83765835.22,0.1414," in lines[2]


def test_flows_are_named_in_their_order(viewer, countries):
    countries.with_2017()

    flows = [named.row.flow for named in shown(viewer).windows[0].rows]

    assert flows == [Flow.TURNOVER, Flow.EXPORT, Flow.IMPORT]
