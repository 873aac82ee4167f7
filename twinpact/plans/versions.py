"""Versions of a programme, and which side agreed to which of them, when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from twinpact.plans.programme import Programme
from twinpact.plans.refusing import PlanRefusedError


@dataclass(frozen=True, slots=True)
class SideAgreed:
    """A side agreed on a day; ``by`` is the person or the letter that says so."""

    side: int
    on: date
    by: str = ""


@dataclass(frozen=True, slots=True)
class ProgrammeVersion:
    """A programme as one side drafted it on a day, and who has agreed to it."""

    number: int
    programme: Programme
    drafted_by: int
    drafted_on: date
    agreed: tuple[SideAgreed, ...] = ()

    @property
    def missing_sides(self) -> tuple[int, ...]:
        """The sides that have not agreed."""
        there = {one.side for one in self.agreed}
        return tuple(side for side in self.programme.sides if side not in there)

    @property
    def agreed_on(self) -> date | None:
        """The day on which the last side agreed; None while one is missing."""
        return None if self.missing_sides else max(one.on for one in self.agreed)


class VersionNotOpenError(PlanRefusedError):
    """Only the last version of a programme can be agreed to."""

    code = "version_not_open"


class SideAgreedBeforeError(PlanRefusedError):
    """The side has agreed to this version already."""

    code = "side_agreed_before"


class SideUnknownError(PlanRefusedError):
    """The programme has no such side."""

    code = "side_unknown"


class AgreedTooEarlyError(PlanRefusedError):
    """Nobody agrees to a version before it was drafted."""

    code = "step_too_early"


def draft(
    versions: Sequence[ProgrammeVersion], programme: Programme, *, side: int, on: date
) -> tuple[ProgrammeVersion, ...]:
    """The versions with one more, which nobody has agreed to: a change begins the round anew.

    Raises:
        SideUnknownError: The programme has no such side.
    """
    _check_side(programme, side)
    number = max((one.number for one in versions), default=0) + 1
    return (*versions, ProgrammeVersion(number, programme, side, on))


def agree(
    versions: Sequence[ProgrammeVersion], number: int, said: SideAgreed
) -> tuple[ProgrammeVersion, ...]:
    """The versions after a side agreed to the last of them.

    Raises:
        PlanRefusedError: One of its kinds; no version changes.
    """
    if not versions or versions[-1].number != number:
        raise VersionNotOpenError(what=str(number))
    last = versions[-1]
    _check_side(last.programme, said.side)
    if said.side in {one.side for one in last.agreed}:
        raise SideAgreedBeforeError(what=str(said.side))
    if said.on < last.drafted_on:
        raise AgreedTooEarlyError(what=str(said.side))
    return (*versions[:-1], replace(last, agreed=(*last.agreed, said)))


def agreed_version(versions: Sequence[ProgrammeVersion]) -> ProgrammeVersion | None:
    """The last version that all sides agreed to: the programme that holds; None where none."""
    return next((one for one in reversed(versions) if not one.missing_sides), None)


def _check_side(programme: Programme, side: int) -> None:
    if side not in programme.sides:
        raise SideUnknownError(what=str(side))
