from visits.models.parts import Delegate, Stop, VisitAgreement, VisitSide
from visits.models.programme import ProgrammeItem, Venue
from visits.models.visits import Visit

__all__ = ["Delegate", "ProgrammeItem", "Stop", "Venue", "Visit", "VisitAgreement", "VisitSide"]
