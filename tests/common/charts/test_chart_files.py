"""A chart with its frame and its files."""

import csv
import struct
import time
from functools import partial

import pytest
from django.http import Http404
from django.template.loader import render_to_string

from common.charts import FULL, ChartPart, Row, Series, Value, bar_list, ranking_table, series_table
from common.charts.frame import MARGIN
from common.charts.responses import chart_file, chart_response

HOSTILE = '<script>"&</script>'
ROWS = [
    Row("Віцебск", Value(22_400_000, "22.4", note="year inferred", href="/x/")),
    Row(HOSTILE, Value(None, "not disclosed")),
]


def part(rows=ROWS, **fields):
    given = {
        "slug": "regions",
        "title": "Тауар айналымы: Қазақстан",
        "subtitle": "million US dollars",
        "chart": partial(bar_list, "T", rows),
        "table": ranking_table("c", "Region", "million US dollars", rows, "US dollars"),
        "source": f"Source: {HOSTILE}.",
        "as_of": "The newest is of 28 August 2019.",
    }
    return ChartPart(**{**given, **fields})


def frame(shown, **options):
    return render_to_string("includes/_chart.html", {"part": shown, **options})


def test_frame_holds_title_picture_table_and_source():
    html = frame(part())

    assert "Тауар айналымы: Қазақстан" in html
    assert html.count("<svg ") == 2
    assert '<a href="/x/">22.4</a> <small>year inferred</small>' in html
    assert "Source: &lt;script&gt;" in html
    assert "The newest is of 28 August 2019." in html


def test_frame_leaves_the_table_out_where_the_page_has_a_better_one():
    assert ("<details" in frame(part()), "<details" in frame(part(), bare=True)) == (True, False)


def test_frame_offers_the_files_of_the_same_query(rf):
    shown = part(address=("portal:regions_chart",))

    html = render_to_string("includes/_chart.html", {"part": shown}, rf.get("/regions/?show=trade"))

    assert '<a href="/regions/chart/regions.csv?show=trade">CSV</a>' in html
    assert '<a href="/regions/chart/regions.png?show=trade">PNG</a>' in html


def test_files_are_not_offered_on_paper(rf):
    shown = part(address=("portal:regions_chart",))

    assert "chart-files" not in frame(shown, paper=True)


def test_svg_brings_its_words_and_colours(drawing):
    found = drawing(part().svg())

    texts = found.texts()
    assert texts[:2] == ["Тауар айналымы: Қазақстан", "million US dollars"]
    assert texts[-2:] == [f"Source: {HOSTILE}.", "The newest is of 28 August 2019."]
    assert float(found.root.get("width")) == FULL + 2 * MARGIN
    assert found.root.findall(".//*[@style]") == []


def test_png_has_two_pixels_for_each_unit(drawing):
    shown = part()

    png = shown.png()

    root = drawing(shown.svg()).root
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    size = [2 * float(root.get(name)) for name in ("width", "height")]
    assert list(struct.unpack(">II", png[16:24])) == pytest.approx(size, abs=2)


def test_png_is_made_in_no_time():
    shown = part()
    shown.png()
    start = time.process_time()

    shown.png()

    assert time.process_time() - start < 0.3


def test_rows_of_a_file_are_numbers_with_remarks():
    shown = part()

    source = f"Source: {HOSTILE}. The newest is of 28 August 2019."
    assert shown.headings == ["Region", "US dollars", "US dollars: remark", "Source"]
    assert shown.rows == [
        ("Віцебск", 22_400_000, "year inferred", source),
        (HOSTILE, None, "not disclosed", source),
    ]


def test_columns_without_remarks_have_none():
    series = [Series("Export", "export", [Value(1, "1")], "US dollars")]
    table = series_table("c", "Months", ["2018"], series)

    assert part(table=table).headings == ["Months", "Export, US dollars", "Source"]


def test_table_without_rows_is_a_file_of_headings():
    shown = part(rows=[])

    assert (shown.headings, shown.rows) == (["Region", "US dollars", "Source"], [])


def test_csv_tells_what_the_table_tells():
    response = chart_response(part(), "csv")

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert [row[:3] for row in csv.reader(text.splitlines())] == [
        ["Region", "US dollars", "US dollars: remark"],
        ["Віцебск", "22400000", "year inferred"],
        [HOSTILE, "", "not disclosed"],
    ]


@pytest.mark.parametrize(
    ("file_type", "content_type"),
    [("svg", "image/svg+xml; charset=utf-8"), ("png", "image/png")],
)
def test_picture_is_sent_as_a_file(file_type, content_type):
    response = chart_response(part(), file_type)

    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="regions.{file_type}"'


@pytest.mark.parametrize(("slug", "file_type"), [("regions", "exe"), ("other", "svg")])
def test_other_charts_and_types_are_not_found(slug, file_type):
    with pytest.raises(Http404):
        chart_file([part()], slug, file_type)
