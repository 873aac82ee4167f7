"""What is stored of development plans: what was promised, what points to it, what was reached."""

from website.priorities.models.brought import PlanFile
from website.priorities.models.indicator import KeyIndicator, KeyTarget
from website.priorities.models.plan import DevelopmentPlan, PlanProgramme, Priority
from website.priorities.models.pointing import AgreementPriority, AgreementServes
from website.priorities.models.report import KeyFigureReport, KeyFigureStep

__all__ = [
    "AgreementPriority",
    "AgreementServes",
    "DevelopmentPlan",
    "KeyFigureReport",
    "KeyFigureStep",
    "KeyIndicator",
    "KeyTarget",
    "PlanFile",
    "PlanProgramme",
    "Priority",
]
