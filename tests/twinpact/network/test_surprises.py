"""A value beside chance: what is surprising, and what is not."""

from itertools import combinations

import numpy as np
import pytest

from twinpact.network import Territory, network_of, rewire, surprises
from twinpact.network.assortativity import domestic_share
from twinpact.network.triangles import transitivity, triangles


def groups_of_four(number):
    """Full groups of four, each in its own country: far from chance."""
    links, territories = [], []
    for group in range(number):
        ids = [f"{group:03}{letter}" for letter in "abcd"]
        territories += [Territory(one, country=f"C{group}") for one in ids]
        links += list(combinations(ids, 2))
    return network_of(territories, links)


def test_closed_groups_are_a_surprise_and_their_rewiring_is_none():
    network = groups_of_four(30)
    for one in surprises(network, seed=1, samples=40, measures=[transitivity, domestic_share]):
        assert one.value == 1
        assert one.expected < 0.1
        assert one.z > 20
        assert one.share_as_high == pytest.approx(1 / 41)
        assert one.share_as_low == 1
    chance = rewire(network, seed=99)
    (again,) = surprises(chance, seed=2, samples=40, measures=[transitivity])
    assert abs(again.z) < 4


def test_the_same_seed_gives_the_same_answer_and_another_seed_another():
    network = groups_of_four(12)
    assert surprises(network, seed=5, samples=5) == surprises(network, seed=5, samples=5)
    first, second = (rewire(network, seed=seed).ends.tolist() for seed in (5, 6))
    assert first != second


def test_what_is_not_known_is_neither_surprising_nor_usual():
    network = network_of([], ["ab", "bc", "cd", "da"])
    (one,) = surprises(network, seed=1, samples=4, measures=[domestic_share])
    assert (one.value, one.expected, one.z, one.share_as_high) == (None, None, None, None)


def test_what_cannot_be_otherwise_has_no_z():
    star = network_of([], [("hub", f"ray {n}") for n in range(6)])
    (one,) = surprises(star, seed=1, samples=5, measures=[triangles])
    assert (one.expected, one.spread, one.z) == (0, 0, None)
    assert one.share_as_high == one.share_as_low == 1


def test_every_network_with_the_same_degrees_is_as_likely(monkeypatch):
    """Two links among a, b, c, d can lie in three ways; six links in a ring of six in 70."""
    monkeypatch.setattr("twinpact.network.null_models._ROUNDS", 20)
    two = network_of([], ["ab", "cd"])
    drawn = [str(rewire(two, seed=seed).ends.tolist()) for seed in range(600)]
    _, counts = np.unique(drawn, return_counts=True)
    assert len(counts) == 3
    assert counts.min() > 150
    ring = network_of([], ["ab", "bc", "cd", "de", "ef", "fa"])
    drawn = [str(sorted(rewire(ring, seed=seed).ends.tolist())) for seed in range(1400)]
    _, counts = np.unique(drawn, return_counts=True)
    assert len(counts) == 70
    expected = 1400 / 70
    assert ((counts - expected) ** 2 / expected).sum() < 118  # 99.98 % of chi-squared, 69 degrees
