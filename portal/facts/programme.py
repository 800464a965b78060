"""Readers of the programme of a visit, and of the releases that are made of it as it grows."""

from itertools import zip_longest

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.facts import lookups as kinds
from portal.facts.reading import child, keyed, link, note_invalid
from visits.models import ProgrammeItem
from visits.releases import CanNotRelease, make_release

Fold = ProgrammeItem.Fold


def load_programme(line, visit):
    """Load the items and make the releases, each of the items that come before it."""
    releases = line.lines("releases")
    stages = [[] for _number in range(len(releases) + 1)]
    for position, row in enumerate(line.lines("programme"), start=1):
        stages[_made_after(row, len(releases))].append((position, row))
    for items, release in zip_longest(stages, releases):
        for position, row in items:
            _load_item(row, visit, position)
        if release:
            _make_release(release, visit)


def _made_after(row, count):
    """Return after how many releases the item is added."""
    number = row.integer("after_release", 0)
    if number is None or 0 <= number <= count:
        return number or 0
    row.refuse("after_release", number, _("There are not so many releases."))
    return 0


def _load_item(row, visit, position):
    item = child(row, _read_item(visit, position, row), "visit")
    link(row, item, "groups", kinds.GROUP)
    link(row, item, "delegates", kinds.DELEGATE)
    keyed(row, item, kinds.ITEM)


def _read_item(visit, position, row):
    item = ProgrammeItem(
        visit=visit,
        position=position,
        day=row.required_day("day"),
        starts=row.required_clock("starts"),
        ends=row.clock("ends"),
        starts_fold=_fold(row, "starts_fold"),
        ends_fold=_fold(row, "ends_fold"),
        kind=row.choice("kind", ProgrammeItem.Kind),
        venue=row.record("venue", kinds.VENUE),
        arrival_venue=row.record("arrival_venue", kinds.VENUE),
        room=row.text("room"),
        audience=row.choice("audience", ProgrammeItem.Audience, ProgrammeItem.Audience.GUEST),
        responsible=row.record("responsible", kinds.PERSON),
        responsible_organisation=row.record("responsible_organisation", kinds.ORGANISATION),
        responsible_post=row.text("responsible_post"),
        responsible_phone=row.text("responsible_phone"),
        car=row.text("car"),
        interpreter=row.text("interpreter"),
        plan_b=row.text("plan_b"),
        internal_note=row.text("internal_note"),
        **row.texts("title", "title"),
    )
    if not row.problems:
        _work_out_moments(row, item)
    return item


def _fold(row, name):
    """Return which of two equal times is meant, None where the field is not there."""
    return None if row.raw(name) is None else row.choice(name, Fold)


def _work_out_moments(row, item):
    """Derive the moments in UTC, which the fields are validated with."""
    try:
        item.clean()
    except ValidationError as error:
        note_invalid(row, error)


def _make_release(row, visit):
    name, note = row.text("name"), row.text("note")
    if visit.pk is None or row.problems:
        return
    try:
        make_release(visit, user=None, version=visit.version, name=name, note=note)
    except CanNotRelease as error:
        row.refuse("releases", "", str(error))
