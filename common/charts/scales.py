"""From data to places on the picture: straight scales with round ticks, and bands."""

from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

ROUND_STEPS = (1, 2, 5, 10)


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
    """Exact round numbers from at or below ``low`` to at or above ``high``, one step apart.

    The step is 1, 2 or 5 times a power of ten, so that there are ``about`` so many steps.
    """
    step = round_step((high - low) / about)
    first, last = floor(low / float(step)), ceil(high / float(step))
    return [step * index for index in range(first, last + 1)]


def round_step(step):
    """The nearest by ratio of 1, 2, 5 and 10 times a power of ten, as a plain Decimal."""
    power = floor(log10(step))
    near = min(ROUND_STEPS, key=lambda factor: abs(log10(factor) + power - log10(step)))
    return Decimal(f"{Decimal(near).scaleb(power).normalize():f}")


def spread(places, gap, low, high):
    """Ascending places moved apart to at least ``gap``, kept within ``low`` and ``high``.

    Where there is not room for all, they are kept apart and start above ``low``.
    """
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + gap if moved else low))
    limit = high
    for index in reversed(range(len(moved))):
        moved[index] = min(moved[index], limit)
        limit = moved[index] - gap
    return moved
