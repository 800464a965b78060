"""What the readers of all types share."""

from dataclasses import dataclass
from typing import Any

from common.models import Qualifier
from portal.facts import lookups as kinds


@dataclass(frozen=True)
class Reader:
    """How lines of one type become records: ``model``, ``load(line)``, and the lookup it feeds."""

    model: Any
    load: Any

    def find(self, line):
        """Return whether a record of this id is there already, deleted ones included."""
        return self.model.all_objects.filter(reference=line.fields["id"]).exists()


def saved(line, record, kind=None):
    """Validate and save ``record`` under the line's id; make it known to later lines."""
    record.reference = line.fields["id"]
    record.full_clean()
    record.save()
    if kind:
        line.lookups.add(kind, line.fields["id"], record)
    return record


def child(record):
    """Validate and save a row that belongs to a record."""
    record.full_clean()
    record.save()
    return record


def link_sources(line, record):
    record.sources.set(line.records("sources", kinds.SOURCE))


def stated_amount(line):
    """Return the fields of StatedAmount; the bound that is known stands for the amount."""
    amount = line.amount()
    value = amount.low if amount.low is not None else amount.high
    return {
        "amount": value,
        "currency": line.text("currency", "USD"),
        "amount_qualifier": line.choice("qualifier", Qualifier, Qualifier.EXACT),
        "rounding_unit": amount.rounding_unit,
    }
