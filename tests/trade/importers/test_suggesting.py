"""A mapping drafted from the headings and cells of tables as offices lay them out."""

import pytest
import xlsxwriter

from tests.factories import CountryFactory
from tests.trade.importers.conftest import standing
from trade.importers import running
from trade.importers.files import Sheet
from trade.importers.mapping import Mapping
from trade.importers.suggesting import suggest_mapping

pytestmark = pytest.mark.django_db


def columns_of(mapping):
    return mapping.columns, {a.column: a.given for a in mapping.amounts}


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("Region;Partner country;Trade flow;HS code;Period;Value, thousand USD", "January 2023"),
        ("Регион;Страна-партнёр;Поток;Код ТН ВЭД;Период;Стоимость, тыс. долл. США", "январь 2023"),
        ("Өңір;Серіктес ел;Бағыт;Тауар коды;Кезең;Құны, мың АҚШ доллары", "2023 ж. қаңтар"),
        ("Вобласць;Краіна-партнёр;Плынь;Код тавару;Перыяд;Кошт, тыс. дол. ЗША", "студзень 2023"),
    ],
)
def test_long_table_is_understood_in_four_languages(places, sheet, headings, row):
    mapping = suggest_mapping(sheet(f"{headings}\nMinsk Oblast;Kazakhstan;export;0201;{row};1,5\n"))

    names = headings.split(";")
    roles = ("reporter", "partner", "flow", "product", "period")
    assert columns_of(mapping) == (dict(zip(roles, names, strict=False)), {names[5]: {}})
    assert (mapping.multiplier, mapping.decimal_sign, mapping.rounding_unit) == (1000, ",", 100)
    mapping.check()


def test_year_month_and_name_of_goods_have_their_columns(places, sheet):
    mapping = suggest_mapping(
        sheet("Year,Month,Reporter,Partner,Flow,HS code,Name,Value\n2023,1,BY,KZ,export,01,A,5\n")
    )

    assert mapping.columns == {
        "year": "Year",
        "month": "Month",
        "reporter": "Reporter",
        "partner": "Partner",
        "flow": "Flow",
        "product": "HS code",
        "name": "Name",
    }


def test_each_column_is_a_stretch_of_months(places, sheet):
    mapping = suggest_mapping(
        sheet(
            "Экспорт Минской области за 2023 год, млн долл. США\n\n"
            "Страна;Январь;Январь-февраль;Январь-март\nКазахстан;1,5;2,5;3,5\n",
            encoding="cp1251",
        )
    )

    assert columns_of(mapping) == (
        {"partner": "Страна"},
        {
            "Январь": {"period": "2023-01/2023-01"},
            "Январь-февраль": {"period": "2023-01/2023-02"},
            "Январь-март": {"period": "2023-01/2023-03"},
        },
    )
    assert (mapping.constants, mapping.multiplier) == ({"flow": "export"}, 1_000_000)


def test_rising_totals_are_cumulative(places, sheet):
    mapping = suggest_mapping(
        sheet("Экспорт нарастающим итогом, 2023\n\nСтрана;март;апрель\nКазахстан;1,5;2,5\n")
    )

    assert mapping.cumulative


def test_each_column_is_a_partner(places, sheet):
    mapping = suggest_mapping(sheet("Год;Регион;Kazakhstan;Russia;Всего\n2022;BY-MI;1,1;2,2;3,3\n"))

    assert columns_of(mapping) == (
        {"year": "Год", "reporter": "Регион"},
        {name: {"partner": name} for name in ("Kazakhstan", "Russia", "Всего")},
    )


def test_two_rows_of_headings_hold_year_over_month(places, workbook):
    path = workbook(
        [
            ["Partner", "2022", "", "2023", ""],
            ["", "January", "February", "January", "February"],
            ["Kazakhstan", 1, 2, 3, 4],
        ],
        merged=[(0, 1, 2), (0, 3, 4)],
    )

    mapping = suggest_mapping(Sheet(path, path.name))

    given = [a.given["period"] for a in mapping.amounts]
    assert given == [f"{y}-{m}/{y}-{m}" for y in (2022, 2023) for m in ("01", "02")]
    assert (mapping.columns, mapping.header_rows) == ({"partner": "Partner"}, 2)


