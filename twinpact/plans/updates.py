"""Updates of an indicator: what somebody reports, and the steps until it counts.

Only an approved update counts, and it is approved only after somebody submitted it and somebody
else looked at it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from twinpact.plans.indicators import Period, Value
from twinpact.plans.refusing import PlanRefusedError

UpdateState = Literal["draft", "submitted", "returned", "approved"]
"""A word of the list ``update_states``."""


@dataclass(frozen=True, slots=True)
class UpdateStep:
    """A row of the table: an act, the states from which it is open, and the one it leads to.

    ``reason`` says whether it must say why, ``other`` whether somebody else must take it than the
    one who submitted the update.
    """

    code: str
    since: tuple[UpdateState, ...]
    to: UpdateState
    reason: bool = False
    other: bool = False


UPDATE_STEPS: tuple[UpdateStep, ...] = (
    UpdateStep("submit", ("draft", "returned"), "submitted"),
    UpdateStep("send_back", ("submitted",), "returned", reason=True, other=True),
    UpdateStep("approve", ("submitted",), "approved", other=True),
    UpdateStep("reopen", ("approved",), "returned", reason=True),
)
"""The whole way of an update; there is no other way to *approved* than through *submitted*."""

_BY_CODE = MappingProxyType({step.code: step for step in UPDATE_STEPS})


@dataclass(frozen=True, slots=True)
class UpdateStepTaken:
    """A step that was or is to be taken: by whom (an id of the caller's), on which day, why."""

    step: str
    by: str
    on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """What was reported of an indicator for a period; several may be for one period.

    ``value`` None is a figure that the reporter does not know. Of a percentage, ``part`` and
    ``whole`` say what it was made of, so that percentages can be added up. ``evidence`` are the
    ids or addresses of files, ``deviation_reason`` says why it is not what was promised.
    """

    code: str
    indicator: str
    period: Period
    said_on: date
    said_by: str
    value: Value | None = None
    part: Decimal | None = None
    whole: Decimal | None = None
    comment: str = ""
    deviation_reason: str = ""
    evidence: tuple[str, ...] = ()
    state: UpdateState = "draft"
    steps: tuple[UpdateStepTaken, ...] = ()

    @property
    def is_approved(self) -> bool:
        """Whether it counts."""
        return self.state == "approved"

    @property
    def submitter(self) -> str | None:
        """Who submitted it last, and so neither approves nor returns it; None before that."""
        return next((one.by for one in reversed(self.steps) if one.step == "submit"), None)


class UpdateStepRefusedError(PlanRefusedError):
    """The step cannot be taken."""

    def __init__(self, step: str, state: str) -> None:
        super().__init__(step=step, state=state)


class UpdateStepUnknownError(UpdateStepRefusedError):
    """The table has no step of this name."""

    code = "update_step_unknown"


class UpdateStepNotOpenError(UpdateStepRefusedError):
    """The step does not lead on from this state."""

    code = "update_step_not_open"


class UpdateReasonMissingError(UpdateStepRefusedError):
    """A step that must say why has no written reason."""

    code = "reason_missing"


class OwnUpdateError(UpdateStepRefusedError):
    """Who submitted an update neither approves nor returns it."""

    code = "own_update"


class UpdateStepTooEarlyError(UpdateStepRefusedError):
    """The step would be earlier than the one before it."""

    code = "step_too_early"


def open_update_steps(state: UpdateState) -> tuple[UpdateStep, ...]:
    """The steps that lead on from a state, in the order of the table."""
    return tuple(step for step in UPDATE_STEPS if state in step.since)


def take_update_step(update: Update, taken: UpdateStepTaken) -> Update:
    """The update after one more step.

    Raises:
        UpdateStepRefusedError: One of its kinds; the update stays as it was.
    """
    step = _BY_CODE.get(taken.step)
    if step is None:
        raise UpdateStepUnknownError(taken.step, update.state)
    if update.state not in step.since:
        raise UpdateStepNotOpenError(taken.step, update.state)
    if step.reason and not taken.reason.strip():
        raise UpdateReasonMissingError(taken.step, update.state)
    if step.other and taken.by == update.submitter:
        raise OwnUpdateError(taken.step, update.state)
    if update.steps and taken.on < update.steps[-1].on:
        raise UpdateStepTooEarlyError(taken.step, update.state)
    return replace(update, state=step.to, steps=(*update.steps, taken))


def replay_update(update: Update, taken: Iterable[UpdateStepTaken]) -> Update:
    """The update to which a sequence of steps leads from a draft."""
    current = replace(update, state="draft", steps=())
    for one in taken:
        current = take_update_step(current, one)
    return current


def approved_of(
    updates: Iterable[Update], indicator: str, period: Period | None = None
) -> tuple[Update, ...]:
    """The updates of an indicator (in a period) that count, the oldest first."""
    counting = [
        one
        for one in updates
        if one.is_approved and one.indicator == indicator and period in (None, one.period)
    ]
    return tuple(sorted(counting, key=_in_time))


def _in_time(update: Update) -> tuple[Period, date, int, str]:
    """By period and day; on one day by code, where "10" is later than "9"."""
    return update.period, update.said_on, len(update.code), update.code


def by_indicator(updates: Iterable[Update]) -> Mapping[str, tuple[Update, ...]]:
    """The updates by the code of their indicator, so that each is looked for once."""
    found: dict[str, list[Update]] = {}
    for one in updates:
        found.setdefault(one.indicator, []).append(one)
    return {code: tuple(some) for code, some in found.items()}
