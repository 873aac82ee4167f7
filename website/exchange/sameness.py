"""The seam to the library's question: is this row an agreement that the register already has?

All that the website asks about sameness goes through ``compare``.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from twinpact.agreements import Agreement as Draft
from twinpact.agreements import Party
from twinpact.vocabularies import fold


@dataclass(frozen=True, slots=True)
class Pair:
    """A row and an agreement that may be one: how likely (0 to 1), how related, and why.

    ``reasons`` are codes with the values of their sentence (``reasons.py`` says them).
    """

    row: int
    agreement: int
    score: float
    relation: str = ""
    reasons: tuple[tuple[str, str], ...] = ()


def compare(
    incoming: Sequence[Draft],
    known: Sequence[Draft],
    decided: Collection[tuple[int, int]] = (),
) -> list[Pair]:
    """The pairs that somebody has to look at: rows of a file beside agreements of the register.

    Comparing records by the few fields that should agree is where record linkage starts
    (I. P. Fellegi and A. B. Sunter 1969, "A theory for record linkage", JASA 64, 1183).
    ``decided`` are the pairs that somebody decided on, which are not asked again.
    """
    there: dict[frozenset[str], list[Draft]] = defaultdict(list)
    for one in known:
        for names in _names(one):
            there[names].append(one)
    found: dict[tuple[int, int], Pair] = {}
    for draft in incoming:
        for names in _names(draft):
            for other in there.get(names, ()):
                at = draft.row, other.row
                if draft.row is not None and other.row is not None and at not in decided:
                    found[at] = _pair(draft, other)
    return sorted(found.values(), key=lambda pair: (pair.row, -pair.score, pair.agreement))


def _names(draft: Draft) -> Iterator[frozenset[str]]:
    """The parties of an agreement, by place and by name, in any order."""
    ways = (
        frozenset(_place(party) for party in draft.parties),
        frozenset(fold(party.written) for party in draft.parties if party.written),
    )
    yield from {names for names in ways if len(names) > 1}


def _place(party: Party) -> str:
    return party.place.id if party.place else fold(party.written)


def _pair(draft: Draft, other: Draft) -> Pair:
    reasons = [("same_parties", "")]
    score = 0.6
    mine, theirs = draft.signed, other.signed
    if mine.earliest is None or theirs.earliest is None:
        reasons.append(("date_unknown", ""))
    elif mine.earliest <= theirs.latest and theirs.earliest <= mine.latest:
        reasons.append(("same_date", mine.isoformat()))
        score += 0.3
    else:
        reasons.append(("other_date", f"{theirs.isoformat()} / {mine.isoformat()}"))
        score -= 0.2
    if draft.form and draft.form == other.form:
        reasons.append(("same_form", draft.form))
        score += 0.08
    elif draft.form and other.form:
        reasons.append(("other_form", ""))
        score -= 0.1
    relation = "renewal" if ("other_date", reasons[1][1]) == reasons[1] else "copy"
    return Pair(draft.row or 0, other.row or 0, round(score, 2), relation, tuple(reasons))
