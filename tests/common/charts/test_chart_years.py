import pytest

from common.charts import NARROW, Month, Series, Value, year_lines
from common.charts.years import free_height

MONTHS = [Month(f"{n}", f"January to {n}") for n in range(1, 13)]


def year(label, *amounts, note_at=None):
    """A year of which the first months are known."""
    known = [
        Value(
            n,
            "" if n is None else f"{n}",
            "year inferred" if i == note_at else "",
            f"/{label}/{i}/",
        )
        for i, n in enumerate(amounts)
    ]
    return Series(label, "export", known + [Value(None)] * (12 - len(amounts)))


def draw(*years, **options):
    return year_lines("Since January", MONTHS, years, **options)


def lines(found, tone):
    return [(p.get("d"), p.get("stroke-dasharray")) for p in found.all("path", f"chart-{tone}")]


def test_newest_year_alone_is_in_colour(drawing):
    found = drawing(draw(year("2017", 1, 2), year("2018", 2, 3)))

    assert (len(lines(found, "turnover")), len(lines(found, "muted"))) == (1, 1)


def test_points_have_hand_computed_places(drawing):
    # Ticks 0 to 4 over 220 pixels from y = 228 up to 8. The numbers need 8 + 7.9 on the left, the
    # name 35 and 24 on the right: a month is (720 - 58.9 - 15.9) / 12 = 53.8 wide.
    found = drawing(draw(year("2018", 1, 4)))

    (steps, _dashes) = lines(found, "turnover")[0]
    (x1, y1), (x2, y2) = [map(float, point.split()) for point in steps.lstrip("M").split(" L")]
    assert (y1, y2) == (173, 8)
    assert round(x2 - x1, 1) == pytest.approx(53.8, abs=0.4)


def test_gap_parts_the_line(drawing):
    found = drawing(draw(year("2018", 1, 2, None, 4, 5)))

    assert len(lines(found, "turnover")) == 2


def test_single_month_is_a_point(drawing):
    found = drawing(draw(year("2017", 3), year("2018", None, 2)))

    assert len(found.all("polygon", "chart-turnover")) == 1
    assert len(found.all("circle", "chart-muted")) == 1


def test_inferred_point_is_hollow(drawing):
    found = drawing(draw(year("2018", 1, 2, note_at=1)))

    opacities = [point.get("fill-opacity") for point in found.all("polygon", "chart-turnover")]
    assert opacities == [None, "0.14"]
    assert "year inferred" in found.texts()


def test_years_are_named_at_their_ends_without_collision(drawing):
    found = drawing(draw(*[year(str(2010 + n), *range(1, 13)) for n in range(6)]))

    names = [t for t in found.all("text") if t.text.startswith("201")]
    heights = sorted(float(name.get("y")) for name in names)
    assert len(heights) == 6
    assert min(b - a for a, b in zip(heights, heights[1:], strict=False)) >= 15.9


@pytest.mark.parametrize(
    ("taken", "expected"),
    [([], 50), ([(0, 10, 50)], 34), ([(90, 99, 50)], 50), ([(0, 10, 50), (0, 10, 34)], 66)],
)
def test_name_moves_only_where_it_would_hide_another(taken, expected):
    assert free_height(50, 5, 20, taken, 0, 100) == expected


def test_each_month_reads_out_the_years_that_tell_of_it(drawing):
    found = drawing(draw(year("2017", 1, 2), year("2018", 3)))

    stops = [g.get("aria-label") for g in found.all("g") if g.get("tabindex") == "0"]
    assert stops[:3] == [
        "January to 1: 2018 3 · 2017 1",
        "January to 2: 2017 2",
        "January to 3: 2018 no data",
    ]


def test_points_lead_to_their_pages(drawing):
    found = drawing(draw(year("2017", 1), year("2018", 3)))

    assert found.links() == [
        ("/2017/0/", "2017, January to 1: 1"),
        ("/2018/0/", "2018, January to 1: 3"),
    ]


def test_keyboard_stops_at_the_newest_year_where_points_are_many(drawing):
    found = drawing(draw(*[year(str(2010 + n), *range(1, 13)) for n in range(4)]))

    stopping = [a.get("href") for a in found.all("a") if a.get("tabindex") is None]
    assert stopping == [f"/2013/{n}/" for n in range(12)]


@pytest.mark.parametrize("years", [[], [year("2018")], [year("2018", None)]])
def test_no_amount_at_all_is_said(drawing, years):
    assert drawing(draw(*years, empty="Nothing.")).texts() == ["Nothing."]


def test_balance_below_zero_is_below_the_zero_line(drawing):
    found = drawing(draw(year("2018", -1, -2), width=NARROW))

    (zero,) = found.all("line", "chart-zero")[:1]
    ends = [float(p.split()[1]) for p in lines(found, "turnover")[0][0].lstrip("M").split(" L")]
    assert min(ends) > float(zero.get("y1"))
