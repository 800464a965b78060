from visits.models.conversations import Conversation
from visits.models.delegations import Arrangement, Delegate, VisitGroup
from visits.models.letters import Letter
from visits.models.parts import Stop, VisitAgreement, VisitSide
from visits.models.personal import DelegationUpload, PersonalData, PersonalDataEvent
from visits.models.programme import ProgrammeItem
from visits.models.releases import CalendarFeed, Release, ReleaseLink
from visits.models.tasks import ChecklistStep, VisitTask
from visits.models.venues import TravelTime, Venue
from visits.models.visits import Visit

__all__ = [
    "Arrangement",
    "CalendarFeed",
    "ChecklistStep",
    "Conversation",
    "Delegate",
    "DelegationUpload",
    "Letter",
    "PersonalData",
    "PersonalDataEvent",
    "ProgrammeItem",
    "Release",
    "ReleaseLink",
    "Stop",
    "TravelTime",
    "Venue",
    "Visit",
    "VisitAgreement",
    "VisitGroup",
    "VisitSide",
    "VisitTask",
]
