from cooperation.forms.agreements import (
    AgreementForm,
    PartyFormSet,
    agreements_seen_by,
)
from cooperation.forms.filters import AgreementFilterForm, CommitmentFilterForm, ProjectFilterForm

__all__ = [
    "AgreementFilterForm",
    "AgreementForm",
    "CommitmentFilterForm",
    "PartyFormSet",
    "ProjectFilterForm",
    "agreements_seen_by",
]
