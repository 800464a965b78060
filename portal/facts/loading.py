"""Loading a file of facts: all lines or none, and none of them twice."""

import json
from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.facts import cooperation, knowledge, trade, visits
from portal.facts.line import Line, Problem, Unreadable
from portal.facts.lookups import Lookups

READERS = knowledge.READERS | cooperation.READERS | visits.READERS | trade.READERS


class FactsError(Exception):
    """Nothing was loaded; ``problems`` lists every line that can not be read, in order."""

    def __init__(self, problems):
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass
class LoadResult:
    """How many records of each type were added, and how many were there already."""

    added: Counter = field(default_factory=Counter)
    present: Counter = field(default_factory=Counter)


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
    """Load one line; return what is wrong with it."""
    try:
        fields = _parsed(text)
        _refuse_second_use(fields, seen)
        reader = READERS[fields["type"]]
        line = Line(fields, lookups)
        if reader.find(line):
            result.present[fields["type"]] += 1
            return []
        with transaction.atomic():
            record = reader.load(line)
            _refuse_unknown_fields(line)
        if reader.kind:
            lookups.add(reader.kind, fields["id"], record)
        result.added[fields["type"]] += 1
    except Unreadable as error:
        return [Problem(number, error.field, str(error.value), error.reason)]
    except ValidationError as error:
        return _problems_of(number, error)
    return []


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
    if not isinstance(fields.get("id"), str) or not 0 < len(fields["id"]) <= 40:
        raise Unreadable("id", fields.get("id", ""), _("Each line needs an id of its own."))
    return fields


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


def _refuse_unknown_fields(line):
    for name in line.unknown_fields():
        raise Unreadable(name, "", _("No such field is known for this type."))


def _problems_of(number, error):
    messages = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return [
        Problem(number, "" if name == "__all__" else name, "", reason)
        for name, reasons in messages.items()
        for reason in reasons
    ]
