from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.periods import (
    FIRST_MONTH,
    LAST_MONTH,
    Window,
    cumulative,
    derivable,
    differences,
    month_index,
    months_of,
    tile,
)

YEAR = Window.year(2018)
JAN_JUN = Window.months(2018, 1, 6)
JAN_JUL = Window.months(2018, 1, 7)
JUL = Window.months(2018, 7, 7)
Q1, Q2, Q3, Q4 = (Window.months(2018, month, month + 2) for month in (1, 4, 7, 10))


def windows_within(first, last):
    """Any window between two month integers, both included."""
    month = st.integers(first, last)
    return st.tuples(month, month).map(lambda pair: Window(min(pair), max(pair)))


any_window = windows_within(FIRST_MONTH, LAST_MONTH)
later_window = windows_within(FIRST_MONTH + 12, LAST_MONTH)
small_window = windows_within(24000, 24007)


def covered(windows):
    """The months of the windows, one after another, repeated where windows overlap."""
    return sorted(month.start for window in windows for month in months_of(window))


def brute_tilings(target, windows):
    """Every set of windows that covers each month of the target exactly once, in order of time."""
    choices = (c for size in range(len(windows) + 1) for c in combinations(sorted(windows), size))
    return [choice for choice in choices if covered(choice) == covered([target])]


# Making and writing a window


def test_months_count_from_year_zero():
    assert month_index(2018, 1) == 2018 * 12
    assert Window.months(2018, 1, 7) == Window(24216, 24222)


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("2018", Window.months(2018, 1, 12)),
        ("2018-05", Window.months(2018, 5, 5)),
        ("2018-Q2", Window.months(2018, 4, 6)),
        ("2018-Q4", Window.months(2018, 10, 12)),
        ("2018-H1", Window.months(2018, 1, 6)),
        ("2018-H2", Window.months(2018, 7, 12)),
        ("2018-01/2018-07", Window.months(2018, 1, 7)),
        ("2016/2017-Q1", Window.between((2016, 1), (2017, 3))),
        (" 2018-11/2019-02\n", Window.between((2018, 11), (2019, 2))),
    ],
)
def test_parse_reads_each_form(text, window):
    assert Window.parse(text) == window


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "abc",
        "2018-00",
        "2018-13",
        "2018-Q5",
        "2018-H3",
        "2018-1",
        "18",
        "1899",
        "2201",
        "0000",
        "2018-07/2018-01",
        "2018/",
        "/2018",
        "2018/2019/2020",
        "2018-01-01",
        "２０１８",
        "2018\x00",
        "9" * 10_000,
    ],
)
def test_parse_refuses_what_is_no_window(text):
    with pytest.raises(ValueError, match=r"^A (period|month|year|window)"):
        Window.parse(text)


def test_parse_says_what_to_write():
    with pytest.raises(ValueError, match="2018-01/2018-07"):
        Window.parse("seven months")


@pytest.mark.parametrize(
    "make",
    [
        lambda: Window(24222, 24216),
        lambda: Window(FIRST_MONTH - 1, FIRST_MONTH),
        lambda: Window(LAST_MONTH, LAST_MONTH + 1),
        lambda: Window.months(2018, 7, 1),
        lambda: Window.months(2018, 0, 12),
        lambda: Window.months(2018, 1, 13),
        lambda: Window.year(1899),
        lambda: Window.year(10**40),
        lambda: Window.between((2019, 1), (2018, 12)),
    ],
)
def test_window_out_of_range_is_refused(make):
    with pytest.raises(ValueError):
        make()


def test_text_is_canonical():
    assert str(JAN_JUL) == "2018-01/2018-07"
    assert str(Window.parse("2016/2017-Q1")) == "2016-01/2017-03"


@given(any_window)
def test_text_is_read_back(window):
    assert Window.parse(str(window)) == window


# What a window is


def test_first_and_last_are_days():
    assert (JAN_JUL.first, JAN_JUL.last) == (date(2018, 1, 1), date(2018, 7, 31))
    assert Window.months(2024, 2, 2).last == date(2024, 2, 29)
    assert Window.months(2023, 2, 2).last == date(2023, 2, 28)


def test_length_counts_both_ends():
    fifteen = Window.parse("2016/2017-Q1")

    assert [w.length for w in (JUL, Q1, JAN_JUL, YEAR, fifteen)] == [1, 3, 7, 12, 15]


