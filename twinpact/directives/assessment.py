"""The answers of the engine. Every one names its rule, and the rule its source and confidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal

from twinpact.directives.case import Side
from twinpact.directives.directive import Confidence, Directive, Rule

Answer = Literal["yes", "no", "cannot_be_said"]
Standing = Literal[
    "holds",
    "fails",
    "cannot_be_said",
    "not_applicable",
    "done",
    "done_by_silence",
    "overridden",
    "refused",
    "refused_by_silence",
    "open",
    "overdue",
    "waiting",
    "duty",
]
"""How a rule stands on a day: a word of the list ``standings``."""

Values = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Due:
    """Until when a step is to be done.

    ``day`` is the last day, in the authority's zone; ``ends_at`` the first instant after it,
    where the zone is known. ``days_left`` counts calendar days to ``day``; below zero it has
    passed. ``free_day`` says whether the day is no working day there.
    """

    day: date
    days_left: int
    counted_from: date
    free_day: bool | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RuleStanding:
    """How one rule stands on one side. ``code`` names a sentence of the list ``rulings``.

    ``on`` is the day on which it was done, refused or counted by silence. ``facts`` are those
    that are not known and would decide. ``silence_counted`` says whether, on the day asked
    about, a silence that means something has already taken effect; None where what silence means
    is not known, or rests on an unverified rule, and the deadline has passed.
    """

    rule: Rule
    side: int
    standing: Standing
    code: str
    values: Values = field(default_factory=lambda: MappingProxyType({}))
    on: date | None = None
    due: Due | None = None
    facts: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    silence_counted: bool | None = False
    reason: str = ""

    @property
    def key(self) -> str:
        """The rule on its side, as the life of the agreement knows it: ``1:MX-4``."""
        return f"{self.side + 1}:{self.rule.id}"

    @property
    def met(self) -> bool:
        """Whether a step that waits for this rule need not wait any more."""
        return self.standing in {
            "holds", "done", "done_by_silence", "overridden", "not_applicable",
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class SideAssessment:
    """One directive applied to one side. Without a directive of its country, nothing is said.

    ``may`` rests on the rules in ``because``, and is as sure as the least sure of them
    (``confidence``). ``turn`` are the steps that can be taken now.
    """

    number: int
    side: Side
    directive: Directive | None
    may: Answer
    code: str
    standings: tuple[RuleStanding, ...] = ()
    because: tuple[RuleStanding, ...] = ()
    confidence: Confidence | None = None

    @property
    def missing(self) -> tuple[RuleStanding, ...]:
        """What blocks and is not met: conditions first, then steps in their order."""
        return tuple(one for one in self.standings if one.rule.blocking and not one.met)

    @property
    def turn(self) -> tuple[RuleStanding, ...]:
        """The steps that can be taken now, each with its actor and, where known, its last day."""
        return tuple(one for one in self.standings if one.standing in {"open", "overdue"})


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rules that do not go together. ``code`` names a sentence of the list ``conflicts``."""

    code: str
    rules: tuple[RuleStanding, ...]
    sides: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """All sides' directives, side by side. ``may`` is no if one says no, yes if all say yes."""

    on: date
    may: Answer
    sides: tuple[SideAssessment, ...]
    conflicts: tuple[Conflict, ...] = ()

    @property
    def standings(self) -> tuple[RuleStanding, ...]:
        return tuple(one for side in self.sides for one in side.standings)

    @property
    def missing(self) -> tuple[RuleStanding, ...]:
        return tuple(one for side in self.sides for one in side.missing)

    @property
    def turn(self) -> tuple[RuleStanding, ...]:
        return tuple(one for side in self.sides for one in side.turn)

    @property
    def facts_wanted(self) -> tuple[str, ...]:
        """The facts that nobody has stated and on which an answer waits, each once."""
        wanted = (fact for one in self.standings for fact in one.facts)
        return tuple(dict.fromkeys(wanted))
