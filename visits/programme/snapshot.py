"""A programme as plain data: what pages show of a draft, and what a release keeps for good.

A snapshot is a dict of JSON values. Texts stand in all four languages ({"en": ..., "ru": ...}),
days and times as ISO text, people and places by name, so that nothing asked later changes it.

    version     of this form
    visit       public_id, title, purpose, kind, status, start, end (partial dates as text and how
                they are known), zone, home_zone, is_example, senders and hosts (names)
    groups      [{uid, side, title, first_day, last_day}] in their order
    delegates   [{uid, side, group, role, address, name, post, organisation}] in protocol order
    items       [{uid, day, starts, ends, start, end, zone, arrival_zone, kind, title, venue,
                arrival_venue, room, audience, groups, delegates, internal}] as they happen; start
                and end are moments in UTC, groups and delegates uids, none of both for everybody

All that guests must not know of an item stands under ``internal``. Personal data of delegates,
their diets and what is arranged for them are no part of a snapshot.
"""

from common.texts import texts_of
from regions.models import Mission
from visits.clock import UTC
from visits.models import VisitSide
from visits.models.programme import on_the_clock

VERSION = 1


def snapshot_of(visit):
    """Return the programme of the visit as it stands now, in ten queries."""
    return {
        "version": VERSION,
        "visit": _visit(visit),
        "groups": [_group(group) for group in visit.groups.all()],
        "delegates": [_delegate(one) for one in visit.delegates.with_names().in_protocol_order()],
        "items": [_item(*row) for row in on_the_clock(_items(visit), visit.zone)],
    }


def _items(visit):
    return visit.programme_items.in_order().with_venues().with_concerned()


def _visit(visit):
    mission = Mission.objects.current()
    sides = list(visit.sides.select_related("place", "organisation"))
    return {
        "public_id": visit.public_id,
        "title": texts_of(visit, "title"),
        "purpose": texts_of(visit, "purpose"),
        "kind": visit.kind,
        "status": visit.status,
        "is_example": visit.is_example,
        "start": _date(visit.start),
        "end": _date(visit.end),
        "zone": visit.zone.key,
        "home_zone": mission.home_zone if mission else "",
        "senders": _names_of_side(sides, VisitSide.Side.SENDING),
        "hosts": _names_of_side(sides, VisitSide.Side.RECEIVING),
    }


def _date(date):
    return {"text": date.text, "basis": str(date.basis)}


def _names_of_side(sides, side):
    return [texts_of(one.organisation or one.place, "name") for one in sides if one.side == side]


def _group(group):
    return {
        "uid": group.uid,
        "side": group.side,
        "title": texts_of(group, "title"),
        "first_day": _iso(group.first_day),
        "last_day": _iso(group.last_day),
    }


def _delegate(delegate):
    return {
        "uid": delegate.uid,
        "side": delegate.side,
        "group": delegate.group and delegate.group.uid,
        "role": delegate.role,
        "address": delegate.address,
        "name": delegate.person and texts_of(delegate.person, "name"),
        "post": texts_of(delegate, "post"),
        "organisation": delegate.organisation and texts_of(delegate.organisation, "name"),
    }


def _item(item, start, end):
    return {
        "uid": item.uid,
        "day": _iso(item.day),
        "starts": _clock(item.starts),
        "ends": _clock(item.ends),
        "start": start.astimezone(UTC).isoformat(),
        "end": end and end.astimezone(UTC).isoformat(),
        "zone": start.tzinfo.key,
        "arrival_zone": (end or start).tzinfo.key,
        "kind": item.kind,
        "title": texts_of(item, "title"),
        "venue": _venue(item.venue),
        "arrival_venue": _venue(item.arrival_venue),
        "room": item.room,
        "audience": item.audience,
        "groups": [group.uid for group in item.groups.all()],
        "delegates": [delegate.uid for delegate in item.delegates.all()],
        "internal": _internal(item),
    }


def _venue(venue):
    if venue is None:
        return None
    return {
        "public_id": venue.public_id,
        "name": texts_of(venue, "name"),
        "place": texts_of(venue.place, "name"),
        "address": venue.address,
    }


def _internal(item):
    organisation = item.responsible_organisation
    return {
        "responsible": item.responsible and texts_of(item.responsible, "name"),
        "responsible_post": item.responsible_post,
        "responsible_organisation": organisation and texts_of(organisation, "name"),
        "phone": item.responsible_phone,
        "car": item.car,
        "interpreter": item.interpreter,
        "note": item.internal_note,
        "plan_b": item.plan_b,
    }


def _iso(day):
    return day and day.isoformat()


def _clock(time):
    return time and time.isoformat(timespec="minutes")
