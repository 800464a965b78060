from common.charts import Value, progress_bar

TARGET = Value(1000, "target for 2020: 1,000")


def test_bar_is_the_share_of_the_target(drawing):
    found = drawing(progress_bar("Turnover", Value(725, "725"), TARGET, width=400))

    assert found.places("chart-turnover", "x", "width") == [(0, 290)]
    assert found.places("chart-track", "x", "width") == [(0, 400)]


def test_target_passed_lies_within_the_bar(drawing):
    found = drawing(progress_bar("Turnover", Value(1250, "1,250"), TARGET, width=400))

    assert found.places("chart-turnover", "width") == [(400,)]
    assert [rule.get("x1") for rule in found.all("line", "chart-ink")] == ["320"]


def test_milestones_take_rows_that_are_free(drawing):
    milestones = [Value(600, "2017: 600"), Value(620, "2017 as implied: 620"), Value(None)]

    found = drawing(progress_bar("Turnover", Value(725, "725"), TARGET, milestones, width=400))

    rows = {node.text: float(node.get("y")) for node in found.all("text")}
    assert rows["2017 as implied: 620"] - rows["2017: 600"] == 20
    assert list(rows) == ["725", "2017: 600", "2017 as implied: 620", "target for 2020: 1,000"]


def test_nothing_reached_yet_is_said(drawing):
    found = drawing(progress_bar("Turnover", Value(None), TARGET))

    assert found.texts() == ["no data", "target for 2020: 1,000"]
    assert found.names() == ["Turnover: no data", "target for 2020: 1,000"]


def test_inferred_amount_is_outlined(drawing):
    value = Value(725, "725", note="inferred year")

    found = drawing(progress_bar("Turnover", value, TARGET))

    assert found.all("rect", "chart-turnover")[0].get("stroke-dasharray") == "3 2"
    assert found.texts()[0] == "inferred year"


def test_target_without_amount_leaves_nothing_to_draw(drawing):
    found = drawing(progress_bar("Turnover", Value(1, "1"), Value(None), empty="No target."))

    assert found.texts() == ["No target."]
