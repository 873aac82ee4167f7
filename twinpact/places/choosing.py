"""Which of several territories of one name is meant, or that nobody can say.

Each candidate has odds: how many people live there, against how far the written name is from
its own (its price) and how seldom territories of its level are parties. Candidates that are one
territory in the eyes of those who write its name count together:

* two towns of one name within 8 km;
* a municipality, and the district or metropolitan area of its name around it;
* a municipality and a state whose people live within 25 km of its centre (Berlin, Daegu).

The best is taken where its share of all odds is large enough; else the name is ambiguous. What
is known beside the name, the other party and the rest of the list, moves the odds of levels and
countries: see :class:`twinpact.places.Context`. The confidence is the share times the part of
names read this way that proved right in ``benchmarks/places.py``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, exp, hypot, log, radians

from twinpact.places.candidates import LONGER, PRICE_OF_KIND, Candidate
from twinpact.places.context import UNKNOWN, Context
from twinpact.places.gazetteer_tables import ALTERNATE, CORE, LABEL, LEVELS, gazetteer, key
from twinpact.places.place import Level

# A district of so many of its state's people that bears its name is the state (Navarre, Uri).
ONLY_DISTRICT_SHARE = 0.9
# What stands for a group comes first.
_ORDER_IN_GROUPS: tuple[Level, ...] = (
    "municipality", "metropolitan", "country", "state", "intermediate",
)  # fmt: skip
_PLACE_IN_ORDER = tuple(_ORDER_IN_GROUPS.index(level) for level in LEVELS)
CITY_STATE_KM, CITY_STATE_SHARE = 25, 0.2
SAME_TOWN_KM = 8
SEAT_KM, SEAT_SHARE = 60, 0.1
# The share that the best needs: names of the whole world collide with what nobody thinks of.
SHARE_TO_MATCH, SHARE_ANYWHERE = 0.72, 0.9
# Under this an answer is a question.
LEAST_CONFIDENCE = 0.7
SHOWN = 8
# Odds grow with the people: less in the whole world, where sources that name no country know
# theirs. Under so many people they no longer fall.
_POWER_OF_PEOPLE, _POWER_ANYWHERE, _FEWEST = 1.3, 0.8, 300
# What GeoNames knows from postal codes alone is mostly a village of fewer.
_FEWEST_OF_A_VILLAGE = 100
# Countries are parties as such, whatever their size.
_PEOPLE_OF_A_COUNTRY = 10_000_000
# In these countries states and prefectures make agreements of their own as cities do.
_STATES_OF_THEIR_OWN = frozenset({"AR", "AU", "CA", "DE", "IN", "JP", "MX", "US"})
# How much likelier a state is than its level alone says, where a town in it bears its name: of
# those countries where nothing is known of the list, or the list, and of the others.
_ALONE, _IN_A_LIST, _ELSEWHERE = 3.0, 1.5, 1.2
# A town of fewer people is less likely meant than the state around it.
_TOWN_OF_NOTE = 50_000
_IN_WORDS = {
    "country": "a country",
    "state": "a state",
    "intermediate": "a district",
    "metropolitan": "a metropolitan area",
    "municipality": "a municipality",
}
_TRUST = (0.985, 0.98, 0.95, 0.93)
# With no slip but another spelling of the sounds, with one, with two; one in a short name.
_TRUST_SLIPS, _TRUST_SLIP_IN_SHORT = (0.95, 0.92, 0.86), 0.78
_TRUST_ANYWHERE, _TRUST_PRICED = 0.97, 0.98
_SHORT = 9
_STATE, _DISTRICT, _TOWN = (
    LEVELS.index(level) for level in ("state", "intermediate", "municipality")
)
_EARTH_KM_PER_DEGREE = 111.195


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen line, or none; how sure; why; and the lines that came into question."""

    row: int | None
    confidence: float | None
    reason: str
    rows: tuple[int, ...]


