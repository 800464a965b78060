"""Both sides of one amount, and the line in a cell of a table."""

import pytest

from common.charts import NARROW, Sides, Value, side_bars, sides_table, sparkline

NAMES = ["Belarus", "Kazakhstan"]


def sides(ours, theirs, gap=""):
    words = [Value(n, "" if n is None else f"{n}", href="/x/") for n in (ours, theirs)]
    return Sides("Export", "export", *words, gap)


def bars(found):
    return found.places("chart-export", "x", "width")


def test_bars_are_as_long_as_their_amounts(drawing):
    found = drawing(side_bars("Mirror", NAMES, [sides(100, 50)]))

    (x1, long), (x2, short) = bars(found)
    assert (x1, short) == (x2, pytest.approx(long / 2, abs=0.2))


def test_difference_is_a_broken_line_from_end_to_end(drawing):
    found = drawing(side_bars("Mirror", NAMES, [sides(100, 50, "50 less")]))

    (gap,) = [line for line in found.all("line") if line.get("stroke-dasharray")]
    (x, long), (_x, short) = bars(found)
    assert float(gap.get("x1")) == pytest.approx(x + short, abs=0.2)
    assert float(gap.get("x2")) == pytest.approx(x + long, abs=0.2)
    assert "50 less" in found.texts()


def test_marks_say_side_amount_and_difference(drawing):
    found = drawing(side_bars("Mirror", NAMES, [sides(100, 50, "50 less")]))

    assert found.names() == ["Export, 50 less, Belarus: 100", "Export, 50 less, Kazakhstan: 50"]


def test_missing_side_is_said_in_its_place(drawing):
    rows = [Sides("Export", "export", Value(5, "5"), Value(None, "not disclosed"))]

    found = drawing(side_bars("Mirror", NAMES, rows))

    assert "not disclosed" in found.texts()
    assert [line for line in found.all("line") if line.get("stroke-dasharray")] == []


@pytest.mark.parametrize(("ours", "theirs"), [(0, 0), (-5, 5), (-5, -2), (None, None), (7, 7)])
def test_any_pair_of_amounts_is_drawn(drawing, ours, theirs):
    found = drawing(side_bars("Mirror", NAMES, [sides(ours, theirs)], width=NARROW))

    assert len(found.names()) == 2


def test_nothing_is_said(drawing):
    assert drawing(side_bars("Mirror", NAMES, [], empty="None.")).texts() == ["None."]


def test_table_has_both_sides_and_the_difference():
    table = sides_table("c", "Flow", NAMES, "Difference", [sides(2, 1, "1 less")], "US dollars")

    assert table.headers == ["Flow", "Belarus", "Kazakhstan", "Difference"]
    assert table.file_headers[1] == "Belarus, US dollars"
    assert [value.words for _header, value in table.rows[0].cells] == ["2", "1", "1 less"]


def test_sparkline_has_hand_computed_points(drawing):
    # 96 by 24 with 4 around: three steps of 44, amounts 0 to 4 from y = 20 up to 4.
    found = drawing(sparkline("Turnover", [Value(n, f"{n}") for n in (0, 2, 4)]))

    assert found.all("path")[0].get("d") == "M4 20 L48 12 L92 4"
    assert (found.root.get("role"), found.root.get("aria-label")) == ("img", "Turnover: 0 … 4")


def test_sparkline_leaves_gaps_open(drawing):
    values = [Value(1, "1"), Value(2, "2"), Value(None), Value(3, "3")]

    found = drawing(sparkline("Turnover", values))

    assert (len(found.all("path")), len(found.all("circle"))) == (1, 2)


@pytest.mark.parametrize("values", [[], [Value(None)]])
def test_sparkline_of_nothing_is_nothing(values):
    assert sparkline("Turnover", values) == ""
