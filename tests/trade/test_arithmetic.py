"""The choice of figures, without a database: by hand, and against trying everything."""

from datetime import date
from decimal import Decimal
from itertools import combinations, count
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.periods import Window, months_of
from trade.arithmetic import FigureRow, Key, Method, Shelf, combine
from trade.models import Flow, State

VINTAGE = date(2019, 1, 1)
OFFICE, MINISTRY, PRESS = (SimpleNamespace(rank=rank, published_latest=None) for rank in range(3))
numbers = count(1)


def row(flow, months, value, unit=1, **fields):
    """A figure of dataset 1; the value is a number, or a state that has none."""
    window = months if isinstance(months, Window) else Window.parse(months)
    state = value if isinstance(value, State) else State.REPORTED
    given_fields = {"dataset": 1, "vintage": VINTAGE, "source": PRESS, "state": state, **fields}
    return FigureRow(
        pk=next(numbers),
        key=Key(1, 2, flow),
        window=window,
        value=None if isinstance(value, State) else Decimal(value),
        rounding_unit=unit,
        **given_fields,
    )


def exports(*rows, **fields):
    return [row(Flow.EXPORT, months, value, **fields) for months, value in rows]


def choose(months, rows, flow=Flow.EXPORT):
    return Shelf(flow, rows).choose(Window.parse(months))


def outcome(months, rows, flow=Flow.EXPORT):
    """The method and the value, or None."""
    chosen = choose(months, rows, flow)
    return chosen and (chosen.method, chosen.value)


# Stated


def test_nothing_reported_is_none():
    assert outcome("2018", []) is None


def test_zero_is_an_answer():
    zero = row(Flow.EXPORT, "2018", 0, state=State.ZERO)

    chosen = choose("2018", [zero])

    assert (chosen.value, chosen.state) == (0, State.ZERO)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"source": OFFICE, "unit": 1000}, {"source": MINISTRY}),
        ({"source": MINISTRY, "unit": 1000}, {"source": PRESS}),
        ({"unit": 10}, {"unit": 100}),
        ({"unit": 10, "vintage": date(2018, 1, 1)}, {"unit": 100}),
        ({"vintage": date(2020, 1, 1)}, {"vintage": date(2019, 12, 31)}),
        ({"unit": 100}, {"unit": 10, "state": State.ESTIMATED}),
    ],
)
def test_better_figure_of_one_window_wins(better, worse):
    rows = [row(Flow.EXPORT, "2018", 2, dataset=2, **worse)]
    rows.append(row(Flow.EXPORT, "2018", 1, dataset=3, **better))

    assert [outcome("2018", rows), outcome("2018", rows[::-1])] == [(Method.STATED, 1)] * 2


def test_newer_source_decides_between_equals():
    new, old = (
        SimpleNamespace(rank=2, published_latest=day)
        for day in (date(2019, 2, 1), date(2019, 1, 1))
    )
    rows = [
        row(Flow.EXPORT, "2018", 1, dataset=2, source=old),
        row(Flow.EXPORT, "2018", 2, dataset=3, source=new),
        row(Flow.EXPORT, "2018", 3, dataset=4, source=PRESS),
    ]

    assert outcome("2018", rows) == (Method.STATED, 2)


def test_disputed_stands_last_within_its_kind_of_source():
    disputed, sure = (
        SimpleNamespace(disputed=flag, qualifier="exact", year_inferred=False)
        for flag in (True, False)
    )
    rows = [
        row(Flow.EXPORT, "2018", 1, source=MINISTRY, statement=disputed, dataset=2),
        row(Flow.EXPORT, "2018", 2, 1000, source=MINISTRY, statement=sure, dataset=3),
        row(Flow.EXPORT, "2018", 3, source=PRESS, statement=sure, dataset=4),
    ]

    assert [outcome("2018", rows), outcome("2018", rows[::2])] == [
        (Method.STATED, 2),
        (Method.STATED, 1),
    ]


def test_undisclosed_figure_yields_to_any_value():
    rows = [
        row(Flow.EXPORT, "2018", State.NOT_DISCLOSED, source=OFFICE),
        row(Flow.EXPORT, "2018-H1", 3, dataset=2),
        row(Flow.EXPORT, "2018-H2", 4, dataset=2),
    ]

    assert outcome("2018", rows) == (Method.TILED, 7)
    assert outcome("2018", rows[:1]) is None


def test_rounding_leaves_half_the_last_digit_each_way():
    chosen = choose("2018", [row(Flow.EXPORT, "2018", 22_400_000, 100_000)])

    assert (chosen.low, chosen.high) == (22_350_000, 22_450_000)


def test_rounding_leaves_nothing_below_zero():
    chosen = choose("2018", [row(Flow.EXPORT, "2018", 0, 100, state=State.ZERO)])

    assert (chosen.low, chosen.high) == (0, 50)


