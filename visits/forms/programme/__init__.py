from visits.forms.programme.copying import CopyDayForm, CopyProgrammeForm, DayForm
from visits.forms.programme.day import DayForms

__all__ = ["CopyDayForm", "CopyProgrammeForm", "DayForm", "DayForms"]
