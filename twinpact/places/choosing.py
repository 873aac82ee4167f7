"""Which of several territories of one name is meant, or that nobody can say.

The rules, which a reason in words tells each time:

* a name that one territory bears is that territory;
* a municipality goes before a district of the same name that holds it;
* a municipality and a state of one name are one territory where the state's people live within
  25 km of its centre (Berlin, Bogotá, Daegu), and the municipality stands for both;
* a municipality goes before a state that is so called only in some languages or without its
  title (Kostroma, properly Kostroma Oblast), if it has a tenth of the state's people;
* where the state's own name is that of the municipality (Córdoba, Quebec, Yamanashi, New York)
  nobody can say without a level, and the name is ambiguous;
* a country goes before what bears its name inside it, unless the country is known already;
* of several others the largest is meant where it has many times the people of the next: four
  times inside a known country or region, forty times in the whole world.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from twinpact.places.candidates import Candidate
from twinpact.places.distance import distance_km
from twinpact.places.gazetteer_tables import ALTERNATE, CORE, LEVELS, PRIMARY, gazetteer
from twinpact.places.place import Place

CITY_STATE_KM = 25
SAME_TOWN_KM = 8
NEAR_KM = 60
SEAT_SHARE, CITY_STATE_SHARE = 0.1, 0.2
TOWN_OF_NOTE = 20_000
TIMES_INSIDE, TIMES_ANYWHERE = 4.0, 40.0
_IN_WORDS = {"state": "a state", "intermediate": "a district"}
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen line, or none; how sure; why; and the lines that came into question."""

    row: int | None
    confidence: float | None
    reason: str
    rows: tuple[int, ...]


def choose(candidates: list[Candidate], *, bounded: bool, level_known: bool) -> Choice:
    """Choose among candidates that are sorted, the likeliest first."""
    notes: list[str] = []
    candidates = _without_country(candidates, bounded=bounded)
    best = candidates[0]
    if not level_known:
        best, remarks = _town_or_holder(candidates)
        notes.extend(remarks)
    rivals = [other for other in candidates if other is not best and not _same(best, other)]
    if not level_known:
        rivals = [other for other in rivals if not _gives_way(other, best)]
    rows = (best.row, *(other.row for other in candidates if other is not best))[:SHOWN]
    if not rivals:
        confidence = {ALTERNATE: 0.92, CORE: 0.85}.get(best.kind, 0.97)
        text = _by_name(best)
        if notes:
            confidence = min(confidence, 0.9)
        return Choice(best.row, _anywhere(confidence, bounded), "; ".join([text, *notes]), rows)
    return _by_size(best, rivals, rows, bounded=bounded, level_known=level_known)


def _without_country(candidates: list[Candidate], *, bounded: bool) -> list[Candidate]:
    nations = [candidate for candidate in candidates if _level(candidate) == "country"]
    if len(nations) != 1 or len(candidates) == 1:
        return candidates
    if bounded:
        return [candidate for candidate in candidates if candidate is not nations[0]]
    if nations[0].kind >= ALTERNATE:
        return candidates
    book = gazetteer()
    code = book.country(nations[0].row)
    outside = [other for other in candidates if book.country(other.row) != code]
    return sorted([nations[0], *outside], key=lambda candidate: -candidate.score)


def _by_size(
    best: Candidate,
    rivals: list[Candidate],
    rows: tuple[int, ...],
    *,
    bounded: bool,
    level_known: bool,
) -> Choice:
    times = best.score / max(rival.score for rival in rivals)
    count = len(rivals) + 1
    if not level_known and any(_may_be_meant(rival, best) for rival in rivals):
        return Choice(None, None, f"{count} places bear this name, a town in a state of it", rows)
    if times < (TIMES_INSIDE if bounded else TIMES_ANYWHERE):
        return Choice(None, None, f"{count} places bear this name", rows)
    confidence = 0.93 if times >= 50 else 0.88 if times >= 15 else 0.8
    text = f"{_by_name(best)}; by far the largest of {count} places of this name"
    return Choice(best.row, _anywhere(confidence, bounded), text, rows)


def _may_be_meant(town: Candidate, state: Candidate) -> bool:
    """Whether a town of note lies in the state of its name: then size alone decides nothing."""
    people = gazetteer().weight[town.row]
    return people >= TOWN_OF_NOTE and _level(state) == "state" and _holds(state, town)


def _by_name(best: Candidate) -> str:
    if best.kind == CORE:
        return "the name without its title is the same"
    return "another name of it is the same" if best.kind == ALTERNATE else "the name is the same"


def _anywhere(confidence: float, bounded: bool) -> float:
    return confidence if bounded else round(confidence - 0.07, 2)


def _town_or_holder(candidates: list[Candidate]) -> tuple[Candidate, list[str]]:
    """The likeliest candidate, or the town that goes before a holder of its name."""
    best = candidates[0]
    for town in candidates:
        if _level(town) == "municipality" and town is not best and _holds(best, town):
            if _gives_way(best, town):
                level = _level(best)
                return town, [_passed_over(level)]
            break
    if _level(best) == "municipality":
        return best, list(_mentions(best, candidates))
    return best, []


def _mentions(town: Candidate, candidates: list[Candidate]) -> Iterator[str]:
    for other in candidates:
        if other is not town and _holds(other, town) and _gives_way(other, town):
            yield _passed_over(_level(other))
            return


def _passed_over(level: str) -> str:
    return f"{_IN_WORDS[level]} bears it too, partners are mostly municipalities"


def _gives_way(holder: Candidate, town: Candidate) -> bool:
    """Whether a district or state of the name is passed over for a town inside it."""
    if _level(town) != "municipality" or not _holds(holder, town):
        return False
    book, level = gazetteer(), _level(holder)
    share = book.weight[town.row] / max(book.weight[holder.row], 1)
    if level == "intermediate":
        return True
    if book.spread[holder.row] <= CITY_STATE_KM:
        return share >= CITY_STATE_SHARE
    return share >= SEAT_SHARE and holder.kind > PRIMARY


def _holds(holder: Candidate, town: Candidate) -> bool:
    """Whether one lies in the other; a district beside its town of the same state counts."""
    book = gazetteer()
    if _level(holder) not in {"state", "intermediate"}:
        return False
    return holder.row in book.holders(town.row) or _distance(holder, town) <= NEAR_KM


def _same(best: Candidate, other: Candidate) -> bool:
    """Whether two towns of the name are one: parts of a town, or a town entered twice."""
    book = gazetteer()
    if _level(best) != _level(other) or book.country(best.row) != book.country(other.row):
        return False
    return _distance(best, other) <= SAME_TOWN_KM


def _distance(a: Candidate, b: Candidate) -> float:
    kilometres = distance_km(_place(a), _place(b))
    return 0.0 if kilometres is None else kilometres


def _place(candidate: Candidate) -> Place:
    return gazetteer().place(candidate.row)


def _level(candidate: Candidate) -> str:
    return LEVELS[gazetteer().level[candidate.row]]
