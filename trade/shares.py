"""Shares and ranks of amounts that may be added up: those of one data set and currency."""

from collections import Counter
from dataclasses import replace
from functools import cached_property

from common import charts, formats
from trade.chart_values import main_currency
from trade.models import State


class SharedRows:
    """What ``rows`` with an ``answer`` and a ``share`` of it come to together."""

    @cached_property
    def counted(self):
        """The rows whose amounts are added up, largest first."""
        known = [row for row in self.rows if row.share is not None]
        return sorted(known, key=lambda row: -row.answer.value)

    @property
    def secret(self):
        return [row for row in self.rows if row.answer.state == State.NOT_DISCLOSED]

    @cached_property
    def disclosed(self):
        """What the counted rows come to, None where there are none: the base of the shares."""
        return sum(row.answer.value for row in self.counted) if self.counted else None

    @property
    def rounding_unit(self):
        return max((row.answer.rounding_unit for row in self.counted), default=1)

    @property
    def currency(self):
        return main_currency(row.answer for row in self.counted or self.rows)


def share_value(share):
    """Return the charts.Value of a share; a dash for a row that has none."""
    if share is None:
        return charts.Value(None, "–")
    return charts.Value(round(share, 6), formats.share(share))


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
