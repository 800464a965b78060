from cooperation.forms.agreements import AgreementForm, PartyFormSet
from cooperation.forms.filters import AgreementFilterForm, CommitmentFilterForm, ProjectFilterForm

__all__ = [
    "AgreementFilterForm",
    "AgreementForm",
    "CommitmentFilterForm",
    "PartyFormSet",
    "ProjectFilterForm",
]
