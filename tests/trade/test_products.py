"""Trade by product: shares, ranks, concentration and what is not disclosed, worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from common.periods import Window
from regions.models import Place
from tests.factories import (
    ChapterFactory,
    CountryFactory,
    DatasetFactory,
    PlaceFactory,
    ProductFactory,
    SourceFactory,
    TradeFigureFactory,
)
from tests.trade.countries import TwoCountries
from trade.models import Flow, GroupCode, Product, State, StatementGood
from trade.summaries import rebuild_all

pytestmark = pytest.mark.django_db

URL = "/trade/products/"
YEAR, YEAR_BEFORE = Window.year(2018), Window.year(2017)


class Goods(TwoCountries):
    """The two countries with chapters 02, 04, 44 and 85 of one office's data set."""

    def __init__(self):
        super().__init__()
        self.office = DatasetFactory()
        self.sections = {
            "I": ProductFactory(code="I", nomenclature="hs", edition="2022", level=1, name_en="A")
        }
        self.chapters = {
            code: ChapterFactory(code=code, name_en=name, parent=self.sections.get(section))
            for code, name, section in (
                ("02", "Meat", "I"),
                ("04", "Dairy", "I"),
                ("44", "Wood", ""),
                ("85", "Electrical", ""),
            )
        }

    def put(self, code, value, window=YEAR, **fields):
        """Record an export of Belarus; a State instead of a value is one without an amount."""
        known = {"reporter": self.belarus, "partner": self.kazakhstan, "dataset": self.office}
        product = self.chapters[code] if code else ProductFactory()
        if isinstance(value, State):
            fields, value = {"state": value, **fields}, None
        return TradeFigureFactory(
            **{**known, **fields}, product=product, window=window, value=value
        )

    def year(self):
        """60, 30 and 10 of 120; wood is withheld."""
        for code, value in (("02", 60), ("04", 30), ("85", 10), ("", 120)):
            self.put(code, value)
        self.put("44", State.NOT_DISCLOSED)
        return self


@pytest.fixture
def goods():
    return Goods()


def shown(client, **query):
    return client.get(URL, query).context["goods"]


def codes(found):
    return [row.product.code for row in found.rows]


def test_shares_are_of_what_is_disclosed(viewer, goods):
    goods.year()

    found = shown(viewer)

    assert [(r.product.code, r.share, r.rank) for r in found.counted] == [
        ("02", Decimal("0.6"), 1),
        ("04", Decimal("0.3"), 2),
        ("85", Decimal("0.1"), 3),
    ]
    assert (found.disclosed, found.total.value) == (100, 120)


def test_total_less_its_parts_is_a_row(viewer, goods):
    goods.year()

    found = shown(viewer)

    assert (found.residual.value, found.residual.not_disclosed) == (20, 1)
    page = viewer.get(URL).text
    assert "The stated total less the products that are disclosed." in page
    assert "1 product is withheld." in page


def test_concentration_is_of_the_disclosed_shares(viewer, goods):
    goods.year()

    found = shown(viewer)

    assert (found.first_share, found.concentration) == (1, 60**2 + 30**2 + 10**2)
    assert "4,600 of 10,000" in viewer.get(URL).text


def test_one_product_alone_is_all_there_is(viewer, goods):
    goods.put("02", 60)

    found = shown(viewer)

    assert (found.first_share, found.concentration) == (1, 10_000)


def test_zero_not_disclosed_not_available_and_silence_differ(viewer, goods):
    goods.put("02", 0, state=State.ZERO)
    goods.put("04", State.NOT_DISCLOSED)
    goods.put("44", State.NOT_AVAILABLE)

    found = shown(viewer)

    states = {row.product.code: row.answer.state for row in found.rows}
    assert states == {"02": State.ZERO, "04": State.NOT_DISCLOSED, "44": State.NOT_AVAILABLE}
    assert [row.product.code for row in found.silent] == ["85"]
    assert (found.counted, found.part) == ([], None)


def test_nothing_is_subtracted_between_vintages(viewer, goods):
    goods.put("", 100, vintage=date(2020, 1, 1))
    goods.put("02", 60, vintage=date(2020, 2, 1))

    response = viewer.get(URL)

    assert response.context["goods"].residual is None
    assert "The total is of another source or day than its parts" in response.text


