"""How likely two territories of the register are one, and why: a table that anyone can dispute.

Names are compared folded, near misses by the trigrams of PostgreSQL's ``pg_trgm``: the share of
runs of three letters that both have (Jaccard).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from twinpact.places import Place as Territory
from twinpact.places import distance_km
from twinpact.vocabularies import fold

#: What each reason adds, in hundredths.
WEIGHTS: Mapping[str, int] = {
    "same_name": 55,
    "like_name": 35,
    "same_outside_id": 60,
    "very_near": 30,
    "near": 15,
    "written_alike": 25,
    "two_readings": 25,
    "same_partner": 10,
    "levels_differ": -35,
}
LEAST = 50  # what is less likely is not shown
LIKE = 0.55  # share of trigrams from which names are near misses
VERY_NEAR_KM, NEAR_KM = 5.0, 40.0
CELL = 0.5  # degrees; neighbours are looked for within a cell and the eight around it


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two territories that may be one. ``score`` goes from 0 to 100; ``km`` None is unknown."""

    first: str
    second: str
    score: int
    reasons: tuple[str, ...]
    km: float | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the agreements say of pairs of ids, each in order."""

    written_alike: frozenset[tuple[str, str]]
    two_readings: frozenset[tuple[str, str]]
    same_partner: frozenset[tuple[str, str]]


def trigrams(name: str) -> frozenset[str]:
    """The runs of three letters of a folded name, as ``pg_trgm`` takes them."""
    runs = set()
    for word in name.split():
        padded = f"  {word} "
        runs |= {padded[at : at + 3] for at in range(len(padded) - 2)}
    return frozenset(runs)


def alike(
    places: Mapping[str, Territory], names: Mapping[str, frozenset[str]], said: Evidence
) -> list[Likeness]:
    """The pairs that are likely one, the likeliest first. ``names`` are folded, by id."""
    runs = {pk: [trigrams(name) for name in sorted(own)] for pk, own in names.items()}
    near = (pair for pair in _neighbours(places) if _share(runs[pair[0]], runs[pair[1]]))
    pairs = set(said.written_alike | said.two_readings)
    pairs |= set(_namesakes(places, names)) | set(near)
    found = []
    for first, second in pairs:
        if first not in places or second not in places:
            continue
        one, other = places[first], places[second]
        if one.country != other.country or "country" in (one.level, other.level):
            continue
        named = _named(names[first], names[second], runs[first], runs[second])
        likeness = _weigh(one, other, named, said)
        if likeness is not None and likeness.score >= LEAST:
            found.append(likeness)
    return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))


def _named(
    one: frozenset[str],
    other: frozenset[str],
    runs: list[frozenset[str]],
    other_runs: list[frozenset[str]],
) -> str:
    if one & other:
        return "same_name"
    return "like_name" if _share(runs, other_runs) else ""


def _share(runs: list[frozenset[str]], other_runs: list[frozenset[str]]) -> bool:
    """Whether a name of one is a near miss of a name of the other."""
    for a in runs:
        for b in other_runs:
            # Most pairs have too few runs in common for the union to matter.
            both = len(a & b)
            if both > 2 and both >= LIKE * (len(a) + len(b) - both):
                return True
    return False


def _weigh(one: Territory, other: Territory, named: str, said: Evidence) -> Likeness | None:
    pair = (one.id, other.id)
    km = distance_km(one, other)
    reasons = [named] if named else []
    if same_outside_id(one, other):
        reasons.append("same_outside_id")
    if km is not None and km <= NEAR_KM:
        reasons.append("very_near" if km <= VERY_NEAR_KM else "near")
    reasons += [
        reason
        for reason in ("written_alike", "two_readings", "same_partner")
        if pair in getattr(said, reason)
    ]
    # Namesakes far apart are two places, whatever else they share.
    if km is not None and km > 4 * NEAR_KM and "two_readings" not in reasons:
        return None
    if not named and not set(reasons) & {"same_outside_id", "written_alike", "two_readings"}:
        return None
    if one.level != other.level:
        reasons.append("levels_differ")
    score = max(0, min(100, sum(WEIGHTS[reason] for reason in reasons)))
    return Likeness(one.id, other.id, score, tuple(reasons), km)


def same_outside_id(one: Territory, other: Territory) -> bool:
    """Whether an outside list gives both the same number."""
    return any(
        getattr(one, name) is not None and getattr(one, name) == getattr(other, name)
        for name in ("geonames_id", "wikidata_id")
    )


def _namesakes(
    places: Mapping[str, Territory], names: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, str]]:
    bearers: dict[tuple[str, str], list[str]] = {}
    for pk, place in places.items():
        for name in names[pk]:
            bearers.setdefault((place.country, name), []).append(pk)
    for ids in bearers.values():
        yield from combinations(sorted(ids), 2)


def _neighbours(places: Mapping[str, Territory]) -> Iterator[tuple[str, str]]:
    """Pairs of one level in the same cell of the grid or in touching ones."""
    cells: dict[tuple[int, int, str], list[str]] = {}
    for pk, place in places.items():
        if place.latitude is not None and place.longitude is not None:
            cell = int(place.latitude // CELL), int(place.longitude // CELL), place.level
            cells.setdefault(cell, []).append(pk)
    for (row, column, level), ids in cells.items():
        yield from combinations(sorted(ids), 2)
        for down, right in ((0, 1), (1, -1), (1, 0), (1, 1)):
            for there in cells.get((row + down, column + right, level), ()):
                for here in ids:
                    yield (here, there) if here < there else (there, here)


def folded_names(*names: str) -> frozenset[str]:
    """Names as they are compared."""
    return frozenset(fold(name) for name in names) - {""}
