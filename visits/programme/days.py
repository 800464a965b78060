"""A programme in the reader's language, read from a snapshot: one list of days for guests, one for
the mission.

A day is ``{"day": date, "zones": [label, ...], "rows": [...]}`` with the clocks of the day in the
order they are met. Every row has

    uid             of its item
    time            "09:00–10:30", on the clock of its venue, the end on that of the arrival venue
    next_day        whether it ends on the next day
    zone            label of the clock it starts by; ``zone_changes`` when it is not the one before
    arrival_zone    label of the clock it ends by, "" when that is the same
    home_time       the same hours on the clock of the home capital, "" where it shows the same
    title, kind, venue, place, arrival_venue, arrival_place, room
    for_whom        names of the groups and persons it is for, [] for everybody

The internal programme adds to its rows ``internal`` (whether guests do not see it),
``responsible``, ``phone``, ``car``, ``interpreter``, ``note`` and ``plan_b``.
"""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location
from django.utils.formats import time_format

from common.formats import DASH, MINUS, date_range_label
from common.partial_dates import PartialDate
from common.texts import LocalText, reader_language
from visits.models import ProgrammeItem

GUEST = ProgrammeItem.Audience.GUEST


def guest_programme(snapshot, whom=None):
    """Return the days as guests may see them; nothing but what ``_guest_row`` names gets there.

    ``whom`` is the uid of a delegate or a group, whose own programme it then is.
    """
    items = [item for item in snapshot["items"] if item["audience"] == GUEST]
    return _days(snapshot, concerning(snapshot, items, whom), _guest_row)


def internal_programme(snapshot, whom=None):
    """Return the days with all items, who is responsible, and the notes."""
    return _days(snapshot, concerning(snapshot, snapshot["items"], whom), _internal_row)


def concerning(snapshot, items, whom):
    """Return those of the items that the delegate or the group with this uid has to be at."""
    if whom is None:
        return items
    return Whom.of(snapshot, whom).items_of(items)


@dataclass(frozen=True)
class Whom:
    """Whose programme it is: the uids it is known by, and the days it is there."""

    uids: frozenset
    first_day: str
    last_day: str

    @classmethod
    def of(cls, snapshot, uid):
        """Return the delegate or the group; KeyError where the snapshot has neither."""
        groups = {group["uid"]: group for group in snapshot["groups"]}
        delegates = {delegate["uid"]: delegate for delegate in snapshot["delegates"]}
        group = groups.get(delegates[uid]["group"] if uid in delegates else uid)
        if uid not in delegates and group is None:
            raise KeyError(uid)
        days = (group["first_day"] or "", group["last_day"] or "9") if group else ("", "9")
        return cls(frozenset({uid, group["uid"]} if group else {uid}), *days)

    def items_of(self, items):
        return [item for item in items if self.is_concerned_by(item)]

    def is_concerned_by(self, item):
        if not item["groups"] and not item["delegates"]:
            return self.first_day <= item["day"] <= self.last_day
        return not self.uids.isdisjoint([*item["groups"], *item["delegates"]])


def zone_label(moment):
    """Return ``Minsk, UTC+3`` for a moment with its zone: whose clock, and how far from UTC."""
    offset = _offset(moment)
    key = moment.tzinfo.key
    if key == "UTC":
        return offset
    city = get_timezone_location(key, locale=reader_language(), return_city=True)
    return f"{city}, {offset}"


