"""Which figures answer for a window, and what they come to. Pure: figures in, result out.

The order is fixed: a figure stated for exactly the window; the sum of what is stated of its parts;
turnover or balance from the export and import of the window; the fewest windows that tile it; the
difference of two windows with the same start. Whatever is combined is of one dataset, vintage and
currency, and no month counts twice. Where all of that gives nothing, the current figures of one
official dataset are combined whatever day each was published on: months come out one by one.
"""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.formats import rounding_interval
from common.periods import Window, differences, tile
from trade.models import Flow, Measure, State
from trade.models.figures import UNKNOWN_VINTAGE

# Stands in a key for the one product that means everything, so that nobody has to look up its id.
ALL_GOODS = 0

# Turnover and balance from export and import; never the other way round.
FROM_FLOWS = {
    Flow.TURNOVER: ((1, Flow.EXPORT), (1, Flow.IMPORT)),
    Flow.BALANCE: ((1, Flow.EXPORT), (-1, Flow.IMPORT)),
}


class Method(models.TextChoices):
    """How an amount was obtained."""

    STATED = "stated", _("as stated")
    SUMMED = "summed", _("sum of stated parts")
    COMPUTED_FROM_FLOWS = "from_flows", _("computed from export and import")
    TILED = "tiled", _("sum of shorter periods")
    DIFFERENCE = "difference", _("difference of two cumulative periods")
    IMPLIED = "implied", _("implied by a later amount and its growth")
    NONE = "none", _("no data")


class Key(NamedTuple):
    """What is asked for, by ids; ``product`` is an id or ALL_GOODS."""

    reporter: int
    partner: int
    flow: int
    product: int = ALL_GOODS
    measure: int = Measure.GOODS

    @classmethod
    def of(cls, reporter, partner, flow, product=None, measure=Measure.GOODS):
        """The same for objects; no product is all goods."""
        return cls(
            reporter.pk, partner.pk, Flow(flow), product.pk if product else ALL_GOODS, measure
        )

    def parts(self):
        """The keys it may be computed from, export and import, or none."""
        return [self._replace(flow=flow) for _sign, flow in FROM_FLOWS.get(self.flow, ())]


class Parts(StrEnum):
    """What is added up where a whole is not stated."""

    CHAPTERS_AND_PARTNERS = "both"
    CHAPTERS = "chapters"
    PARTNERS = "partners"


class Summed(NamedTuple):
    """What a sum was made of: ``figures`` parts with an amount, ``not_disclosed`` without one.

    ``oldest`` is the first vintage among them; ``codes`` are those of the reporter, the partner
    and the product, "" where they are any.
    """

    parts: Parts
    figures: int
    not_disclosed: int
    oldest: date
    codes: tuple = ("", "", "")


class FigureRow(NamedTuple):
    """One current figure with what ranks it; ``statement`` is the one it was read from, or None.

    ``value`` is in whole units of ``currency`` and None where it is not disclosed or available.
    ``vintage`` is the newest that states it. A sum of parts has no ``pk`` (0), and ``summed``.
    ``quoted`` are figures of single publications, of which no two belong together.
    """

    pk: int
    key: Key
    window: Window
    dataset: int
    vintage: date
    state: State
    value: Decimal | None
    rounding_unit: int = 1
    currency: str = "USD"
    source: object = None
    statement: object = None
    quoted: bool = True
    summed: Summed | None = None

    @property
    def flow(self):
        return Flow(self.key.flow)

    @property
    def is_disputed(self):
        return self.statement is not None and self.statement.disputed

    @property
    def is_approximate(self):
        """Whether it is an estimate, or stated with an "about"."""
        about = self.statement is not None and self.statement.qualifier == "about"
        return about or self.state == State.ESTIMATED

    @property
    def year_inferred(self):
        return self.statement is not None and self.statement.year_inferred

    @property
    def low(self):
        return _ends(self)[0]

    @property
    def high(self):
        return _ends(self)[1]

    @property
    def oldest(self):
        """The first vintage in it; a single figure has but one."""
        return self.summed.oldest if self.summed else self.vintage

    @property
    def body(self):
        """What it may be combined with: figures of the same dataset, vintage and currency."""
        return self.dataset, self.vintage, self.currency

    @property
    def known_vintage(self):
        """The day it was published, None where nobody knows it."""
        return None if self.vintage == UNKNOWN_VINTAGE else self.vintage

    @property
    def is_of_one_vintage(self):
        return self.oldest == self.vintage

    @property
    def not_disclosed(self):
        """How many parts of a sum are kept secret."""
        return self.summed.not_disclosed if self.summed else 0


