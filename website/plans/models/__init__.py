"""What is stored of programmes: as written, as agreed, and what was reported of them."""

from website.plans.models.evaluation import Evaluation
from website.plans.models.indicator import Indicator, Result, Target
from website.plans.models.money import BudgetLine, ExchangeRate, Spending
from website.plans.models.programme import (
    Activity,
    ActivityBody,
    ActivityProgress,
    Programme,
    ProgrammeLine,
    ProgrammeSide,
)
from website.plans.models.settings import PlanSettings
from website.plans.models.sheet import ProgrammeSheet
from website.plans.models.updates import Update, UpdateStep
from website.plans.models.versions import ProgrammeVersion, SideAgreed

__all__ = [
    "Activity",
    "ActivityBody",
    "ActivityProgress",
    "BudgetLine",
    "Evaluation",
    "ExchangeRate",
    "Indicator",
    "PlanSettings",
    "Programme",
    "ProgrammeLine",
    "ProgrammeSheet",
    "ProgrammeSide",
    "ProgrammeVersion",
    "Result",
    "SideAgreed",
    "Spending",
    "Target",
    "Update",
    "UpdateStep",
]
