"""The life of an agreement: one table of its steps, and what each of them needs.

Nothing here knows a country. What a country's rules ask for comes in as requirements (see
``twinpact.directives``); without a directive there remain the table's own needs, of which the
gravest is that both sides sign.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Literal

State = Literal[
    "exploration",
    "letter_of_intent",
    "drafting",
    "internal_approval",
    "opinion",
    "signature",
    "registration",
    "in_force",
    "suspended",
    "dormant",
    "expired",
    "terminated",
]
"""A word of the list ``states``."""

BEGINNING: State = "exploration"


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the table: an act, the states from which it is open, and the one it leads to.

    ``artefacts`` are the papers (list ``artefacts``) without which the step is not taken;
    ``reason`` whether it must say why; ``until`` whether it must name the day on which the
    agreement ends. A step on the ``way`` to *in force* waits for every rule that is to be done
    before it or before an earlier step on the way; any other step only for rules of its own.
    """

    code: str
    since: tuple[State, ...]
    to: State
    artefacts: tuple[str, ...] = ()
    reason: bool = False
    until: bool = False
    way: bool = False


_NEGOTIATION: tuple[State, ...] = (
    "exploration", "letter_of_intent", "drafting", "internal_approval", "opinion", "signature",
    "registration",
)  # fmt: skip
_AWAKE: tuple[State, ...] = ("in_force", "suspended", "dormant")

STEPS: tuple[Step, ...] = (
    Step("sign_letter_of_intent", ("exploration",), "letter_of_intent",
         artefacts=("letter_of_intent",), way=True),
    Step("begin_drafting", ("exploration", "letter_of_intent"), "drafting", way=True),
    Step("submit_for_approval", ("drafting",), "internal_approval",
         artefacts=("agreement_draft",), way=True),
    Step("request_opinion", ("internal_approval",), "opinion", way=True),
    Step("clear_for_signature", ("internal_approval", "opinion"), "signature", way=True),
    Step("sign", ("signature",), "registration", artefacts=("signed_agreement",), way=True),
    Step("enter_into_force", ("registration",), "in_force", way=True),
    Step("return_to_drafting", ("internal_approval", "opinion", "signature"), "drafting",
         reason=True),
    Step("suspend", ("in_force",), "suspended", reason=True),
    Step("mark_dormant", ("in_force",), "dormant", reason=True),
    Step("resume", ("suspended", "dormant"), "in_force"),
    Step("renew", _AWAKE, "in_force", artefacts=("renewal_act",)),
    Step("expire", _AWAKE, "expired", until=True),
    Step("terminate", _AWAKE, "terminated", artefacts=("notice_of_termination",)),
    Step("abandon", _NEGOTIATION, "terminated", reason=True),
)  # fmt: skip
"""The whole life. A step of the way stands behind those that come before it."""

_BY_CODE = MappingProxyType({step.code: step for step in STEPS})
_WAY = tuple(step.code for step in STEPS if step.way)


@dataclass(frozen=True, slots=True)
class Requirement:
    """A rule that blocks: it must be done, or overridden, before the step ``before`` is taken."""

    rule: str
    before: str


