"""How long all measures of the world's twinnings take, beside networkx on the same measures.

    python -m benchmarks.network [--data ../shared/data] [--sources 200] [--samples 20]

Prints JSON: seconds of each part, of the whole report (exact betweenness of every territory and
the distances of all pairs among it), and the peak memory of this process before networkx was
loaded.
networkx is timed on the measures that it has as well: whole where it is quick, and for betweenness
and distances on ``--sources`` territories drawn by chance, times all territories by sources. The
sampled distances of both are compared and must be the same.
"""

import argparse
import json
import os
import random
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from twinpact.formats.tables import read_table
from twinpact.network import (
    Network,
    Paths,
    betweenness,
    closeness,
    core,
    country_network,
    find_communities,
    measure_network,
    pagerank,
    position_of,
    read_network,
    shortest_paths,
    surprises,
)
from twinpact.network.assortativity import degree_assortativity
from twinpact.network.components import components
from twinpact.network.triangles import transitivity, triangles

ROOT = Path(__file__).resolve().parent.parent
SEED = 1
T = TypeVar("T")
SAME = (
    "components", "triangles_and_transitivity", "degree_assortativity", "core", "distances",
    "betweenness",
)  # fmt: skip
"""The parts that networkx is timed on too."""


class Clock:
    """Seconds of wall clock by part."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def __call__(self, part: str, work: Callable[[], T]) -> T:
        begun = time.perf_counter()
        done = work()
        self.seconds[part] = round(time.perf_counter() - begun, 3)
        return done


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the measuring of a network.")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--samples", type=int, default=20)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    ours = Clock()
    network = ours("reading", lambda: read(options.data / "world_twinnings"))
    found = in_parts(network, options.samples, ours)
    whole = round(sum(ours.seconds.values()), 2)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report = measure_network(network, seed=SEED)
    theirs, agree = with_networkx(network, found, options.sources)
    same = {part: ours.seconds[part] for part in SAME}
    figures: dict[str, Any] = {
        "territories": network.size,
        "links": len(network.ends),
        "measures": {one.name: one.value for one in report.measures},
        "seconds": whole,
        "seconds_by_part": ours.seconds,
        "peak_megabytes": round(peak),
        "processors": os.cpu_count(),
        "load_before": round(load, 2),
        "networkx": {
            "sampled_sources": options.sources,
            "sampled": ["distances", "betweenness"],
            "same_measures": list(SAME),
            "seconds_by_part": theirs.seconds,
            "seconds": round(sum(theirs.seconds.values()), 1),
            "ours": round(sum(same.values()), 2),
            "times_faster": round(sum(theirs.seconds.values()) / sum(same.values()), 1),
            "values_agree": agree,
        },
    }
    print(json.dumps(figures, indent=1))


def read(folder: Path) -> Network:
    """The network of the two tables."""
    links, places = read_table(folder / "links.csv"), read_table(folder / "places.csv")
    return read_network(links.rows, places.rows)[0]


def in_parts(network: Network, samples: int, clock: Clock) -> Paths:
    """Everything that there is to measure, part by part, each once."""
    clock("components", lambda: components(network))
    clock("triangles_and_transitivity", lambda: (triangles(network), transitivity(network)))
    clock("degree_assortativity", lambda: degree_assortativity(network))
    found = clock("distances", lambda: shortest_paths(network))
    clock("betweenness", lambda: betweenness(network))
    clock("closeness", lambda: closeness(found))
    clock("pagerank", lambda: pagerank(network))
    clock("core", lambda: core(network))
    clock("communities", lambda: find_communities(network, seed=SEED))
    clock("countries", lambda: country_network(network))
    most = int(network.degrees.argmax())
    clock("position", lambda: position_of(network, network.territories[most].id))
    clock("null_models", lambda: surprises(network, seed=SEED, samples=samples))
    return found


def with_networkx(network: Network, found: Paths, sources: int) -> tuple[Clock, bool]:
    """Seconds of networkx, those of a sample times all by sampled, and whether values agree."""
    import networkx as nx  # noqa: PLC0415 - after the peak memory of ours was taken

    clock = Clock()
    graph = nx.Graph()
    graph.add_nodes_from(range(network.size))
    graph.add_edges_from(network.ends.tolist())
    parts = clock("components", lambda: nx.number_connected_components(graph))
    three, share = clock(
        "triangles_and_transitivity",
        lambda: (sum(nx.triangles(graph).values()) // 3, nx.transitivity(graph)),
    )
    like = clock("degree_assortativity", lambda: nx.degree_assortativity_coefficient(graph))
    cores = clock("core", lambda: nx.core_number(graph))
    drawn = random.Random(SEED).sample(range(network.size), sources)  # noqa: S311 - no secret
    sums = clock(
        "distances",
        lambda: {
            one: sum(nx.single_source_shortest_path_length(graph, one).values()) for one in drawn
        },
    )
    clock(
        "betweenness",
        lambda: nx.betweenness_centrality_subset(graph, drawn, list(graph), normalized=False),
    )
    for part in ("distances", "betweenness"):
        clock.seconds[part] = round(clock.seconds[part] * network.size / sources, 1)
    agree = (
        parts == components(network).value
        and three == triangles(network).value
        and abs(share - (transitivity(network).value or 0)) < 1e-12
        and abs(like - (degree_assortativity(network).value or 0)) < 1e-9
        and all(cores[n] == k for n, k in enumerate(core(network).tolist()))
        and all(found.farness[one] == total for one, total in sums.items())
    )
    return clock, bool(agree)


if __name__ == "__main__":
    main()
