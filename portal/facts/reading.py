"""What the readers of all types share."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from common.models import Qualifier
from portal.facts import lookups as kinds
from portal.facts.line import Unreadable


@dataclass(frozen=True)
class Reader:
    """How lines of one type become records: ``model``, ``load(line)``, and the lookup it feeds."""

    model: Any
    load: Any
    kind: str = ""

    def find(self, line):
        """Return whether a record of this id is there already, deleted ones included.

        What is named by a code may have come with the reference data, under the same code.
        """
        named = Q(reference=line.fields["id"])
        if self.kind:
            named |= Q(**{kinds.FIELDS[self.kind][1]: line.fields["id"]})
        return self.model.all_objects.filter(named).exists()


def saved(line, record):
    """Validate and save ``record`` under the line's id."""
    record.reference = line.fields["id"]
    record.full_clean()
    record.save()
    return record


def child(record):
    """Validate and save a row that belongs to a record."""
    record.full_clean()
    record.save()
    return record


def link_sources(line, record):
    record.sources.set(line.records("sources", kinds.SOURCE))


def one_amount(line):
    """Return the amount and the worth of its last digit; Unreadable for a range."""
    amount = line.amount()
    known = {amount.low, amount.high} - {None}
    if len(known) > 1:
        raise Unreadable("amount", line.raw("amount"), _("One amount is wanted here, no range."))
    return next(iter(known), None), amount.rounding_unit


def currency(line):
    """Return the code of the currency, such as USD."""
    code = line.text("currency", "USD")
    if re.fullmatch("[A-Z]{3}", code) is None:
        raise Unreadable("currency", code, _("Write the three letters, as USD or KZT."))
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
