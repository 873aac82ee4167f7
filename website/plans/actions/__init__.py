"""Every write on programmes."""

from website.plans.actions.agreeing import (
    LetterMissingError,
    NothingAgreedError,
    NothingToAgreeError,
    Said,
    agree_to_programme,
    go_back_to_agreed,
    open_for_changes,
    put_to_sides,
)
from website.plans.actions.beginning import Beginning, begin_programme
from website.plans.actions.carrying import carry_over_programme
from website.plans.actions.entering import (
    DeviationReasonMissingError,
    Draft,
    Entered,
    enter_figures,
    submit_figures,
)
from website.plans.actions.evaluating import (
    Answers,
    DecidedBeforeError,
    ReasonMissingError,
    decide_evaluation,
    receive_report,
    save_evaluation,
)
from website.plans.actions.following import (
    Figure,
    UnknownIndicatorError,
    add_evidence,
    report_activity,
    report_figures,
    report_spending,
    take_step_of_updates,
)
from website.plans.actions.holding import (
    ChangedMeanwhileError,
    DayAheadError,
    NotAgreedYetError,
    NotBeingDraftedError,
)
from website.plans.actions.progressing import (
    ActivityTold,
    Progress,
    SpendingTold,
    report_progress,
)
from website.plans.actions.reporting import BroughtFile, receive_report_file
from website.plans.actions.settling import (
    Settled,
    choose_plan,
    enter_rate,
    name_side_office,
    settle_plans,
)
from website.plans.actions.sheets import NothingReadError, read_sheet, take_sheet
from website.plans.actions.writing import (
    CodeTakenError,
    LineNotEmptyError,
    put_activity,
    put_budget,
    put_line,
    remove_activity,
    remove_line,
    replace_content,
)

__all__ = [
    "ActivityTold",
    "Answers",
    "Beginning",
    "BroughtFile",
    "ChangedMeanwhileError",
    "CodeTakenError",
    "DayAheadError",
    "DecidedBeforeError",
    "DeviationReasonMissingError",
    "Draft",
    "Entered",
    "Figure",
    "LetterMissingError",
    "LineNotEmptyError",
    "NotAgreedYetError",
    "NotBeingDraftedError",
    "NothingAgreedError",
    "NothingReadError",
    "NothingToAgreeError",
    "Progress",
    "ReasonMissingError",
    "Said",
    "Settled",
    "SpendingTold",
    "UnknownIndicatorError",
    "add_evidence",
    "agree_to_programme",
    "begin_programme",
    "carry_over_programme",
    "choose_plan",
    "decide_evaluation",
    "enter_figures",
    "enter_rate",
    "go_back_to_agreed",
    "name_side_office",
    "open_for_changes",
    "put_activity",
    "put_budget",
    "put_line",
    "put_to_sides",
    "read_sheet",
    "receive_report",
    "receive_report_file",
    "remove_activity",
    "remove_line",
    "replace_content",
    "report_activity",
    "report_figures",
    "report_progress",
    "report_spending",
    "save_evaluation",
    "settle_plans",
    "submit_figures",
    "take_sheet",
    "take_step_of_updates",
]
