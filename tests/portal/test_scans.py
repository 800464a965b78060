"""Pages at scale: they lead to figures by an index, and ask as often whatever the number."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import ChapterFactory, DatasetFactory, PlaceFactory, TradeFigureFactory
from tests.trade.countries import TwoCountries
from tests.trade.test_windows import monthly
from trade.summaries import rebuild_all

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

MOST_QUERIES = 15
PAGES = {
    "home": "/",
    "overview": "/trade/",
    "region": "/regions/BY-BR/",
    "pair": "/regions/BY/KZ/",
    "map": "/regions/?show=trade",
    "search": "/search/?q=brest",
}


@pytest.fixture(params=PAGES.values(), ids=PAGES)
def address(request):
    return request.param


class Figures:
    """Monthly figures of a country and one region, as totals and of one chapter."""

    def __init__(self):
        self.countries = TwoCountries()
        tile = {"tile_row": 1, "tile_column": 1}
        self.region = self.countries.region("Brest", code="BY-BR", **tile)
        self.dataset = DatasetFactory()

    def put(self):
        for pair in (self.countries.by, self.region):
            monthly(pair, dataset=self.dataset, product=ChapterFactory())
        rebuild_all()


def asked(viewer, address):
    """Return the queries of a page, after one that warms what is kept between pages."""
    viewer.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert viewer.get(address).status_code == 200
    return [query["sql"] for query in queries.captured_queries]


def plan(sql):
    """Return the lines of the plan, as it is where a table is too long to be read through."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            return [row[3] for row in cursor.fetchall()]
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (COSTS OFF) {sql}")
        return [row[0] for row in cursor.fetchall()]


def reads_through(line):
    return "SCAN trade_tradefigure" in line or "Seq Scan on trade_tradefigure" in line


def test_plan_of_a_question_without_an_index_is_known_by_its_words():
    TradeFigureFactory()

    lines = plan("SELECT count(*) FROM trade_tradefigure WHERE value = 5")

    assert len([line for line in lines if reads_through(line)]) == 1


def test_page_leads_to_figures_by_an_index(viewer, address):
    Figures().put()

    figures = [sql for sql in asked(viewer, address) if '"trade_tradefigure"' in sql]

    assert [line for sql in figures for line in plan(sql) if reads_through(line)] == []


def test_queries_of_a_page_are_few_and_as_many_with_more_regions(viewer, address):
    figures = Figures()
    figures.put()
    before = len(asked(viewer, address))

    for number in range(3):
        place = {"tile_row": 2, "tile_column": number, "code": f"BY-{number}"}
        monthly(figures.countries.region(f"Region {number}", **place), dataset=figures.dataset)
    PlaceFactory()
    rebuild_all()

    assert len(asked(viewer, address)) == before <= MOST_QUERIES
