"""A directive: what a country's rules ask of an agreement, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

SIGNATURE = "signature"
"""From which a deadline may be counted, beside the steps of the procedure."""

Text = Mapping[str, str]
"""A text by language: es, en, pt."""

Confidence = Literal["confirmed", "practice", "unverified"]
Kind = Literal["condition", "step", "classification", "duty"]
Silence = Literal["approval", "refusal", "nothing", "unknown"]
Unit = Literal["days", "working_days", "months"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule was read: the title of the text, its article and the address, where known.

    A title that is a proper name is the same in every language.
    """

    title: Text
    article: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Binding:
    """Whom and what a rule binds; None means all. ``facts`` must have these values."""

    levels: tuple[str, ...] | None = None
    counterpart_kinds: tuple[str, ...] | None = None
    counterpart_levels: tuple[str, ...] | None = None
    forms: tuple[str, ...] | None = None
    themes: tuple[str, ...] | None = None
    facts: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Deadline:
    """How long a step may take. ``number`` is None where the length is not known.

    ``counted_from`` is the id of the step from whose day it is counted, or ``signature``; that
    day itself does not count. ``calendar`` is the ISO 3166-1 code of the country whose holidays
    count, None for the country of the party. ``free_day`` says what happens where the last day
    is not a working day: it "moves" to the next working day, it "stays", or None, not known.
    """

    counted_from: str
    unit: Unit | None = None
    number: int | None = None
    calendar: str | None = None
    free_day: Literal["moves", "stays"] | None = None


@dataclass(frozen=True, slots=True)
class Test:
    """What a condition or classification asks; ``name`` is one of ``conditions.TESTS``."""

    __test__ = False

    name: str
    values: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``id`` is for ever (``MX-4``).

    ``before`` is the step of the life (list ``steps``) that waits for it where it is
    ``blocking``. ``order`` counts the steps of the procedure from 1; ``after`` are steps that
    come first; ``after_signature`` says that both sides sign first. ``amends`` is the rule of an
    older text about the same act. ``effect`` is ``in_force`` where the step itself puts the
    agreement in force on this side. ``otherwise`` is the form as which the agreement counts where
    a classification does not hold. ``text_date`` is the date of the text that was read (1992,
    2021-08, 2021-08-06); None where that is not known.
    """

    id: str
    kind: Kind
    title: Text
    text: Text
    source: Source
    confidence: Confidence
    text_date: str | None = None
    binds: Binding = Binding()
    blocking: bool = False
    before: str | None = None
    test: Test | None = None
    order: int | None = None
    after: tuple[str, ...] = ()
    after_signature: bool = False
    actor: str | None = None
    authority: str | None = None
    artefact: str | None = None
    deadline: Deadline | None = None
    silence: Silence | None = None
    effect: Literal["in_force"] | None = None
    amends: str | None = None
    otherwise: str | None = None


@dataclass(frozen=True, slots=True)
class Directive:
    """A country's rules. ``country`` is an ISO 3166-1 alpha-2 code, or ``EU``.

    ``members`` are the countries of a union; ``regime`` is the fact without which the directive
    does not apply at all (``egtc``). ``zone`` is the time zone of the authority: the day on
    which a deadline ends is the day there; None where each party's own zone counts.
    ``authorities`` are the names of the authorities by code.
    """

    country: str
    version: str
    title: Text
    text: Text
    rules: tuple[Rule, ...]
    text_date: str | None = None
    zone: str | None = None
    members: tuple[str, ...] = ()
    regime: str | None = None
    authorities: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}))

    def rule(self, rule_id: str) -> Rule:
        """The rule with this id.

        Raises:
            UnknownRuleError: The directive has none.
        """
        for one in self.rules:
            if one.id == rule_id:
                return one
        raise UnknownRuleError(f"The directive of {self.country} has no rule {rule_id!r}.")

    def steps(self) -> tuple[Rule, ...]:
        """The steps of the procedure in their order."""
        steps = (one for one in self.rules if one.kind == "step")
        return tuple(sorted(steps, key=lambda one: (one.order or 0, one.id)))


class UnknownRuleError(LookupError):
    """The directive has no rule with this id."""