def _offset(moment):
    minutes = round(moment.utcoffset().total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = MINUS if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def _days(snapshot, items, row):
    words = _Words.of(snapshot)
    days = groupby(items, key=lambda item: item["day"])
    return [_day(date.fromisoformat(day), list(group), row, words) for day, group in days]


@dataclass(frozen=True)
class _Words:
    """What rows take from the rest of the snapshot: who is meant by a uid, and the home clock."""

    names: dict
    home_zone: str

    @classmethod
    def of(cls, snapshot):
        return cls(names_in(snapshot), snapshot["visit"]["home_zone"])


def names_in(snapshot):
    """Return uid -> name of the groups and the delegates, in their order."""
    groups = {group["uid"]: LocalText.among(group["title"]) for group in snapshot["groups"]}
    return groups | {one["uid"]: name_of(one) for one in snapshot["delegates"]}


def name_of(delegate):
    return LocalText.among(name_texts(delegate))


def name_texts(delegate):
    """Return by language how a delegate is called: by name, else post, else organisation."""
    known = (delegate[key] for key in ("name", "post", "organisation"))
    return next((texts for texts in known if texts and any(texts.values())), {})


def dates_of(visit):
    """Return when the visit of a snapshot takes place, in words."""
    return date_range_label(*(PartialDate(**visit[name]) for name in ("start", "end")))


def moments(item):
    """Return start and end of an item of a snapshot on its clocks; the end may be None."""
    start = datetime.fromisoformat(item["start"]).astimezone(ZoneInfo(item["zone"]))
    if item["end"] is None:
        return start, None
    return start, datetime.fromisoformat(item["end"]).astimezone(ZoneInfo(item["arrival_zone"]))


def _day(day, items, row, words):
    rows, clock = [], zone_label(moments(items[0])[0])
    for item in items:
        rows.append(_clock(item, clock, words.home_zone) | row(item, words.names))
        clock = rows[-1]["arrival_zone"] or rows[-1]["zone"]
    zones = [label for row in rows for label in (row["zone"], row["arrival_zone"]) if label]
    return {"day": day, "zones": list(dict.fromkeys(zones)), "rows": rows}


def _clock(item, clock, home_zone):
    start, end = moments(item)
    zone, arrival_zone = zone_label(start), zone_label(end or start)
    return {
        "uid": item["uid"],
        "time": hours(start, end),
        "next_day": end is not None and end.date() > start.date(),
        "zone": zone,
        "zone_changes": zone != clock,
        "arrival_zone": "" if arrival_zone == zone else arrival_zone,
        "home_time": _home_time(start, end, home_zone),
    }


def hours(start, end):
    return DASH.join(time_format(moment) for moment in (start, end) if moment)


def _home_time(start, end, home_zone):
    if not home_zone:
        return ""
    home = [moment and moment.astimezone(ZoneInfo(home_zone)) for moment in (start, end)]
    pairs = zip((start, end), home, strict=True)
    if all(
        moment is None or moment.utcoffset() == at_home.utcoffset() for moment, at_home in pairs
    ):
        return ""
    return hours(*home)


def _guest_row(item, names):
    """The allow-list: what guests may read of an item besides its hours."""
    return {
        "title": LocalText.among(item["title"]),
        "kind": ProgrammeItem.Kind(item["kind"]).label,
        "room": item["room"],
        "for_whom": [names[uid] for uid in (*item["groups"], *item["delegates"]) if uid in names],
        **_where(item["venue"], "venue", "place"),
        **_where(item["arrival_venue"], "arrival_venue", "arrival_place"),
    }


def _where(venue, venue_key, place_key):
    if venue is None:
        return {venue_key: "", place_key: ""}
    name, place = LocalText.among(venue["name"]), LocalText.among(venue["place"])
    # A venue called after its place needs no second name.
    is_said = place.casefold() in name.casefold()
    return {venue_key: name, place_key: "" if is_said else place}


def _internal_row(item, names):
    internal = item["internal"]
    return _guest_row(item, names) | {
        "internal": item["audience"] != GUEST,
        "responsible": _responsible(internal),
        **{key: internal[key] for key in ("phone", "car", "interpreter", "note", "plan_b")},
    }


def _responsible(internal):
    """Who sees to it: the person, the post, the organisation, as far as they are named."""
    person = LocalText.among(internal["responsible"] or {})
    organisation = LocalText.among(internal["responsible_organisation"] or {})
    post = internal["responsible_post"]
    if organisation and organisation.casefold() in post.casefold():
        organisation = ""
    return [word for word in (person, post, organisation) if word]
