"""Every write at the desks."""

from website.desks.actions.directives import (
    DirectiveRefusedError,
    WrittenMeanwhileError,
    write_directive,
)

__all__ = [
    "DirectiveRefusedError",
    "WrittenMeanwhileError",
    "write_directive",
]
