"""The report of a visit and the note of one conversation, as blocks that page and files show."""

from dataclasses import dataclass, replace

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.documents import Document, Line, Section, Text
from common.documents.content import small, strong
from common.formats import money, partial_date_label
from common.text_languages import lang_of
from common.texts import LocalText, reader_language
from cooperation.models import Agreement, Commitment
from regions.models import Source
from visits.documents.delegations import delegation
from visits.documents.editions import Edition
from visits.documents.faces import face
from visits.documents.orders import Order, What
from visits.documents.programmes import programme
from visits.models import ProgrammeItem, VisitAgreement
from visits.wording import SIDES

# What is talked about at: it should have its note.
TALKS = (ProgrammeItem.Kind.MEETING, ProgrammeItem.Kind.TALKS)


def without_a_note(visit):
    """Return the meetings and talks of the programme that no note of conversation tells of."""
    items = visit.programme_items.filter(kind__in=TALKS, conversations__isnull=True)
    return items.in_order()


@dataclass(frozen=True)
class Found:
    """All that a report tells of a visit besides its programme, as one user may know it."""

    notes: list
    agreements: list
    commitments: list
    letters: list
    press: list
    tasks: list
    unwritten: list

    @classmethod
    def of(cls, visit, user):
        seen = Agreement.objects.visible_to(user)
        signed = visit.agreement_links.filter(relation=VisitAgreement.Relation.SIGNED_AT)
        commitments = Commitment.objects.visible_to(user).filter(visits=visit)
        return cls(
            notes=list(visit.conversations.with_attendance().in_order()),
            agreements=list(seen.filter(pk__in=signed.values("agreement")).newest_first()),
            commitments=list(commitments.with_sides().soonest_first()),
            letters=_with_answers(visit),
            press=list(visit.sources.filter(kind=Source.Kind.PRESS)),
            tasks=list(visit.tasks.open().select_related("owner").soonest_first()),
            unwritten=list(without_a_note(visit)),
        )


def _with_answers(visit):
    """Return the letters of a visit, the oldest first, each with ``answered_by``."""
    letters = list(visit.letters.select_related("organisation").newest_first().reverse())
    for letter in letters:
        letter.answered_by = [one for one in letters if one.in_answer_to_id == letter.pk]
    return letters


def report(order):
    """Return the blocks of the report of the visit that the order asks for."""
    visit = order.edition.visit
    found = Found.of(visit, order.user)
    as_held = replace(order, what=What.GUEST)
    parts = [
        (gettext_lazy("The visit"), lambda: _facts(visit)),
        (gettext_lazy("Notes of conversation"), lambda: _each(found.notes, _said)),
        (gettext_lazy("Results"), lambda: _results(visit, found.notes)),
        (gettext_lazy("Agreements signed"), lambda: _each(found.agreements, _agreement)),
        (gettext_lazy("Commitments"), lambda: _each(found.commitments, _commitment)),
        (gettext_lazy("Notes verbales and letters"), lambda: _each(found.letters, _letter)),
        (gettext_lazy("In the press"), lambda: _each(found.press, _source)),
        (gettext_lazy("Still open"), lambda: _open(found)),
    ]
    facts, *others = (_part(order, heading, write) for heading, write in parts)
    return [*facts, *delegation(order), *_programme(as_held), *(b for part in others for b in part)]


def _part(order, heading, write):
    """Return heading and text; nothing where there is nothing to tell."""
    columns = order.in_each(write)
    if not columns[0]:
        return []
    return [Section(order.in_each(lambda: Line.of(heading))), Text(columns)]


def _programme(order):
    headings = order.in_each(lambda: Line.of(_("Programme as held")))
    state = order.in_each(lambda: [small(_by_which(order.edition))])
    return [Section(headings), Text(state), *programme(order)]


def _by_which(edition):
    if edition.is_draft:
        return _("By the programme as it stands; it was not released.")
    words = _("By release %(number)s of %(date)s")
    return words % {"number": edition.release.number, "date": edition.issued_on}


def _each(records, write):
    return [line for record in records for line in write(record)]


def _facts(visit):
    level = visit.get_level_display() if visit.level else ""
    told = [
        (_("Kind"), capfirst(visit.get_kind_display())),
        (_("Status"), visit.get_status_display()),
        (_("Level"), level),
        (_("Contracts"), _amount(visit)),
    ]
    lines = [Line.of(label, ": ", text) for label, text in told if text]
    return [*lines, *_typed(visit.purpose), *_typed(visit.cancelled_because)]


def _amount(visit):
    if visit.amount is None:
        return ""
    return money(visit.amount, visit.currency, visit.rounding_unit)


def _typed(text, write=Line.of):
    """Return a line for each line that somebody typed, in the language it seems to be in."""
    lang = getattr(text, "lang", "") or lang_of(text) or reader_language()
    return [write(LocalText(line, lang)) for line in text.splitlines() if line.strip()]


