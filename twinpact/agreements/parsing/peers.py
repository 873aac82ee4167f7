"""Peers: where a name may be a city or a state, its partner's level says which is meant."""

from dataclasses import replace

from twinpact.agreements.agreement import Party

CONFIDENCE = 0.75
"""Less than for a name that is plain by itself."""


def settle_by_peers(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties, with names of two levels decided by the level of the other parties.

    Twinnings are concluded with "a similar hierarchy international territory" (Aldana Díaz 2012,
    on Antioquia), so Jalisco's partner "Antioquia" is the department and not the town. Only where
    all other parties that were found are of one level, and just one candidate is of it.
    """
    levels = {party.place.level for party in parties if party.place is not None}
    if len(levels) != 1:
        return parties
    level = next(iter(levels))
    return tuple(_settled(party, level) for party in parties)


def _settled(party: Party, level: str) -> Party:
    alike = [place for place in party.candidates if place.level == level]
    if party.status != "ambiguous" or len(alike) != 1:
        return party
    return replace(
        party,
        place=alike[0],
        status="matched",
        confidence=CONFIDENCE,
        reason=f"{party.reason}; this one is a {level} like the other party",
    )
