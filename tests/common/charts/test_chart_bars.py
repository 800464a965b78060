from decimal import Decimal

import pytest
from django.utils.safestring import SafeString

from common.charts import NARROW, Series, Value, bar_chart
from common.charts.lettering import text_width

HOSTILE = "\"'><svg/onload=alert(1)>"


def one(*values):
    return [Series("Turnover", "turnover", values)]


def test_bars_have_hand_computed_places(drawing):
    # Width 200 in two bands of 100; 80 of each for the bar, 6 % of that free on both sides.
    # 190 high with 20 for the labels: 170 for the highest, half of that for half the amount.
    values = one(Value(10, "10"), Value(Decimal(5), "5"))

    found = drawing(bar_chart("Trade", ["2017", "2018"], values, width=200))

    assert found.places("chart-turnover", "x", "y", "width", "height") == [
        (14.8, 20, 70.4, 170),
        (114.8, 105, 70.4, 85),
    ]


def test_negative_bars_hang_from_the_zero_line(drawing):
    # 190 high less 20 for labels above and below: 150 for 15 units, so zero lies at 20 + 100.
    values = one(Value(10, "+10"), Value(-5, "−5"))

    found = drawing(bar_chart("Balance", ["2017", "2018"], values, width=200))

    assert found.places("chart-turnover", "y", "height") == [(20, 100), (120, 50)]
    assert [line.get("y1") for line in found.all("line", "chart-zero")] == ["120"]


def test_bars_say_their_amounts_and_categories(drawing):
    values = one(Value(10, "22.4 million"), Value(5, "11 million"))

    found = drawing(bar_chart("Trade", ["2017", "2018"], values))

    assert found.texts() == ["22.4 million", "11 million", "2017", "2018"]
    assert found.names() == ["2017: 22.4 million", "2018: 11 million"]


def test_missing_amount_is_a_gap_with_words(drawing):
    values = one(Value(None), Value(None, "not disclosed"), Value(0, "0"))

    found = drawing(bar_chart("Trade", ["2016", "2017", "2018"], values))

    assert found.texts()[:3] == ["no data", "not disclosed", "0"]
    assert found.places("chart-turnover", "height") == [(0,)]


def test_tiny_amount_is_still_seen(drawing):
    found = drawing(bar_chart("Trade", ["a", "b"], one(Value(1000, "1"), Value(0.1, "2"))))

    assert found.places("chart-turnover", "height")[1] == (1.5,)


def test_series_are_named_under_the_bars_where_they_fit(drawing):
    series = [
        Series("Export", "export", [Value(3, "3")]),
        Series("Import", "import", [Value(1, "1")]),
    ]

    found = drawing(bar_chart("Trade", ["2018"], series))

    assert found.texts() == ["3", "1", "Export", "Import", "2018"]
    assert found.names() == ["2018, Export: 3", "2018, Import: 1"]


def test_crowded_bars_get_a_key_and_an_axis(drawing):
    years = [str(year) for year in range(2009, 2019)]
    values = [Value(1000, "1,000")] * 10
    series = [Series("Export", "export", values), Series("Import", "import", values)]

    found = drawing(bar_chart("Trade", years, series, width=NARROW))

    assert found.texts() == [
        "Export",
        "Import",
        "0",
        "200",
        "400",
        "600",
        "800",
        "1,000",
        *years[::2],
    ]


def test_axis_takes_the_words_of_its_caller(drawing):
    values = one(*[Value(4, "4 million dollars")] * 10)

    found = drawing(bar_chart("Trade", list("abcdefghij"), values, tick_label="{} m".format))

    assert found.texts()[:5] == ["0 m", "1 m", "2 m", "3 m", "4 m"]


def test_noted_amount_is_outlined_and_explained(drawing):
    values = one(Value(3, "3", note="inferred year"), Value(4, "4"))

    found = drawing(bar_chart("Trade", ["2017", "2018"], values))

    dashes = [bar.get("stroke-dasharray") for bar in found.all("rect", "chart-turnover")]
    assert dashes == ["3 2", None]
    assert "inferred year" in found.texts()
    assert found.names()[0] == "2017: 3 (inferred year)"


def test_amount_with_a_page_is_a_link(drawing):
    values = one(Value(3, "3", href="/trade/?a=1&b=2"), Value(4, "4"))

    found = drawing(bar_chart("Trade", ["2017", "2018"], values))

    assert found.links() == [("/trade/?a=1&b=2", "2017: 3")]


def test_bars_too_slim_to_touch_are_not_links(drawing):
    values = one(*[Value(3, "3", href="/")] * 30)

    assert drawing(bar_chart("Trade", ["x"] * 30, values, width=NARROW)).links() == []


@pytest.mark.parametrize(("categories", "series"), [([], one()), (["2018"], [])])
def test_nothing_to_draw_is_said(drawing, categories, series):
    found = drawing(bar_chart("Trade", categories, series, empty="No figure is recorded yet."))

    assert found.texts() == ["No figure is recorded yet."]


def test_series_of_another_length_is_refused():
    with pytest.raises(ValueError):
        bar_chart("Trade", ["2017", "2018"], one(Value(1, "1")))


def test_hostile_words_are_inert(drawing):
    series = [
        Series(HOSTILE, "export", [Value(3, HOSTILE, HOSTILE, HOSTILE)]),
        Series("b", "import", [Value(None, HOSTILE)]),
    ]

    svg = bar_chart(HOSTILE, [HOSTILE], series, description=HOSTILE, width=2000)

    assert isinstance(svg, SafeString)
    assert "<svg/" not in svg
    assert drawing(svg).links()[0][0] == HOSTILE
    assert drawing(svg).root.get("aria-label") == HOSTILE


def test_words_for_a_missing_amount_are_cut_at_the_height_of_the_plot(drawing):
    values = one(*[Value(number, "1,000,000") for number in range(9)], Value(None, "word " * 40))

    found = drawing(bar_chart("Trade", list("abcdefghij"), values, width=NARROW))

    (said,) = [words for words in found.texts() if words.startswith("word")]
    assert said.endswith("…")
    assert text_width(said) <= 190 - 6


def test_name_of_the_last_category_stays_in_the_picture(drawing):
    # Every fourth of 21 bands has its name, the last one too, which is wider than its band.
    values = one(*[Value(1_000_000 + number, "1,000,000") for number in range(21)])

    found = drawing(bar_chart("Trade", ["2024"] * 21, values, width=NARROW))

    named = [node for node in found.all("text", "chart-ink") if node.text == "2024"]
    assert len(named) == 6
    assert max(float(node.get("x")) for node in named) <= NARROW - text_width("2024") / 2 + 0.05
