"""The charts of the trade page and their files."""

import csv

import pytest
from django.urls import reverse

from common.periods import Window
from tests.factories import DatasetFactory, TradeFigureFactory
from tests.trade.builders import Pair
from tests.trade.countries import TwoCountries
from trade.answers import figures_for
from trade.chart_values import newest_of, value_of
from trade.models import Flow
from trade.since_january import windows_since_january

pytestmark = pytest.mark.django_db


@pytest.fixture
def countries():
    return TwoCountries().with_2017().with_2018()


def parts(client, **query):
    overview = client.get(reverse("trade:overview"), query).context["overview"]
    return {part.slug: part for part in overview.parts}


def chart(client, slug, file_type, **query):
    return client.get(reverse("trade:overview_chart", args=[slug, file_type]), query)


def status_of(response):
    if response.streaming:  # read to its end, so that its file is closed
        assert b"".join(response.streaming_content)
    return response.status_code


def lines(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(text.splitlines()))


def columns(response):
    """Return the columns of a file by their headings."""
    headings, *rows = lines(response)
    return dict(zip(headings, map(list, zip(*rows, strict=True)), strict=True))


@pytest.mark.parametrize(
    ("value", "rounding_unit", "words"),
    [
        (412_012_920, 1, "412.013"),
        (412_000_000, 1, "412.000"),
        (99_999, 1, "0.099999"),
        (117_500, 100, "0.1175"),
    ],
)
def test_official_amounts_are_drawn_to_the_thousand(value, rounding_unit, words):
    pair = Pair()
    TradeFigureFactory(
        reporter=pair.reporter,
        partner=pair.partner,
        flow=Flow.EXPORT,
        window=Window.year(2023),
        value=value,
        rounding_unit=rounding_unit,
    )
    (answer,) = figures_for([pair.key("export")], Window.year(2023)).values()

    assert (value_of(answer).words, value_of(answer).amount) == (words, value)


def test_official_amounts_are_as_new_as_their_data(countries):
    pair = Pair()
    pair.figures(["export 2023 5"], DatasetFactory(family="yearly"), vintage="2024-05-17")
    answers = figures_for([pair.key("export")], Window.year(2023)).values()

    assert newest_of(answers) == "The newest is of 17 May 2024."


def add_courses(countries):
    months = [("2018-01", 10), ("2018-01/2018-02", 21), ("2019-01", 12), ("2019-01/2019-02", 25)]
    countries.by.figures([f"turnover {window} {amount}" for window, amount in months])


def test_file_has_the_numbers_of_the_page(viewer, countries):
    shown = parts(viewer)["both-sides"]

    rows = lines(chart(viewer, "both-sides", "csv"))

    assert rows[0] == shown.headings
    assert [row[0] for row in rows[1:]] == [row[0] for row in shown.rows]
    assert "604100000" in rows[1]


def test_both_sides_are_drawn_with_their_difference(viewer, countries):
    shown = parts(viewer)["both-sides"]

    turnover = shown.table.rows[0]
    assert turnover.heading == "Turnover"
    assert shown.picture.count("of the amount of Belarus") >= 1
    assert [value.href for _header, value in turnover.cells][:2] == [
        "/trade/?seen=BY-KZ&window=2017-01%2F2017-12",
        "/trade/?seen=KZ-BY&window=2017-01%2F2017-12",
    ]


def test_years_since_january_stand_side_by_side(viewer, countries):
    add_courses(countries)

    rows = lines(chart(viewer, "since-january", "csv"))

    assert rows[0][:2] == ["Months", "2019, US dollars"]
    column = rows[0].index("2018, US dollars")
    assert [row[column] for row in (rows[1], rows[2], rows[3], rows[12])] == [
        "10000000",
        "21000000",
        "",
        "896000000",
    ]


def test_months_of_every_year_are_put_together_since_january(viewer, countries):
    for year, months in ((2022, 12), (2023, 3)):
        countries.by.figures(
            [
                f"{flow} {year}-{month:02} {amount}"
                for month in range(1, months + 1)
                for flow, amount in (("export", 2), ("import", 1))
            ],
            DatasetFactory(family=f"months of {year}"),
        )

    shown = columns(chart(viewer, "since-january", "csv"))

    assert shown["2022, US dollars"] == [str(3_000_000 * month) for month in range(1, 13)]
    assert shown["2023, US dollars"][:4] == ["3000000", "6000000", "9000000", ""]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ([], 0),
        (["2018-01/2018-07", "2019-01/2019-07"], 0),
        (["2018-01", "2018", "2019"], 0),
        (["2018-01", "2018", "2019-01", "2019-H1", "2019-Q2"], 4),
        (["2018-01", "2018-02", "2018-04", "2019-Q1", "2019-04"], 4),
    ],
)
def test_courses_need_two_years_of_several_months(known, expected):
    assert len(windows_since_january([Window.parse(text) for text in known])) == expected


def test_only_the_newest_years_are_shown():
    windows = [Window.months(year, 1, month) for year in range(2000, 2020) for month in (1, 2)]

    assert {w.start_year for w in windows_since_january(windows)} == set(range(2014, 2020))


@pytest.mark.thorough
@pytest.mark.parametrize("file_type", ["csv", "xlsx", "svg", "png"])
def test_each_chart_has_all_its_files(viewer, countries, file_type, settings):
    settings.RATES = {"export": 100}
    add_courses(countries)
    slugs = list(parts(viewer))

    answers = {slug: status_of(chart(viewer, slug, file_type)) for slug in slugs}

    assert answers == dict.fromkeys(["same-months", "since-january", "both-sides"], 200)


@pytest.mark.parametrize(("slug", "file_type"), [("nothing", "svg"), ("both-sides", "pdf")])
def test_unknown_chart_is_not_found(viewer, countries, slug, file_type):
    assert chart(viewer, slug, file_type).status_code == 404


def test_chart_before_there_is_a_mission_is_not_found(viewer):
    assert chart(viewer, "both-sides", "svg").status_code == 404


def test_map_has_its_files(viewer, countries):
    response = viewer.get(reverse("portal:regions_chart", args=["map-by", "svg"]))

    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml; charset=utf-8")
