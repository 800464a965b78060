"""Protocol order: the delegates of each side are numbered 1, 2, 3 ... without a gap."""

from common.bulk import save_rows
from visits.models import VisitSide

SIDES = VisitSide.Side.values


def settle_order(visit):
    """Number the delegates of each side without a gap, in the order they stand."""
    for side in SIDES:
        _number(list(_on_side(visit, side)))


def put_at(delegate, position):
    """Put a delegate at the position on its side, from 1; what is beyond the end means last."""
    others = list(_on_side(delegate.visit, delegate.side).exclude(pk=delegate.pk))
    place = min(max(position, 1), len(others) + 1) - 1
    _number([*others[:place], delegate, *others[place:]])


def last_place(visit, side):
    """Return the number of who is added to the side now."""
    return _on_side(visit, side).count() + 1


def items_only_for(members):
    """Return the programme items that would be for everybody without the delegate or the group."""
    own = "delegates" if hasattr(members, "precedence") else "groups"
    items = members.programme_items.prefetch_related("delegates", "groups").in_order()
    return [item for item in items if _concerned(item) == {(own, members.pk)}]


def _concerned(item):
    delegates = {("delegates", one.pk) for one in item.delegates.all()}
    return delegates | {("groups", one.pk) for one in item.groups.all()}


def _on_side(visit, side):
    return visit.delegates.on_side(side).in_protocol_order()


def _number(delegates):
    moved = []
    for number, delegate in enumerate(delegates, start=1):
        if delegate.precedence != number:
            delegate.precedence = number
            moved.append(delegate)
    save_rows(moved, ["precedence"])
