"""The page of one product: each way, both counts, over time, by region and by partner."""

from datetime import date
from decimal import Decimal

import pytest

from common.periods import Window
from regions.models import Place
from tests.factories import (
    ChapterFactory,
    CountryFactory,
    PlaceFactory,
    ProductFactory,
    SourceFactory,
)
from tests.trade.test_products import YEAR_BEFORE, Goods
from trade.models import Flow, GroupCode, Product, State, StatementGood
from trade.summaries import rebuild_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def goods():
    return Goods()


def heading(goods, code, edition="2022", **fields):
    """Add a heading to the chapters that figures may be put to."""
    product = ProductFactory(
        **{"nomenclature": "hs", "level": 4, "code": code, "edition": edition, **fields},
        name_en=f"Heading {code}",
        parent=goods.chapters[code[:2]],
    )
    goods.chapters[f"{code}-{edition}"] = product
    return product


def shown(client, code="02", **query):
    return client.get(f"/trade/products/{code}/", query).context["shown"]


def test_both_ways_with_growth(viewer, goods):
    goods.put("02", 60)
    goods.put("02", 50, YEAR_BEFORE)
    goods.put("02", 5, flow=Flow.IMPORT)

    rows = {row.flow: row for row in shown(viewer).picture.rows}

    amounts = {flow: row.answer.value for flow, row in rows.items()}
    assert amounts == {Flow.TURNOVER: 65, Flow.EXPORT: 60, Flow.IMPORT: 5, Flow.BALANCE: 55}
    assert rows[Flow.EXPORT].growth.rate == Decimal("0.2")


def test_both_counts_stand_side_by_side(viewer, goods):
    goods.put("02", 60)
    turned = {"reporter": goods.kazakhstan, "partner": goods.belarus}
    goods.put("02", 45, flow=Flow.IMPORT, **turned)

    page = shown(viewer)

    row = next(row for row in page.both.rows if row.flow == Flow.EXPORT)
    assert (row.ours.value, row.theirs.value) == (60, 45)
    assert (row.gap, row.share) == (15, Decimal("0.25"))
    assert page.is_counted_by_both


def test_product_that_only_the_other_side_counts_is_shown(viewer, goods):
    turned = {"reporter": goods.kazakhstan, "partner": goods.belarus}
    goods.put("02", 45, flow=Flow.IMPORT, **turned)

    page = shown(viewer)

    assert (page.window, page.is_counted_by_both) == (Window.year(2018), False)


def test_product_that_is_kept_secret_is_not_an_empty_page(viewer, goods):
    goods.put("44", State.NOT_DISCLOSED)

    rows = shown(viewer, "44").picture.rows

    assert {row.flow: row.answer.state for row in rows if row.answer.state} == {
        Flow.TURNOVER: State.NOT_DISCLOSED,
        Flow.EXPORT: State.NOT_DISCLOSED,
        Flow.BALANCE: State.NOT_DISCLOSED,
    }


def test_regions_of_both_countries_with_shares(viewer, goods):
    goods.put("02", 100)
    for name, value in (("Brest", 60), ("Minsk", 20)):
        goods.put("02", value, reporter=goods.region(name).reporter)

    (shares,) = shown(viewer).regions

    assert [(str(row.place.name), row.share, row.rank) for row in shares.rows] == [
        ("Brest", Decimal("0.75"), 1),
        ("Minsk", Decimal("0.25"), 2),
    ]
    assert (shares.flow, shares.disclosed, shares.residual.value) == (Flow.EXPORT, 80, 20)


def test_regions_of_another_vintage_leave_no_rest(viewer, goods):
    goods.put("02", 100, vintage=date(2020, 1, 1))
    goods.put("02", 60, reporter=goods.region("Brest").reporter, vintage=date(2020, 2, 1))

    response = viewer.get("/trade/products/02/")

    assert response.context["shown"].regions[0].residual is None
    assert "The total is of another source or day than its parts" in response.text


def test_partners_beyond_with_shares_of_all_of_them(viewer, goods):
    PlaceFactory(code="world", kind=Place.Kind.WORLD)
    goods.put("02", 60)
    goods.put("02", 180, partner=CountryFactory(code="RU", name_en="Russia"))
    rebuild_all()

    (shares,) = shown(viewer).partners

    assert [(row.place.code, row.share) for row in shares.rows] == [
        ("RU", Decimal("0.75")),
        ("KZ", Decimal("0.25")),
    ]
    assert shares.total.value == 240


