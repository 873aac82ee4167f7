"""Which rows of a table are one agreement, among themselves or with those that are known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from twinpact.agreements.agreement import Agreement
from twinpact.agreements.sameness.engine import Engine, Scored, score
from twinpact.agreements.sameness.likeness import (
    Likeness,
    is_swapped,
    outcome_of,
    relation_of,
)
from twinpact.agreements.sameness.meeting import Standing
from twinpact.agreements.sameness.records import Records, fingerprint
from twinpact.agreements.sameness.rivals import ask_between_rivals
from twinpact.agreements.sameness.weights import Weights, bits, published_weights


def compare_agreements(
    incoming: Sequence[Agreement],
    known: Sequence[Agreement] = (),
    decided: Collection[tuple[str, str]] = (),
    *,
    name: Callable[[Agreement], str] = fingerprint,
    stand_in_years: Collection[int] = (),
    weights: Weights | None = None,
    engine: Engine = "duckdb",
) -> list[Likeness]:
    """The pairs that are or may be one agreement, or that belong together, the surest first.

    Each incoming agreement is compared with the other incoming ones and with the known ones; the
    known ones are not compared among themselves. ``decided`` are pairs, in any order, about which
    a person has decided: they are left out. ``name`` gives the name under which an agreement
    stands there. ``stand_in_years`` are years that stand for "unknown" (the check
    ``placeholder_year`` finds them). Pairs that are plainly different and do not have the same
    parties are not given.

    Raises:
        MissingEngineError: Spark is asked for and is not installed.
    """
    table = published_weights() if weights is None else weights
    records = Records([*incoming, *known], len(incoming), frozenset(stand_in_years))
    best = best_fits(score(records, table, engine))
    found = [
        likeness
        for scored in (*best.values(), *_copies(records, best))
        if (likeness := _likeness(records, scored, table)) is not None
    ]
    if decided:
        settled = {frozenset(pair) for pair in decided}
        found = [
            one for one in found if frozenset((name(one.first), name(one.second))) not in settled
        ]
    return sorted(ask_between_rivals(found), key=_order)


def _order(one: Likeness) -> tuple[float, int, bool, int]:
    return -one.probability, one.first_number, one.among_known, one.second_number


def best_fits(candidates: Iterable[Scored]) -> dict[tuple[int, int], Scored]:
    """Of the ways to put the parties of two agreements side by side, the one that fits best."""
    best: dict[tuple[int, int], Scored] = {}
    for one in candidates:
        pair = one.left.number, one.right.number
        if pair not in best or _fit(one) > _fit(best[pair]):
            best[pair] = one
    return best


def _fit(one: Scored) -> tuple[float, bool, int, int]:
    """By weight; of equals the one in which nothing is swapped, then the first."""
    return round(one.bits, 9), not is_swapped(one), -one.left.first, -one.right.first


def _copies(records: Records, best: dict[tuple[int, int], Scored]) -> Iterator[Scored]:
    """The rows that only repeat a first one, each paired with it as the second one is."""
    firsts = {first for first in records.copies.values() if first < records.incoming}
    alike: dict[int, Scored] = {}
    for (first, second), one in sorted(best.items()) if firsts else ():
        if first in firsts and _said(records, first) == _said(records, second):
            alike.setdefault(first, one)
    for number, first in records.copies.items():
        if first in alike:
            one = alike[first]
            right = Standing(number, one.right.first, one.right.second)
            yield replace(one, right=right)


def _said(records: Records, number: int) -> tuple[object, ...]:
    return records.said(number, records.agreements[number])


def _likeness(records: Records, scored: Scored, weights: Weights) -> Likeness | None:
    one, other = scored.left.number, scored.right.number
    among_known = other >= records.incoming
    prior = weights.against if among_known else weights.within
    odds = 2.0 ** (scored.bits + bits(prior))
    probability = odds / (1 + odds)
    relation = relation_of(scored, probability)
    outcome = outcome_of(probability, weights)
    if relation is None and outcome == "different":
        return None
    return Likeness(
        first=records.agreements[one],
        second=records.agreements[other],
        first_number=one,
        second_number=other - records.incoming if among_known else other,
        among_known=among_known,
        probability=probability,
        outcome=outcome,
        relation=relation or "copy",
        swapped=is_swapped(scored),
        scored=scored,
        weights=weights,
    )