@dataclass(frozen=True, slots=True)
class Override:
    """A rule that was set aside, and the written reason, which is shown for ever."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class TakenStep:
    """A step that was or is to be taken.

    ``met`` are all rules that were done on that day, as the directives' engine says;
    ``artefacts`` the papers at hand. ``until`` is the day on which the agreement ends: for
    ``expire`` the day that has passed, for ``renew`` the new one, None where it has no end.
    """

    step: str
    on: date
    artefacts: frozenset[str] = frozenset()
    met: frozenset[str] = frozenset()
    overrides: tuple[Override, ...] = ()
    reason: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Life:
    """Where an agreement stands, since when, and the steps and overrides that led there."""

    state: State = BEGINNING
    since: date | None = None
    taken: tuple[TakenStep, ...] = ()

    @property
    def overrides(self) -> tuple[Override, ...]:
        """Every rule that was ever set aside, with its reason, in order."""
        return tuple(override for step in self.taken for override in step.overrides)


class StepRefusedError(ValueError):
    """The step cannot be taken. ``code`` names the sentence in the list ``refusals``.

    ``rules`` are the ids of the rules that forbid it; rules of the table itself begin with
    ``LIFE-``.
    """

    code = "step_refused"

    def __init__(self, step: str, state: str, rules: tuple[str, ...] = ()) -> None:
        self.step, self.state, self.rules = step, state, rules
        told = f" ({', '.join(rules)})" if rules else ""
        super().__init__(f"{self.code}: {step} from {state}{told}")


class UnknownStepError(StepRefusedError):
    """The table has no step of this name."""

    code = "step_unknown"


class StepNotOpenError(StepRefusedError):
    """The step does not lead on from this state; no reason can override that."""

    code = "step_not_open"


class DayBeforeLastStepError(StepRefusedError):
    """The step would be earlier than the one before it."""

    code = "step_too_early"


class ReasonMissingError(StepRefusedError):
    """A step that must say why, or an override, has no written reason."""

    code = "reason_missing"


class EndNotReachedError(StepRefusedError):
    """An agreement expires only after the day on which it ends, and that day must be known."""

    code = "end_not_reached"


class NothingToOverrideError(StepRefusedError):
    """The override names a rule that does not block this step."""

    code = "nothing_to_override"


class RulesUnmetError(StepRefusedError):
    """Rules that block are neither done nor overridden; ``rules`` says which."""

    code = "rules_unmet"


def step(code: str) -> Step:
    """The row of the table for this step.

    Raises:
        UnknownStepError: There is none.
    """
    try:
        return _BY_CODE[code]
    except KeyError:
        raise UnknownStepError(code, "") from None


def open_steps(state: State) -> tuple[Step, ...]:
    """The steps that lead on from a state, in the order of the table; none from the last ones."""
    return tuple(one for one in STEPS if state in one.since)


def after(code: str, *, state: State) -> State:
    """The state to which a step leads.

    Raises:
        UnknownStepError: There is no such step.
        StepNotOpenError: It does not lead on from this state.
    """
    taken = step(code)
    if state not in taken.since:
        raise StepNotOpenError(code, state)
    return taken.to


def required(code: str, requirements: Iterable[Requirement]) -> tuple[str, ...]:
    """The ids of the rules that block a step: the table's own and those of the directives.

    Before *in force* all of them count, for whichever step they were meant.
    """
    taken = step(code)
    own = tuple(_own(artefact) for artefact in taken.artefacts)
    if not taken.way:
        return own + tuple(one.rule for one in requirements if one.before == code)
    passed = _WAY[: _WAY.index(code) + 1]
    last = code == _WAY[-1]
    blocking = (one.rule for one in requirements if last or one.before in passed)
    return own + tuple(dict.fromkeys(blocking))


def unmet(life: Life, taken: TakenStep, requirements: Iterable[Requirement]) -> tuple[str, ...]:
    """The rules that still forbid the step, after what is done and what was overridden."""
    there = {_own(artefact) for artefact in taken.artefacts}
    set_aside = {override.rule for override in (*life.overrides, *taken.overrides)}
    settled = there | taken.met | set_aside
    return tuple(one for one in required(taken.step, requirements) if one not in settled)


def take(life: Life, taken: TakenStep, requirements: Sequence[Requirement]) -> Life:
    """The life after one more step.

    Raises:
        StepRefusedError: One of its kinds, with the rules that forbid the step.
    """
    state = after(taken.step, state=life.state)
    _check_day(life, taken)
    _check_reasons(life, taken)
    _check_overrides(life, taken, requirements)
    if missing := unmet(life, taken, requirements):
        raise RulesUnmetError(taken.step, life.state, missing)
    return replace(life, state=state, since=taken.on, taken=(*life.taken, taken))


def replay(
    taken: Iterable[TakenStep],
    requirements: Sequence[Requirement] = (),
    *,
    beginning: State = BEGINNING,
) -> Life:
    """The life to which a sequence of steps leads; the same steps always lead to the same life.

    ``beginning`` is where the record of the agreement begins: an agreement that came from a list
    may have been in force for long.

    Raises:
        StepRefusedError: A step of the sequence cannot be taken.
    """
    life = Life(beginning)
    for one in taken:
        life = take(life, one, requirements)
    return life


def _own(artefact: str) -> str:
    """The id of the table's own rule that a paper is at hand: ``LIFE-signed_agreement``."""
    return f"LIFE-{artefact}"


def _check_day(life: Life, taken: TakenStep) -> None:
    if life.since is not None and taken.on < life.since:
        raise DayBeforeLastStepError(taken.step, life.state)
    if step(taken.step).until and (taken.until is None or taken.on <= taken.until):
        raise EndNotReachedError(taken.step, life.state)


def _check_reasons(life: Life, taken: TakenStep) -> None:
    if step(taken.step).reason and not taken.reason.strip():
        raise ReasonMissingError(taken.step, life.state)
    bare = tuple(one.rule for one in taken.overrides if not one.reason.strip())
    if bare:
        raise ReasonMissingError(taken.step, life.state, bare)


def _check_overrides(life: Life, taken: TakenStep, requirements: Sequence[Requirement]) -> None:
    blocking = required(taken.step, requirements)
    strange = tuple(one.rule for one in taken.overrides if one.rule not in blocking)
    if strange:
        raise NothingToOverrideError(taken.step, life.state, strange)
