"""What the published parts of a published total leave: a row of its own, never spread over them."""

from dataclasses import dataclass
from decimal import Decimal

from trade.models import State


@dataclass(frozen=True)
class Residual:
    """The rest of a total that none of its parts tells, from ``low`` to ``high`` by rounding.

    ``value`` is never below zero. ``fails`` where the parts come to more than the total even with
    rounding: then ``excess`` is by how much, and the total or a part is wrong. ``not_disclosed``
    counts the parts that are kept secret, which the rest holds.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    excess: Decimal
    fails: bool
    currency: str
    rounding_unit: int
    not_disclosed: int

    def __bool__(self):
        """Whether there is a rest that rounding alone does not explain."""
        return self.low > 0 or self.not_disclosed > 0


def residual(total, parts):
    """Return the Residual of a stated total after its parts, all of them Answers.

    None where there is no total that somebody states, no part with an amount, or where they are
    not of one dataset, vintage, currency and the same months.
    """
    known = [part for part in parts if part]
    if not total or total.sums or not known or not _are_alike([total, *known]):
        return None
    rest = total.value - sum(part.value for part in known)
    low = total.low - sum(part.high for part in known)
    high = total.high - sum(part.low for part in known)
    return Residual(
        value=max(rest, Decimal(0)),
        low=max(low, Decimal(0)),
        high=max(high, Decimal(0)),
        excess=max(-rest, Decimal(0)),
        fails=high < 0,
        currency=total.currency,
        rounding_unit=max(answer.rounding_unit for answer in [total, *known]),
        not_disclosed=sum(map(_secret, parts)),
    )


def _are_alike(answers):
    """Whether all rest on figures that may be combined, for the same months."""
    bodies = {(*figure.body, figure.oldest) for answer in answers for figure in answer.figures}
    return len(bodies) == 1 and len({answer.window for answer in answers}) == 1


def _secret(part):
    """How many secret figures stand behind a part: itself, or some of its own parts."""
    if part:
        return part.not_disclosed
    return int(any(figure.state == State.NOT_DISCLOSED for figure in part.figures))
