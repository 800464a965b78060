"""A list of figures too long to be counted: pages along the index, and the same rows as files."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from common import cursors, lists
from common.cursors import Cursor
from tests.factories import BatchFactory
from tests.trade.countries import TwoCountries
from trade.models import TradeFigure

pytestmark = pytest.mark.django_db

LIST = "/trade/figures/"
CURSOR = Cursor(("end", "id"))


@pytest.fixture
def figures(monkeypatch):
    """Seven years and a half of 2018, in the order of the list."""
    monkeypatch.setattr(lists, "MOST_COUNTED", 2)
    monkeypatch.setattr(lists, "PAGE_SIZES", (3, 25))
    rows = [f"turnover {year} 5" for year in range(2012, 2019)]
    made = TwoCountries().by.figures(["turnover 2018-07/2018-12 5", *rows])
    return sorted(made, key=lambda figure: (-figure.end, -figure.pk))


def page_of(client, **query):
    return client.get(LIST, {"size": 3, **query}).context["page_obj"]


def test_pages_follow_each_other_forth_and_back(viewer, figures):
    first = page_of(viewer)
    second = page_of(viewer, after=first.next)
    third = page_of(viewer, after=second.next)

    assert [*first, *second, *third] == figures
    assert (first.previous, third.next) == ("", "")
    assert list(page_of(viewer, before=third.previous)) == list(second)
    assert list(page_of(viewer, before=second.previous)) == list(first)


def test_last_page_is_full_and_leads_back(viewer, figures):
    last = page_of(viewer, before="end")

    assert list(last) == figures[-3:]
    assert (last.next, bool(last.previous)) == ("", True)
    assert list(page_of(viewer, before=last.previous)) == figures[2:5]


def test_pages_go_the_other_way_round(viewer, figures):
    first = page_of(viewer, order="window")

    assert list(first) == figures[:-4:-1]
    assert list(page_of(viewer, order="window", after=first.next)) == figures[-4:-7:-1]


def test_pages_keep_to_the_filters(viewer, figures):
    first = page_of(viewer, reporter="BY")

    assert list(page_of(viewer, reporter="BY", after=first.next)) == figures[3:6]
    assert "reporter=BY" in viewer.get(LIST, {"size": 3, "reporter": "BY"}).content.decode()


@pytest.mark.parametrize(
    "token", ["x", "é", "W10=", "MQ==", "WzEsMl0x", "a" * 9000, "W1tbW1tb" * 900]
)
@pytest.mark.parametrize("way", ["after", "before"])
def test_hostile_token_leads_to_the_first_page(viewer, figures, way, token):
    assert list(page_of(viewer, **{way: token})) == figures[:3]


@pytest.mark.parametrize("values", ["[1e400, 1]", "[-1, 5]", "[true, 1]", f"[1, {2**63}]", "[1]"])
def test_values_no_column_holds_are_not_read(values):
    assert CURSOR.read(cursors.base64.urlsafe_b64encode(values.encode()).decode()) is None


def test_token_beyond_all_rows_leads_to_the_first_page(viewer, figures):
    figure = TradeFigure(end=0, pk=1)

    assert list(page_of(viewer, after=CURSOR.token(figure))) == figures[:3]


def test_list_says_that_it_is_not_counted(viewer, figures):
    assert "more than 2 rows" in viewer.get(LIST).content.decode()


def test_rows_that_no_index_leads_to_come_after_the_page(viewer, figures):
    shown = viewer.get(LIST, {"flow": 3, "size": 3})
    rows = viewer.get(LIST, {"flow": 3, "size": 3, "now": 1})

    assert (shown.context["later"], "page_obj" in shown.context) == (True, False)
    assert 'href="/trade/figures/?flow=3&amp;size=3&amp;now=1"' in shown.content.decode()
    assert list(rows.context["page_obj"]) == figures[:3]


@pytest.mark.parametrize("query", [{}, {"reporter": "BY"}, {"reporter": "BY", "state": 1}])
def test_rows_that_an_index_leads_to_come_with_the_page(viewer, figures, query):
    assert list(page_of(viewer, **query)) == figures[:3]


def test_rows_of_a_short_list_come_with_the_page(viewer, figures, monkeypatch):
    monkeypatch.setattr(lists, "MOST_COUNTED", 8)

    assert len(page_of(viewer, flow=3).object_list) == 3


def test_long_list_has_the_order_of_its_index_alone(viewer, figures):
    links = viewer.get(LIST, {"order": "value"}).context["order_links"]

    assert (links["value"]["next"], links["window"]["next"]) == ("", "window")


def test_list_that_can_be_counted_has_every_order_and_numbers(viewer, figures, monkeypatch):
    monkeypatch.setattr(lists, "MOST_COUNTED", 8)
    shown = viewer.get(LIST, {"order": "value", "size": 3, "page": 3})

    assert shown.context["order"] == "value"
    assert (shown.context["page_obj"].number, len(shown.context["page_obj"])) == (3, 2)


@pytest.mark.parametrize("size", ["", "0", "-1", "26", "100000", "x", "٢٥"])
def test_other_sizes_are_fifty(viewer, size):
    assert viewer.get(LIST, {"size": size}).context["page_size"] == 50


def test_export_goes_along_the_index_chunk_by_chunk(
    viewer, figures, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(cursors, "CHUNK", 3)
    response = viewer.get(f"{LIST}export.csv")

    # The count, five of names, and four chunks, the last one empty.
    with django_assert_num_queries(10):
        text = b"".join(response.streaming_content).decode("utf-8-sig")

    rows = list(csv.DictReader(text.splitlines()))
    assert [row["Last day"][:4] for row in rows] == [
        str(figure.window.end_year) for figure in figures
    ]


def test_workbook_keeps_numbers_and_days(viewer, figures):
    response = viewer.get(f"{LIST}export.xlsx", {"window": "2018"})

    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(response.streaming_content)))
    table, about = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    row = dict(zip(table[0], table[1], strict=True))
    assert (row["Amount"], row["Reported by"]) == (5_000_000, "Belarus")
    assert row["First day"] == date(2018, 1, 1)
    assert [line[0] for line in about] == ["", "Months", "Printed on"]
    assert about[0][1] == "Figures of trade"


def test_page_of_a_figure_shows_what_was_stated_before(viewer, countries_pair):
    pair, batch = countries_pair, BatchFactory()
    dataset = pair.figures(["export 2018 100"], superseded_by=batch)[0].dataset
    later = pair.figures(["export 2018 105"], dataset, "2020-01-01", batch=batch)[0]

    response = viewer.get(later.get_absolute_url())

    shown = [(v.figure.vintage.year, v.change) for v in response.context["vintages"]]
    assert shown == [(2020, Decimal("0.05")), (2019, None)]
    assert "+5.0%" in response.content.decode()


@pytest.fixture
def countries_pair():
    return TwoCountries().by
