"""Readers of how a visit is prepared and what came of it: tasks, letters, notes of conversation."""

from portal.facts import lookups as kinds
from portal.facts.reading import child, keyed, link
from visits.models import Conversation, Letter, VisitTask
from visits.tasks import keep_checklist


def load_tasks(line, visit):
    """Load the tasks; where none are named the visit begins with the checklist of its kind."""
    for position, row in enumerate(line.lines("tasks"), start=1):
        child(row, _read_task(visit, position, row), "visit")
    if visit.pk and not line.problems:
        keep_checklist(visit)


def _read_task(visit, position, row):
    due = row.day("due")
    return VisitTask(
        visit=visit,
        position=position,
        kind=row.choice("kind", VisitTask.Kind, VisitTask.Kind.OTHER),
        days=row.integer("days", 0),
        counted_from=row.choice("counted_from", VisitTask.CountedFrom, VisitTask.CountedFrom.START),
        due=due,
        due_is_set=due is not None,
        waits_for=row.text("waits_for"),
        waits_since=row.day("waits_since"),
        note=row.text("note"),
        **row.texts("title", "title"),
    )


def load_letters(line, visit):
    for row in line.lines("letters"):
        keyed(row, child(row, _read_letter(visit, row), "visit"), kinds.LETTER)


def _read_letter(visit, row):
    return Letter(
        visit=visit,
        kind=row.choice("kind", Letter.Kind, Letter.Kind.NOTE_VERBALE),
        direction=row.choice("direction", Letter.Direction),
        number=row.text("number"),
        date=row.day("date"),
        organisation=row.record("organisation", kinds.ORGANISATION),
        subject=row.required_text("subject"),
        answer_due=row.day("answer_due"),
        in_answer_to=row.record("in_answer_to", kinds.LETTER),
    )


def load_conversations(line, visit):
    for row in line.lines("conversations"):
        conversation = child(row, _read_conversation(visit, row), "visit")
        link(row, conversation, "delegates", kinds.DELEGATE)
        link(row, conversation, "agreements", kinds.AGREEMENT)
        link(row, conversation, "commitments", kinds.COMMITMENT)


def _read_conversation(visit, row):
    return Conversation(
        visit=visit,
        item=row.record("item", kinds.ITEM),
        title=row.required_text("title"),
        day=row.required_day("day"),
        also_present=row.text("also_present"),
        text=row.text("text"),
        results=row.text("results"),
    )
