"""Finding the territories of a whole table at once: each name is told by the rest of its list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from twinpact.agreements.agreement import Party

if TYPE_CHECKING:
    from twinpact.places import Context, Resolution, Written


@dataclass(slots=True)
class Asked:
    """A party whose territory is still to be found, and under which names it is looked for.

    Several names stand for columns that disagree on the country. Without names there is nothing
    to look for: the place is known by its id, or no name is given.
    """

    party: Party
    names: list[Written] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return bool(self.names) and self.party.place is None


def find_parties(rows: Sequence[Sequence[Asked]]) -> None:
    """Sets the place of every party of a table, as far as it can be told.

    The near side first, by its own list; then the others, by theirs and with the near side's place
    beside each; then what is still open of the near side, with the partner beside it. A level is a
    hint only, since a heading such as "municipality" often stands over other territories too.
    """
    _find([row[0] for row in rows if row])
    for row in rows:
        near = row[0].party.place if row else None
        if near is not None:
            for other in row[1:]:
                other.names = [replace(name, other=near.id) for name in other.names]
    _find([other for row in rows for other in row[1:]])
    _find_beside_partner(rows)


def _find(parties: Sequence[Asked]) -> None:
    _ask([one for one in parties if one.is_open])
    hinted = [one for one in parties if one.is_open and any(name.level for name in one.names)]
    for one in hinted:
        one.names = [replace(name, level=None) for name in one.names]
    _ask(hinted)


def _ask(parties: Sequence[Asked]) -> None:
    if not parties:
        return
    from twinpact.places import resolve_all  # noqa: PLC0415 - the gazetteer is large

    answers = iter(resolve_all(name for one in parties for name in one.names))
    for one in parties:
        _settle(one, [next(answers) for _ in one.names])


def _settle(asked: Asked, answers: Iterable[Resolution]) -> None:
    """Takes the one answer with a place, else the best of those without."""
    told = list(answers)
    matched = [answer for answer in told if answer.status == "matched"]
    places = {answer.place for answer in matched if answer.place is not None}
    if len(places) == 1:
        chosen = matched[0]
    else:
        chosen = next((answer for answer in told if answer.status == "ambiguous"), told[0])
    if asked.party.status == "ambiguous" and chosen.status == "not_found":
        return
    asked.party = replace(
        asked.party,
        place=chosen.place if len(places) < 2 else None,
        status=chosen.status if len(places) < 2 else "ambiguous",
        candidates=tuple(chosen.candidates) if len(places) < 2 else tuple(places),
        confidence=chosen.confidence if len(places) < 2 else None,
        reason=chosen.reason,
    )


def _find_beside_partner(rows: Sequence[Sequence[Asked]]) -> None:
    """Asks again for the near sides that are open, with what their partner and their list say."""
    still_open = [
        row for row in rows if row and row[0].is_open and row[0].party.status == "ambiguous"
    ]
    if not still_open:
        return
    from twinpact.places import resolve  # noqa: PLC0415 - the gazetteer is large

    beside = _context([row[0].party for row in rows if row])
    for near, *others in still_open:
        partner = next((one.party.place for one in others if one.party.place), None)
        if partner is None:
            continue
        context = replace(beside, other=partner)
        _settle(
            near,
            [
                resolve(
                    name.name,
                    country=name.country,
                    region=name.region,
                    level=name.level,
                    context=context,
                )
                for name in near.names
            ],
        )


def _context(parties: Iterable[Party]) -> Context:
    from twinpact.places import Context  # noqa: PLC0415 - the gazetteer is large

    places = [party.place for party in parties if party.place is not None]
    return Context(
        levels=Counter(place.level for place in places),
        countries=Counter(place.country for place in places),
    )
