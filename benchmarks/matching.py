"""How well the ranking finds real partners that it was not shown, by the protocols of the issue.

    python -m benchmarks.matching --data FOLDER [--seeds 1 2 3] [--asked 0] [--learn 1500]
    python -m benchmarks.matching --data FOLDER --by-year
    python -m benchmarks.matching --data FOLDER --speed

FOLDER holds ``world_twinnings/places.csv`` and ``links.csv``. Weights are learned anew for each
run, without the ties that are asked for. ``--asked`` is the number of held-out ties to ask for,
0 all; ``--learn`` the number of territories from which each of two nested splits is learned.
"""

import argparse
import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from twinpact.matching import (
    Evaluation,
    Links,
    Question,
    Territories,
    Ties,
    Weights,
    evaluate,
    learn,
    only,
    rank,
    read_links,
    read_places,
    split_at_random,
    whole_world,
)
from twinpact.matching.evaluation import GROUPS
from twinpact.matching.learning import Split, betrayed_by

TARGETS = {
    "random": {"mrr": 0.090, "hit_at_10": 0.165, "hit_at_100": 0.34, "auc": 0.90},
    "by year": {"hit_at_100": 0.20, "any_in_20": 0.12},
}
SHOWN = ("mrr", "hit_at_10", "hit_at_20", "hit_at_100", "any_in_20", "auc", "auc_in_country",
    "median_percentile")  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--asked", type=int, default=0)
    parser.add_argument("--learn", type=int, default=1500)
    parser.add_argument("--by-year", action="store_true")
    parser.add_argument("--speed", action="store_true")
    options = parser.parse_args()
    folder = options.data / "world_twinnings"
    places = read_places((folder / "places.csv").read_text("utf-8"))
    links_text = (folder / "links.csv").read_text("utf-8")
    if options.speed:
        world = whole_world(places)
        speed(Ties(world, read_links(links_text, world.find).pairs))
        return
    world = only(places)
    links = read_links(links_text, world.find)
    if options.by_year:
        by_year(world, links, options)
    else:
        at_random(Ties(world, links.pairs), options)


def at_random(ties: Ties, options: argparse.Namespace) -> None:
    """A tenth of the international ties, evenly over pairs of countries, by seed."""
    means: list[list[float]] = []
    tied: list[list[float]] = []
    for seed in options.seeds:
        split = next(split_at_random(ties, share=0.1, parts=1, seed=seed))
        nested = split_at_random(split.known, share=0.1, parts=2, seed=100 + seed)
        found = asked(split, learn(nested, most=options.learn), options.asked)
        show(f"random, seed {seed}", found)
        means.append([getattr(found.skill(), name) for name in SHOWN])
        tied.append([getattr(found.skill("tied_partner"), name) for name in SHOWN])
    compare("random", dict(zip(SHOWN, np.mean(means, axis=0), strict=True)))
    compare("random", dict(zip(SHOWN, np.mean(tied, axis=0), strict=True)), " (partner tied)")


def by_year(world: Territories, links: Links, options: argparse.Namespace) -> None:
    """The dated ties: learned from those until 1999, asked for those from 2001 on."""
    every = np.array(links.pairs)
    dated = [(pair, year) for pair, year in zip(links.pairs, links.years, strict=True) if year]

    def until(first: int, last: int) -> list[tuple[int, int]]:
        return [pair for pair, year in dated if first <= year <= last]

    def abroad(pairs: Iterable[tuple[int, int]]) -> np.ndarray:  # type: ignore[type-arg]
        return np.array([p for p in pairs if world.country[p[0]] != world.country[p[1]]])

    def hidden(cut: int, last: int) -> Split:
        known, asked_for = Ties(world, until(0, cut)), abroad(until(cut + 1, last))
        # Only what is in the table for nothing but a hidden tie is betrayed by it.
        later = {pair for pair, year in dated if year > cut}
        elsewhere = np.unique([pair for pair in map(tuple, every.tolist()) if pair not in later])
        betrayed = betrayed_by(known, asked_for) - frozenset(elsewhere.tolist())
        return Split(known, asked_for, betrayed)

    weights = learn([hidden(1990, 1994), hidden(1994, 1999)], most=options.learn)
    test = Split(Ties(world, until(0, 1999)), abroad(until(2001, 9999)))
    found = asked(test, weights, options.asked)
    show("by year", found)
    compare("by year", {name: getattr(found.skill(), name) for name in SHOWN})


def asked(split: Split, weights: Weights, most: int) -> Evaluation:
    """The answers for the hidden ties of a split, or for some of them."""
    pairs = split.hidden
    if most:
        pairs = pairs[np.random.default_rng(0).permutation(len(pairs))[:most]]
    return evaluate(
        split.known, map(tuple, pairs.tolist()), lambda q: rank(q, weights=weights).scores
    )


def show(title: str, found: Evaluation) -> None:
    """A line for each group."""
    print(f"{title} ({found.left_out} questions left out as restated)")
    print("  " + " ".join(f"{name:>17}" for name in ("group", "n", *SHOWN)))
    for group in GROUPS:
        skill = found.skill(group)
        told = [getattr(skill, name) for name in SHOWN]
        cells = ["-" if one is None else f"{one:.4f}" for one in told]
        print("  " + " ".join(f"{cell:>17}" for cell in (group, str(skill.n), *cells)), flush=True)


def compare(protocol: str, reached: dict[str, float], note: str = "") -> None:
    """What was to be reached beside what is."""
    for name, target in TARGETS[protocol].items():
        verdict = "reached" if reached[name] >= target else "missed"
        print(f"{protocol}{note}: {name} {reached[name]:.4f}, to reach {target}: {verdict}")


def speed(ties: Ties) -> None:
    """How long one shortlist takes in a running process."""
    world = ties.territories
    seekers = [world.number(one) for one in ("gn3674962", "CO-ANT", "MX-JAL", "BR-MG")]
    seekers += np.random.default_rng(1).choice(np.unique(ties.pairs), 20).tolist()
    times, work = [], []
    for seeker in (*seekers[:4], *seekers):
        begun, used = time.perf_counter(), time.process_time()
        rank(Question(ties, seeker)).shortlist(20)
        times.append(time.perf_counter() - begun)
        work.append(time.process_time() - used)
    print(f"{len(world):,} candidates; one shortlist of 20, warm, of {len(seekers)} territories:")
    for name, values in (("elapsed", times[4:]), ("processor", work[4:])):
        print(f"  {name}: median {1000 * np.median(values):.0f} ms, "
              f"slowest {1000 * max(values):.0f} ms")  # fmt: skip


if __name__ == "__main__":
    main()
