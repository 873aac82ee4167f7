"""Every step of an import: bring, read, decide, write, take back."""

from website.exchange.actions.answering import answer_questions
from website.exchange.actions.bringing import (
    FileTooLargeError,
    UnknownSheetError,
    bring_file,
    map_columns,
)
from website.exchange.actions.committing import commit_import
from website.exchange.actions.deciding import (
    accept_import,
    choose_rows,
    discard_import,
    leave_field,
)
from website.exchange.actions.reading import read_import
from website.exchange.actions.standing import NotNowError, rescue_imports, stop_import, try_again
from website.exchange.actions.undoing import ask_to_undo, undo_import

__all__ = [
    "FileTooLargeError",
    "NotNowError",
    "UnknownSheetError",
    "accept_import",
    "answer_questions",
    "ask_to_undo",
    "bring_file",
    "choose_rows",
    "commit_import",
    "discard_import",
    "leave_field",
    "map_columns",
    "read_import",
    "rescue_imports",
    "stop_import",
    "try_again",
    "undo_import",
]
