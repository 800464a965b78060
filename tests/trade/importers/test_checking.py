"""Rows as they come: layouts, odd cells, and values that nobody can mean."""

import pytest

from tests.trade.importers.conftest import LONG, problems_of, standing
from trade.importers import running
from trade.importers.mapping import Mapping, MappingError, MissingColumns
from trade.importers.problems import KeptProblems, Problem, Reason
from trade.models import Import, ImportProblem

pytestmark = pytest.mark.django_db
YEAR = "2023-01/2023-12"


def load(office, text, mapping, **options):
    path = office.write(text, **options)
    imported = office.importing(path, mapping=Mapping.from_json(mapping).as_json())
    running.check_and_load(imported, path)
    return imported


def wide(given, columns, **more):
    amounts = [{"column": name, "given": values} for name, values in given.items()]
    return {"columns": columns, "amounts": amounts, **more}


def test_column_per_period(office):
    mapping = wide(
        {"Jan": {"period": "January 2023"}, "Jan-Feb": {"period": "January-February 2023"}},
        {"partner": "Country"},
        constants={"reporter": "BY", "flow": "export"},
        multiplier=1000,
        decimal_sign=",",
    )

    load(office, "Country;Jan;Jan-Feb\nKazakhstan;1 234,5;2\u00a0000\n", mapping)

    assert standing() == {
        ("KZ", "export", "TOTAL", "2023-01/2023-01"): "1234500",
        ("KZ", "export", "TOTAL", "2023-01/2023-02"): "2000000",
    }


def test_column_per_partner(office):
    mapping = wide(
        {"KZ": {"partner": "Kazakhstan"}, "RF": {"partner": "Russia"}},
        {"year": "Year"},
        constants={"reporter": "Belarus", "flow": "import"},
    )

    load(office, "Year;KZ;RF\n2022;1;2\n2023;3;\n", mapping)

    assert standing() == {
        ("KZ", "import", "TOTAL", "2022-01/2022-12"): "1",
        ("RU", "import", "TOTAL", "2022-01/2022-12"): "2",
        ("KZ", "import", "TOTAL", YEAR): "3",
    }


@pytest.mark.parametrize(
    ("text", "columns", "given"),
    [
        ("Year;A\n2023;5\n", {"year": "Year"}, {"month": "March"}),
        ("Month;A\nMarch;5\n", {"month": "Month"}, {"year": "2023"}),
        ("Month;A\n3;5\n", {"month": "Month"}, {"year": "2023"}),
    ],
)
def test_heading_gives_one_half_of_the_month(office, text, columns, given):
    said = {"reporter": "BY", "flow": "export", "partner": "KZ"}
    mapping = wide({"A": given}, columns, constants=said)

    load(office, text, mapping)

    assert standing() == {("KZ", "export", "TOTAL", "2023-03/2023-03"): "5"}


def test_heading_that_is_not_known_is_asked_about(office):
    mapping = wide(
        {"KZ": {"partner": "Kazakhstan"}, "All": {"partner": "All of them"}},
        {"year": "Year"},
        constants={"reporter": "BY", "flow": "export"},
    )

    asked = load(office, "Year;KZ;All\n2023;1;2\n", mapping)

    assert problems_of(asked) == [(1, "All", "All of them", "unknown_place")]
    assert [(q["text"], q["rows"]) for q in asked.questions] == [("All of them", 0)]
    mapping["answers"] = {"place": {"All of them": ""}}
    load(office, "Year;KZ;All\n2023;1;2\n", mapping)
    assert standing() == {("KZ", "export", "TOTAL", YEAR): "1"}


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8-sig", ";"), ("utf-16", "\t"), ("cp1251", ";"), ("utf-8", ",")],
)
def test_encodings_and_delimiters(office, encoding, delimiter):
    text = "Страна;Экспорт\nKazakhstan;5\nRussia;6\n".replace(";", delimiter)
    said = {"reporter": "BY", "flow": "export", "period": "2023"}

    load(
        office,
        text,
        wide({"Экспорт": {}}, {"partner": "Страна"}, constants=said),
        encoding=encoding,
    )

    assert sorted(standing().values()) == ["5", "6"]


def test_notes_empty_rows_units_and_numbers_of_columns_are_no_rows(office):
    text = (
        "Trade of Belarus\n\nCountry;Export;Import\n;mln USD;mln USD\n1;2;3\nKazakhstan;5;6\n;;\n"
        "Note: provisional;;\n* revised;;\nRussia;7;8\n"
    )
    mapping = wide(
        {"Export": {"flow": "export"}, "Import": {"flow": "import"}},
        {"partner": "Country"},
        constants={"reporter": "BY", "period": "2023"},
    )

    imported = load(office, text, mapping)

    assert (imported.counts.rows, imported.counts.added) == (2, 4)


