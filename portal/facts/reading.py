"""What the readers of all types share."""

import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from common.models import Qualifier
from common.texts import LANGUAGES
from portal.facts import lookups as kinds


@dataclass(frozen=True)
class Reader:
    """How lines of one type become records: ``model``, ``load(line)``, and the lookup it feeds."""

    model: Any
    load: Any
    kind: str = ""

    def find(self, line):
        """Return the record of this id that is there already, deleted ones included, or None.

        What is named by a code may have come with the reference data, under the same code.
        """
        named = Q(reference=line.fields["id"])
        if self.kind:
            named |= Q(**{kinds.FIELDS[self.kind][1]: line.fields["id"]})
        return self.model.all_objects.filter(named).order_by("pk").first()


def saved(line, record):
    """Validate ``record`` and save it under the line's id, unless something is wrong."""
    record.reference = line.fields["id"]
    return kept(line, record)


def kept(line, record):
    """Do the same for a record that is known by what it says, not by an id."""
    line.made = record
    _keep(line, record)
    return record


def child(line, record, parent):
    """Validate a row that belongs to the record in its field ``parent``, and save it likewise."""
    _keep(line, record, parent)
    return record


def keyed(line, record, kind):
    """Let later rows of the visit name this one by the key that its line gives it."""
    key = line.text("key")
    if key and line.lookups.find(kind, key):
        line.refuse("key", key, _("An earlier row has this key."))
    elif key:
        line.lookups.add(kind, key, record)


def link(line, record, name, kind):
    """Tie the records that the field of this name lists to the one of the line."""
    linked = line.records(name, kind)
    if record.pk and not line.problems:
        getattr(record, name).set(linked)


def link_sources(line, record):
    link(line, record, "sources", kinds.SOURCE)


def refreshed(record):
    """Write the search text anew, now that the rows of the record are there."""
    if record.pk:
        record.refresh_search_text()
    return record


def _keep(line, record, parent=""):
    if not line.keeps:
        return
    try:
        if line.problems:
            # What was not read is missing now: only the fields by themselves can be judged.
            record.clean_fields(exclude=_unread(line, record) | {parent})
        else:
            record.full_clean()
            record.save()
    except ValidationError as error:
        note_invalid(line, error)


def _unread(line, record):
    """Return the fields of the record that come from what could not be read."""
    names = [field.name for field in record._meta.concrete_fields]
    return {
        name for name in names for bad in line.refused if name == bad or name.startswith(f"{bad}_")
    }


def note_invalid(line, error):
    """Note each message of a ValidationError once, under the field's name in the file."""
    errors = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
    told = set()
    for name, faults in sorted(errors.items(), key=lambda item: item[0] in ("", "__all__")):
        for fault in faults:
            reason = _reason(fault)
            if reason not in told or name not in ("", "__all__"):
                line.refuse(_name_in_file(line, name), "", reason)
            told.add(reason)


def _reason(fault):
    if fault.code in ("blank", "null"):
        return _("This field must be given.")
    return " ".join(fault.messages)


def _name_in_file(line, name):
    """Return the field as the file calls it: a text in four languages has one name there."""
    base, _underscore, language = name.rpartition("_")
    if language in LANGUAGES and base in line.known:
        return base
    return "" if name == "__all__" else name


def one_amount(line):
    """Return the amount and the worth of its last digit; a range is refused."""
    amount = line.amount()
    known = {amount.low, amount.high} - {None}
    if len(known) > 1:
        line.refuse("amount", line.raw("amount"), _("One amount is wanted here, no range."))
    return next(iter(known), None), amount.rounding_unit


def currency(line):
    """Return the code of the currency, such as USD."""
    code = line.text("currency", "USD")
    if re.fullmatch("[A-Z]{3}", code) is None:
        if "currency" not in line.refused:
            line.refuse("currency", code, _("Write the three letters, as USD or KZT."))
        return "USD"
    return code


def stated_amount(line):
    """Return the fields of StatedAmount."""
    amount, rounding_unit = one_amount(line)
    return {
        "amount": amount,
        "currency": currency(line),
        "amount_qualifier": line.choice("qualifier", Qualifier, Qualifier.EXACT),
        "rounding_unit": rounding_unit,
    }