def test_no_total_is_subtracted_from_where_it_is_only_summed(viewer, goods):
    goods.put("02", 60)
    goods.put("44", State.NOT_DISCLOSED)
    rebuild_all()

    found = shown(viewer)

    assert (found.total.value, found.residual) == (60, None)
    assert "No total is stated: it is the sum of what is disclosed." in viewer.get(URL).text


def test_rest_within_rounding_is_told_as_such(viewer, goods):
    for code, value in (("02", 1_300_000), ("04", 1_200_000), ("", 2_600_000)):
        goods.put(code, value, rounding_unit=100_000)

    found = shown(viewer)

    assert (found.residual.value, bool(found.residual), found.residual.low) == (100_000, False, 0)
    assert "within rounding" in viewer.get(URL).text


def test_parts_beyond_the_total_are_named_not_repaired(viewer, goods):
    for code, value in (("02", 60), ("04", 50), ("", 100)):
        goods.put(code, value)

    found = shown(viewer)

    assert (found.residual.fails, found.residual.excess) == (True, 10)
    assert "The products come to $10 more than the total" in viewer.get(URL).text


def test_growth_is_on_the_same_months_a_year_before(viewer, goods):
    goods.put("02", 60)
    goods.put("02", 50, YEAR_BEFORE)
    goods.put("04", 30)

    growths = {row.product.code: row.growth.rate for row in shown(viewer, window="2018").rows}

    assert growths == {"02": Decimal("0.2"), "04": None}


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("amount", ["02", "04", "85"]),
        ("growth", ["85", "04", "02"]),
        ("code", ["02", "04", "85"]),
        ("nonsense", ["02", "04", "85"]),
    ],
)
def test_order_is_in_the_address(viewer, goods, order, expected):
    for code, now, before in (("02", 60, 60), ("04", 30, 20), ("85", 10, 5)):
        goods.put(code, now)
        goods.put(code, before, YEAR_BEFORE)

    assert codes(shown(viewer, order=order)) == expected


def test_sections_group_their_chapters(viewer, goods):
    goods.year()

    sections = shown(viewer, order="code").sections

    assert [(s.product and s.product.code, s.value, s.share) for s in sections] == [
        ("I", 90, Decimal("0.9")),
        (None, 10, Decimal("0.1")),
    ]


def test_amount_of_another_source_has_no_share(viewer, goods):
    goods.put("02", 60)
    goods.put("04", 40)
    goods.put("85", 1000, dataset=DatasetFactory())

    found = shown(viewer)

    assert (found.disclosed, [row.product.code for row in found.others]) == (100, ["85"])


def test_months_are_put_together_and_a_secret_month_hides_the_sum(viewer, goods):
    for month, meat, wood in (("2018-01", 1, 5), ("2018-02", 2, State.NOT_DISCLOSED)):
        goods.put("02", meat, Window.parse(month))
        goods.put("44", wood, Window.parse(month))

    found = shown(viewer)

    told = {row.product.code: (row.answer.value, row.answer.state) for row in found.rows}
    assert found.window == Window.parse("2018-01/2018-02")
    assert told == {"02": (3, State.REPORTED), "44": (None, State.NOT_DISCLOSED)}


def test_turnover_with_a_secret_side_is_not_disclosed(viewer, goods):
    goods.put("02", 60)
    goods.put("02", State.NOT_DISCLOSED, flow=Flow.IMPORT)

    (row,) = shown(viewer, flow="turnover").rows

    assert (row.answer.value, row.answer.state) == (None, State.NOT_DISCLOSED)


def test_goods_with_the_world_are_sums_over_partners(viewer, goods):
    PlaceFactory(code="world", kind=Place.Kind.WORLD)
    goods.put("02", 60)
    goods.put("02", 15, partner=CountryFactory(code="RU"))
    rebuild_all()

    (row,) = shown(viewer, partner="world").rows

    assert row.answer.value == 75


