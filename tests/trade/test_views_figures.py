"""The list of figures, narrowed, ordered and exported."""

import csv

import pytest
from django.urls import reverse

from common.models import Qualifier
from common.periods import Window
from regions.models import Source
from tests.factories import (
    BatchFactory,
    ChapterFactory,
    DatasetFactory,
    SourceFactory,
    TradeFigureFactory,
)
from tests.trade.countries import TwoCountries
from trade.models import Flow, Measure, State, Statement

pytestmark = pytest.mark.django_db

LIST = "/trade/figures/"


@pytest.fixture
def countries():
    return TwoCountries()


def listed(client, **query):
    return list(client.get(LIST, query).context["page_obj"])


def test_list_stands_newest_first_and_longest_first(viewer, countries):
    half, year, old = countries.by.figures(
        ["turnover 2018-07/2018-12 5", "turnover 2018 9", "turnover 2010 3"]
    )

    assert listed(viewer) == [year, half, old]
    assert listed(viewer, order="value") == [old, half, year]
    assert listed(viewer, order="-value") == [year, half, old]


@pytest.mark.parametrize(
    "query",
    [
        {"reporter": "BY"},
        {"partner": "kz"},
        {"product": "27"},
        {"product": "mineral fuels"},
        {"state": "5"},
        {"flow": "1"},
        {"measure": "2"},
        {"window": "H1 2018"},
        {"window": "2018-01/2018-06"},
        {"window": "январь–июнь 2018 г."},
        {"source_kind": "statistics"},
    ],
)
def test_list_is_narrowed(viewer, countries, query):
    office = SourceFactory(kind=Source.Kind.STATISTICAL_OFFICE)
    TradeFigureFactory(flow=Flow.IMPORT, window=Window.year(2010))
    fuels = ChapterFactory(code="27", name_en="Mineral fuels", edition="2022")
    wanted = countries.by.figures(
        ["export 2018-H1 5"],
        DatasetFactory(source=office),
        measure=Measure.SERVICES,
        product=fuels,
        state=State.ESTIMATED,
    )

    assert listed(viewer, **query) == wanted


def test_list_is_narrowed_to_a_data_set_and_to_a_batch(viewer, countries):
    dataset, batch = DatasetFactory(), BatchFactory()
    countries.by.figures(["turnover 2018 9"])
    wanted = countries.by.figures(["turnover 2017 8"], dataset, batch=batch)

    assert listed(viewer, dataset=dataset.public_id) == wanted
    assert listed(viewer, batch=batch.pk) == wanted


def test_code_of_a_product_means_every_edition(viewer, countries):
    old, new = (ChapterFactory(code="27", edition=edition) for edition in ("2017", "2022"))
    first = countries.by.figures(["export 2018 9"], product=old)
    second = countries.by.figures(["export 2018 8"], product=new)

    assert set(listed(viewer, product="27")) == {*first, *second}


def test_list_leaves_out_what_was_replaced_unless_asked(viewer, countries):
    first = countries.by.figures(["turnover 2018 9"], superseded_by=BatchFactory())
    second = countries.by.figures(["turnover 2018 8"])

    assert listed(viewer) == second
    assert sorted(f.pk for f in listed(viewer, superseded="on")) == [first[0].pk, second[0].pk]


@pytest.mark.parametrize(
    "query", [{"window": "soon"}, {"reporter": "nowhere"}, {"flow": "x"}, {"source_kind": "x"}]
)
def test_filter_that_is_not_understood_is_named_and_left_out(viewer, countries, query):
    countries.by.figures(["turnover 2018 9"])

    response = viewer.get(LIST, query)

    assert list(response.context["form"].errors) == list(query)
    assert len(response.context["page_obj"]) == 1


def test_chip_says_the_months_in_words(viewer, countries):
    chips = viewer.get(LIST, {"window": "2018-01/2018-07"}).context["chips"]

    assert [(chip["label"], chip["text"]) for chip in chips] == [("Months", "January–July 2018")]


def test_figure_leads_to_its_statement_and_keeps_its_doubts(viewer, countries):
    inferred = Statement.WindowBasis.YEAR_INFERRED
    said = countries.by.statement(
        "turnover 2013-01/2013-07 700",
        qualifier=Qualifier.ABOUT,
        disputed=True,
        window_basis=inferred,
    )

    page = viewer.get(LIST).content.decode()

    for words in (
        said.get_absolute_url(),
        "about $700 million",
        "disputed",
        "[2013, year inferred]",
    ):
        assert words in page


def test_figure_without_an_amount_says_its_state(viewer, countries):
    countries.by.figures(["turnover 2018 9"], value=None, state=State.NOT_DISCLOSED)

    assert "not disclosed" in viewer.get(LIST).content.decode()


@pytest.mark.parametrize(("query", "words"), [({}, "recorded yet"), ({"flow": 1}, "fits these")])
def test_empty_list_says_why(viewer, query, words):
    assert words in viewer.get(LIST, query).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_list_query_count(economist, countries, number, django_assert_num_queries):
    for year in range(number):
        countries.by.statement(f"turnover {2010 + year} 5")
    economist.get(LIST)

    with django_assert_num_queries(8):
        economist.get(LIST)


def test_export_holds_what_is_listed(viewer, countries):
    source = SourceFactory(publisher="law.by", published="2019-08-28")
    countries.by.statement("turnover 2018 896", source)
    countries.by.statement("turnover 2010 870")

    response = viewer.get(reverse("trade:figures_csv"), {"window": "2018"})

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == 1
    assert (rows[0]["Amount"], rows[0]["Rounded to"]) == ("896000000", "1000000")
    assert (rows[0]["First day"], rows[0]["Last day"]) == ("2018-01-01", "2018-12-31")
    assert (rows[0]["Published"], rows[0]["Source"]) == ("2019-08-28", "law.by")


def test_export_leaves_an_unknown_day_and_amount_empty(viewer, countries):
    countries.by.figures(
        ["turnover 2018 9"], vintage="1900-01-01", value=None, state=State.NOT_DISCLOSED
    )

    response = viewer.get(reverse("trade:figures_csv"))

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    row = next(csv.DictReader(text.splitlines()))
    assert (row["Published"], row["Amount"], row["State"]) == ("", "", "not disclosed")


def test_export_marks_the_months_whose_year_is_inferred(viewer, countries):
    countries.by.statement("turnover 2013-01/2013-07 22.4", window_basis="year_inferred")

    response = viewer.get(reverse("trade:figures_csv"))

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    row = next(csv.DictReader(text.splitlines()))
    assert (row["Months"], row["Year inferred"]) == ("January–July [2013, year inferred]", "yes")
