"""From data to places on the picture: straight scales with round ticks, and bands."""

from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

_ROUND_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True)
class Linear:
    """Maps the amounts ``low`` to ``high`` onto the coordinates ``start`` to ``end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, amount):
        share = (float(amount) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


@dataclass(frozen=True)
class Band:
    """Splits ``start`` to ``end`` into ``count`` equal steps, each with padding on both sides."""

    count: int
    start: float
    end: float
    padding: float = 0.2

    @property
    def step(self):
        return (self.end - self.start) / self.count

    @property
    def width(self):
        return self.step * (1 - self.padding)

    def centre(self, index):
        return self.start + self.step * (index + 0.5)


def extent(amounts):
    """The lowest and highest amount with zero among them; (0, 1) when that leaves no room."""
    known = [float(amount) for amount in amounts if amount is not None]
    low, high = min(known, default=0), max(known, default=0)
    low, high = min(low, 0), max(high, 0)
    return (low, high) if high > low else (0, 1)


def ticks(low, high, about=4):
    """Exact round numbers from at or below ``low`` to at or above ``high``; zero where it lies.

    Their step is 1, 2 or 5 times a power of ten, the one that gives ``about`` so many intervals.
    """
    step = round_step((high - low) / about)
    first, last = floor(low / float(step)), ceil(high / float(step))
    return [step * index for index in range(first, last + 1)]


def round_step(step):
    """The smallest of 1, 2, 5 times a power of ten that is not below ``step``, as a Decimal."""
    power = floor(log10(step))
    for factor in _ROUND_STEPS:
        rounded = Decimal(factor).scaleb(power)
        if float(rounded) >= step * (1 - 1e-9):
            break
    return Decimal(f"{rounded:f}")


def spread(places, gap, low, high):
    """Ascending places moved apart to at least ``gap``, kept within ``low`` and ``high``.

    Where there is not room for all, they are kept apart and start above ``low``.
    """
    moved, floor_ = [], low
    for place in places:
        moved.append(max(place, floor_))
        floor_ = moved[-1] + gap
    ceiling = high
    for index in reversed(range(len(moved))):
        moved[index] = min(moved[index], ceiling)
        ceiling = moved[index] - gap
    return moved