# From flows


def test_turnover_and_balance_from_flows():
    rows = [row(Flow.EXPORT, "2018", 783_700, 100), row(Flow.IMPORT, "2018", 112_300, 100)]

    turnover, balance = choose("2018", rows, Flow.TURNOVER), choose("2018", rows, Flow.BALANCE)

    assert (turnover.value, turnover.low, turnover.high) == (896_000, 895_900, 896_100)
    assert (balance.value, balance.low, balance.high) == (671_400, 671_300, 671_500)
    assert {turnover.method, balance.method} == {Method.COMPUTED_FROM_FLOWS}


def test_balance_may_be_negative():
    rows = [row(Flow.EXPORT, "2018", 10), row(Flow.IMPORT, "2018", 25)]

    assert outcome("2018", rows, Flow.BALANCE) == (Method.COMPUTED_FROM_FLOWS, -15)


def test_stated_turnover_wins_over_computed():
    rows = [
        row(Flow.EXPORT, "2018", 4, source=OFFICE),
        row(Flow.IMPORT, "2018", 5, source=OFFICE),
        row(Flow.TURNOVER, "2018", 10, 10, dataset=2),
    ]

    assert outcome("2018", rows, Flow.TURNOVER) == (Method.STATED, 10)


@pytest.mark.parametrize("missing", [Flow.EXPORT, Flow.IMPORT])
def test_flow_is_never_computed_from_turnover(missing):
    there = Flow.IMPORT if missing == Flow.EXPORT else Flow.EXPORT
    rows = [row(Flow.TURNOVER, "2018", 9), row(there, "2018", 4), row(Flow.BALANCE, "2018", 1)]

    assert outcome("2018", rows, missing) is None


@pytest.mark.parametrize(
    "other",
    [
        {"dataset": 2},
        {"vintage": date(2020, 1, 1)},
        {"currency": "EUR"},
        {"value": State.NOT_DISCLOSED},
        {"months": "2018-H1"},
    ],
)
def test_flows_of_different_bodies_or_windows_are_not_added(other):
    imported = {"flow": Flow.IMPORT, "months": "2018", "value": 5, **other}
    rows = [row(Flow.EXPORT, "2018", 4), row(**imported)]

    assert outcome("2018", rows, Flow.TURNOVER) is None


def test_best_body_gives_the_flows():
    rows = [
        row(flow, "2018", value, source=source, dataset=source.rank)
        for source, value in ((PRESS, 1), (OFFICE, 2), (MINISTRY, 3))
        for flow in (Flow.EXPORT, Flow.IMPORT)
    ]

    assert outcome("2018", rows, Flow.TURNOVER) == (Method.COMPUTED_FROM_FLOWS, 4)


# Tiles


def test_quarters_tile_a_year():
    rows = exports(("2018-Q1", 1), ("2018-Q2", 2), ("2018-Q3", 3), ("2018-Q4", 4), unit=2)

    chosen = choose("2018", rows)

    assert (chosen.method, chosen.value, chosen.rounding_unit) == (Method.TILED, 10, 2)
    assert (chosen.low, chosen.high) == (6, 14)


def test_fewest_tiles_win_over_the_better_source():
    quarters = exports(
        ("2018-Q1", 1), ("2018-Q2", 1), ("2018-Q3", 1), ("2018-Q4", 1), source=OFFICE
    )
    halves = exports(("2018-H1", 5), ("2018-H2", 6), dataset=2)

    assert outcome("2018", quarters + halves) == (Method.TILED, 11)


def test_better_source_wins_between_equally_many_tiles():
    press = exports(("2018-H1", 5), ("2018-H2", 6))
    office = exports(("2018-01/2018-07", 7), ("2018-08/2018-12", 1), dataset=2, source=OFFICE)

    assert outcome("2018", press + office) == (Method.TILED, 8)


@pytest.mark.parametrize(
    "other", [{"dataset": 2}, {"vintage": date(2020, 1, 1)}, {"currency": "EUR"}]
)
def test_tiles_are_of_one_body(other):
    rows = exports(("2018-H1", 5)) + exports(("2018-H2", 6), **other)

    assert outcome("2018", rows) is None


def test_overlapping_windows_are_never_summed():
    rows = exports(("2018-01/2018-07", 7), ("2018-H2", 6), ("2018-01/2018-05", 5))

    assert outcome("2018", rows) is None


def test_fifteen_months_answer_only_themselves():
    rows = [row(Flow.TURNOVER, "2016/2017-Q1", 4_000_000, 1_000_000)]

    windows = ["2016/2017-Q1", "2016", "2017-Q1", "2017", "2016-Q4/2017-Q1"]
    assert [outcome(months, rows, Flow.TURNOVER) for months in windows] == [
        (Method.STATED, 4_000_000),
        None,
        None,
        None,
        None,
    ]


