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
from website.plans.actions.settling import Settled, enter_rate, name_side_office, settle_plans
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
    "Answers",
    "Beginning",
    "ChangedMeanwhileError",
    "CodeTakenError",
    "DayAheadError",
    "DecidedBeforeError",
    "Figure",
    "LetterMissingError",
    "LineNotEmptyError",
    "NotAgreedYetError",
    "NotBeingDraftedError",
    "NothingAgreedError",
    "NothingReadError",
    "NothingToAgreeError",
    "ReasonMissingError",
    "Said",
    "Settled",
    "UnknownIndicatorError",
    "add_evidence",
    "agree_to_programme",
    "begin_programme",
    "carry_over_programme",
    "decide_evaluation",
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
    "remove_activity",
    "remove_line",
    "replace_content",
    "report_activity",
    "report_figures",
    "report_spending",
    "save_evaluation",
    "settle_plans",
    "take_sheet",
    "take_step_of_updates",
]
