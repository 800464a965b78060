"""Which fact became which record: a record's reference begins with the id of its fact."""

import re

from cooperation.models import Agreement, Commitment, Project
from trade.models import Statement, Target
from visits.models import Visit

FACT = re.compile(r"F[0-9]{3}")
# The ids of the facts the sample is written from; the numbers between were never given.
FACTS = [
    f"F{number:03}"
    for first, last in (
        (1, 16), (18, 22), (27, 27), (29, 31), (33, 63), (65, 67), (69, 77), (81, 81), (83, 84),
        (86, 97), (99, 104), (106, 110), (113, 115), (117, 118), (120, 130), (133, 134),
        (136, 142), (145, 146), (148, 149), (151, 152),
    )
    for number in range(first, last + 1)
]  # fmt: skip


def records_by_fact():
    """Return fact id -> records, in the order of the ids."""
    found = {}
    for model in (Statement, Target, Visit, Agreement, Project, Commitment):
        for record in model.objects.exclude(reference="").order_by("reference"):
            if match := FACT.match(record.reference):
                found.setdefault(match.group(), []).append(record)
    return dict(sorted(found.items()))


def missing_facts():
    found = records_by_fact()
    return [fact for fact in FACTS if fact not in found]