def choose(
    candidates: Sequence[Candidate],
    *,
    bounded: bool,
    level_known: bool,
    trust: float = 1.0,
    context: Context = UNKNOWN,
) -> Choice:
    """Choose among candidates: at least one, each line once.

    ``trust`` is the part of names that prove right of those read as this one was.
    """
    if len(candidates) == 1:
        only = candidates[0]
        confidence = _trust(only, bounded) * trust
        return _answer(only.row, confidence, _by_name(only), (only.row,))
    candidates = _without_country(candidates, bounded=bounded)
    power = _POWER_OF_PEOPLE if bounded else _POWER_ANYWHERE
    scores = _scores(candidates, power, level_known, context)
    ranked = sorted(candidates, key=lambda one: (-scores[one.row], one.row))
    groups = _groups(ranked, level_known=level_known)
    highest = max(scores.values())
    odds = [sum(exp(scores[one.row] - highest) for one in group) for group in groups]
    share, group = max(zip(odds, groups, strict=True), key=lambda pair: pair[0])
    share /= sum(odds)
    best = _of_the_lists_level(group, context)
    rows = (best.row, *(one.row for one in ranked if one is not best))[:SHOWN]
    short_for_several = best.how == LONGER and len(groups) > 1
    if short_for_several or share < (SHARE_TO_MATCH if bounded else SHARE_ANYWHERE):
        return Choice(None, None, _why_not(groups), rows)
    confidence = share * _trust(best, bounded) * trust
    return _answer(best.row, confidence, _why(best, group, groups), rows)


def _answer(row: int, confidence: float, reason: str, rows: tuple[int, ...]) -> Choice:
    if confidence < LEAST_CONFIDENCE:
        return Choice(None, None, f"{reason}, which is not sure enough", rows)
    return Choice(row, round(confidence, 2), reason, rows)


def _without_country(candidates: Sequence[Candidate], *, bounded: bool) -> Sequence[Candidate]:
    """A country goes before what bears its name inside it, unless the country is known."""
    book = gazetteer()
    nations = [one for one in candidates if book.level[one.row] == 0]
    if len(nations) != 1:
        return candidates
    nation = nations[0]
    if bounded:
        return [one for one in candidates if one is not nation]
    if nation.kind >= ALTERNATE:
        return candidates
    code = book.country(nation.row)
    return [nation, *(one for one in candidates if book.country(one.row) != code)]


def _scores(
    candidates: Sequence[Candidate], power: float, level_known: bool, context: Context
) -> dict[int, float]:
    """The odds of each line, in natural logarithms."""
    book = gazetteer()
    holders = frozenset(
        one.row
        for one in candidates
        if one.kind < ALTERNATE and book.level[one.row] in {_STATE, _DISTRICT}
    )
    towns = [one for one in candidates if book.level[one.row] not in {_STATE, _DISTRICT}]
    scores = {one.row: _score(one, power, level_known, context, holders) for one in towns}
    for one in candidates:
        if one.row in scores:
            continue
        inside = [
            town
            for town in ([] if level_known else towns)
            if town.price <= one.price + PRICE_OF_KIND[LABEL] or _is_seat(town.row, one.row)
            if _is_around(one.row, town.row)
        ]
        if inside and book.level[one.row] == _STATE:
            town = max(inside, key=lambda town: scores[town.row])
            scores[one.row] = scores[town.row] + _beside(one.row, town.row, context)
        else:
            scores[one.row] = _score(one, power, level_known, context, frozenset())
    return scores


def _score(
    candidate: Candidate,
    power: float,
    level_known: bool,
    context: Context,
    holders: frozenset[int],
) -> float:
    book, row = gazetteer(), candidate.row
    level, country = LEVELS[book.level[row]], book.country(row)
    price = candidate.price
    if candidate.kind == ALTERNATE and any(
        held in holders and _is_seat(row, held) for held in book.holders(row)
    ):
        # The names of towns do not say their language, those of what holds them do.
        price += PRICE_OF_KIND[LABEL] - PRICE_OF_KIND[ALTERNATE]
    people = max(book.weight[row], _fewest(row))
    if level == "country":
        people = _PEOPLE_OF_A_COUNTRY
    score = power * log(people) - price + context.for_country(country)
    if level == "state" and not context.levels and country in _STATES_OF_THEIR_OWN:
        score += _ALONE
    return score if level_known else score + context.for_level(level)


def _fewest(row: int) -> int:
    return _FEWEST if gazetteer().geonames[row] else _FEWEST_OF_A_VILLAGE


def _is_seat(town: int, holder: int) -> bool:
    """Whether so many of a state's people live in a town that the two share their names."""
    book = gazetteer()
    return book.weight[town] >= SEAT_SHARE * book.weight[holder]


def _beside(state: int, town: int, context: Context) -> float:
    """How much likelier the state is meant than the town of its name in it.

    Whoever means the state mostly says so ("Oblast Kostroma") where a town is called the same.
    """
    book = gazetteer()
    more = _ELSEWHERE
    if book.country(state) in _STATES_OF_THEIR_OWN:
        more = _IN_A_LIST if context.levels else _ALONE
    small = log(_TOWN_OF_NOTE / max(book.weight[town], _FEWEST))
    return context.for_level("state") - context.for_level("municipality") + more + max(0.0, small)