def test_turnover_of_a_tile_may_come_from_its_flows():
    rows = [
        row(Flow.TURNOVER, "2018-H1", 10),
        row(Flow.EXPORT, "2018-H2", 3),
        row(Flow.IMPORT, "2018-H2", 4),
    ]

    chosen = choose("2018", rows, Flow.TURNOVER)

    assert (chosen.method, chosen.value, len(chosen.parts)) == (Method.TILED, 17, 3)


def test_stated_turnover_of_a_tile_wins_over_its_flows():
    rows = [
        row(flow, half, value)
        for half in ("2018-H1", "2018-H2")
        for flow, value in ((Flow.TURNOVER, 10), (Flow.EXPORT, 3), (Flow.IMPORT, 4))
    ]

    assert outcome("2018", rows, Flow.TURNOVER) == (Method.TILED, 20)


# Differences


def test_month_from_cumulative_windows():
    chosen = choose("2018-07", exports(("2018-H1", 40), ("2018-01/2018-07", 58), unit=2))

    assert (chosen.method, chosen.value) == (Method.DIFFERENCE, 18)
    assert (chosen.low, chosen.high) == (16, 20)
    assert [(sign, part.value) for sign, part in chosen.parts] == [(1, 58), (-1, 40)]


def test_tiles_win_over_a_difference():
    rows = exports(
        ("2018-01/2018-03", 5),
        ("2018-01/2018-05", 9),
        ("2018-04", 1),
        ("2018-05", 2),
    )

    assert outcome("2018-04/2018-05", rows) == (Method.TILED, 3)


@pytest.mark.parametrize("other", [{"dataset": 2}, {"vintage": date(2020, 1, 1)}])
def test_difference_is_of_one_body(other):
    rows = exports(("2018-H1", 40)) + exports(("2018-01/2018-07", 58), **other)

    assert outcome("2018-07", rows) is None


def test_difference_below_zero_is_no_export():
    rows = exports(("2018-H1", 40), ("2018-01/2018-07", 38))

    assert outcome("2018-07", rows) is None


def test_difference_below_zero_may_be_a_balance():
    rows = [
        row(Flow.BALANCE, "2018-H1", 40),
        row(Flow.EXPORT, "2018-01/2018-07", 50),
        row(Flow.IMPORT, "2018-01/2018-07", 12),
    ]

    assert outcome("2018-07", rows, Flow.BALANCE) == (Method.DIFFERENCE, -2)


def test_combined_state_is_estimated_when_a_part_is():
    rows = [row(Flow.EXPORT, "2018", 4), row(Flow.IMPORT, "2018", 5, state=State.ESTIMATED)]

    assert choose("2018", rows, Flow.TURNOVER).state == State.ESTIMATED


# Between two that are obtained in the same way


def disputed(is_disputed):
    return SimpleNamespace(disputed=is_disputed, qualifier="exact", year_inferred=False)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"source": MINISTRY, "unit": 1000}, {"source": PRESS}),
        ({"statement": disputed(False), "unit": 1000}, {"statement": disputed(True)}),
        ({"unit": 1000}, {"state": State.ESTIMATED}),
        ({"unit": 10}, {"unit": 100}),
        ({"vintage": date(2020, 1, 1)}, {"vintage": date(2019, 12, 31)}),
    ],
)
@pytest.mark.parametrize(
    ("flow", "cells"),
    [
        (Flow.TURNOVER, [(Flow.EXPORT, "2018-Q2", 100), (Flow.IMPORT, "2018-Q2", 200)]),
        (Flow.EXPORT, [(Flow.EXPORT, "2018-04", 100), (Flow.EXPORT, "2018-05/2018-06", 200)]),
        (Flow.EXPORT, [(Flow.EXPORT, "2018-Q1", 100), (Flow.EXPORT, "2018-H1", 400)]),
    ],
)
def test_better_body_wins_where_amounts_are_computed(flow, cells, better, worse):
    rows = [row(*cell, dataset=2, **worse) for cell in cells]
    best = [row(*cell, dataset=3, **better) for cell in cells]

    chosen = choose("2018-Q2", rows + best, flow)

    assert (chosen.value, {figure.dataset for _sign, figure in chosen.parts}) == (300, {3})


# Stated totals against their stated parts


@pytest.mark.parametrize(
    ("total", "unit", "agrees"),
    [(22_417_500, 1, None), (22_400_000, 100_000, True), (22_600_000, 100_000, False)],
)
def test_check_of_a_total(total, unit, agrees):
    stated = row(Flow.TURNOVER, "2018-01/2018-07", total, unit)
    rows = [
        stated,
        row(Flow.EXPORT, "2018-01/2018-07", 22_300_000, 100_000),
        row(Flow.IMPORT, "2018-01/2018-07", 117_500, 100),
    ]

    check = Shelf(Flow.TURNOVER, rows).check(stated)

    assert (check.value, check.agrees_within_rounding) == (22_417_500, agrees)
    assert check.rounding_unit == 100


