"""What is stored of procedures: the directives in use, the steps taken, and the evidence."""

from website.procedures.models.directive import DirectiveVersion
from website.procedures.models.evidence import RuleEvidence, TakenStep
from website.procedures.models.procedure import Procedure, ProcedureSide, Turn

__all__ = [
    "DirectiveVersion",
    "Procedure",
    "ProcedureSide",
    "RuleEvidence",
    "TakenStep",
    "Turn",
]
