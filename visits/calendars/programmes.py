"""The programme of a visit as events, from its releases: what is in the newest, and what was.

The release that holds is the newest of those issued; the ones before it tell how often an item has
changed (SEQUENCE), and what was dropped, which stays as cancelled.
"""

from collections import Counter
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.texts import LocalText
from visits.calendars.events import CANCELLED, CONFIRMED, Event
from visits.models import ProgrammeItem, Release, Visit
from visits.programme.days import concerning, moments, name_texts

GUEST = ProgrammeItem.Audience.GUEST
# What guests may read of an item besides whom it is for; nothing else reaches an event of theirs.
GUEST_FACTS = (
    *("uid", "start", "end", "zone", "arrival_zone", "kind", "title"),
    *("venue", "arrival_venue", "room"),
)


@dataclass(frozen=True)
class _Kept:
    """What a calendar shows of an item, since which release, and after how many changes.

    ``is_told`` is false of what guests were told of once and are to know no more.
    """

    facts: dict
    changed: object
    sequence: int = 0
    is_there: bool = True
    is_told: bool = True


def cancellings(visits):
    """Return key of visit -> how often one saved it as cancelled: its calendar grows by that."""
    history = Visit.history.filter(status=Visit.Status.CANCELLED, id__in=visits.values("pk"))
    return Counter(history.values_list("id", flat=True))


def programme_events(visit, releases, *, times_cancelled=0, internal=False, whom=None, url=""):
    """Return the Events of the issued ``releases`` of a visit, which come oldest first.

    ``whom`` is the uid of a delegate or a group: KeyError where no release has either.
    """
    kept = _kept(releases, internal, whom)
    is_cancelled = visit.status == Visit.Status.CANCELLED
    # Each cancelling is a change of all items, and so is each return of the visit.
    times = max(times_cancelled, int(is_cancelled))
    return [
        _event(
            one,
            sequence=one.sequence + 2 * times - is_cancelled,
            changed=max(one.changed, visit.changed_at) if times else one.changed,
            status=CONFIRMED if one.is_there and not is_cancelled else CANCELLED,
            url=url,
        )
        for one in kept.values()
    ]


def _kept(releases, internal, whom):
    kept: dict = {}
    is_known = whom is None
    for release in releases:
        try:
            facts = _facts_of(release.content, internal, whom)
            is_known = True
        except KeyError:
            facts = {}
        hidden = set() if internal else _hidden(release.content)
        kept |= dict(_followed(kept, facts, hidden, release.issued_at))
    if not is_known:
        raise KeyError(whom)
    return kept


def _hidden(snapshot):
    """Return the uids of what guests do not see."""
    return {item["uid"] for item in snapshot["items"] if item["audience"] != GUEST}


def _followed(kept, facts, hidden, when):
    """Yield uid and what is kept of it for each item that the next release changes."""
    for uid, found in facts.items():
        known = kept.get(uid)
        if known is None:
            yield uid, _Kept(found, when)
        elif not known.is_there or known.facts != found:
            yield uid, _Kept(found, when, known.sequence + 1)
    for uid in kept.keys() - facts.keys():
        known = kept[uid]
        is_told = known.is_told and uid not in hidden
        if known.is_there or is_told != known.is_told:
            yield uid, _Kept(known.facts, when, known.sequence + 1, False, is_told)


def _facts_of(snapshot, internal, whom):
    """Return uid -> the facts of each item that the reader may know of and that concerns whom."""
    items = [one for one in snapshot["items"] if internal or one["audience"] == GUEST]
    names = {one["uid"]: one["title"] for one in snapshot["groups"]}
    names |= {one["uid"]: name_texts(one) for one in snapshot["delegates"]}
    return {
        item["uid"]: _facts(item, names, internal) for item in concerning(snapshot, items, whom)
    }


def _facts(item, names, internal):
    facts = {name: item[name] for name in GUEST_FACTS}
    facts["for_whom"] = [
        names[uid] for uid in sorted([*item["groups"], *item["delegates"]]) if uid in names
    ]
    if internal:
        facts |= {"is_internal": item["audience"] != GUEST, "internal": item["internal"]}
    return facts


def _event(kept, **more):
    start, end = moments(kept.facts)
    words = _words(kept.facts) if kept.is_told else {"title": _withdrawn()}
    return Event(key=kept.facts["uid"], start=start, end=end, **words, **more)


def _words(facts):
    return {
        "title": LocalText.among(facts["title"]),
        "where": " → ".join(filter(None, _places(facts))),
        "description": "\n".join(_description(facts)),
    }


def _withdrawn():
    return capfirst(str(Visit.Status.CANCELLED.label))


def _places(facts):
    yield _place(facts["venue"], facts["room"])
    yield _place(facts["arrival_venue"])


def _place(venue, room=""):
    """Return "House of Government, room 5, Minsk, Independence Square"."""
    if venue is None:
        return room
    name, place = LocalText.among(venue["name"]), LocalText.among(venue["place"])
    if place.casefold() in name.casefold():
        place = ""
    return ", ".join(filter(None, [name, room, place, venue["address"]]))


def _description(facts):
    yield capfirst(str(ProgrammeItem.Kind(facts["kind"]).label))
    if facts["for_whom"]:
        names = ", ".join(LocalText.among(texts) for texts in facts["for_whom"])
        yield _("For: %(names)s") % {"names": names}
    if "internal" in facts:
        yield from _internal_lines(facts)


def _internal_lines(facts):
    internal = facts["internal"]
    if facts["is_internal"]:
        yield _("internal, guests do not see it")
    responsible = [
        LocalText.among(internal["responsible"] or {}),
        internal["responsible_post"],
        LocalText.among(internal["responsible_organisation"] or {}),
        internal["phone"],
    ]
    lines = {
        _("Responsible"): ", ".join(filter(None, responsible)),
        _("Car"): internal["car"],
        _("Interpreter"): internal["interpreter"],
        _("Note"): internal["note"],
        _("Plan B"): internal["plan_b"],
    }
    for label, text in lines.items():
        if text:
            yield f"{label}: {text}"


def by_visit(releases):
    """Return rows of visit and its releases, oldest first, as far as they are intact."""
    found: dict = {}
    for release in releases.select_related("visit").order_by("visit", "number", "pk"):
        if release.is_intact:
            found.setdefault(release.visit_id, (release.visit, []))[1].append(release)
    return list(found.values())


def issued_releases(visit):
    """Return the releases of a visit that hold, oldest first, as far as they are intact."""
    [(_visit, releases)] = by_visit(Release.objects.issued().filter(visit=visit)) or [(visit, [])]
    return releases
