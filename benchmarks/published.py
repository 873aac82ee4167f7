"""What others published about networks of twinnings, beside what this library computes.

    python -m benchmarks.published [--data ../shared/data]

Prints JSON. For each figure: as published, ours (exact), and whether ours rounds to the published
digits. KONECT's "Sister cities" (konect.cc/networks/twin) is computed from its file; where KONECT
rounds, samples or prunes before it computes, the exact figure stands beside the published one and
the difference is said. Then the foreign cities that the founding paper names for Medellín among
its partners in the merged links, and what the audit of published counts says of the paper's Table
2 and its 34 %.
"""

import argparse
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.network import SEED, read
from twinpact.formats.published_counts import read_published_counts
from twinpact.formats.tables import read_table
from twinpact.indicators.published_counts import (
    PublishedCount,
    disagreements,
    impossible_totals,
    possible_shares,
    totals_add_up,
)
from twinpact.network import Network, measure_network, network_of
from twinpact.vocabularies import fold

ROOT = Path(__file__).resolve().parent.parent
KONECT = (
    ("nodes", "14274"),
    ("edges", "20573"),
    ("max_degree", "99"),
    ("mean_degree", "2.88258"),
    ("density", "0.000201961"),
    ("largest_component", "10320"),
    ("triangles", "6327"),
    ("wedges", "170445"),
    ("claws", "1448380"),
    ("squares", "84861"),
    ("transitivity", "0.111361"),
    ("degree_assortativity", "0.386786"),
    ("gini", "0.506040"),
    ("power_law_exponent", "2.60121"),
    ("degree_entropy", "0.943421"),
    ("spectral_norm", "26.0597"),
    ("diameter", "25"),
    ("mean_distance", "7.65392"),
    ("median_distance", "8"),
    ("effective_diameter_50", "7.00401"),
    ("effective_diameter_90", "10.1647"),
    ("balanced_inequality", "0.299738"),
)
"""Our name of each statistic, and its value as KONECT's page prints it."""
DISTANCES = (
    "Not the exact value on the published file. KONECT's own code says that its distances may be"
    " an estimate; ours counts every pair of the largest component."
)
WHY = {
    "mean_distance": DISTANCES,
    "median_distance": DISTANCES,
    "effective_diameter_50": DISTANCES,
    "effective_diameter_90": DISTANCES,
    "balanced_inequality": "KONECT reads it off a Lorenz curve thinned to 200 steps.",
}
MEDELLIN = ("Monterrey", "Bilbao", "Fort Lauderdale")
"""Medellín's foreign cities in Table 1 of the founding paper; a fourth partner is a country."""


def main() -> None:
    """Compute and print."""
    parser = argparse.ArgumentParser(description="Published figures beside ours.")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    options = parser.parse_args()
    told = {
        "konect_twin_2017": konect(options.data / "konect_twin_2017" / "out.twin"),
        "medellin": medellin(read(options.data / "world_twinnings")),
        "founding_paper": founding(),
    }
    print(json.dumps(told, indent=1, ensure_ascii=False))


def konect(file: Path) -> dict[str, Any]:
    """Each statistic of KONECT beside ours."""
    lines = file.read_text("utf-8").splitlines()
    pairs = [(a, b) for a, b, *_ in (line.split() for line in lines if line[:1] != "%")]
    network = network_of([], pairs)
    report = measure_network(network, seed=SEED)
    figures = [beside(name, written, report.value(name)) for name, written in KONECT]
    thinned = beside("balanced_inequality", "0.299738", thinned_balance(network))
    return {
        "figures": figures,
        "matching": sum(one["matches"] for one in figures),
        "of": len(figures),
        "balanced_inequality_thinned_as_konect_does": thinned,
        "mean_distance_of_all_components": report.value("mean_distance_of_all"),
    }


def beside(name: str, written: str, ours: float | None) -> dict[str, Any]:
    """A published number beside ours, and whether ours rounds to its digits."""
    published = Decimal(written)
    half = Decimal(1).scaleb(int(published.as_tuple().exponent)) / 2
    matches = ours is not None and abs(Decimal(ours) - published) <= half
    told = {"name": name, "published": written, "ours": ours, "matches": matches}
    return told if matches or name not in WHY else told | {"why": WHY[name]}


def thinned_balance(network: Network) -> float:
    """KONECT's balanced inequality: where its Lorenz curve of 201 points last lies below 1 - x."""
    degrees = np.sort(network.degrees)
    points = len(degrees) + 1
    chosen = (np.arange(201) * (points - 1) / 200).astype(int)
    x = (np.arange(points) / (points - 1))[chosen]
    y = np.concatenate([[0.0], np.cumsum(degrees) / degrees.sum()])[chosen]
    return float(y[np.flatnonzero(x[::-1] > y).max()])


def medellin(network: Network) -> dict[str, Any]:
    """Which of the founding paper's partners of Medellín are partners in the merged links."""
    home = next(
        at
        for at, one in enumerate(network.territories)
        if one.country == "CO" and fold(one.name or "") == "medellin"
    )
    partners = sorted(network.territories[at].name or "" for at in network.neighbours_of(home))
    there = {fold(name) for name in partners}
    return {
        "territory": network.territories[home].id,
        "partners": partners,
        "named_by_the_paper": {name: fold(name) in there for name in MEDELLIN},
        "note": "A fifth of the links that touch Latin America is kept out of this set.",
    }


def founding() -> dict[str, Any]:
    """What the audit says of the published counts of the founding paper."""
    counts, unread = read_published_counts(
        read_table(ROOT / "data" / "founding" / "published_counts.csv")
    )
    assert not unread
    share = next(one for one in counts if one.unit == "percent")
    numbers = [one for one in counts if one.unit == "count"]
    totals = {int(one.value) for one in numbers} | {14}
    return {
        "table_2": [
            {"level": one.level, "form": one.form, "count": int(one.value)}
            for one in numbers
            if "Table 2" in (one.locator or "")
        ],
        "table_2_wrong_totals": [
            f"{float(wrong.sum):g} is not {float(wrong.total.value):g}"
            for wrong in totals_add_up(counts)
        ],
        "share": f"{share.value} % with {share.region}",
        "share_can_be": [
            f"{one.part}/{one.total} = {one.percent:.1f} %"
            for one in possible_shares(share.value, totals)
        ],
        "share_can_not_be_of": impossible_totals(share.value, totals),
        "disagreements": [
            f"{said(pair.first)}, {said(pair.second)}" for pair in disagreements(counts)
        ],
    }


def said(count: PublishedCount) -> str:
    """A count in short."""
    return f"{count.level or 'all'} {count.form or 'all'}: {count.value} ({count.source})"


if __name__ == "__main__":
    main()
