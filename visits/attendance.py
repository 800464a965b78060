"""Who was at a meeting, as far as its programme item tells."""

from dataclasses import dataclass

from visits.models import VisitSide


@dataclass(frozen=True)
class Attendance:
    """Delegates in protocol order, and in words who else the programme names."""

    delegates: list
    also: str


def attendance_of(item):
    """Return the Attendance of a programme item.

    It is for the persons and groups it names; without any for all who are there that day. Those
    who receive are there too unless it names some of them; so is who is responsible for it.
    """
    everybody = list(item.visit.delegates.with_names().senders_first())
    concerned = _concerned(item, everybody)
    if not any(one.side == VisitSide.Side.RECEIVING for one in concerned):
        concerned |= {one for one in _there(item, everybody) if _receives(one)}
    concerned |= {
        one for one in everybody if one.person_id and one.person_id == item.responsible_id
    }
    return Attendance([one for one in everybody if one in concerned], _responsible(item, concerned))


def _concerned(item, everybody):
    persons = set(item.delegates.all())
    groups = {group.pk for group in item.groups.all()}
    if not persons and not groups:
        return set(_there(item, everybody))
    return {one for one in everybody if one in persons or one.group_id in groups}


def _there(item, everybody):
    """Return those who have come by the day of the item and not left before it."""
    return [one for one in everybody if one.group is None or one.group.is_there_on(item.day)]


def _receives(delegate):
    return delegate.side == VisitSide.Side.RECEIVING


def _responsible(item, concerned):
    """Return in words who is responsible, "" for one who is among the delegates."""
    if item.responsible_id in {one.person_id for one in concerned if one.person_id}:
        return ""
    organisation = item.responsible_organisation
    named = [item.responsible, item.responsible_post, organisation and organisation.name]
    return ", ".join(str(word) for word in named if word)
