"""What is stored of visits."""

from website.visits.models.commitment import Commitment
from website.visits.models.people import PersonErasure, VisitPerson
from website.visits.models.report import TripReport
from website.visits.models.visit import AgendaEntry, Visit, VisitAgreement, VisitPlace

__all__ = [
    "AgendaEntry",
    "Commitment",
    "PersonErasure",
    "TripReport",
    "Visit",
    "VisitAgreement",
    "VisitPerson",
    "VisitPlace",
]
