"""Every write on visits."""

from website.visits.actions.committing import (
    CommitmentChangedMeanwhileError,
    DayAheadError,
    NoEvidenceError,
    ToldCommitment,
    change_commitment,
    note_commitment,
    say_kept,
)
from website.visits.actions.erasing import ERASED, NoSuchPersonError, erase_people
from website.visits.actions.publishing import publish_visit
from website.visits.actions.recording import (
    NoSuchAgreementError,
    ToldEntry,
    ToldPerson,
    ToldVisit,
    VisitChangedMeanwhileError,
    change_visit,
    record_visit,
)
from website.visits.actions.reporting import EmptyReportError, bring_report

__all__ = [
    "ERASED",
    "CommitmentChangedMeanwhileError",
    "DayAheadError",
    "EmptyReportError",
    "NoEvidenceError",
    "NoSuchAgreementError",
    "NoSuchPersonError",
    "ToldCommitment",
    "ToldEntry",
    "ToldPerson",
    "ToldVisit",
    "VisitChangedMeanwhileError",
    "bring_report",
    "change_commitment",
    "change_visit",
    "erase_people",
    "note_commitment",
    "publish_visit",
    "record_visit",
    "say_kept",
]
