"""The checklists that the portal ships with, by kind of visit."""

from pathlib import Path

from django.db import transaction

from common.texts import LANGUAGES
from regions.reference import rows_of
from visits.models import ChecklistStep

CHECKLISTS = Path(__file__).parent / "data" / "checklists.csv"


@transaction.atomic
def load_checklists():
    """Add the steps that are not there yet; what people have edited or deleted stays so."""
    known = set(ChecklistStep.all_objects.values_list("reference", flat=True))
    for step in _steps():
        if step.reference not in known:
            step.save()


def _steps():
    positions = {}
    for row in rows_of(CHECKLISTS):
        kind = row["visit_kind"]
        positions[kind] = positions.get(kind, 0) + 1
        yield ChecklistStep(
            reference=f"{kind}-{row['code']}",
            visit_kind=kind,
            kind=row["kind"],
            position=positions[kind],
            days=int(row["days"]),
            counted_from=row["counted_from"],
            **{f"title_{code}": row[f"title_{code}"] for code in LANGUAGES},
        )