def test_two_rows_of_headings_hold_partner_over_flow(places, workbook):
    path = workbook(
        [
            ["Period", "Kazakhstan", "", "Russia", ""],
            ["", "Export", "Import", "Export", "Import"],
            ["", "mln USD", "mln USD", "mln USD", "mln USD"],
            ["2023-01", 1, 2, 3, 4],
        ],
        merged=[(0, 1, 2), (0, 3, 4)],
    )

    mapping = suggest_mapping(Sheet(path, path.name))

    assert [a.given for a in mapping.amounts] == [
        {"partner": place, "flow": flow}
        for place in ("Kazakhstan", "Russia")
        for flow in ("export", "import")
    ]
    assert mapping.multiplier == 1_000_000


def test_weights_shares_and_numbers_of_rows_are_no_amounts(places, sheet):
    mapping = suggest_mapping(
        sheet(
            "№ п/п;Страна;Экспорт;Импорт;Темп роста, %;Вес, тонн\n"
            "1;Kazakhstan;10;20;105,5;7\n2;Russia;11;21;100,1;8\n"
        )
    )

    assert columns_of(mapping) == (
        {"partner": "Страна"},
        {"Экспорт": {"flow": "export"}, "Импорт": {"flow": "import"}},
    )


def test_draft_is_kept_as_json_and_reads_its_table(office, sheet):
    text = "Year;Partner;Export;Import\n2023;Kazakhstan;1 000,5;2\n2023;World;5;6\n"
    draft = suggest_mapping(sheet(text)).as_json() | {"constants": {"reporter": "BY"}}
    path = office.write(text)
    imported = office.importing(path, mapping=Mapping.from_json(draft).as_json())

    running.check_and_load(imported, path)

    months = "2023-01/2023-12"
    assert standing() == {
        ("KZ", "export", "TOTAL", months): "1000",
        ("KZ", "import", "TOTAL", months): "2",
        ("world", "export", "TOTAL", months): "5",
        ("world", "import", "TOTAL", months): "6",
    }


def test_whole_dates_under_a_month_are_periods(places, workbook):
    path = workbook([["Month", "Kazakhstan"], ["January 2023", 1.5], ["February 2023", 2.5]])

    mapping = suggest_mapping(Sheet(path, path.name))

    assert columns_of(mapping) == ({"period": "Month"}, {"Kazakhstan": {"partner": "Kazakhstan"}})


def test_period_and_unit_above_two_rows_of_headings_are_a_title(places, workbook):
    path = workbook(
        [
            ["январь-июль 2023 г.", "", "", "", "", "тыс. долл. США"],
            ["Страны", "Экспорт", "", "Импорт", "", ""],
            ["", "2022", "2023", "2023", "в % к 2022", "доля"],
            ["Казахстан", 1, 2, 3, 4, 5],
            ["Россия", 1, 2, 3, 4, 5],
        ]
    )

    mapping = suggest_mapping(Sheet(path, path.name))

    assert mapping.columns == {"partner": "Страны"}
    assert [a.column for a in mapping.amounts] == [
        *("Экспорт / 2022", "Экспорт / 2023", "Импорт / 2023")
    ]
    assert mapping.multiplier == 1000


def test_code_of_goods_may_be_a_range_or_nothing(places, sheet):
    mapping = suggest_mapping(
        sheet("Код ТН ВЭД;Товар;Экспорт 2023\n;Всего;9\n0201;A;1\n27;B;2\n01-24;C;3\n")
    )

    assert mapping.columns == {"product": "Код ТН ВЭД", "name": "Товар"}


