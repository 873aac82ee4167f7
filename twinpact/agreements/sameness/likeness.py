"""How alike two agreements are: a probability, what follows from it, and the reasons in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from twinpact.agreements.agreement import Agreement, Party
from twinpact.agreements.date_words import date_in_words
from twinpact.agreements.partial_dates import PartialDate
from twinpact.agreements.sameness.comparison import DIFFERS
from twinpact.agreements.sameness.comparisons import COMPARISONS, start
from twinpact.agreements.sameness.engine import Scored
from twinpact.agreements.sameness.weights import Weights
from twinpact.vocabularies import fold, label

Outcome = Literal["same", "ask", "different"]
Relation = Literal["copy", "renewal", "second_agreement"]

_PARTIES = ("party_1", "party_2")
_AT = {one.name: n for n, one in enumerate(COMPARISONS)}
_SURE_OF_PARTY = frozenset({"same_place", "may_be_place", "same_name"})
_SAME_TIME = frozenset({"same_day", "same_month", "same_year", None})


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against: its code, what it weighs in bits, and its values.

    The sentence of a code stands in ``vocabularies/sameness_reasons.yaml``.
    """

    code: str
    bits: float
    values: Mapping[str, str | PartialDate]

    def say(self, language: str) -> str:
        """The reason as a whole sentence in the reader's language."""
        values = {name: _said(name, value, language) for name, value in self.values.items()}
        return label("sameness_reasons", self.code, language).format_map(values)


@dataclass(frozen=True)
class Likeness:
    """Two agreements that may be one.

    ``first`` is always one of the incoming agreements; ``among_known`` says whether ``second`` is
    a known or another incoming one. ``first_number`` and ``second_number`` count from 0 in the
    list in which each stands. ``outcome``: the ``same`` agreement, ``ask`` a person, or
    ``different``. ``relation``: a ``copy``; a ``renewal`` (same parties, later, same form) or a
    ``second_agreement`` (same parties, another form), to be linked and not merged. Where a person
    is asked it is the likelier of these. ``swapped`` parties stand the other way round, and
    ``respelled`` ones are written in another way.
    """

    first: Agreement
    second: Agreement
    first_number: int
    second_number: int
    among_known: bool
    probability: float
    outcome: Outcome
    relation: Relation
    swapped: bool
    scored: Scored
    weights: Weights

    @property
    def relations(self) -> tuple[str, ...]:
        """The relation, and beside it ``swapped`` and ``respelled`` where they hold."""
        also = (("swapped", self.swapped), ("respelled", self.respelled))
        return (self.relation, *(code for code, holds in also if holds))

    @property
    def respelled(self) -> bool:
        """Whether a party is written otherwise in the one than in the other."""
        left, right = self.scored.left, self.scored.right
        both = ((left.first, right.first), (left.second, right.second))
        return any(fold(_name(self.first, a)) != fold(_name(self.second, b)) for a, b in both)

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """What speaks for and against, the weightiest first."""
        found = [
            self._reason(n, level)
            for n, level in enumerate(self.scored.levels)
            if level is not None
        ]
        return tuple(sorted(found, key=lambda one: -abs(one.bits)))

    def _reason(self, n: int, level: str) -> Reason:
        one = COMPARISONS[n]
        bits = self.weights.of[one.weights][level].bits
        return Reason(f"{one.weights}_{level}", bits, self._values(one.name))

    def _values(self, comparison: str) -> dict[str, str | PartialDate]:
        if comparison in _PARTIES:
            left, right = self.scored.left, self.scored.right
            return {
                "first": _name(self.first, left.first if comparison == "party_1" else left.second),
                "second": _name(
                    self.second, right.first if comparison == "party_1" else right.second
                ),
            }
        if comparison == "start":
            return {"first": start.beginning(self.first), "second": start.beginning(self.second)}
        if comparison == "ends":
            return {"first": self.first.ends, "second": self.second.ends}
        if comparison == "form":
            return {"first_form": self.first.form or "", "second_form": self.second.form or ""}
        return {"key": self.first.key or ""} if comparison == "source_key" else {}


def outcome_of(probability: float, weights: Weights) -> Outcome:
    """What follows from a probability."""
    if probability >= weights.same_from:
        return "same"
    return "different" if probability <= weights.different_to else "ask"


def relation_of(scored: Scored, probability: float) -> Relation | None:
    """How two agreements hang together; None where they do not even have the same parties."""
    if probability >= 0.5:
        return "copy"
    levels = scored.levels
    if any(levels[_AT[name]] not in _SURE_OF_PARTY for name in _PARTIES):
        return None
    if levels[_AT["other_parties"]] == DIFFERS:
        return None
    if levels[_AT["form"]] == DIFFERS:
        return "second_agreement"
    if levels[_AT["start"]] not in _SAME_TIME:
        return "renewal"
    return "second_agreement" if levels[_AT["form"]] == "akin" else "copy"


def is_swapped(scored: Scored) -> bool:
    """Whether the party that stands first in the one stands second in the other."""
    left, right = scored.left, scored.right
    return (left.first < left.second) != (right.first < right.second)


def _name(agreement: Agreement, number: int) -> str:
    party: Party = agreement.parties[number]
    return party.written or (party.place.name if party.place else "")


def _said(name: str, value: str | PartialDate, language: str) -> str:
    if isinstance(value, PartialDate):
        return date_in_words(value, language)
    if name.endswith("form") and value:
        words = label("forms", value, language)
        return words[:1].lower() + words[1:]
    return value