@pytest.mark.parametrize(
    ("window", "kinds"),
    [
        (YEAR, {"cumulative", "year"}),
        (JAN_JUL, {"cumulative"}),
        (Q1, {"cumulative", "quarter"}),
        (Q2, {"quarter"}),
        (Window.months(2018, 1, 1), {"cumulative", "month"}),
        (JUL, {"month"}),
        (Window.months(2018, 2, 4), set()),
        (Window.parse("2016/2017-Q1"), set()),
        (Window.between((2017, 7), (2018, 6)), set()),
        (Window.between((2018, 12), (2019, 2)), set()),
    ],
)
def test_kind_of_window(window, kinds):
    found = {k for k in ("cumulative", "year", "quarter", "month") if getattr(window, f"is_{k}")}

    assert found == kinds


def test_windows_stand_in_order_of_start_then_end():
    assert sorted([YEAR, JUL, JAN_JUN, JAN_JUL]) == [JAN_JUN, JAN_JUL, YEAR, JUL]


@given(any_window)
def test_start_and_end_give_the_window_back(window):
    opening = (window.start_year, window.start_month)
    closing = (window.end_year, window.end_month)

    assert Window.between(opening, closing) == window


# Two windows


@pytest.mark.parametrize(
    ("one", "other", "contains", "overlaps", "touches"),
    [
        (YEAR, JAN_JUL, True, True, False),
        (JAN_JUL, YEAR, False, True, False),
        (JAN_JUL, JAN_JUL, True, True, False),
        (JAN_JUN, JUL, False, False, True),
        (JUL, JAN_JUN, False, False, True),
        (JAN_JUL, Q3, False, True, False),
        (Q1, Q3, False, False, False),
        (Q4, Window.months(2019, 1, 1), False, False, True),
    ],
)
def test_relations_of_two_windows(one, other, contains, overlaps, touches):
    assert one.contains(other) is contains
    assert one.overlaps(other) is overlaps
    assert one.touches(other) is touches


@given(small_window, small_window)
def test_relations_agree_with_the_months(one, other):
    ours, theirs = set(months_of(one)), set(months_of(other))

    assert one.contains(other) == (theirs <= ours)
    assert one.overlaps(other) == bool(ours & theirs)
    joined = Window(min(one.start, other.start), max(one.end, other.end))
    assert one.touches(other) == (not ours & theirs and joined.length == len(ours | theirs))


def test_minus_leaves_what_follows():
    assert JAN_JUL.minus(JAN_JUN) == JUL
    assert YEAR.minus(JAN_JUN) == Window.parse("2018-H2")
    assert Window.parse("2016/2017-Q1").minus(Window.year(2016)) == Window.parse("2017-Q1")


@pytest.mark.parametrize(
    ("longer", "shorter"),
    [(JAN_JUN, JAN_JUL), (JAN_JUL, JAN_JUL), (YEAR, Q4), (YEAR, Q2), (YEAR, Window.year(2017))],
)
def test_minus_is_not_defined(longer, shorter):
    assert longer.minus(shorter) is None


@given(small_window, small_window)
def test_what_minus_leaves_tiles_back(longer, shorter):
    rest = longer.minus(shorter)

    if rest is None:
        assert longer.start != shorter.start or shorter.contains(longer)
    else:
        assert tile(longer, [rest, shorter]) == (shorter, rest)


# Moving in time


def test_year_before_is_the_same_months():
    assert JAN_JUL.year_before() == Window.months(2017, 1, 7)
    fifteen = Window.parse("2016/2017-Q1")
    assert fifteen.year_before() == Window.parse("2015/2016-Q1")


def test_february_a_year_before_a_leap_day():
    assert Window.parse("2024-02").year_before().last == date(2023, 2, 28)


@given(later_window)
def test_year_before_keeps_length_and_months(window):
    before = window.year_before()

    assert before.length == window.length
    assert (before.start_month, before.end_month) == (window.start_month, window.end_month)
    assert (before.start_year, before.end_year) == (window.start_year - 1, window.end_year - 1)


def test_shifted_moves_over_the_new_year():
    assert Window.parse("2018-11/2018-12").shifted(2) == Window.parse("2019-01/2019-02")
    assert Window.parse("2018-01").shifted(-1) == Window.parse("2017-12")


def test_shifted_beyond_the_calendar_is_refused():
    with pytest.raises(ValueError):
        Window.year(1900).year_before()


def test_cumulative_runs_from_january():
    assert cumulative(2018, 7) == JAN_JUL
    assert cumulative(2018, 12) == YEAR


@given(any_window.filter(lambda w: w.length < 60))
def test_months_of_tile_their_window(window):
    months = months_of(window)

    assert len(months) == window.length
    assert tile(window, months) == months


# Tiling


def test_tile_takes_the_window_itself():
    assert tile(YEAR, [Q1, Q2, Q3, Q4, YEAR]) == (YEAR,)