@pytest.mark.parametrize(
    ("title", "sides"),
    [
        ("Экспорт Минской области в Казахстан", {"reporter": "BY-MI", "partner": "KZ"}),
        ("Импорт Казахстана из Беларуси", {"reporter": "KZ", "partner": "BY"}),
        ("Знешні гандаль Беларусі з Рэспублікай Казахстан", {"reporter": "BY", "partner": "KZ"}),
        ("Foreign trade of Kazakhstan with Belarus", {"reporter": "KZ", "partner": "BY"}),
        ("Trade between Belarus and Kazakhstan", {"reporter": "BY", "partner": "KZ"}),
        ("Перевозки грузов, долларов США", {}),
    ],
)
def test_title_names_both_sides_in_any_case(named_places, sheet, title, sides):
    mapping = suggest_mapping(sheet(f"{title}\n\nflow;2022;2023\nexport;1,5;2,5\n"))

    assert {name: mapping.constants.get(name) for name in sides} == sides
    assert mapping.constants.keys() & {"reporter", "partner"} == sides.keys()


def test_partner_in_the_title_is_not_the_country_of_the_regions(named_places, sheet):
    mapping = suggest_mapping(
        sheet("Казахстан: торговля с областями Беларуси\n\nA;2022;2023\nМинская область;1,5;2,5\n")
    )

    assert (mapping.columns, mapping.constants["partner"]) == ({"reporter": "A"}, "KZ")


@pytest.fixture
def named_places(places):
    """The places with their Russian names, and others that titles must not be taken for."""
    names = {"BY": "Беларусь", "KZ": "Казахстан", "RU": "Россия", "BY-MI": "Минская область"}
    for code, name in names.items():
        type(places[code]).objects.filter(pk=places[code].pk).update(name_ru=name)
    CountryFactory(code="GE", name_en="Georgia", name_ru="Грузия")
    CountryFactory(code="US", name_en="United States", name_ru="США")
    return places


def test_names_of_regions_are_no_goods(places, sheet):
    mapping = suggest_mapping(sheet("Наименование региона;2023\nMinsk Oblast;1,5\nBelarus;2,5\n"))

    assert mapping.columns == {"reporter": "Наименование региона"}


@pytest.mark.parametrize("heading", ["Code", "Код", "CODE"])
def test_bare_code_beside_names_of_goods_is_theirs(places, sheet, heading):
    mapping = suggest_mapping(sheet(f"{heading};Description;2023\n402;Milk;1,5\n0201;Meat;2,5\n"))

    assert mapping.columns == {"product": heading, "name": "Description"}


def test_bare_code_beside_names_of_places_is_no_code_of_goods(places, sheet):
    mapping = suggest_mapping(sheet("Code;Name;2023\n112;Belarus;1,5\n398;Kazakhstan;2,5\n"))

    assert "product" not in mapping.columns


def test_year_within_the_words_of_a_heading_is_its_period(places, sheet):
    mapping = suggest_mapping(
        sheet("Partner;Exports - Value in 2022;Exports - Value in 2023\nKazakhstan;1,5;2,5\n")
    )

    given = {a.column: a.given["period"] for a in mapping.amounts}
    assert given == {"Exports - Value in 2022": "2022", "Exports - Value in 2023": "2023"}


def test_unit_is_read_from_the_rows_where_nothing_else_says_it(places, sheet):
    mapping = suggest_mapping(
        sheet(
            "Reporter,Partner,Flow,Indicator,2017\nBelarus,Russia,export,Trade (US$ Mil),592.38\n"
        )
    )

    assert (mapping.multiplier, mapping.rounding_unit) == (1_000_000, 10_000)


def test_flows_that_head_rows_are_not_replaced_by_the_title(places, sheet):
    mapping = suggest_mapping(sheet("Trade turnover\n\nA,2022,2023\nexport,1,2\nBelarus,1,2\n"))

    assert "flow" not in mapping.constants


def test_table_stands_on_the_first_sheet_with_headings(places, tmp_path):
    path = tmp_path / "table.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Contents").write_column(0, 0, ["Trade of regions", "1. Exports"])
        book.add_worksheet("1").write_row(0, 0, ["Partner", "2023"])
        book.get_worksheet_by_name("1").write_row(1, 0, ["Kazakhstan", 1.5])

    assert suggest_mapping(Sheet(path, path.name)).sheet == "1"


def test_numbers_of_a_workbook_are_rounded_to_their_last_decimal(places, workbook):
    path = workbook([["Partner", "Value, million USD"], ["Kazakhstan", 700.422], ["Russia", 1.5]])

    assert suggest_mapping(Sheet(path, path.name)).rounding_unit == 1000
