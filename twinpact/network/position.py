"""Where one territory stands in the network, beside its peers.

Peers are the other territories of the same country, of the same level, and of a similar size (a
population from half to double). Unknown: a territory whose country, level or population is not
known is nobody's peer in that respect, and has none itself: ``None``, which is not an empty group.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from twinpact.network.centrality import core
from twinpact.network.graph import Network, Numbers, Reals, Territory
from twinpact.network.lengths import link_lengths

HALF, DOUBLE = 0.5, 2.0


@dataclass(frozen=True, slots=True)
class Standing:
    """A value of a territory among its peers.

    ``rank`` 1 is the highest, equal values share the better rank. ``share_below`` is the share of
    the peers with a lower value, equal ones counting half.
    """

    value: float
    peers: int
    median: float | None
    rank: int
    share_below: float | None


@dataclass(frozen=True, slots=True)
class Position:
    """A territory, its partners, and its values among all and among its peers by each group.

    ``among`` has for ``all``, ``country``, ``level`` and ``size`` the standings by the name of the
    value, or None where the territory has no such peers as the ground is not known. ``lengths_km``
    has of each partner the kilometres, None where not known.
    """

    territory: Territory
    partners: tuple[Territory, ...]
    lengths_km: tuple[float | None, ...]
    countries: Mapping[str, int]
    partners_without_country: int
    among: Mapping[str, Mapping[str, Standing] | None]


def position_of(
    network: Network, territory_id: str, values: Mapping[str, Reals | Numbers] | None = None
) -> Position:
    """The position of a territory; raises ``UnknownTerritoryError`` where there is none.

    ``values`` are numbers for each territory, by name, such as those of ``centrality``; links
    (``degree``) and ``core`` are always told.
    """
    at = network.position(territory_id)
    told = {"degree": network.degrees, "core": core(network), **(values or {})}
    partners = network.neighbours_of(at)
    territories = tuple(network.territories[other] for other in partners)
    countries: dict[str, int] = {}
    for one in territories:
        if one.country is not None:
            countries[one.country] = countries.get(one.country, 0) + 1
    return Position(
        territory=network.territories[at],
        partners=territories,
        lengths_km=_lengths_to(network, at, partners),
        countries=dict(sorted(countries.items(), key=lambda item: (-item[1], item[0]))),
        partners_without_country=sum(one.country is None for one in territories),
        among={
            group: None if peers is None else _standings(told, at, peers)
            for group, peers in _peers(network, at).items()
        },
    )


def _lengths_to(network: Network, at: int, partners: list[int]) -> tuple[float | None, ...]:
    """Their links alone, in the order of the partners."""
    ends = np.array([(at, other) for other in partners], dtype=np.int64).reshape(-1, 2)
    found = link_lengths(network.with_ends(ends))
    return tuple(None if np.isnan(km) else float(km) for km in found)


def _peers(network: Network, at: int) -> dict[str, Numbers | None]:
    one = network.territories[at]
    others = [n for n in range(network.size) if n != at]

    def those(alike: Callable[[Territory], bool]) -> Numbers:
        chosen = [n for n in others if alike(network.territories[n])]
        return np.array(chosen, dtype=np.int64)

    found: dict[str, Numbers | None] = {"all": np.array(others, dtype=np.int64)}
    found["country"] = those(lambda o: o.country == one.country) if one.country else None
    found["level"] = those(lambda o: o.level == one.level) if one.level else None
    people = one.population
    found["size"] = (
        None
        if people is None
        else those(
            lambda o: o.population is not None and HALF * people <= o.population <= DOUBLE * people
        )
    )
    return found


def _standings(
    values: Mapping[str, Reals | Numbers], at: int, peers: Numbers
) -> dict[str, Standing]:
    found = {}
    for name, numbers in values.items():
        own, theirs = numbers[at].item(), numbers[peers]
        below, equal = int((theirs < own).sum()), int((theirs == own).sum())
        n = len(peers)
        found[name] = Standing(
            value=own,
            peers=n,
            median=float(np.median(theirs)) if n else None,
            rank=1 + n - below - equal,
            share_below=(below + equal / 2) / n if n else None,
        )
    return found
