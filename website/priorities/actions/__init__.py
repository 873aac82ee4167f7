"""Every write on development plans."""

from website.priorities.actions.importing import (
    FileDecidedError,
    NothingToAcceptError,
    accept_plan_file,
    bring_plan_file,
    discard_plan_file,
)
from website.priorities.actions.planning import (
    PlanChangedMeanwhileError,
    PlanCodeTakenError,
    begin_plan,
    change_plan,
)
from website.priorities.actions.pointing import (
    OtherOfficeError,
    PointedMeanwhileError,
    UnknownPriorityError,
    point_agreement,
)
from website.priorities.actions.publishing import NothingToShowError, publish_plan, withdraw_plan
from website.priorities.actions.reporting import (
    Figure,
    ForeignDocumentError,
    NoSuchTargetError,
    ReportChangedMeanwhileError,
    ReportClosedError,
    WrongFigureError,
    change_figure,
    report_figure,
    take_figure_step,
)
from website.priorities.actions.writing import StillInUseError
from website.priorities.storable import NotStorableError

__all__ = [
    "Figure",
    "FileDecidedError",
    "ForeignDocumentError",
    "NoSuchTargetError",
    "NotStorableError",
    "NothingToAcceptError",
    "NothingToShowError",
    "OtherOfficeError",
    "PlanChangedMeanwhileError",
    "PlanCodeTakenError",
    "PointedMeanwhileError",
    "ReportChangedMeanwhileError",
    "ReportClosedError",
    "StillInUseError",
    "UnknownPriorityError",
    "WrongFigureError",
    "accept_plan_file",
    "begin_plan",
    "bring_plan_file",
    "change_figure",
    "change_plan",
    "discard_plan_file",
    "point_agreement",
    "publish_plan",
    "report_figure",
    "take_figure_step",
    "withdraw_plan",
]
