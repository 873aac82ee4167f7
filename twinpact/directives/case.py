"""What the engine is asked about: two or more parties, what they want, and what is done so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal

Moment = date | datetime
"""A day, or an instant with its time zone, which is a day in the zone of the authority."""

_NO_FACTS: Mapping[str, bool] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Side:
    """A party as the rules see it: None is what is not known.

    ``country`` is an ISO 3166-1 alpha-2 code, ``level`` a word of the list ``levels``, ``kind``
    one of ``organization_kinds``. ``facts`` are those about this side alone (list ``facts``).
    ``zone`` is the time zone of the place, for directives without one.
    """

    country: str | None
    level: str | None = None
    kind: str | None = None
    name: str = ""
    facts: Mapping[str, bool] = field(default_factory=lambda: _NO_FACTS)
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """An agreement that is wanted: who, in what form, on what, and the facts of both sides.

    ``themes`` are codes of the list ``themes``; ``money`` says whether money is promised;
    ``signed_on`` is when both sides have signed. A fact that is not in the table is not known.
    """

    sides: tuple[Side, ...]
    form: str | None = None
    themes: tuple[str, ...] = ()
    money: bool | None = None
    signed_on: Moment | None = None
    facts: Mapping[str, bool] = field(default_factory=lambda: _NO_FACTS)

    def fact(self, name: str, side: int) -> bool | None:
        """What is known of a fact for one side: its own facts go before those of the case."""
        if name == "money_promised" and self.money is not None:
            return self.money
        own = self.sides[side].facts
        return own[name] if name in own else self.facts.get(name)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A rule that was done or refused on a day, on which side, and the paper that shows it.

    ``side`` counts from 0. ``refused`` is an authority's no. Of several about one rule the
    latest counts.
    """

    rule: str
    on: Moment
    side: int = 0
    outcome: Literal["done", "refused"] = "done"
    artefact: str | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A rule that was overridden on one side, with the written reason."""

    rule: str
    reason: str
    side: int = 0
