"""Amounts that nobody states: what a later amount and its printed growth say of the year before.

Never part of an answer; shown beside one, labelled as what it is.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from common.formats import rounding_interval
from common.models import Qualifier
from trade.answers import Answer
from trade.arithmetic import FROM_FLOWS, Method
from trade.growth import PrintedGrowth
from trade.lookups import keys_of, of_keys, statement_rank
from trade.models import Statement


@dataclass(frozen=True)
class Implied(Answer):
    """An amount that nobody states: a later amount divided by its printed growth.

    Like an answer, but no figure stands behind it, so it has no parts; ``later`` are the
    statements it follows from.
    """

    method: Method = Method.IMPLIED
    later: tuple = ()

    @property
    def statements(self):
        return self.later

    @property
    def sources(self):
        return tuple(dict.fromkeys(statement.source for statement in self.later))

    @property
    def is_exact(self):
        return False

    @property
    def year_inferred(self):
        return any(statement.year_inferred for statement in self.later)

    @property
    def disputed(self):
        return any(statement.disputed for statement in self.later)


def implied_for(keys, window):
    """Return ``{key: Implied}`` for the keys that an exact later amount and its growth tell of.

    Turnover and balance are taken from export and import where one source gives both: an implied
    sum of two is rounded less than one that grew by whole per cents. One query.
    """
    keys = list(keys)
    return _implied_from(_later_statements(keys, window), keys, window)


def implied_among(said, keys, window):
    """Return the same from statements at hand, among which all of the keys are; no query."""
    later = sorted((s for s in said if _is_later(s, window)), key=_firmness)
    return _implied_from(later, keys, window)


def _implied_from(later, keys, window):
    implied = _implied_by_key(later, window)
    found = {key: _best_implied(key, window, implied) for key in keys}
    return {key: answer for key, answer in found.items() if answer is not None}


def _later_statements(keys, window):
    """Return the exact amounts with exact growth since the window, firmest first."""
    later = Q(base_start=window.start, base_end=window.end)
    following = _year_after(window)
    if following is not None:
        of_next_year = Q(window_start=following.start, window_end=following.end)
        later |= of_next_year & Q(base_start__isnull=True)
    found = Statement.objects.with_growth().filter(
        later,
        of_keys(keys),
        qualifier=Qualifier.EXACT,
        growth_qualifier=Qualifier.EXACT,
        amount_low__isnull=False,
        window_start__isnull=False,
    )
    return sorted(found.select_related("source", "product"), key=_firmness)


def _is_later(said, window):
    """Whether the statement is one of those that ``_later_statements`` asks for."""
    exact = said.qualifier == said.growth_qualifier == Qualifier.EXACT
    if not (said.growth_kind and exact and said.amount_low is not None and said.window):
        return False
    if said.base_start is not None:
        return said.base_window == window
    return said.window == _year_after(window)


def _year_after(window):
    try:
        return window.shifted(12)
    except ValueError:
        return None


def _firmness(statement):
    return (
        statement.source.rank,
        statement.disputed,
        statement.rounding_unit,
        statement_rank(statement),
    )


def _implied_by_key(statements, window):
    """Return ``{key: {source id: Implied}}``, the firmest source first."""
    implied = defaultdict(dict)
    for statement in statements:
        for key in keys_of(statement):
            base = _base(key, window, statement)
            if base is not None:
                implied[key].setdefault(statement.source_id, base)
    return implied


def _base(key, window, statement):
    """Return the amount that grew to the stated one, or None where that cannot be."""
    growth = PrintedGrowth.of(statement)
    if growth.low <= -1 or statement.window.length != window.length:
        return None
    low, high = rounding_interval(statement.amount_low, statement.rounding_unit)
    ends = sorted(end / (1 + rate) for end in (low, high) for rate in (growth.low, growth.high))
    return Implied(
        key=key,
        window=window,
        value=statement.amount_low / (1 + growth.rate),
        currency=statement.currency,
        rounding_unit=statement.rounding_unit,
        low=ends[0],
        high=ends[-1],
        later=(statement,),
    )


def _best_implied(key, window, implied):
    """Return the sum or difference of implied flows of one source, else what is implied itself."""
    signs = FROM_FLOWS.get(key.flow, ())
    by_flow = [(sign, implied[key._replace(flow=flow)]) for sign, flow in signs]
    for source in by_flow[0][1] if by_flow else ():
        if all(source in bases for _sign, bases in by_flow):
            return _sum(key, window, [(sign, bases[source]) for sign, bases in by_flow])
    return next(iter(implied[key].values()), None)


def _sum(key, window, parts):
    ends = [sorted((sign * base.low, sign * base.high)) for sign, base in parts]
    return Implied(
        key=key,
        window=window,
        value=sum(sign * base.value for sign, base in parts),
        currency=parts[0][1].currency,
        rounding_unit=max(base.rounding_unit for _sign, base in parts),
        low=sum(low for low, _high in ends),
        high=sum(high for _low, high in ends),
        later=tuple(statement for _sign, base in parts for statement in base.later),
    )
