from visits.forms.filters import VisitFilterForm
from visits.forms.programme import CopyDayForm, CopyProgrammeForm, DayForm, DayForms
from visits.forms.visit import VisitForms

__all__ = [
    "CopyDayForm",
    "CopyProgrammeForm",
    "DayForm",
    "DayForms",
    "VisitFilterForm",
    "VisitForms",
]
