import pytest

from common.charts import NARROW, Month, Series, Value, line_chart

MONTHS = [Month(f"{month:02}", f"month {month}") for month in range(1, 6)]


def line(*amounts, label="Export", tone="export"):
    values = [Value(n, "" if n is None else f"{n}") for n in amounts]
    return Series(label, tone, values)


def paths(found):
    return [path.get("d") for path in found.all("path")]


def test_gap_parts_the_line(drawing):
    found = drawing(line_chart("Export", MONTHS, [line(1, 2, None, 3, 4)]))

    assert [path.count("L") for path in paths(found)] == [1, 1]
    assert len(found.all("circle", "chart-export")) == 5


def test_points_have_hand_computed_places(drawing):
    # The axis runs 0 to 4 over 220 from y = 228 up to 8; "4" and 8 pixels stand before it. The
    # line is named in the last quarter, so the plot ends before that.
    found = drawing(line_chart("Export", MONTHS[:2], [line(1, 4)], width=400))

    (path,) = paths(found)
    points = [point.split() for point in path.removeprefix("M").split(" L")]
    assert [y for _, y in points] == ["173", "8"]


def test_line_is_named_at_its_end(drawing):
    found = drawing(line_chart("Trade", MONTHS[:2], [line(1, 4), line(2, 4, label="Import")]))

    words = [node for node in found.all("text") if node.text in ("Export", "Import")]
    first, second = (float(node.get("y")) for node in words)
    assert second - first == 16


def test_narrow_chart_names_lines_in_a_key(drawing):
    label = "Товарооборот двух стран"

    found = drawing(line_chart("Trade", MONTHS, [line(1, 2, 3, 4, 5, label=label)], width=NARROW))

    assert found.texts()[0] == label


def test_each_month_reads_out_its_amounts(drawing):
    series = [line(1, 2), line(None, 3, label="Import", tone="import")]

    found = drawing(line_chart("Trade", MONTHS[:2], series))

    stops = [node for node in found.all("g") if node.get("tabindex") == "0"]
    assert [node.get("aria-label") for node in stops] == [
        "month 1: Export 1 · Import no data",
        "month 2: Export 2 · Import 3",
    ]


def test_month_with_a_page_is_a_link(drawing):
    months = [Month("Jan", href="/trade/?m=1"), Month("Feb")]

    found = drawing(line_chart("Trade", months, [line(1, 2)]))

    assert [(a.get("href"), a.get("aria-label")) for a in found.all("a")] == [
        ("/trade/?m=1", "Jan: Export 1")
    ]


def test_long_series_is_not_a_row_of_stops(drawing):
    months = [Month(f"{n}") for n in range(37)]

    found = drawing(line_chart("Trade", months, [line(*range(37))]))

    assert [node for node in found.all("g") if node.get("tabindex")] == []


def test_month_labels_are_thinned_to_fit(drawing):
    months = [Month(f"{n % 12 + 1:02}.{2017 + n // 12}") for n in range(24)]

    found = drawing(line_chart("Trade", months, [line(*range(24))], width=NARROW))

    labels = [node.text for node in found.all("text", "chart-muted")]
    assert [words for words in labels if ".201" in words] == ["01.2017", "01.2018"]


def test_preliminary_point_is_hollow(drawing):
    values = [Value(1, "1"), Value(2, "2", note="preliminary")]

    found = drawing(line_chart("Trade", MONTHS[:2], [Series("Export", "export", values)]))

    points = found.all("circle", "chart-export")[:2]
    assert [point.get("fill-opacity") for point in points] == [None, "0.14"]
    assert "preliminary" in found.texts()


@pytest.mark.parametrize("series", [[], [line(None, None)]])
def test_no_amount_at_all_is_said(drawing, series):
    found = drawing(line_chart("Trade", MONTHS[:2], series, empty="Nothing is reported."))

    assert found.texts() == ["Nothing is reported."]


def test_series_of_another_length_is_refused():
    with pytest.raises(ValueError):
        line_chart("Trade", MONTHS, [line(1, 2)])
