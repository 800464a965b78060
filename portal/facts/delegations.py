"""Readers of who takes part in a visit, in which groups, and what is arranged for them."""

from itertools import count

from portal.facts import lookups as kinds
from portal.facts.reading import child, keyed
from visits.models import Arrangement, Delegate, VisitGroup, VisitSide

SENDING = VisitSide.Side.SENDING


def load_delegation(line, visit):
    for position, row in enumerate(line.lines("groups"), start=1):
        keyed(row, child(row, _read_group(visit, position, row), "visit"), kinds.GROUP)
    precedences = {side: count(1) for side in VisitSide.Side}
    for row in line.lines("delegates"):
        delegate = _read_delegate(visit, row)
        delegate.precedence = next(precedences[delegate.side])
        keyed(row, child(row, delegate, "visit"), kinds.DELEGATE)
    for row in line.lines("arrangements"):
        child(row, _read_arrangement(visit, row), "visit")


def _read_group(visit, position, row):
    row.require("key")
    return VisitGroup(
        visit=visit,
        position=position,
        side=row.choice("side", VisitSide.Side, SENDING),
        first_day=row.day("first_day"),
        last_day=row.day("last_day"),
        **row.texts("title", "title"),
    )


def _read_delegate(visit, row):
    return Delegate(
        visit=visit,
        side=row.choice("side", VisitSide.Side, SENDING),
        group=row.record("group", kinds.GROUP),
        role=row.choice("role", Delegate.Role, Delegate.Role.MEMBER),
        address=row.choice("address", Delegate.Address, Delegate.Address.NOT_SAID),
        person=row.record("person", kinds.PERSON),
        organisation=row.record("organisation", kinds.ORGANISATION),
        diet=row.text("diet"),
        interpreter=row.text("interpreter"),
        internal_note=row.text("internal_note"),
        **row.texts("post", "post"),
    )


def _read_arrangement(visit, row):
    group, delegate = row.record("group", kinds.GROUP), row.record("delegate", kinds.DELEGATE)
    whom = group or delegate
    return Arrangement(
        visit=visit,
        kind=row.choice("kind", Arrangement.Kind),
        side=row.choice("side", VisitSide.Side, whom.side if whom else SENDING),
        group=group,
        delegate=delegate,
        venue=row.record("venue", kinds.VENUE),
        day=row.day("day"),
        time=row.clock("time"),
        last_day=row.day("last_day"),
        detail=row.text("detail"),
        contact=row.text("contact"),
        phone=row.text("phone"),
        note=row.text("note"),
    )