def test_check_needs_parts_of_the_same_body():
    stated = row(Flow.TURNOVER, "2018", 9)
    rows = [
        stated,
        row(Flow.EXPORT, "2018", 4, dataset=2),
        row(Flow.IMPORT, "2018", 5, dataset=2),
    ]

    assert Shelf(Flow.TURNOVER, rows).check(stated) is None


# Against trying everything; without a deadline, for a busy machine is no mistake

small_window = st.tuples(st.integers(24000, 24005), st.integers(24000, 24005)).map(
    lambda pair: Window(min(pair), max(pair))
)
export_rows = st.dictionaries(
    st.tuples(st.integers(1, 2), small_window), st.integers(0, 20), max_size=10
).map(
    lambda cells: [
        row(Flow.EXPORT, window, value, dataset=dataset)
        for (dataset, window), value in cells.items()
    ]
)


def every_answer(target, rows):
    """All values by rank of method: stated, then sums of n windows, then differences."""
    found = {}
    for size in range(1, len(rows) + 1):
        for chosen in combinations(rows, size):
            if len({figure.dataset for figure in chosen}) == 1 and covers(target, chosen):
                found.setdefault(size, set()).add(sum(figure.value for figure in chosen))
    for one in rows:
        for other in rows:
            same = one.dataset == other.dataset and one.window.minus(other.window) == target
            if same and one.value >= other.value:
                found.setdefault("difference", set()).add(one.value - other.value)
    return found


def covers(target, figures):
    months = sorted(month for figure in figures for month in months_of(figure.window))
    return months == list(months_of(target))


@settings(deadline=None)
@given(small_window, export_rows)
def test_choice_agrees_with_trying_everything(target, rows):
    chosen = Shelf(Flow.EXPORT, rows).choose(target)
    possible = every_answer(target, rows)

    if not possible:
        assert chosen is None
    else:
        assert chosen.value in next(iter(possible.values()))
        kinds = {1: Method.STATED, "difference": Method.DIFFERENCE}
        assert chosen.method == kinds.get(next(iter(possible)), Method.TILED)


@settings(deadline=None)
@given(small_window, export_rows)
def test_no_month_counts_twice(target, rows):
    chosen = Shelf(Flow.EXPORT, rows).choose(target)

    counted = dict.fromkeys(range(24000, 24006), 0)
    for sign, figure in chosen.parts if chosen else ():
        for month in months_of(figure.window):
            counted[month.start] += sign
    inside = {month.start for month in months_of(target)}
    assert not chosen or counted == {month: int(month in inside) for month in counted}


@settings(deadline=None)
@given(small_window, export_rows, st.randoms(use_true_random=False))
def test_choice_does_not_depend_on_order(target, rows, random):
    shuffled = random.sample(rows, len(rows))

    assert Shelf(Flow.EXPORT, shuffled).choose(target) == Shelf(Flow.EXPORT, rows).choose(target)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([1, -1]), st.integers(0, 10**9), st.sampled_from([1, 1000])),
        min_size=1,
        max_size=6,
    )
)
def test_interval_holds_every_sum_of_what_was_rounded(terms):
    parts = [(sign, row(Flow.BALANCE, "2018", value, unit)) for sign, value, unit in terms]
    combination = combine(Flow.BALANCE, Method.TILED, parts)

    half = sum(Decimal(unit) / 2 for _sign, _value, unit in terms)
    total = sum(sign * value for sign, value, _unit in terms)
    assert (combination.low, combination.value, combination.high) == (
        total - half,
        total,
        total + half,
    )


# Kept secret


def silent(months, rows, flow=Flow.EXPORT):
    return [found.state for found in Shelf(flow, rows).silent(Window.parse(months))]


def test_secret_month_keeps_the_quarter_secret():
    rows = exports(("2018-01", 1), ("2018-02", State.NOT_DISCLOSED), ("2018-03", 3))

    assert choose("2018-Q1", rows) is None
    assert silent("2018-Q1", rows) == [State.NOT_DISCLOSED]


def test_secret_month_says_nothing_of_months_nobody_tells_of():
    rows = exports(("2018-01", 1), ("2018-02", State.NOT_DISCLOSED))

    assert silent("2018-Q1", rows) == []
    assert silent("2018-03", rows) == []


def test_secret_export_keeps_the_turnover_secret():
    rows = [row(Flow.EXPORT, "2018", State.NOT_DISCLOSED), row(Flow.IMPORT, "2018", 5)]

    assert silent("2018", rows, Flow.TURNOVER) == [State.NOT_DISCLOSED]
