from visits.models.programme import ProgrammeItem, Venue
from visits.models.visits import Delegate, Stop, Visit, VisitAgreement, VisitSide

__all__ = ["Delegate", "ProgrammeItem", "Stop", "Venue", "Visit", "VisitAgreement", "VisitSide"]
