"""One box over everything: visits, people, organisations, agreements, projects, places, figures."""

from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.translation import gettext as _

from common.search import fold, stem, terms
from cooperation.models import Agreement, Commitment, Project
from regions.models import Attachment, Organisation, Person, Place, Source
from trade.models import Statement
from visits.models import Letter, Visit

LISTED = 10
RANKED = 200


@dataclass(frozen=True)
class Found:
    """The records of one kind that match, the likeliest first; ``more`` when there are others."""

    label: str
    records: list
    more: bool


def search(query, user):
    """Return a Found for each kind that has matches; [] for a query without terms."""
    if not terms(query):
        return []
    groups = [_found(label, model, query, user) for label, model in _kinds()]
    groups.append(_letters(query, user))
    return [group for group in groups if group.records]


def _kinds():
    return [
        (_("Places"), Place),
        (_("People"), Person),
        (_("Visits"), Visit),
        (_("Agreements"), Agreement),
        (_("Projects"), Project),
        (_("Commitments"), Commitment),
        (_("Organisations"), Organisation),
        (_("Documents"), Attachment),
        (_("Statements of trade"), Statement),
        (_("Sources"), Source),
    ]


def _found(label, model, query, user):
    matching = model.objects.visible_to(user).search(query)
    # One more than is shown tells whether there are others; the likeliest are ranked in Python.
    candidates = list(
        matching.annotate(as_typed=_as_typed(query)).order_by("-as_typed", "pk")[:RANKED]
    )
    as_typed = [record for record in candidates if record.as_typed]
    # Other forms of the words only fill up what their own form leaves.
    shown = as_typed if len(as_typed) > LISTED else candidates
    ranked = sorted(shown, key=lambda record: _rank(record, query))
    return Found(label, ranked[:LISTED], len(ranked) > LISTED)


def _letters(query, user):
    """Return the letters of visits with the words in number or subject, where they are written."""
    if not user.has_perm("visits.change_visit"):
        return Found(_("Notes and letters"), [], False)
    letters = Letter.objects.visible_to(user).matching(query.strip()).select_related("visit")
    found = list(letters.newest_first()[: LISTED + 1])
    return Found(_("Notes and letters"), found[:LISTED], len(found) > LISTED)


def _as_typed(query):
    """Return the condition that a record holds every term of the query in the form given."""
    conditions = [Q(search_text__contains=term) for term in terms(query)]
    return ExpressionWrapper(Q(*conditions), output_field=BooleanField())


def _rank(record, query):
    """Whole-text matches first, then names that begin with the query, then the shorter text."""
    wanted, text = fold(query), record.search_text
    name = fold(str(record))
    return (
        name != wanted,
        not name.startswith(wanted),
        sum(term not in text for term in terms(query)),
        _words_missing_from(name, query),
        f" {wanted}" not in f" {text}",
        len(text),
        record.pk,
    )


def _words_missing_from(name, query):
    """How many words of the query the name lacks in any form."""
    return sum(stem(term) not in name for term in terms(query))
