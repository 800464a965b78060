"""What all pictures have in common, on a page, on their own, and in the figure around them."""

import re
import time
from pathlib import Path

import pytest
from django.utils import translation

from common.charts import (
    HALF,
    NARROW,
    Month,
    Row,
    Series,
    Sides,
    Tile,
    Value,
    bar_chart,
    bar_list,
    both_widths,
    line_chart,
    progress_bar,
    ranking_table,
    series_table,
    side_bars,
    tile_map,
    tile_table,
    treemap,
    year_lines,
)
from common.charts.palette import LIGHT, tone_class

CSS = (Path(__file__).parents[3] / "static/css/charts.css").read_text()
FIVE = [Value(n, f"{n}", href="/x/", note="inferred year" if n == 2 else "") for n in range(5)]
SERIES = [Series("Export", "export", FIVE), Series("Import", "import", FIVE)]
TILES = [Tile(f"T{n}", "Place", 0, n, value, n) for n, value in enumerate(FIVE)]
PICTURES = {
    "bars": lambda **options: bar_chart("T", list("abcde"), SERIES, **options),
    "ranking": lambda **options: bar_list("T", [Row("a", value) for value in FIVE], **options),
    "lines": lambda **options: line_chart("T", [Month(m) for m in "abcde"], SERIES, **options),
    "tiles": lambda **options: tile_map(
        "T", [*TILES, Tile("N", "n", 1, 1, Value(None))], **options
    ),
    "progress": lambda **options: progress_bar("T", FIVE[3], FIVE[4], FIVE[1:2], **options),
    "treemap": lambda **options: treemap(
        "T", [Row("a", value) for value in FIVE], tone="import", **options
    ),
    "years": lambda **options: year_lines("T", [Month(m) for m in "abcde"], SERIES, **options),
    "sides": lambda **options: side_bars(
        "T", ["a", "b"], [Sides("Export", "export", FIVE[2], FIVE[3], "1 more")], **options
    ),
    "empty": lambda **options: bar_chart("T", [], [], **options),
}


@pytest.fixture(params=PICTURES)
def draw(request):
    return PICTURES[request.param]


@pytest.mark.parametrize("standalone", [False, True])
@pytest.mark.parametrize("width", [NARROW, HALF])
def test_picture_needs_no_inline_style(draw, standalone, width, drawing):
    found = drawing(draw(standalone=standalone, width=width))

    attributes = {name for node in found.root.iter() for name in node.attrib}
    assert attributes & {"style", "onclick", "onload"} == set()
    assert [node for node in found.root.iter() if node.tag.endswith(("style", "script"))] == []


def test_picture_is_named(draw, drawing):
    root = drawing(draw()).root

    assert (root.get("role"), root.get("aria-label")) == ("group", "T")


def test_picture_is_described(drawing):
    found = drawing(PICTURES["bars"](description="Exports lead."))

    assert [node.text for node in found.all("desc")] == ["Exports lead."]


def test_every_tone_has_a_rule_in_the_stylesheet(draw, drawing):
    tones = {
        name
        for node in drawing(draw()).root.iter()
        for name in node.get("class", "").split()
        if node.get("fill") == "currentColor" or node.get("stroke") == "currentColor"
    }

    assert [tone for tone in sorted(tones) if f".{tone} {{ color" not in CSS] == []


def test_picture_on_its_own_brings_its_colours(draw, drawing):
    found = drawing(draw(standalone=True))

    painted = [
        node
        for node in found.root.iter()
        if "currentColor" in (node.get("fill"), node.get("stroke"))
    ]
    assert {node.get("color") for node in painted} <= set(LIGHT.values())
    assert (found.all("a"), found.root.findall(".//*[@tabindex]")) == ([], [])


def test_palette_repeats_the_light_colours_of_the_stylesheet():
    found = re.findall(r"(--[\w-]+): light-dark\((#\w+), #\w+\);", CSS)

    assert dict(found) == LIGHT


@pytest.mark.parametrize(
    ("variable", "expected"),
    [
        ("--flow-export", "chart-export"),
        ("--chart-ink", "chart-ink"),
        ("--tile-3", "chart-tile-3"),
        ("--accent", "chart-accent"),
    ],
)
def test_tone_class_drops_the_family(variable, expected):
    assert tone_class(variable) == expected


@pytest.mark.parametrize("name", PICTURES)
def test_picture_is_drawn_in_no_time(name):
    PICTURES[name]()
    start = time.process_time()

    for _ in range(50):
        PICTURES[name]()

    assert (time.process_time() - start) / 50 < 0.01


def test_words_of_a_gap_follow_the_language(drawing):
    with translation.override("en"):
        words = drawing(bar_list("T", [Row("a", Value(None))])).texts()

    assert words == ["a", "no data"]


def test_both_widths_draw_the_chart_twice():
    found = both_widths(bar_chart, "T", ["a"], [Series("E", "export", [Value(1, "1")])], width=HALF)

    assert re.findall(r'class="(chart-[fwn]\w+[^"]*)"', found) == [
        "chart-fit chart-fit-540",
        "chart-wide",
        "chart-narrow",
    ]
    assert re.findall(r'<svg[^>]* width="(\d+)"', found) == ["540", "320"]


def test_series_table_has_a_column_per_series():
    series = [
        Series("Export", "export", [Value(1, "1"), Value(None)]),
        Series("Import", "import", [Value(2, "2"), Value(3, "3")]),
    ]

    table = series_table("Trade", "Month", [Month("Jan", "January"), Month("Feb")], series)

    assert table.headers == ["Month", "Export", "Import"]
    assert [
        (row.heading, [(header, value.words) for header, value in row.cells]) for row in table.rows
    ] == [
        ("January", [("Export", "1"), ("Import", "2")]),
        ("Feb", [("Export", "no data"), ("Import", "3")]),
    ]


def test_series_table_without_series_has_no_rows():
    assert series_table("Trade", "Month", ["2018"], []).rows == []


def test_rankings_and_tiles_have_tables_too():
    ranking = ranking_table("c", "Region", "Turnover", [Row("Minsk", Value(1, "1"))])
    tiles = tile_table("c", "Region", "Turnover", [Tile("HM", "Minsk", 0, 0, Value(1, "1"))])

    assert ranking == tiles
    assert [(row.heading, row.cells) for row in tiles.rows] == [
        ("Minsk", [("Turnover", Value(1, "1"))])
    ]
