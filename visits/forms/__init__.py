from visits.forms.filters import VisitFilterForm
from visits.forms.programme import ProgrammeForms
from visits.forms.visit import VisitForms

__all__ = ["ProgrammeForms", "VisitFilterForm", "VisitForms"]
