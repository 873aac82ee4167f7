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

__all__ = [
    "Answer",
    "AnsweredError",
    "DirectiveRefusedError",
    "NoteMissingError",
    "NumberTakenError",
    "WrittenMeanwhileError",
    "give_opinion",
    "note_act",
    "register_agreement",
    "write_directive",
]