def test_total_row_is_asked_about_and_left_out(office):
    text = "Country;Export\nKazakhstan;5\nВсего;5\n"
    said = {"reporter": "BY", "flow": "export", "period": "2023"}
    mapping = wide({"Export": {}}, {"partner": "Country"}, constants=said)
    assert load(office, text, mapping).questions[0]["text"] == "Всего"

    imported = load(office, text, mapping | {"answers": {"place": {"Всего": ""}}})

    assert imported.counts.reasons == [["Country", "Всего", 1]]
    assert standing() == {("KZ", "export", "TOTAL", YEAR): "5"}


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("9" * 19, "too_large"),
        ("9" * 59, "too_large"),
        ("1e99", "too_large"),
        ("1234567890123456789.5", "too_large"),
        ("-5", "negative_amount"),
        ("many", "unreadable_amount"),
        ("x" * 5000, "unreadable_amount"),
        ("#REF!", "unreadable_amount"),
    ],
)
def test_amount_that_can_not_be_kept_is_told(office, cell, reason):
    imported = office.load([f"BY,KZ,export,TOTAL,2023,{cell}"])

    assert problems_of(imported) == [(2, "value", cell[:200], reason)]


def test_largest_amount_is_kept(office):
    imported = office.load([f"BY,KZ,export,TOTAL,2023,{'9' * 15}.99", "BY,RU,export,TOTAL,2023,-0"])

    assert imported.counts.added == 2


def test_amount_beyond_the_columns_after_its_unit_is_told(office):
    mapping = {**LONG, "multiplier": 10**9}

    imported = office.load([f"BY,KZ,export,TOTAL,2023,{'9' * 12}"], mapping=mapping)

    assert problems_of(imported)[0][3] == "too_large"


def test_text_that_no_database_keeps_is_kept_as_near_as_can_be(office):
    path = office.file([])
    imported = office.importing(path)

    with KeptProblems() as problems:
        problems(Problem(1, "a\x00b", "\ud800" * 3, Reason.EMPTY))
        problems.keep(imported)

    assert problems_of(imported) == [(1, "ab", "???", "empty")]


def test_short_and_long_rows_are_read(office):
    imported = office.load(["BY,KZ,export,TOTAL,2023,5,extra,cells", "BY,KZ"])

    assert (imported.counts.added, imported.counts.rejected) == (1, 1)


def test_row_of_words_alone_asks_nothing(office):
    imported = office.load(["BY,KZ,export,TOTAL,2023,5", "BY,из них:,export,TOTAL,2023,"])

    assert (imported.counts.added, imported.counts.rejected, imported.questions) == (1, 0, [])
    assert imported.counts.reasons == [["partner", "из них:", 1]]


def test_goods_without_a_code_are_known_by_their_name(office, sheet):
    rows = ["BY,KZ,export,2023,,Всего,9", "BY,KZ,export,2023,0201,Beef,5"]
    headings = "reporter,partner,flow,period,code,name,value"
    path = office.file(rows, headings)
    columns = {**LONG["columns"], "product": "code", "name": "name"}

    running.check_and_load(office.importing(path, mapping={**LONG, "columns": columns}), path)

    assert {key[2]: value for key, value in standing().items()} == {"TOTAL": "9", "0201": "5"}


def test_every_problem_is_kept_and_replaced_by_the_next_check(office):
    rows = [f"BY,Narnia,export,TOTAL,2023,{n}" for n in range(25_000)]
    path = office.file(rows)
    imported = office.importing(path)

    for _time in range(2):
        running.check(imported, path)

    assert ImportProblem.objects.count() == 25_000
    assert imported.problems.last().line == 25_001
    assert imported.questions[0]["rows"] == 25_000


def test_mapping_names_the_columns_that_are_missing(office):
    with pytest.raises(MissingColumns) as refusal:
        load(office, "reporter,value\nBY,5\n", LONG)

    assert refusal.value.names == ["partner", "flow", "product", "period"]
    assert Import.objects.get().state == Import.State.UPLOADED


@pytest.mark.parametrize(
    "content",
    [
        *[None, [], {}, {"amounts": []}, {"amounts": [{"column": 5}]}, {"amounts": "value"}],
        {"amounts": [{"column": "value"}]},
        {**LONG, "multiplier": 0},
        {**LONG, "marks": {"z": "little"}},
        {**LONG, "places": "mars"},
        {**LONG, "currency": "\x00\x00\x00"},
        {**LONG, "multiplier": True},
        {**LONG, "decimal_sign": ";"},
        {**LONG, "currency": "dollar"},
        {**LONG, "columns": {"reporter": 5}},
        {**LONG, "answers": {"place": ["x"]}},
        {**LONG, "version": 2},
        {**LONG, "colour": "red"},
    ],
)
def test_what_is_no_mapping_is_refused_in_words(content):
    with pytest.raises(MappingError) as refusal:
        Mapping.from_json(content)

    assert str(refusal.value)
