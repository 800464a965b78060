"""What differs between two snapshots of one programme, matched by uid and never by title.

``compare`` tells it in the reader's words. Whoever reads as a guest is told of guests' items and
of their public fields alone: an item that became internal is cancelled for guests, one that
ceased to be is new.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from common.texts import LANGUAGES, LocalText
from visits.models import Delegate, ProgrammeItem, VisitSide
from visits.programme.days import dates_of, hours, moments, name_of, zone_label

GUEST = ProgrammeItem.Audience.GUEST


class Sign(models.TextChoices):
    """What became of an item, a delegate or a group."""

    NEW = "new", pgettext_lazy("in a programme", "new")
    MOVED = "moved", pgettext_lazy("in a programme", "moved")
    CHANGED = "changed", pgettext_lazy("in a programme", "changed")
    CANCELLED = "cancelled", pgettext_lazy("in a programme", "cancelled")


@dataclass(frozen=True)
class Change:
    """One field: what it said and what it says."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """One item, delegate or group; ``changes`` are none for what is new or cancelled.

    ``when`` is "" for what has no time, and for what was moved; ``is_internal`` is for what guests
    do not see.
    """

    uid: str
    signs: tuple[Sign, ...]
    name: LocalText
    when: str
    is_internal: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Differences:
    """All that differs; false when nothing does."""

    visit: tuple[Change, ...]
    items: tuple[Difference, ...]
    groups: tuple[Difference, ...]
    delegates: tuple[Difference, ...]
    order: tuple[Change, ...]

    def __bool__(self):
        return any((self.visit, self.items, self.groups, self.delegates, self.order))

    def counts(self):
        """Return rows of sign and number: how many items were new, moved, changed, cancelled."""
        numbers = {sign: sum(sign in one.signs for one in self.items) for sign in Sign}
        return [(sign.label, number) for sign, number in numbers.items() if number]


def compare(former, current, internal=False):
    """Return what differs between two snapshots; what is ``internal`` only if asked for."""
    common = {one["uid"] for one in former["delegates"]}
    common &= {one["uid"] for one in current["delegates"]}
    sides = _Side(former, internal, common), _Side(current, internal, common)
    return Differences(
        visit=tuple(_changes(INTERNAL_VISIT if internal else VISIT, sides, "visit")),
        items=tuple(sorted(_differences(ITEM, sides, "items"), key=_by_moment(sides))),
        groups=tuple(_differences(GROUP, sides, "groups")),
        delegates=tuple(_differences(DELEGATE, sides, "delegates")),
        order=tuple(_changes(ORDER, sides, "order")),
    )


class _Side:
    """One of the two snapshots, as far as the reader may know it, with what is found by uid."""

    def __init__(self, snapshot, internal, common):
        self.internal = internal
        self.common = common
        items = [one for one in snapshot["items"] if internal or one["audience"] == GUEST]
        rows = {"items": items, "groups": snapshot["groups"], "delegates": snapshot["delegates"]}
        self.rows = {name: {one["uid"]: one for one in found} for name, found in rows.items()}
        self.visit = snapshot["visit"]

    def name(self, uid):
        """Return what a group or a delegate is called, "" for one the snapshot lacks."""
        if group := self.rows["groups"].get(uid):
            return LocalText.among(group["title"])
        delegate = self.rows["delegates"].get(uid)
        return name_of(delegate) if delegate else LocalText.among({})

    def names(self, uids):
        return ", ".join(filter(None, map(self.name, uids)))


@dataclass(frozen=True)
class _Field:
    """A field of a row: what is compared of it, and how it is told on one of the sides."""

    label: str
    value: Callable
    told: Callable
    sign: Sign = Sign.CHANGED


@dataclass(frozen=True)
class _Kind:
    """A kind of rows: how one is called, when it is, and its fields."""

    name: Callable
    when: Callable
    fields: tuple
    internal_fields: tuple = ()


def _differences(kind, sides, rows):
    before, after = (side.rows[rows] for side in sides)
    for uid, row in after.items():
        if uid not in before:
            yield _difference(kind, sides[1], row, (Sign.NEW,))
        elif found := list(_changed(kind, sides, before[uid], row)):
            signs = tuple(sorted({sign for sign, _change in found}, key=list(Sign).index))
            yield _difference(kind, sides[1], row, signs, [change for _sign, change in found])
    for uid, row in before.items():
        if uid not in after:
            yield _difference(kind, sides[0], row, (Sign.CANCELLED,))


def _difference(kind, side, row, signs, changes=()):
    is_internal = row.get("audience", GUEST) != GUEST
    # Of what was moved the change itself says when it is.
    name, when = kind.name(row), "" if Sign.MOVED in signs else kind.when(row)
    return Difference(row["uid"], signs, name, when, is_internal, tuple(changes))


def _changed(kind, sides, before, after):
    """Yield pairs of sign and change for the fields that differ."""
    fields = kind.fields + (kind.internal_fields if sides[1].internal else ())
    for field in fields:
        for change in _field_changes(field, sides, before, after):
            yield field.sign, change


def _changes(fields, sides, name):
    """Yield the changes of what there is once: the visit itself, the order of the delegates."""
    before, after = (side.visit if name == "visit" else side for side in sides)
    for field in fields:
        yield from _field_changes(field, sides, before, after)


def _field_changes(field, sides, before, after):
    """Yield what is told differently: in the reader's language, else in each that differs."""
    if field.value(before) == field.value(after):
        return
    rows = tuple(zip(sides, (before, after), strict=True))
    told = [field.told(row, side) for side, row in rows]
    if told[0] != told[1]:
        yield Change(field.label, *told)
        return
    yield from _changes_in_others(field, rows)