def test_headings_below_with_what_they_leave(viewer, goods):
    goods.put("85", 100)
    for code, value in (("8544", 60), ("8504", 30)):
        heading(goods, code)
        goods.put(f"{code}-2022", value)

    (parts,) = shown(viewer, "85").parts

    assert [(row.product.code, row.answer.value) for row in parts.rows] == [
        ("8544", 60),
        ("8504", 30),
    ]
    assert (parts.residual.value, parts.concentration) == (10, (200 * 200 + 100 * 100) / Decimal(9))


def test_headings_of_two_editions_are_not_added_up(viewer, goods):
    goods.put("85", 100)
    for code, edition in (("8544", "2022"), ("8504", "2022"), ("8544", "2017")):
        heading(goods, code, edition)
        goods.put(f"{code}-{edition}", 40)

    (parts,) = shown(viewer, "85").parts

    assert {row.product.edition for row in parts.rows} == {"2022"}
    assert parts.disclosed == 80


def test_edition_in_the_address_names_the_product(viewer, goods):
    new, old = heading(goods, "8544"), heading(goods, "8544", "2017")

    found = [
        viewer.get(f"/trade/products/{code}/").context["found"].product
        for code in ("8544", "8544-2022", "8544-2017")
    ]

    assert found == [new, new, old]


def test_heading_known_in_an_old_edition_only(viewer, goods):
    old = heading(goods, "8544", "2017")

    assert viewer.get("/trade/products/8544/").context["found"].product == old


def test_full_years_and_months_since_january_are_drawn(viewer, goods):
    for year, months in ((2016, 12), (2017, 12), (2018, 3)):
        for month in range(1, months + 1):
            goods.put("02", month, Window.parse(f"{year}-{month:02}"))

    courses = {part.slug: part for part in shown(viewer).courses}

    assert list(courses) == ["full-years", "since-january-export"]
    years = [(row.heading, row.cells[0][1].amount) for row in courses["full-years"].table.rows]
    assert years == [("2016", 78), ("2017", 78)]
    march = courses["since-january-export"].table.rows[2]
    assert [value.amount for _header, value in march.cells] == [6, 6, 6]


@pytest.mark.parametrize(("code", "named"), [("02", 1), ("0201", 1), ("04", 1), ("44", 0)])
def test_statements_that_name_it_by_assumed_codes(viewer, goods, code, named):
    heading(goods, "0201")
    group = Product.objects.create(nomenclature="group", code="meat", name_en="Meat and dairy")
    for assumed in ("02", "0402"):
        GroupCode.objects.create(group=group, code=assumed)
    said = goods.by.statement("export 2018 22.3", SourceFactory())
    StatementGood.objects.create(statement=said, flow=Flow.EXPORT, product=group)

    response = viewer.get(f"/trade/products/{code}/")

    assert len(response.context["shown"].named) == named
    assert ("code assumed" in response.text) == bool(named)


@pytest.mark.parametrize(
    "code", ["99", "XV", "TOTAL", "meat-dairy", "02-2017", "02-", "-", "2", "02-2022-2022", "٠٢"]
)
def test_address_of_no_product_is_not_found(viewer, goods, code):
    assert viewer.get(f"/trade/products/{code}/").status_code == 404


@pytest.mark.parametrize(
    "query", [{"reporter": "й" * 300}, {"partner": "<b>"}, {"window": "0000"}, {"window": "2001"}]
)
def test_hostile_queries_show_what_is_known(viewer, goods, query):
    goods.put("02", 60)

    assert shown(viewer, **query).window == Window.year(2018)


def test_page_without_figures_says_why(viewer, goods):
    text = viewer.get("/trade/products/02/").text

    assert "No official data of “02 Meat” are loaded that Belarus or Kazakhstan reports" in text


def test_page_before_there_is_a_mission(viewer, db):
    ChapterFactory(code="02")

    assert "An administrator sets up the mission." in viewer.get("/trade/products/02/").text


@pytest.mark.parametrize("number", [1, 40])
def test_query_count_does_not_grow(economist, goods, number, django_assert_max_num_queries):
    goods.put("02", 60)
    for place in range(number):
        heading(goods, f"02{place:02}")
        goods.put(f"02{place:02}-2022", 10)
        goods.put("02", 5, reporter=goods.region(f"Region {place}").reporter)
    economist.get("/trade/products/02/")

    with django_assert_max_num_queries(15):
        economist.get("/trade/products/02/")


def test_every_chart_of_the_page_has_its_files(viewer, goods):
    goods.year()
    goods.put("02", 50, YEAR_BEFORE)
    goods.put("02", 5, reporter=goods.region("Brest").reporter)

    parts = {part.slug: part.files for part in shown(viewer).chart_parts}

    assert list(parts) == ["full-years", "regions-by-export", "partners-export"]
    addresses = [dict(files)["svg"] for files in parts.values()]
    assert [viewer.get(address).status_code for address in addresses] == [200, 200, 200]
