"""What was promised for a year, and what was done.

A development plan has priorities and key indicators. An agreement has one annual operating
programme (POA) a year: lines, activities, results and indicators, with what each side puts in.
Updates that were approved say how far it came; what nobody knows stays unknown.
"""

from twinpact.plans.actuals import (
    Actual,
    actual_of_period,
    actual_of_periods,
    actual_to_date,
    add_actuals,
)
from twinpact.plans.amounts import Amount, NoAmountError
from twinpact.plans.carrying import CarryOver, carry_over, copy_from_last_year
from twinpact.plans.development_plan import (
    Coverage,
    DevelopmentPlan,
    KeyIndicator,
    PlanProgramme,
    Pointer,
    Priority,
    coverage,
)
from twinpact.plans.deviation import Deviation, deviation
from twinpact.plans.duplicates import Duplicate, OngoingActivity, duplicates
from twinpact.plans.evaluation import (
    Evaluation,
    NextStep,
    next_step,
    principle_score,
    questions,
)
from twinpact.plans.foreseen import asks_reason, light_if_approved, target_of
from twinpact.plans.funding_gate import (
    EarlierReportMissingError,
    FundingGate,
    ReportDue,
    missing_reports,
    pass_gate,
)
from twinpact.plans.indicators import (
    Baseline,
    Indicator,
    Period,
    Target,
    WrongPeriodError,
    WrongValueError,
    year_period,
)
from twinpact.plans.key_figures import KeyFigure, actual_of_kpi, key_figures
from twinpact.plans.lights import Light, LightRule, light_of, usual_rule
from twinpact.plans.programme import (
    Activity,
    BudgetLine,
    Line,
    People,
    Programme,
    RepeatedCodeError,
    Responsible,
    Result,
    SecondProgrammeError,
    check_one_a_year,
)
from twinpact.plans.rates import NoRateError, Rate, Rates
from twinpact.plans.refusing import PlanRefusedError
from twinpact.plans.summaries import (
    Counting,
    Summary,
    add_summaries,
    budget_by,
    summary_of_activity,
    summary_of_line,
    summary_of_priority,
    summary_of_programme,
    summary_of_programmes,
)
from twinpact.plans.totals import Total, add_totals, total
from twinpact.plans.updates import (
    UPDATE_STEPS,
    Update,
    UpdateStepRefusedError,
    UpdateStepTaken,
    open_update_steps,
    replay_update,
    take_update_step,
)
from twinpact.plans.versions import (
    ProgrammeVersion,
    SideAgreed,
    agree,
    agreed_version,
    draft,
)

__all__ = [
    "UPDATE_STEPS",
    "Activity",
    "Actual",
    "Amount",
    "Baseline",
    "BudgetLine",
    "CarryOver",
    "Counting",
    "Coverage",
    "DevelopmentPlan",
    "Deviation",
    "Duplicate",
    "EarlierReportMissingError",
    "Evaluation",
    "FundingGate",
    "Indicator",
    "KeyFigure",
    "KeyIndicator",
    "Light",
    "LightRule",
    "Line",
    "NextStep",
    "NoAmountError",
    "NoRateError",
    "OngoingActivity",
    "People",
    "Period",
    "PlanProgramme",
    "PlanRefusedError",
    "Pointer",
    "Priority",
    "Programme",
    "ProgrammeVersion",
    "Rate",
    "Rates",
    "RepeatedCodeError",
    "ReportDue",
    "Responsible",
    "Result",
    "SecondProgrammeError",
    "SideAgreed",
    "Summary",
    "Target",
    "Total",
    "Update",
    "UpdateStepRefusedError",
    "UpdateStepTaken",
    "WrongPeriodError",
    "WrongValueError",
    "actual_of_kpi",
    "actual_of_period",
    "actual_of_periods",
    "actual_to_date",
    "add_actuals",
    "add_summaries",
    "add_totals",
    "agree",
    "agreed_version",
    "asks_reason",
    "budget_by",
    "carry_over",
    "check_one_a_year",
    "copy_from_last_year",
    "coverage",
    "deviation",
    "draft",
    "duplicates",
    "key_figures",
    "light_if_approved",
    "light_of",
    "missing_reports",
    "next_step",
    "open_update_steps",
    "pass_gate",
    "principle_score",
    "questions",
    "replay_update",
    "summary_of_activity",
    "summary_of_line",
    "summary_of_priority",
    "summary_of_programme",
    "summary_of_programmes",
    "take_update_step",
    "target_of",
    "total",
    "usual_rule",
    "year_period",
]