def test_tile_takes_the_fewest():
    halves = Window.parse("2018-H1"), Window.parse("2018-H2")

    assert tile(YEAR, [Q1, Q2, Q3, Q4, *halves]) == halves
    assert tile(YEAR, [Q4, Q3, Q2, Q1]) == (Q1, Q2, Q3, Q4)


def test_tile_prefers_few_short_over_one_long_and_many():
    long_start = Window.months(2018, 1, 9)
    months = months_of(Q4)

    assert tile(YEAR, [long_start, *months, JAN_JUN, Q3, Q4]) == (long_start, Q4)
    assert tile(YEAR, [long_start, *months, JAN_JUN, Window.parse("2018-H2")]) == (
        JAN_JUN,
        Window.parse("2018-H2"),
    )


def test_tile_of_equal_number_takes_the_longer_first():
    rest_of_june, rest_of_july = Window.parse("2018-H2"), Window.parse("2018-08/2018-12")

    assert tile(YEAR, [JAN_JUN, rest_of_june, JAN_JUL, rest_of_july]) == (JAN_JUL, rest_of_july)


@pytest.mark.parametrize(
    "windows",
    [
        [],
        [Q1, Q2, Q4],
        [JAN_JUL, Q3, Q4],
        [Window.between((2017, 12), (2018, 6)), Window.parse("2018-H2")],
        [Window.parse("2018/2019")],
    ],
)
def test_tile_with_a_gap_or_an_overlap_is_none(windows):
    assert tile(YEAR, windows) is None


def test_tile_reads_an_iterator_and_repeats_once():
    assert tile(YEAR, iter([Q1, Q1, Q2, Q2, Q3, Q4])) == (Q1, Q2, Q3, Q4)


@given(small_window, st.sets(small_window, max_size=8))
def test_tile_agrees_with_trying_everything(target, windows):
    found = tile(target, windows)
    tilings = brute_tilings(target, windows)

    best = min(tilings, key=lambda t: (len(t), [-window.length for window in t]), default=None)
    assert found == best


@given(small_window, st.lists(small_window, max_size=12), st.randoms(use_true_random=False))
def test_tile_does_not_depend_on_order(target, windows, random):
    shuffled = random.sample(windows, len(windows))

    assert tile(target, shuffled) == tile(target, windows)


@given(any_window.filter(lambda w: w.length > 1), st.data())
def test_tile_finds_a_window_that_was_cut(window, data):
    cuts = data.draw(st.sets(st.integers(window.start + 1, window.end), max_size=5))
    edges = [window.start, *sorted(cuts), window.end + 1]
    pieces = tuple(Window(a, b - 1) for a, b in zip(edges, edges[1:], strict=False))

    assert tile(window, pieces) == pieces


def test_tile_is_quick_for_a_long_target():
    windows = [Window(start, start + length) for start in range(24000, 24240) for length in (0, 2)]

    assert len(tile(Window(24000, 24239), windows)) == 80


# Differences


def test_differences_find_a_month_between_cumulative_windows():
    assert differences(JUL, [JAN_JUN, JAN_JUL, YEAR]) == [(JAN_JUL, JAN_JUN)]


def test_differences_take_the_shortest_first():
    june, june_july = Window.parse("2018-06"), Window.parse("2018-06/2018-07")
    since_2017 = Window.parse("2017-01/2018-06"), Window.parse("2017-01/2018-07")

    assert differences(JUL, [*since_2017, JAN_JUN, JAN_JUL, june, june_july]) == [
        (june_july, june),
        (JAN_JUL, JAN_JUN),
        since_2017[::-1],
    ]


@pytest.mark.parametrize("windows", [[], [JAN_JUL], [JAN_JUN], [JUL, JAN_JUN], [YEAR, JAN_JUN]])
def test_differences_need_both_windows(windows):
    assert differences(JUL, windows) == []


@given(small_window, st.sets(small_window, max_size=20))
def test_differences_are_all_pairs_that_minus_makes(target, windows):
    pairs = {(a, b) for a in windows for b in windows if a.minus(b) == target}
    found = differences(target, windows)

    assert set(found) == pairs
    lengths = [minuend.length for minuend, _ in found]
    assert lengths == sorted(set(lengths))


def test_derivable_windows_are_differences_and_tiled_years():
    windows = [
        Window.parse(text) for text in ("2018-01/2018-07", "2018-01/2018-08", "2018-09/2018-12")
    ]

    assert derivable(windows) == {Window.parse("2018-08"), Window.year(2018)}


def test_derivable_windows_leave_out_what_is_there():
    assert (
        derivable([Window.parse("2018-H1"), Window.parse("2018-Q1"), Window.parse("2018-Q2")])
        == set()
    )
