"""Every write at the desks."""

from website.desks.actions.directives import (
    DirectiveRefusedError,
    WrittenMeanwhileError,
    write_directive,
)
from website.desks.actions.opinions import (
    Answer,
    AnsweredError,
    NoteMissingError,
    NumberTakenError,
    give_opinion,
    note_act,
    register_agreement,
)
from website.desks.actions.reminding import (
    close_feed,
    notice_ends,
    open_feed,
    remind,
    settle_desk,
    wish,
)

__all__ = [
    "Answer",
    "AnsweredError",
    "DirectiveRefusedError",
    "NoteMissingError",
    "NumberTakenError",
    "WrittenMeanwhileError",
    "close_feed",
    "give_opinion",
    "note_act",
    "notice_ends",
    "open_feed",
    "register_agreement",
    "remind",
    "settle_desk",
    "wish",
    "write_directive",
]
