"""What is asked about development plans."""

from website.priorities.forms.brought import PlanFileForm
from website.priorities.forms.indicator import IndicatorForm
from website.priorities.forms.parts import PriorityForm, ProgrammeForm
from website.priorities.forms.plan import PlanForm
from website.priorities.forms.pointing import PointingForm
from website.priorities.forms.report import ReportForm, StepForm

__all__ = [
    "IndicatorForm",
    "PlanFileForm",
    "PlanForm",
    "PointingForm",
    "PriorityForm",
    "ProgrammeForm",
    "ReportForm",
    "StepForm",
]
