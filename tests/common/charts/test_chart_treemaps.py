from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.charts import FULL, NARROW, Row, Value, treemap
from common.charts.treemaps import gathered
from tests.common.charts.conftest import Drawing

HEIGHT = 380
BOX = ("x", "y", "width", "height")


def rows(*amounts):
    return [Row(f"Part {i}", Value(n, f"{n}", href=f"/{i}/")) for i, n in enumerate(amounts)]


def blocks(found, css="chart-turnover"):
    """The rectangles without the gap around them: left, top, right, bottom."""
    places = found.places(css, *BOX)
    return [(x - 1.5, y - 1.5, x + w + 1.5, y + h + 1.5) for x, y, w, h in places]


def test_two_parts_share_the_picture_by_their_amounts(drawing):
    # 720 by 380: three quarters of the width, then one; the lower amount comes second.
    found = drawing(treemap("Goods", rows(1, 3)))

    assert blocks(found) == [(0, 0, 540, 380), (540, 0, 720, 380)]


def test_part_is_a_link_with_its_name_and_amount(drawing):
    found = drawing(treemap("Goods", rows(3)))

    assert found.links() == [("/0/", "Part 0: 3")]
    assert found.texts() == ["Part 0", "3"]


def area(block):
    left, top, right, bottom = block
    return (right - left) * (bottom - top)


def overlap(one, other):
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width > 0.5 and height > 0.5


@given(st.lists(st.decimals("0.01", 10**9, places=2), min_size=1, max_size=97))
def test_rectangles_cover_the_picture_and_do_not_overlap(amounts):
    drawn = Drawing(treemap("Goods", rows(*amounts)))

    found = [(x, y, x + w, y + h) for x, y, w, h in drawn.places("chart-turnover", *BOX)]
    assert sum(map(area, blocks(drawn))) == pytest.approx(FULL * HEIGHT, rel=0.02)
    assert [(a, b) for i, a in enumerate(found) for b in found[:i] if overlap(a, b)] == []
    assert all(min(a, b) >= 0 and c <= FULL + 0.1 and d <= HEIGHT + 0.1 for a, b, c, d in found)


def test_chapters_of_one_size_are_all_shown(drawing):
    found = drawing(treemap("Goods", rows(*[5] * 97)))

    assert len(found.links()) == 97
    assert {round(area(block)) // 100 for block in blocks(found)} <= {27, 28, 29}


def test_small_parts_are_gathered_with_their_sum():
    parts = rows(1000, Decimal("0.25"), Decimal("0.5"))

    first, other = gathered(parts, FULL * HEIGHT, lambda amount: f"{amount} million")

    assert first == parts[0]
    assert (other.label, other.value.words, other.value.href) == ("2 others", "0.75 million", "")


def test_one_small_part_keeps_its_name():
    parts = rows(1000, Decimal("0.25"))

    assert gathered(parts, FULL * HEIGHT, str) == parts


def test_gathered_parts_get_room_for_their_number(drawing):
    found = drawing(treemap("Goods", rows(1000, 40, 2, 1, 1)))

    assert area(blocks(found)[-1]) > 72 * 44
    assert found.names() == ["Part 0: 1000", "4 others: 44"]


@pytest.mark.parametrize("amounts", [[], [None], [0], [-4], [None, 0, -4]])
def test_nothing_above_zero_is_said(drawing, amounts):
    assert drawing(treemap("Goods", rows(*amounts), empty="None.")).texts() == ["None."]


def test_amounts_below_zero_have_no_place(drawing):
    found = drawing(treemap("Goods", rows(5, -4, None, 0)))

    assert [name for _href, name in found.links()] == ["Part 0: 5"]


def test_uncertain_part_has_a_broken_edge_and_a_key(drawing):
    found = drawing(treemap("Goods", [Row("A", Value(5, "5", note="year inferred"))]))

    assert found.texts()[0] == "year inferred"
    assert {r.get("stroke-dasharray") for r in found.all("rect", "chart-turnover")} == {"3 2"}


def test_hostile_name_is_text(drawing):
    name = '<script>alert("x")</script> & <b>'

    found = drawing(treemap("Goods", [Row(name, Value(5, "5"))]))

    assert found.names() == [f"{name}: 5"]


def test_names_stay_within_their_rectangle_on_a_phone(drawing):
    long = "Электраабсталяванне высокай магутнасці"

    found = drawing(treemap("Goods", [Row(long, Value(1, "1"))] * 40, width=NARROW))

    assert [words for words in found.texts() if words == long] == []
    assert len(found.names()) == 40
