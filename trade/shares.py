"""Shares and ranks of amounts that may be added up: those of one data set and currency."""

from collections import Counter
from dataclasses import replace


def ranked(rows):
    """Return the rows, those of one data set and currency with their ``share`` and ``rank``.

    It is the data set and currency of most of them. Rows have an ``answer``; equal amounts share
    a rank.
    """
    bodies = Counter(body for row in rows if (body := _body(row.answer)))
    main = next(iter(bodies.most_common(1)), (None,))[0]
    amounts = [row.answer.value for row in rows if main and _body(row.answer) == main]
    whole = sum(amounts)
    return [
        replace(row, **_place(row.answer.value, amounts, whole))
        if whole and _body(row.answer) == main
        else row
        for row in rows
    ]


def _place(value, amounts, whole):
    return {"share": value / whole, "rank": 1 + sum(other > value for other in amounts)}


def _body(answer):
    """The one data set and currency an amount rests on, None without one."""
    bodies = {(figure.dataset, figure.currency) for figure in answer.figures}
    return bodies.pop() if answer and len(bodies) == 1 else None
