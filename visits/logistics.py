"""What is arranged for a visit behind the scenes, for whom, and which meals and languages."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.search import fold
from visits.models import Arrangement, VisitSide


@dataclass(frozen=True)
class ForWhom:
    """The names of the sides, groups and delegates of a visit, told apart where they are equal.

    ``by_name``: folded name -> (side, group, delegate).
    """

    names: list
    by_name: dict
    by_key: dict

    @classmethod
    def of(cls, visit):
        names, by_name, by_key = [], {}, {}
        for name, whom in _everybody(visit):
            label = name if fold(name) not in by_name else f"{name} [{_uid(whom)}]"
            names.append(label)
            by_name[fold(label)] = whom
            by_key[_key(*whom)] = label
        return cls(names, by_name, by_key)

    def name_of(self, arrangement):
        """Return for whom it is arranged, in words."""
        side, group, delegate = arrangement.side, arrangement.group_id, arrangement.delegate_id
        if group or delegate:
            side = None
        return self.by_key.get((side, group, delegate), "")


def _everybody(visit):
    """Yield pairs of name and (side, group, delegate), the widest first."""
    yield _("the whole delegation"), (VisitSide.Side.SENDING.value, None, None)
    yield _("the receiving side"), (VisitSide.Side.RECEIVING.value, None, None)
    for group in visit.groups.all():
        yield str(group.title), (group.side, group, None)
    for delegate in visit.delegates.with_names().senders_first():
        yield str(delegate.name), (delegate.side, None, delegate)


def _uid(whom):
    _side, group, delegate = whom
    return (group or delegate).uid


def _key(side, group, delegate):
    is_side = group is None and delegate is None
    return side if is_side else None, group and group.pk, delegate and delegate.pk


def arranged_by_kind(visit):
    """Return rows of kind, heading and arrangements, each with ``whom`` in words."""
    whom = ForWhom.of(visit)
    arrangements = visit.arrangements.select_related("venue__place").in_order()
    rows = sorted(arrangements, key=lambda one: Arrangement.Kind.values.index(one.kind))
    for arrangement in rows:
        arrangement.whom = whom.name_of(arrangement)
    return [
        {"heading": capfirst(Arrangement.Kind(kind).label), "arrangements": list(group)}
        for kind, group in groupby(rows, key=lambda one: one.kind)
    ]


def needs_of(visit):
    """Return the delegates with a diet or who need an interpreter, in protocol order."""
    delegates = visit.delegates.with_names().senders_first()
    return [one for one in delegates if one.diet or one.interpreter]