def _day(day):
    return date_format(day, "DATE_FORMAT")


def _title(note):
    return strong(_day(note.day), " · ", *_typed(note.title, lambda line: line))


def _said(note):
    return [_title(note), *_present(note), *_typed(note.text)]


def _present(note):
    """Who was there: the delegates in protocol order, then whom nobody has on a list."""
    named = [one.name for one in note.delegates.all()]
    present = [Line.joined(named, ", ")] if named else []
    return [*present, *_typed(note.also_present)]


def _results(visit, notes):
    told = [line for note in notes if note.results for line in _result(note)]
    return [*_typed(visit.outcome), *told]


def _result(note):
    return [_title(note), *_typed(note.results)]


def _agreement(agreement):
    signed = partial_date_label(agreement.signed) if agreement.signed else ""
    about = Line.joined([agreement.get_kind_display(), signed], style="small")
    return [strong(agreement.title), about]


def _commitment(commitment):
    due = partial_date_label(commitment.due) if commitment.due else _("no date stated")
    owed_to = [_("Owed to"), ": ", commitment.creditor.name] if commitment.creditor else []
    sides = small(_("Owed by"), ": ", commitment.debtor.name, " · " if owed_to else "", *owed_to)
    overdue = _("overdue") if commitment.is_overdue() else ""
    status = Line.joined([due, commitment.get_status_display(), overdue], style="small")
    return [strong(commitment.title), sides, status, *_typed(commitment.evidence, small)]


def _letter(letter):
    written = letter.date and _day(letter.date)
    whose = letter.organisation and letter.organisation.name
    head = [capfirst(str(letter)), written, letter.get_direction_display(), whose]
    return [Line.joined(head), *_typed(letter.subject, small), *_answer(letter)]


def _answer(letter):
    if letter.answered_by:
        named = ", ".join(map(str, letter.answered_by))
        return [small(_("Answered by"), ": ", named)]
    if letter.answer_due is None:
        return []
    return [small(_("Not answered; answer due: %(day)s") % {"day": _day(letter.answer_due)})]


def _source(source):
    published = partial_date_label(source.published) if source.published else ""
    title = LocalText(str(source), source.language or lang_of(str(source)) or reader_language())
    address = [small(source.url)] if source.url else []
    return [Line.joined([title, published]), *address]


def _open(found):
    """What somebody has yet to do: tasks, answers, commitments, and notes nobody has written."""
    asked = [one for one in found.letters if one.answer_due and not one.answered_by]
    owed = [one for one in found.commitments if one.status == Commitment.Status.OPEN]
    return [
        *(_left(_("Task"), one.title, one.due and _day(one.due), one.owner) for one in found.tasks),
        *(_left(_("Answer"), capfirst(str(one)), _day(one.answer_due)) for one in asked),
        *(_left(_("Commitment"), one.title, _when(one), one.debtor.name) for one in owed),
        *(_left(_("No note of conversation"), one.title, _day(one.day)) for one in found.unwritten),
    ]


def _when(commitment):
    return commitment.due and partial_date_label(commitment.due)


def _left(kind, title, day, who=None):
    return Line.joined([kind, title, day, who and str(who)])


def note_document(note, languages):
    """Return the Document of one note of conversation, as its reader may know it.

    ``note`` comes with attendance and results.
    """
    order = Order(Edition(note.visit), What.REPORT, languages)
    parts = [
        (gettext_lazy("Who was there"), lambda: _present_in_full(note)),
        (gettext_lazy("What was said"), lambda: _typed(note.text)),
        (gettext_lazy("Results"), lambda: _typed(note.results)),
        (gettext_lazy("Agreements signed"), lambda: _each(note.agreements.all(), _agreement)),
        (gettext_lazy("Commitments"), lambda: _each(note.commitments.all(), _commitment)),
    ]
    return Document(
        languages=languages,
        faces=order.in_each(lambda: _face_of_note(note, order)),
        body=[block for heading, write in parts for block in _part(order, heading, write)],
    )


def _present_in_full(note):
    lines = []
    for side, heading in SIDES.items():
        named = [_person(one) for one in note.delegates.all() if one.side == side]
        lines += [strong(heading), *named] if named else []
    also = _typed(note.also_present)
    return [*lines, *([strong(_("Also present")), *also] if also else [])]


def _person(delegate):
    post = delegate.post if delegate.person_id else ""
    organisation = delegate.organisation and delegate.organisation.name
    is_said = not organisation or any(organisation in text for text in (delegate.name, post))
    return Line.joined([delegate.name, post, "" if is_said else organisation], ", ")


def _face_of_note(note, order):
    of_visit, kind = face(order), _("Note of conversation")
    return replace(
        of_visit,
        kind=Line.of(kind),
        title=Line.of(*_typed(note.title, lambda line: line)),
        lines=[Line.of(_day(note.day)), *_typed(note.visit.title)],
        running=f"{kind}: {note.title[:90]}",
    )
