"""Readers of visits with their sides, stops, delegates and programme."""

import re
from datetime import date, time

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.models import Restricted
from portal.facts import lookups as kinds
from portal.facts.reading import (
    Reader,
    child,
    link,
    link_sources,
    note_invalid,
    refreshed,
    saved,
    stated_amount,
)
from visits.models import (
    Delegate,
    ProgrammeItem,
    Stop,
    Venue,
    Visit,
    VisitAgreement,
    VisitSide,
)

# Years as partial dates know them; times without seconds and zone, for the zone is the venue's.
DAY = re.compile("(1[5-9]|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}")
CLOCK = re.compile("[0-9]{2}:[0-9]{2}(:00)?")


def load_venue(line):
    venue = Venue(
        place=line.required_record("place", kinds.PLACE),
        organisation=line.record("organisation", kinds.ORGANISATION),
        address=line.text("address"),
        time_zone=line.text("time_zone"),
        **line.texts("name", "name"),
    )
    return saved(line, venue)


def load_visit(line):
    visit = Visit(
        kind=line.choice("kind", Visit.Kind),
        status=line.choice("status", Visit.Status),
        level=line.text("level"),
        expected_low=line.integer("expected_low"),
        expected_high=line.integer("expected_high"),
        online=line.flag("online"),
        is_example=line.flag("example"),
        outcome=line.text("outcome"),
        cancelled_because=line.text("cancelled_because"),
        visibility=line.choice("visibility", Restricted.Visibility, "mission"),
        **line.texts("title", "title"),
        **line.texts("purpose", "purpose"),
        **line.date("start"),
        **line.date("end"),
        **stated_amount(line),
    )
    saved(line, visit)
    link(line, visit, "sectors", kinds.SECTOR)
    link(line, visit, "commitments", kinds.COMMITMENT)
    link_sources(line, visit)
    _load_children(line, visit)
    return refreshed(visit)


def _load_children(line, visit):
    for side in VisitSide.Side:
        for position, row in enumerate(line.lines(side.value), start=1):
            child(row, _read_side(visit, side, position, row), "visit")
    for position, row in enumerate(line.lines("stops"), start=1):
        child(row, _read_stop(visit, position, row), "visit")
    for precedence, row in enumerate(line.lines("delegates"), start=1):
        child(row, _read_delegate(visit, precedence, row), "visit")
    for row in line.lines("agreements"):
        child(row, _read_agreement(visit, row), "visit")
    for position, row in enumerate(line.lines("programme"), start=1):
        child(row, _read_item(visit, position, row), "visit")


def _read_side(visit, side, position, row):
    return VisitSide(
        visit=visit,
        side=side,
        position=position,
        place=row.required_record("place", kinds.PLACE),
        organisation=row.record("organisation", kinds.ORGANISATION),
    )


def _read_stop(visit, position, row):
    return Stop(
        visit=visit,
        position=position,
        place=row.required_record("place", kinds.PLACE),
        **row.date("arrival"),
        **row.date("departure"),
    )


def _read_delegate(visit, precedence, row):
    return Delegate(
        visit=visit,
        precedence=precedence,
        side=row.choice("side", VisitSide.Side, VisitSide.Side.SENDING),
        role=row.choice("role", Delegate.Role, Delegate.Role.MEMBER),
        person=row.record("person", kinds.PERSON),
        organisation=row.record("organisation", kinds.ORGANISATION),
        **row.texts("post", "post"),
    )


def _read_agreement(visit, row):
    return VisitAgreement(
        visit=visit,
        agreement=row.required_record("agreement", kinds.AGREEMENT),
        relation=row.choice("relation", VisitAgreement.Relation, VisitAgreement.Relation.SIGNED_AT),
    )


def _read_item(visit, position, row):
    item = ProgrammeItem(
        visit=visit,
        position=position,
        day=_day(row, "day"),
        starts=_clock(row, "starts"),
        ends=_clock(row, "ends") if row.raw("ends") else None,
        kind=row.choice("kind", ProgrammeItem.Kind),
        venue=row.record("venue", kinds.VENUE),
        arrival_venue=row.record("arrival_venue", kinds.VENUE),
        audience=row.choice("audience", ProgrammeItem.Audience, ProgrammeItem.Audience.GUEST),
        responsible=row.record("responsible", kinds.PERSON),
        responsible_organisation=row.record("responsible_organisation", kinds.ORGANISATION),
        responsible_post=row.text("responsible_post"),
        internal_note=row.text("internal_note"),
        **row.texts("title", "title"),
    )
    if not row.problems:
        _work_out_moments(row, item)
    return item


def _work_out_moments(row, item):
    """Derive the moments in UTC, which the fields are validated with."""
    try:
        item.clean()
    except ValidationError as error:
        note_invalid(row, error)


def _day(row, name):
    return _read(row, name, DAY, date)


def _clock(row, name):
    return _read(row, name, CLOCK, time)


def _read(row, name, form, kind):
    value = row.require(name)
    if name in row.refused:
        return None
    try:
        if form.fullmatch(value):
            return kind.fromisoformat(value)
    except (TypeError, ValueError):
        pass
    row.refuse(name, value, _("Write a day as 2026-09-14 and a time as 09:30."))
    return None


READERS = {
    "venue": Reader(Venue, load_venue, kinds.VENUE),
    "visit": Reader(Visit, load_visit, kinds.VISIT),
}
