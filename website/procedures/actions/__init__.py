"""Every write on procedures."""

from website.procedures.actions.beginning import (
    NothingAheadError,
    ProcedureBegunError,
    StateKnownError,
    begin_procedure,
)
from website.procedures.actions.evidencing import (
    RuleNotOpenError,
    Shown,
    WithdrawnAlreadyError,
    give_evidence,
    withdraw_evidence,
)
from website.procedures.actions.holding import DayAheadError
from website.procedures.actions.recording import RecordDisagreesError, RegistryEntry
from website.procedures.actions.refreshing import refresh_procedures
from website.procedures.actions.stating import UnknownFactError, state_fact
from website.procedures.actions.stepping import StepTakenMeanwhileError, take_step
from website.procedures.refusing import StepForbiddenError

__all__ = [
    "DayAheadError",
    "NothingAheadError",
    "ProcedureBegunError",
    "RecordDisagreesError",
    "RegistryEntry",
    "RuleNotOpenError",
    "Shown",
    "StateKnownError",
    "StepForbiddenError",
    "StepTakenMeanwhileError",
    "UnknownFactError",
    "WithdrawnAlreadyError",
    "begin_procedure",
    "give_evidence",
    "refresh_procedures",
    "state_fact",
    "take_step",
    "withdraw_evidence",
]
