"""One flow as its two ends report it: never averaged, never corrected, the gap shown."""

from dataclasses import dataclass

from trade.answers import Answer, Key
from trade.implied import implied_among, implied_for
from trade.models import Flow

# Each flow seen from here, and what the other side calls it.
SEEN_FROM_THERE = {
    Flow.EXPORT: Flow.IMPORT,
    Flow.IMPORT: Flow.EXPORT,
    Flow.TURNOVER: Flow.TURNOVER,
}


@dataclass(frozen=True)
class MirrorRow:
    """A flow seen from the first place: its own amount and that of the other side.

    Either is an ``Answer`` or, where that side reports none, an ``Implied``. ``gap`` is ours less
    theirs, ``share`` the gap as a ratio of ours; both None where there are not two amounts.
    """

    flow: Flow
    ours: Answer
    theirs: Answer

    @property
    def is_comparable(self):
        return bool(self.ours) and bool(self.theirs) and self.ours.currency == self.theirs.currency

    @property
    def gap(self):
        return self.ours.value - self.theirs.value if self.is_comparable else None

    @property
    def gap_low(self):
        return self.ours.low - self.theirs.high if self.is_comparable else None

    @property
    def gap_high(self):
        return self.ours.high - self.theirs.low if self.is_comparable else None

    @property
    def is_within_rounding(self):
        """Whether rounding alone may explain the gap."""
        return self.is_comparable and self.gap_low <= 0 <= self.gap_high

    @property
    def rounding_unit(self):
        """What the gap is rounded to: as coarse as the coarser amount; None without a gap."""
        if not self.is_comparable:
            return None
        return max(self.ours.rounding_unit, self.theirs.rounding_unit)

    @property
    def share(self):
        return _less_than(self.ours.value, self.theirs.value) if self.is_comparable else None


def mirror_keys(pair, product=None):
    """Return ``{flow: (ours, theirs)}``, the keys of a flow at both ends; of all goods or one."""
    here, there = pair, pair.turned()
    return {
        flow: (Key.of(*here, flow, product), Key.of(*there, name, product))
        for flow, name in SEEN_FROM_THERE.items()
    }


def mirror_rows(ends, answers, window, said=None):
    """Return the rows of ``ends``, ``{flow: (our key, their key)}``; one query, for the implied.

    ``answers`` holds the answer of each key for the window. ``said``, statements among which all
    of the keys are, spare the query.
    """
    keys = [key for both in ends.values() for key in both]
    implied = implied_for(keys, window) if said is None else implied_among(said, keys, window)

    def best(key):
        return answers[key] or implied.get(key) or answers[key]

    return [MirrorRow(flow, best(ours), best(theirs)) for flow, (ours, theirs) in ends.items()]


def _less_than(ours, theirs):
    """The part of ours that is missing on the other side; None where ours is nothing."""
    return 1 - theirs / ours if ours > 0 else None