def test_region_is_a_reporter_and_turns_to_the_country_across(viewer, goods):
    region = goods.region("Brest", code="BY-BR")
    goods.put("02", 7, reporter=region.reporter)

    found = shown(viewer, reporter="BY-BR")

    assert (found.pair.partner, [row.answer.value for row in found.rows]) == (goods.kazakhstan, [7])


def test_each_product_leads_to_its_page(viewer, goods):
    goods.put("02", 60)

    (row,) = shown(viewer).rows

    months = "window=2018-01%2F2018-12"
    assert row.address == f"/trade/products/02/?reporter=BY&partner=KZ&{months}"
    assert viewer.get(row.address).status_code == 200


def test_page_without_official_data_says_why_and_lists_what_is_named(viewer, goods):
    group = Product.objects.create(nomenclature="group", code="dairy", name_en="Milk things")
    GroupCode.objects.create(group=group, code="0402")
    said = goods.by.statement("export 2018 22.3", SourceFactory())
    StatementGood.objects.create(statement=said, flow=Flow.EXPORT, product=group, printed="milk")

    response = viewer.get(URL, {"window": "2018"})

    (named,) = response.context["named"]
    assert [(code.code, chapter.code) for code, chapter in named.codes] == [("0402", "04")]
    assert "No official data by chapter of goods are loaded that Belarus reports" in response.text
    assert "code assumed" in response.text
    assert "/trade/imports/add/" not in response.text


def test_those_who_may_import_are_led_there(economist, goods):
    assert "/trade/imports/add/" in economist.get(URL).text


@pytest.mark.parametrize(
    "query",
    [
        {"reporter": "XX"},
        {"partner": "BY"},
        {"window": "yesterday"},
        {"window": "9999-13/0000-00"},
        {"window": "2001"},
        {"flow": "balance"},
        {"flow": "1' OR 1=1"},
        {"order": "-amount"},
        {"reporter": "й" * 300, "partner": "<script>", "flow": "\ud7ff", "order": "x" * 5000},
    ],
)
def test_hostile_queries_show_what_is_known(viewer, goods, query):
    goods.year()

    response = viewer.get(URL, query)

    assert (response.status_code, response.context["goods"].disclosed) == (200, 100)
    assert "<script>" not in response.text.partition("</head>")[2].replace("<script src", "")


def test_page_before_there_is_a_mission(viewer, db):
    assert "An administrator sets up the mission." in viewer.get(URL).text


@pytest.mark.parametrize("number", [1, 97])
def test_query_count_does_not_grow_with_products(
    economist, goods, number, django_assert_max_num_queries
):
    for place in range(number):
        chapter = ChapterFactory(code=f"{place + 1:02}")
        goods.chapters[chapter.code] = chapter
        goods.put(chapter.code, 10)
    economist.get(URL)

    with django_assert_max_num_queries(11):
        assert len(economist.get(URL).context["goods"].rows) == number


def test_table_of_the_chart_has_the_rest_as_a_row(viewer, goods):
    goods.year()

    lines = viewer.get(f"{URL}chart/goods.csv").getvalue().decode("utf-8-sig").splitlines()

    assert [line.split(",")[:3] for line in lines if line][1:] == [
        ["02 Meat", "60", ""],
        ["04 Dairy", "30", ""],
        ["85 Electrical", "10", ""],
        ["44 Wood", "", "not disclosed"],
        ["Not disclosed", "20", "total less its parts"],
    ]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "svg", "png"])
def test_chart_has_its_files(viewer, goods, kind):
    goods.year()

    answer = viewer.get(f"{URL}chart/goods.{kind}")

    assert (answer.status_code, len(b"".join(answer)) > 100) == (200, True)


def test_print_has_the_same_rows(viewer, goods):
    goods.year()

    found = viewer.get(f"{URL}print/").context["goods"]

    assert codes(found) == ["02", "04", "85", "44"]


def test_overview_names_the_first_goods_with_shares(viewer, goods):
    goods.year()

    response = viewer.get("/trade/")

    (export,) = response.context["goods"]
    assert [(row.product.code, row.share) for row in export.first] == [
        ("02", Decimal("0.6")),
        ("04", Decimal("0.3")),
        ("85", Decimal("0.1")),
    ]
    assert export.all_of_them in response.text.replace("&amp;", "&")
