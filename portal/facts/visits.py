"""Readers of visits with their sides, stops and agreements; the rest stands beside this file."""

from common.models import Restricted
from portal.facts import lookups as kinds
from portal.facts.delegations import load_delegation
from portal.facts.preparation import load_conversations, load_letters, load_tasks
from portal.facts.programme import load_programme
from portal.facts.reading import (
    Reader,
    child,
    link,
    link_sources,
    refreshed,
    saved,
    stated_amount,
)
from visits.models import Stop, Visit, VisitAgreement, VisitSide


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
    line.lookups.forget_rows()
    for load in (_load_ties, load_delegation, load_tasks, load_letters, load_programme):
        load(line, visit)
    load_conversations(line, visit)
    return refreshed(visit)


def _load_ties(line, visit):
    for side in VisitSide.Side:
        for position, row in enumerate(line.lines(side.value), start=1):
            child(row, _read_side(visit, side, position, row), "visit")
    for position, row in enumerate(line.lines("stops"), start=1):
        child(row, _read_stop(visit, position, row), "visit")
    for row in line.lines("agreements"):
        child(row, _read_agreement(visit, row), "visit")


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


def _read_agreement(visit, row):
    return VisitAgreement(
        visit=visit,
        agreement=row.required_record("agreement", kinds.AGREEMENT),
        relation=row.choice("relation", VisitAgreement.Relation, VisitAgreement.Relation.SIGNED_AT),
    )


READERS = {"visit": Reader(Visit, load_visit, kinds.VISIT)}
