"""The history of a figure: what was stated for the same key, months and data set before."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Vintage:
    """A figure and by what part it changed the one before, None where there is nothing to say."""

    figure: Any
    change: Any = None


def with_changes(figures):
    """Return the Vintages of figures that come newest first."""
    earlier = [*figures[1:], None]
    return [
        Vintage(figure, change(figure, before))
        for figure, before in zip(figures, earlier, strict=True)
    ]


def change(figure, before):
    """Return the change as a part of the earlier amount: 0.05 for five per cent more.

    None without amounts, from nothing, between currencies and across the sign of a balance.
    """
    if before is None or None in (figure.value, before.value):
        return None
    if figure.currency != before.currency or before.value <= 0:
        return None
    return figure.value / before.value - 1
