"""Workbooks: typed cells, numbers of lines, merged cells, sheets, and no process left behind."""

import subprocess
from datetime import date, datetime, time

import pytest

from common.tables import CellError, TableError, open_table


def rows_of(path, sheet=None):
    return list(open_table(path, "table.xlsx").rows(sheet))


def test_cells_have_their_types(workbook):
    def fill(book, sheet):
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        sheet.write_datetime("A1", date(2024, 2, 29), day)
        sheet.write_datetime("B1", datetime(2024, 2, 29, 13, 5), moment)
        sheet.write_datetime("C1", time(13, 5), moment)
        sheet.write_row("D1", [3.0, 592.4, True, "0402", " Минск\u00a0"])
        sheet.write_formula("J1", "=1+1", None, 2)

    expected = [date(2024, 2, 29), datetime(2024, 2, 29, 13, 5), "13:05:00"]
    expected += [3, 592.4, True, "0402", " Минск\u00a0", None, 2]
    [(line, cells)] = rows_of(workbook([], fill))

    assert (line, cells) == (1, expected)
    assert list(map(type, cells)) == list(map(type, expected))


def test_errors_of_formulas_are_named(workbook):
    def fill(_book, sheet):
        sheet.write_formula("B2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("C2", "=NA()", None, "#N/A")
        sheet.write_formula("A4", "=NA()", None, "#N/A")

    rows = rows_of(workbook([["a", "b", "c"], ["x"]], fill))

    assert rows[1:] == [(2, ["x", "#DIV/0!", "#N/A"]), (4, ["#N/A", None, None])]
    assert [type(cell) for cell in rows[1][1]] == [str, CellError, CellError]


def test_lines_and_columns_are_those_of_the_sheet(workbook):
    def fill(book, sheet):
        sheet.write("C4", "place")
        sheet.write("D7", 5)
        sheet.write_blank("Z90", None, book.add_format({"bold": True}))

    assert rows_of(workbook([], fill)) == [
        (4, [None, None, "place", None]),
        (7, [None, None, None, 5]),
    ]


def test_merged_cells_are_listed(workbook):
    def fill(_book, sheet):
        sheet.merge_range("A1:A2", "Region")
        sheet.merge_range("B1:D1", 2023)

    table = open_table(workbook([], fill), "table.xlsx")

    assert table.merged() == [(1, 0, 2, 0), (1, 1, 1, 3)]


def test_sheets_are_read_by_name(workbook):
    def fill(book, _sheet):
        book.add_worksheet("Экспорт & импорт").write("A1", "x")
        book.add_chartsheet("Chart")
        book.add_worksheet("Empty")

    path = workbook([["a"]], fill)
    table = open_table(path, "table.xlsx")

    assert table.sheets == ["Data", "Экспорт & импорт", "Empty"]
    assert list(table.rows("Экспорт & импорт")) == [(1, ["x"])]
    assert list(table.rows("Empty")) == []


def test_sheet_that_is_not_there_is_refused_by_name(workbook):
    table = open_table(workbook([["a"]]), "table.xlsx")

    with pytest.raises(TableError) as caught:
        next(table.rows("Totals"))

    assert str(caught.value) == (
        "The workbook has no sheet “Totals”. Choose one of its sheets: Data."
    )


def test_workbook_without_values_is_refused(workbook):
    with pytest.raises(TableError) as caught:
        open_table(workbook([]), "table.xlsx")

    assert caught.value.code == "empty"


def test_wide_and_long_workbook_is_read_whole(workbook):
    path = workbook([f"{line}-{column}" for column in range(300)] for line in range(60))

    rows = rows_of(path)

    assert (len(rows), rows[59][0], rows[59][1][299]) == (60, 60, "59-299")


@pytest.mark.thorough
def test_reading_stopped_early_leaves_no_process(workbook, monkeypatch):
    started = []
    start = subprocess.Popen

    def remembered(*arguments, **options):
        started.append(start(*arguments, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", remembered)
    rows = open_table(workbook([[number] * 10 for number in range(5000)]), "table.xlsx").rows()
    next(rows)
    rows.close()

    assert [process.poll() is not None for process in started] == [True, True]
