"""Names of columns, where a table starts and where it ends."""

from datetime import date

import pytest

from common.tables import CellError, open_table
from common.tables.headers import (
    column_letters,
    guess_header,
    header_names,
    is_column_numbers,
    is_footnote,
    looks_like_header,
)


def numbered(*rows):
    return list(enumerate(rows, 1))


def test_names_are_cleaned_lettered_and_numbered():
    rows = numbered(["Place", " Value,\u00a0\n$ ", None, "Value, $", 2023])

    assert header_names(rows) == ["Place", "Value, $", "C", "Value, $ (2)", "2023"]


def test_two_rows_with_merged_cells_are_joined(workbook):
    def fill(_book, sheet):
        sheet.merge_range("A1:A2", "Region")
        sheet.merge_range("B1:C1", 2023)
        sheet.merge_range("D1:E1", 2024)
        sheet.write_row("B2", ["январь", "январь-февраль"] * 2)

    table = open_table(workbook([], fill), "table.xlsx")

    assert header_names(list(table.rows()), table.merged(), 2) == [
        "Region",
        "2023 / январь",
        "2023 / январь-февраль",
        "2024 / январь",
        "2024 / январь-февраль",
    ]


def test_two_rows_of_csv_are_joined():
    rows = numbered(["Region", "Code", "2023", "", "2024", ""], ["", "", "X", "M", "X", "M"])

    assert header_names(rows, header_rows=2) == [
        "Region",
        "Code",
        "2023 / X",
        "2023 / M",
        "2024 / X",
        "2024 / M",
    ]


def test_merged_title_elsewhere_changes_nothing():
    assert header_names([(5, ["a", "b"])], [(1, 0, 1, 1), (5, 7, 5, 9)]) == ["a", "b"]


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (499, "SF")])
def test_column_has_the_letters_of_the_sheet(column, letters):
    assert column_letters(column) == letters


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["Region", "Export", "Import"], True),
        (["Region", 2023, "2024"], True),
        ([None, date(2024, 1, 1), "h"], True),
        (["Export of goods"], False),
        (["Vitebsk", 22.4], False),
        (["Vitebsk", "22,4"], False),
        (["Vitebsk", "-"], False),
        (["Vitebsk", CellError("#N/A")], False),
        ([], False),
    ],
)
def test_header_is_known_by_its_cells(cells, expected):
    assert looks_like_header(cells) is expected


def test_header_is_found_below_titles():
    rows = numbered(
        ["Foreign trade of the regions"],
        ["thousand dollars", None, None],
        ["Region", 2023, 2024],
        [1, 2, 3],
        ["Brest", 5.5, 6],
        ["Vitebsk", 7, "x"],
    )

    assert guess_header(rows) == (2, 1)


def test_header_of_two_rows_is_found():
    rows = numbered(
        ["Trade"],
        ["Region", 2023, None, 2024, None],
        [None, "export", "import", "export", "import"],
        ["Brest", 1, 2, 3, 4],
    )

    assert guess_header(rows) == (1, 2)


def test_table_of_names_has_one_header_row():
    rows = numbered(["Name", "Post"], ["A. Seitkali", "Counsellor"], ["B. Akhmet", "Attaché"])

    assert guess_header(rows) == (0, 1)


def test_rows_without_names_have_no_header():
    assert guess_header(numbered([1, 2], [3, 4])) is None


def test_numbers_of_columns_are_known():
    assert is_column_numbers(["1", 2, None, "3"])
    assert not is_column_numbers([1, 3])


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["* Preliminary data", None], True),
        (["¹⁾ Without services"], True),
        (["1) Without services"], True),
        ([None, "Источник: Белстат"], True),
        (["Ескерту: деректер алдын ала"], True),
        (["Крыніца: Белстат"], True),
        (["x" * 81], True),
        (["Brest"], False),
        (["Source", 5], False),
        ([5], False),
    ],
)
def test_footnote_is_known_by_its_mark_or_words(cells, expected):
    assert is_footnote(cells) is expected
