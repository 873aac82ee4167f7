"""Whether a value is surprising: the same territories, each with as many links, joined by chance.

A value of the network stands beside the values of random networks in which every territory keeps
its number of links (and its country, population and point): the configuration model of simple
graphs, Fosdick, Larremore, Nishimura and Ugander, "Configuring random graph models with fixed
degree sequences", SIAM Review 60, 2018. Unknown: as in each measure.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from twinpact.network.assortativity import (
    country_assortativity,
    degree_assortativity,
    domestic_share,
    population_assortativity,
)
from twinpact.network.components import largest_component
from twinpact.network.graph import Network, Numbers
from twinpact.network.lengths import median_km
from twinpact.network.measure import Measure, Progress, untold
from twinpact.network.triangles import transitivity, triangles

COMPARED: tuple[Callable[[Network], Measure], ...] = (
    triangles,
    transitivity,
    largest_component,
    degree_assortativity,
    population_assortativity,
    country_assortativity,
    domestic_share,
    median_km,
)
"""The measures that are compared where no others are named."""

_ROUNDS = 60
"""How often every link is tried to be swapped with another. Milo and others, "On the uniform
generation of random graphs with prescribed degree sequences", 2003, call 100 more than adequate;
on the world's twinnings the means of ``COMPARED`` are the same, within their spread, after 3
rounds and after 150."""


@dataclass(frozen=True, slots=True)
class Surprise:
    """A value beside those of random networks.

    ``expected`` and ``spread`` are the mean and the standard deviation over the random networks,
    ``z`` is (value - expected) / spread. ``share_as_high`` is the share of random networks with at
    least this value, ``share_as_low`` with at most it, the observed one counted among them
    (Phipson and Smyth, 2010), so neither is ever 0. None where there is nothing to compare.
    """

    name: str
    value: float | None
    expected: float | None
    spread: float | None
    z: float | None
    share_as_high: float | None
    share_as_low: float | None
    samples: int
    seed: int


def surprises(
    network: Network,
    *,
    seed: int,
    samples: int = 20,
    measures: Sequence[Callable[[Network], Measure]] = COMPARED,
    progress: Progress = untold,
) -> list[Surprise]:
    """Each measure of a network beside the same of random networks with the same degrees.

    The same seed gives the same answer. Fewer than 100 samples tell a large surprise only.
    """
    random = np.random.default_rng(seed)
    drawn: list[list[float | None]] = []
    for done in range(samples):
        progress(done, samples)
        other = network.with_ends(_rewired(network, random))
        drawn.append([measure(other).value for measure in measures])
    progress(samples, samples)
    return [
        _surprise(measure(network), [values[n] for values in drawn], seed)
        for n, measure in enumerate(measures)
    ]


def rewire(network: Network, *, seed: int) -> Network:
    """A random network of the same territories, each with as many links as it has."""
    return network.with_ends(_rewired(network, np.random.default_rng(seed)))


def _surprise(observed: Measure, drawn: Sequence[float | None], seed: int) -> Surprise:
    known = np.array([value for value in drawn if value is not None], dtype=np.float64)
    value = observed.value
    if value is None or len(known) < 2:
        return Surprise(observed.name, value, None, None, None, None, None, len(known), seed)
    expected, spread = float(known.mean()), float(known.std(ddof=1))
    close = 1e-12 * max(abs(value), abs(expected), 1e-300)
    return Surprise(
        name=observed.name,
        value=value,
        expected=expected,
        spread=spread,
        z=(value - expected) / spread if spread > close else None,
        share_as_high=(1 + int((known >= value - close).sum())) / (1 + len(known)),
        share_as_low=(1 + int((known <= value + close).sum())) / (1 + len(known)),
        samples=len(known),
        seed=seed,
    )


def _rewired(network: Network, random: np.random.Generator) -> Numbers:
    keys = np.sort(network.ends[:, 0] * network.size + network.ends[:, 1])
    for _ in range(_ROUNDS):
        keys = _swapped(keys, network.size, random)
    keys = np.sort(keys)
    return np.stack([keys // max(network.size, 1), keys % max(network.size, 1)], axis=1)


def _swapped(keys: Numbers, size: int, random: np.random.Generator) -> Numbers:
    """One round: links are paired by chance, and a, b and c, d become a, d and c, b.

    A pair stays as it is where a new link would join a territory with itself, is there already, or
    is wished by another pair, and where another pair wishes one of its old links. So the way back
    is as likely as the way there, and all networks with these degrees are equally likely in the
    end.
    """
    half = len(keys) // 2
    mixed = random.permutation(keys)
    first, second, odd = mixed[:half], mixed[half : 2 * half], mixed[2 * half :]
    a, b = first // size, first % size
    c, d = second // size, second % size
    turned = random.random(half) < 0.5
    c, d = np.where(turned, d, c), np.where(turned, c, d)
    wished = np.stack([_key(a, d, size), _key(c, b, size)])
    _, inverse, counts = np.unique(wished, return_inverse=True, return_counts=True)
    alone = counts[inverse.reshape(wished.shape)] == 1
    free = ~np.isin(wished, keys) & alone & (np.stack([a, c]) != np.stack([d, b]))
    kept = ~np.isin(np.stack([first, second]), wished)
    swap = free.all(axis=0) & kept.all(axis=0)
    return np.concatenate(
        [np.where(swap, wished[0], first), np.where(swap, wished[1], second), odd]
    )


def _key(a: Numbers, b: Numbers, size: int) -> Numbers:
    return np.minimum(a, b) * size + np.maximum(a, b)