class Combination(NamedTuple):
    """Figures with their signs and what they come to, from ``low`` to ``high`` by rounding."""

    method: Method
    parts: tuple
    value: Decimal
    low: Decimal
    high: Decimal

    @property
    def rank(self):
        """Sorts before what is a worse answer: stated, source kind, undisputed, exact, newest."""
        rows = [row for _sign, row in self.parts]
        return (
            any(row.summed is not None for row in rows),
            max(_source_rank(row) for row in rows),
            any(row.is_disputed for row in rows),
            any(row.is_approximate for row in rows),
            sum(row.rounding_unit for row in rows),
            max(_age(row) for row in rows),
            [(row.pk, row.dataset) for row in rows],
        )

    @property
    def state(self):
        states = {row.state for _sign, row in self.parts}
        if len(states) == 1:
            return State(states.pop())
        return State.ESTIMATED if State.ESTIMATED in states else State.REPORTED

    @property
    def rounding_unit(self):
        return max(row.rounding_unit for _sign, row in self.parts)

    @property
    def currency(self):
        return self.parts[0][1].currency

    @property
    def vintages(self):
        """The oldest and the newest vintage in it."""
        rows = [row for _sign, row in self.parts]
        return min(row.oldest for row in rows), max(row.vintage for row in rows)