def _changes_in_others(field, rows):
    """Yield what is told differently in the languages that are not the reader's."""
    names, label = dict(settings.LANGUAGES), gettext("%(field)s (%(language)s)")
    known = set()
    for language in LANGUAGES:
        with translation.override(language):
            told = tuple(field.told(row, side) for side, row in rows)
        # A language without a text of its own reads that of its neighbour.
        if told[0] != told[1] and told not in known:
            known.add(told)
            words = label % {"field": field.label, "language": names[language]}
            yield Change(words, *told)


def _by_moment(sides):
    """Sort by when it takes place, or was to."""
    former, current = (side.rows["items"] for side in sides)
    return lambda one: moments(current.get(one.uid) or former[one.uid])[0].timestamp()


# How fields are told


def _key(*names):
    return lambda row: [row[name] for name in names]


def _text(name):
    return lambda row, side: LocalText.among(row[name] or {})


def _plain(name):
    return lambda row, side: row[name]


def _choice(name, choices):
    return lambda row, side: str(choices(row[name]).label)


def _of_item(name, label, told=None, sign=Sign.CHANGED):
    return _Field(label, _key(name), told or _text(name), sign)


def _when(item):
    """Return "14 September 2026, 09:00–10:30 (Minsk, UTC+3)"."""
    start, end = moments(item)
    zones = dict.fromkeys(zone_label(one) for one in (start, end) if one)
    time = hours(start, end)
    if end and end.date() > start.date():
        time = f"{time} (+1)"
    day = date_format(date.fromisoformat(item["day"]), "DATE_FORMAT")
    return f"{day}, {time} ({' → '.join(zones)})"


def _place(name):
    def told(item, side):
        venue = item[name]
        if venue is None:
            return ""
        words = LocalText.among(venue["name"]), LocalText.among(venue["place"]), venue["address"]
        return ", ".join(filter(None, words))

    return told


def _for_whom(item, side):
    names = side.names([*item["groups"], *item["delegates"]])
    return names or gettext("everybody")


def _internal(name, label, told):
    return _Field(label, lambda item: item["internal"][name], told)


def _internal_text(name, label):
    return _internal(name, label, lambda item, side: LocalText.among(item["internal"][name] or {}))


def _internal_plain(name, label):
    return _internal(name, label, lambda item, side: item["internal"][name])


def _day(name):
    return lambda row, side: date_format(date.fromisoformat(row[name])) if row[name] else ""


def _names(name):
    return lambda visit, side: ", ".join(LocalText.among(texts) for texts in visit[name])


def _order_of(direction):
    """Return how the delegates of a side of the visit that both snapshots have stand in order."""

    def in_order(side):
        rows = side.rows["delegates"].values()
        return [
            one["uid"] for one in rows if one["side"] == direction and one["uid"] in side.common
        ]

    return _Field(
        _("protocol order"), in_order, lambda side, _side: ", ".join(map(side.name, in_order(side)))
    )


def _concerned(item):
    return sorted([*item["groups"], *item["delegates"]])


ORDER = tuple(map(_order_of, VisitSide.Side))
VISIT = (
    _of_item("title", _("title")),
    _Field(_("dates"), _key("start", "end"), lambda visit, side: dates_of(visit)),
    _Field(_("sent by"), _key("senders"), _names("senders")),
    _Field(_("received by"), _key("hosts"), _names("hosts")),
)
INTERNAL_VISIT = (*VISIT, _of_item("purpose", _("purpose")))
ITEM = _Kind(
    name=lambda item: LocalText.among(item["title"]),
    when=_when,
    fields=(
        _Field(
            pgettext_lazy("of a programme item", "when"),
            _key("day", "start", "end", "zone", "arrival_zone"),
            lambda item, side: _when(item),
            Sign.MOVED,
        ),
        _of_item("title", _("title")),
        _of_item("kind", _("kind"), _choice("kind", ProgrammeItem.Kind)),
        _of_item("venue", _("venue"), _place("venue")),
        _of_item("arrival_venue", _("venue of arrival"), _place("arrival_venue")),
        _of_item("room", pgettext_lazy("in a building", "room"), _plain("room")),
        _Field(_("for whom"), _concerned, _for_whom),
    ),
    internal_fields=(
        _of_item("audience", _("who reads it"), _choice("audience", ProgrammeItem.Audience)),
        _internal_text("responsible", _("responsible person")),
        _internal_plain("responsible_post", _("responsible post")),
        _internal_text("responsible_organisation", _("responsible organisation")),
        _internal_plain("phone", _("phone")),
        _internal_plain("car", _("car")),
        _internal_plain("interpreter", _("interpreter")),
        _internal_plain("note", _("internal note")),
        _internal_plain("plan_b", _("plan B")),
    ),
)
GROUP = _Kind(
    name=lambda group: LocalText.among(group["title"]),
    when=lambda group: "",
    fields=(
        _of_item("title", _("title")),
        _of_item("side", _("side"), _choice("side", VisitSide.Side)),
        _of_item("first_day", _("arrives"), _day("first_day")),
        _of_item("last_day", _("leaves"), _day("last_day")),
    ),
)
DELEGATE = _Kind(
    name=name_of,
    when=lambda delegate: "",
    fields=(
        _of_item("name", pgettext_lazy("of a person", "name")),
        _of_item("post", _("post")),
        _of_item("organisation", _("organisation")),
        _of_item("role", _("role"), _choice("role", Delegate.Role)),
        _of_item("address", _("form of address"), _choice("address", Delegate.Address)),
        _of_item("group", _("group"), lambda row, side: side.name(row["group"])),
        _of_item("side", _("side"), _choice("side", VisitSide.Side)),
    ),
)
