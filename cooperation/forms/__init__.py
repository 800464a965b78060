from cooperation.forms.agreements import AgreementForm, PartyFormSet, place_choices
from cooperation.forms.filters import AgreementFilterForm, CommitmentFilterForm, ProjectFilterForm

__all__ = [
    "AgreementFilterForm",
    "AgreementForm",
    "CommitmentFilterForm",
    "PartyFormSet",
    "ProjectFilterForm",
    "place_choices",
]