def _is_around(state: int, town: int) -> bool:
    book = gazetteer()
    if book.country_number[state] != book.country_number[town]:
        return False
    return state in book.holders(town) or _are_near(state, town, SEAT_KM)


def _groups(ranked: Sequence[Candidate], *, level_known: bool) -> list[list[Candidate]]:
    """The candidates by what they are one territory with; the one that stands for all first."""
    groups: list[list[Candidate]] = []
    levels = gazetteer().level
    for one in sorted(ranked, key=lambda one: _PLACE_IN_ORDER[levels[one.row]]):
        for group in groups:
            if _is_one_with(group[0], one, level_known=level_known):
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _of_the_lists_level(group: list[Candidate], context: Context) -> Candidate:
    """The state or district that is one with its town where the list names such; else the first.

    What is a state in one country is a district in another.
    """
    named = context.levels
    if named.get("state", 0) + named.get("intermediate", 0) <= named.get("municipality", 0):
        return group[0]
    regions = [one for one in group if _level(one) in {"state", "intermediate"}]
    return min(regions, key=lambda one: LEVELS.index(_level(one)), default=group[0])


def _is_one_with(town: Candidate, other: Candidate, *, level_known: bool) -> bool:
    book = gazetteer()
    if book.country_number[town.row] != book.country_number[other.row]:
        return False
    here, there = book.level[town.row], book.level[other.row]
    if here == there:
        return _are_near(town.row, other.row, SAME_TOWN_KM)
    if here == _STATE and there == _DISTRICT:
        only = book.weight[other.row] >= ONLY_DISTRICT_SHARE * max(book.weight[town.row], 1)
        return only and town.row in book.holders(other.row)
    if here != _TOWN or level_known:
        return False
    if there == _STATE:
        share = book.weight[town.row] / max(book.weight[other.row], 1)
        return (
            share >= CITY_STATE_SHARE
            and book.spread[other.row] <= CITY_STATE_KM
            and _is_around(other.row, town.row)
        )
    inside = other.row in book.holders(town.row)
    return inside or _are_near(town.row, other.row, SEAT_KM)


def _trust(best: Candidate, bounded: bool) -> float:
    trust = _TRUST[best.kind]
    if best.how:
        short = best.slips == 1 and len(key(gazetteer().name(best.row))) < _SHORT
        trust *= _TRUST_SLIP_IN_SHORT if short else _TRUST_SLIPS[min(best.slips, 2)]
    elif best.price > 0.1 and best.kind < ALTERNATE:
        trust *= _TRUST_PRICED
    return trust if bounded else trust * _TRUST_ANYWHERE


def _why(best: Candidate, group: list[Candidate], groups: list[list[Candidate]]) -> str:
    reasons = [_by_name(best)]
    holders = {_level(one) for one in group if _level(one) != _level(best)}
    holders |= {_level(one) for other in groups if other is not group for one in other} - {
        _level(best)
    }
    rivals = sum(1 for other in groups if _level(other[0]) == _level(best))
    if rivals > 1:
        reasons.append(f"by far the likeliest of {rivals} places of this name")
    for level in LEVELS:
        if level in holders and _level(best) == "municipality":
            reasons.append(f"{_IN_WORDS[level]} bears it too, partners are mostly municipalities")
            break
    return "; ".join(reasons)


def _why_not(groups: list[list[Candidate]]) -> str:
    levels = {_level(group[0]) for group in groups}
    text = f"{len(groups)} places bear this name"
    if {"municipality", "state"} <= levels:
        text += ", a municipality and a state among them"
    return text


def _by_name(best: Candidate) -> str:
    if best.how:
        return best.how
    if best.kind == CORE:
        return "the name without its title is the same"
    return "another name of it is the same" if best.kind == ALTERNATE else "the name is the same"


def _are_near(row: int, other: int, km: float) -> bool:
    """Whether two lines lie so near, on the plane: good for towns. Unknown is far."""
    book, degrees = gazetteer(), km / _EARTH_KM_PER_DEGREE
    latitude = book.latitude[row]
    up = latitude - book.latitude[other]
    if not -degrees <= up <= degrees:
        return False
    across = (book.longitude[row] - book.longitude[other] + 180) % 360 - 180
    return hypot(up, across * cos(radians(latitude))) <= degrees


def _level(candidate: Candidate) -> Level:
    return LEVELS[gazetteer().level[candidate.row]]