class Check(NamedTuple):
    """What the stated parts of a stated total come to.

    ``agrees_within_rounding`` is None where they come to it exactly, True where the total holds
    only because amounts are rounded, False where it does not hold.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    agrees_within_rounding: bool | None
    parts: tuple

    @property
    def rounding_unit(self):
        """The finest of the parts, so that the sum can be shown with all its digits."""
        return min(row.rounding_unit for _sign, row in self.parts)


def combine(flow, method, parts):
    """Return the combination of ``(sign, figure)`` pairs; the intervals of rounding add up."""
    value = low = high = Decimal(0)
    for sign, row in parts:
        ends = sorted(sign * end for end in _ends(row))
        value, low, high = value + sign * row.value, low + ends[0], high + ends[1]
    return Combination(method, tuple(parts), value, _floor(flow, low), high)


def rank_of(row):
    """Sort key of figures for one window, best first; those without a value come last."""
    return (
        row.value is None,
        row.summed is not None,
        _source_rank(row),
        row.is_disputed,
        row.is_approximate,
        row.rounding_unit,
        _age(row),
        row.pk,
        row.dataset,
    )


class Shelf:
    """The figures of one key, ready to be asked about any window.

    ``figures`` are those of the key and, for turnover and balance, of its export and import.
    """

    def __init__(self, flow, figures):
        self.flow = flow
        self.exact, self.sums = defaultdict(list), defaultdict(list)
        self.told, self.secret = set(), []
        self.bodies, self.series = _Bodies(), _Bodies()
        for row in sorted(_without_doubles(figures), key=rank_of):
            self._put(row)
        self._known = self._per_window(self.bodies)
        self._current = self._per_window(self.series)

    def _put(self, row):
        if row.key.flow == self.flow:
            (self.sums if row.summed else self.exact)[row.window].append(row)
        self.told.add(row.window)
        if row.state == State.NOT_DISCLOSED:
            self.secret.append(row)
        if row.value is None:
            return
        if row.is_of_one_vintage:
            self.bodies[row.body][row.window].setdefault(row.key.flow, row)
        if not row.quoted:
            current = self.series[row.dataset, row.currency]
            current[row.window].setdefault(row.key.flow, row)

    def choose(self, window):
        """Return the best combination for the window, or None."""
        return (
            self._stated(window)
            or self._summed(window)
            or self._from_flows(window, self._known)
            or self._tiled(window, self._known)
            or self._difference(window)
            or self._from_flows(window, self._current)
            or self._tiled(window, self._current)
        )

    def silent(self, window):
        """Return the figures that say why no amount is there: for the window, else within it."""
        return self.exact.get(window) or self.sums.get(window) or self._secret_within(window)

    def _secret_within(self, window):
        """Return the secret figures of months, or of a flow, that the amount would be made of."""
        secret = [row for row in self.secret if window.contains(row.window)]
        return secret if secret and tile(window, self.told) else []

    def check(self, figure):
        """Return how the parts of a stated total agree with it, None where they are not known."""
        parts = self._from_export_and_import(self.bodies[figure.body][figure.window])
        if parts is None or any(row.not_disclosed for _sign, row in parts):
            return None
        computed = combine(self.flow, Method.COMPUTED_FROM_FLOWS, parts)
        overlap = computed.low <= figure.high and figure.low <= computed.high
        agrees = None if computed.value == figure.value else overlap
        return Check(computed.value, computed.low, computed.high, agrees, computed.parts)

    def _per_window(self, bodies):
        """Return ``[{window: parts}]`` of bodies: as stated, else from export and import."""
        known = (
            {window: self._parts(by_flow) for window, by_flow in by_window.items()}
            for by_window in bodies.values()
        )
        return [{window: parts for window, parts in body.items() if parts} for body in known]

    def _parts(self, by_flow):
        if self.flow in by_flow:
            return [(1, by_flow[self.flow])]
        return self._from_export_and_import(by_flow)

    def _from_export_and_import(self, by_flow):
        signs = FROM_FLOWS.get(self.flow, ())
        if not signs or any(flow not in by_flow for _sign, flow in signs):
            return None
        return [(sign, by_flow[flow]) for sign, flow in signs]

    def _stated(self, window):
        row = next(iter(self.exact.get(window, ())), None)
        if row is None or row.value is None:
            return None
        return combine(self.flow, Method.STATED, [(1, row)])

    def _summed(self, window):
        """Return the sum of the parts, unless the whole is said to be secret or unknown."""
        row = next(iter(self.sums.get(window, ())), None)
        if row is None or row.value is None or window in self.exact:
            return None
        return combine(self.flow, Method.SUMMED, [(1, row)])

    def _from_flows(self, window, bodies):
        """Return the best of export and import, where no body states the flow itself."""
        found = [known[window] for known in bodies if self._has_flows(known, window)]
        return _best(combine(self.flow, Method.COMPUTED_FROM_FLOWS, parts) for parts in found)

    def _has_flows(self, known, window):
        return window in known and known[window][0][1].key.flow != self.flow

    def _tiled(self, window, bodies):
        tilings = (self._tiling(window, known) for known in bodies)
        found = [tiling for tiling in tilings if tiling]
        return min(found, key=lambda t: (t[0], t[1].rank), default=(0, None))[1]

    def _tiling(self, window, known):
        """Return how many shorter windows tile it and what they come to, or None."""
        tiles = tile(window, known)
        if tiles is None or len(tiles) == 1:
            return None
        parts = [part for piece in tiles for part in known[piece]]
        return len(tiles), combine(self.flow, Method.TILED, parts)

    def _difference(self, window):
        found = (self._subtracted(window, known) for known in self._known)
        return _best(combination for combination in found if combination)

    def _subtracted(self, window, known):
        """Return the first difference that can be true: only a balance goes below zero.

        What one sum lacks for secrecy the other may hold: such sums have no difference.
        """
        for minuend, subtrahend in differences(window, known):
            parts = known[minuend] + _negated(known[subtrahend])
            if any(row.not_disclosed for _sign, row in parts):
                continue
            combination = combine(self.flow, Method.DIFFERENCE, parts)
            if combination.value >= 0 or self.flow == Flow.BALANCE:
                return combination
        return None


class _Bodies(defaultdict):
    """``{body: {window: {flow: figure}}}``."""

    def __init__(self):
        super().__init__(lambda: defaultdict(dict))


def _without_doubles(figures):
    """Leave out sums of what the same dataset states as a whole, be it that it is secret."""
    figures = list(figures)
    stated = {_place(row) for row in figures if not row.summed}
    return [row for row in figures if not row.summed or _place(row) not in stated]


def _place(row):
    return row.dataset, row.key.flow, row.window


def _best(combinations):
    return min(combinations, key=lambda combination: combination.rank, default=None)


def _negated(parts):
    return [(-sign, row) for sign, row in parts]


def _ends(row):
    """The interval that rounding leaves open: half the last printed digit of each part."""
    figures = row.summed.figures if row.summed else 1
    low, high = rounding_interval(row.value, row.rounding_unit * figures)
    return _floor(row.key.flow, low), high


def _floor(flow, low):
    return low if flow == Flow.BALANCE else max(low, Decimal(0))


def _source_rank(row):
    return row.source.rank if row.source is not None else 0


def _age(row):
    """Sorts the newest vintage first, then the newest source."""
    published = row.source and row.source.published_latest
    return -row.vintage.toordinal(), -published.toordinal() if published else 0
