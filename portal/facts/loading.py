"""Loading a file of facts: all lines or none, and none of them twice."""

import json
from collections import Counter
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from common.partial_dates import PartialDate
from portal.facts import cooperation, knowledge, trade, venues, visits
from portal.facts.line import Line, Problem, Unreadable
from portal.facts.lookups import Lookups

READERS = {
    name: reader
    for module in (knowledge, cooperation, venues, visits, trade)
    for name, reader in module.READERS.items()
}
LONGEST_ID = 40


class FactsError(Exception):
    """Nothing was loaded; ``problems`` lists every line that can not be read, in order."""

    def __init__(self, problems):
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass
class LoadResult:
    """How many records of each type were added, and how many were there already.

    ``different`` holds number and id of each line that was left out though it says something else
    than the line of that id that was loaded before.
    """

    added: Counter = field(default_factory=Counter)
    present: Counter = field(default_factory=Counter)
    different: list = field(default_factory=list)


def load_facts(lines):
    """Load the lines of a file and return a LoadResult; FactsError names all that is wrong.

    A record whose id was loaded before is left as it stands: people may have improved it since.
    """
    result, problems, lookups, seen = LoadResult(), [], Lookups(), {}
    with transaction.atomic():
        for number, text in enumerate(lines, start=1):
            if text.strip():
                problems += _load_line(number, text, lookups, seen, result)
        if problems:
            raise FactsError(problems)
    return result


def _load_line(number, text, lookups, seen, result):
    """Load one line; return all that is wrong with it."""
    try:
        fields = _parsed(text)
        _refuse_second_use(fields, seen)
    except Unreadable as error:
        return _problems(number, [error])
    reader, line = READERS[fields["type"]], Line(fields, lookups)
    if found := reader.find(line):
        result.present[fields["type"]] += 1
        if _differs(reader, fields, lookups, found):
            result.different.append((number, fields["id"]))
        return []
    if _made(reader, line):
        result.added[fields["type"]] += 1
        if reader.kind:
            lookups.add(reader.kind, fields["id"], line.made)
    return _problems(number, line.problems)


def _made(reader, line):
    """Return whether the record was made; nothing of it is kept when something is wrong."""
    with transaction.atomic():
        reader.load(line)
        for name in line.unknown_fields():
            line.refuse(name, "", _("No such field is known for this type."))
        if line.problems:
            transaction.set_rollback(True)
    return not line.problems


def _problems(number, errors):
    """Return a Problem for each error, each once, every one on one line."""
    rows = [
        Problem(number, error.field, _on_one_line(error.value), _on_one_line(error.reason))
        for error in errors
    ]
    return list(dict.fromkeys(rows))


def _on_one_line(text):
    return " ".join(str(text).split())


def _differs(reader, fields, lookups, found):
    """Tell whether the fields of the record itself were loaded from another line, by its history.

    What came with the reference data was loaded from no line.
    """
    first = found.history.order_by("history_date", "history_id").first()
    if first is None or getattr(found, "reference", fields["id"]) != fields["id"]:
        return False
    line = Line(fields, lookups, keeps=False)
    reader.load(line)
    columns = [column for column in found._meta.concrete_fields if column.editable]
    return any(
        _plain(column, line.made) != _plain(column, first)
        for column in columns
        if not column.primary_key
    )


def _plain(column, row):
    value = getattr(row, column.attname)
    value = value.text if isinstance(value, PartialDate) else value
    return "" if value is None else value


def _parsed(text):
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable("", text[:60], _("This line is not a JSON object.")) from error
    if not isinstance(fields, dict):
        raise Unreadable("", text[:60], _("This line is not a JSON object."))
    if not _can_be_stored(fields):
        raise Unreadable("", "", _("This line holds a character that can not be stored."))
    if fields.get("type") not in list(READERS):
        words = ", ".join(sorted(READERS))
        reason = _("This must be one of: %(words)s.") % {"words": words}
        raise Unreadable("type", fields.get("type", ""), reason)
    _check_id(fields.get("id"))
    return fields


def _check_id(code):
    if code in (None, ""):
        raise Unreadable("id", "", _("Each line needs an id of its own."))
    if not isinstance(code, str):
        raise Unreadable("id", code, _("This must be a text in quotation marks."))
    if len(code) > LONGEST_ID:
        reason = _("An id has at most %(number)s characters.") % {"number": LONGEST_ID}
        raise Unreadable("id", code, reason)


def _can_be_stored(fields):
    """Tell whether no text holds a NUL or half of a pair of characters."""
    text = json.dumps(fields, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\\u0000" not in text.replace("\\\\", "")


def _refuse_second_use(fields, seen):
    """Refuse an id that an earlier line of the file uses for something else."""
    name = fields["type"], fields["id"]
    if seen.setdefault(name, fields) != fields:
        raise Unreadable("id", fields["id"], _("An earlier line has this id."))
