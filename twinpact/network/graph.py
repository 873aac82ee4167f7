"""A network of territories: who is linked with whom, once each, without direction.

A simple undirected graph (Newman, *Networks*, 2nd edition 2018, section 6.1). Territories stand in
the order of their ids, so that no measure depends on the order in which links were written.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import rustworkx
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Reals = NDArray[np.float64]


class UnknownTerritoryError(LookupError):
    """The network has no territory with this id."""


@dataclass(frozen=True, slots=True)
class Territory:
    """What is known of a territory of the network; ``None`` is not known.

    ``population`` is a number of people, ``point`` a latitude and a longitude in degrees (WGS84),
    ``level`` what kind of territory it is, in the words of the table.
    """

    id: str
    name: str | None = None
    country: str | None = None
    level: str | None = None
    point: tuple[float, float] | None = None
    population: int | None = None


@dataclass(frozen=True, eq=False)
class Network:
    """Territories and links. ``ends`` are the two positions of each link, the lower one first."""

    territories: tuple[Territory, ...]
    ends: Numbers

    @property
    def size(self) -> int:
        """The number of territories."""
        return len(self.territories)

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Where each id stands among the territories."""
        return {one.id: position for position, one in enumerate(self.territories)}

    @cached_property
    def degrees(self) -> Numbers:
        """With how many others each territory is linked."""
        return np.bincount(self.ends.ravel(), minlength=self.size).astype(np.int64)

    @cached_property
    def neighbours(self) -> tuple[Numbers, Numbers]:
        """All neighbours in a row, territory by territory, and where each territory's begin."""
        arcs = np.concatenate([self.ends, self.ends[:, ::-1]])
        arcs = arcs[np.lexsort((arcs[:, 1], arcs[:, 0]))]
        begins = np.zeros(self.size + 1, dtype=np.int64)
        np.cumsum(self.degrees, out=begins[1:])
        return arcs[:, 1], begins

    @cached_property
    def graph(self) -> "rustworkx.PyGraph[int, None]":
        """The same network for rustworkx."""
        graph: rustworkx.PyGraph[int, None] = rustworkx.PyGraph(multigraph=False)
        graph.add_nodes_from(range(self.size))
        graph.add_edges_from_no_data([(int(a), int(b)) for a, b in self.ends.tolist()])
        return graph

    def position(self, territory_id: str) -> int:
        """Where a territory stands; raises ``UnknownTerritoryError`` where there is none."""
        if territory_id not in self.positions:
            raise UnknownTerritoryError(f"There is no territory {territory_id!r} in the network.")
        return self.positions[territory_id]

    def neighbours_of(self, position: int) -> list[int]:
        """The positions of those with whom a territory is linked."""
        others, begins = self.neighbours
        return [int(one) for one in others[begins[position] : begins[position + 1]]]

    def with_ends(self, ends: Numbers) -> "Network":
        """The same territories with other links: each pair once, none with itself."""
        return Network(self.territories, ends)


def network_of(territories: Iterable[Territory], links: Iterable[tuple[str, str]]) -> Network:
    """The network of these territories and links (pairs of ids).

    A link of a territory with itself and a link told again, also the other way round, count for
    nothing; :func:`twinpact.network.read_network` tells of them. An id that no territory has
    becomes a territory of which nothing else is known.
    """
    known = {one.id: one for one in reversed(list(territories))}
    pairs = {(a, b) if a < b else (b, a) for a, b in links if a != b}
    for pair in pairs:
        for one in pair:
            known.setdefault(one, Territory(one))
    ordered = tuple(known[one] for one in sorted(known))
    positions = {one.id: position for position, one in enumerate(ordered)}
    ends = np.array(
        sorted((positions[a], positions[b]) for a, b in pairs), dtype=np.int64
    ).reshape(-1, 2)
    return Network(ordered, ends)
