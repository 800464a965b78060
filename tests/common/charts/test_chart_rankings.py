from common.charts import NARROW, Row, Value, bar_list

REGIONS = [
    Row("Minsk", Value(200, "200")),
    Row("Homyel", Value(50, "50", href="/regions/BY-HO/")),
    Row("Brest", Value(None)),
    Row("Hrodna", Value(0, "0")),
]


def test_bars_are_as_long_as_their_amounts(drawing):
    found = drawing(bar_list("Turnover", REGIONS))

    (longest,), (shorter,) = found.places("chart-accent", "width")
    assert round(longest / shorter, 2) == 4


def test_rows_stand_in_the_order_given(drawing):
    found = drawing(bar_list("Turnover", REGIONS))

    assert found.texts() == ["Minsk", "200", "Homyel", "50", "Brest", "no data", "Hrodna", "0"]
    assert found.places("chart-hit", "y", "height") == [(0, 28), (28, 28), (56, 28), (84, 28)]


def test_amounts_end_at_the_right_edge(drawing):
    found = drawing(bar_list("Turnover", REGIONS, width=500))

    ends = [node.get("x") for node in found.all("text") if node.get("text-anchor") == "end"]
    assert ends == ["500"] * 4


def test_row_with_a_page_is_a_link(drawing):
    assert drawing(bar_list("Turnover", REGIONS)).links() == [("/regions/BY-HO/", "Homyel: 50")]


def test_negative_amount_goes_left_from_zero(drawing):
    rows = [Row("Meat", Value(30, "+30")), Row("Cotton", Value(-10, "−10"))]

    found = drawing(bar_list("Balance", rows))

    (gain, gain_width), (loss, loss_width) = found.places("chart-accent", "x", "width")
    zero = float(found.all("line", "chart-zero")[0].get("x1"))
    assert (gain, round(loss + loss_width, 1)) == (zero, zero)
    assert round(gain_width / loss_width, 1) == 3


def test_long_labels_stand_above_their_bars(drawing):
    rows = [Row("Молочная продукция; яйца птиц", Value(1, "1")), Row("Мясо", Value(2, "2"))]

    found = drawing(bar_list("Export", rows, width=NARROW, tone="export"))

    assert found.places("chart-export", "x", "y") == [(1, 22), (1, 66)]
    assert found.places("chart-export", "width")[1] == (318,)


def test_no_rows_are_said(drawing):
    assert drawing(bar_list("Export", [])).texts() == ["There are no figures to draw here."]
