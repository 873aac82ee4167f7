"""The measured skill is honest: nothing may look at what is held out."""

import numpy as np
import pytest

from tests.twinpact.matching.small_world import LINKS, ties, world
from twinpact.matching import FEATURES, Question, Ties, evaluate, rank
from twinpact.matching.evaluation import Answer, restates, skill
from twinpact.matching.learning import Split, betrayed_by, learn, split_at_random
from twinpact.matching.territories import Territories
from twinpact.matching.world import OwnPlace, only

WORLD = world()
COUNTRIES = ("CO", "MX", "ES", "FR", "BR", "DE")


def noisy_world(seed: int = 3) -> tuple[Territories, Ties]:
    """Places at random points with ties between places of like number, and some at random."""
    draw = np.random.default_rng(seed)
    places = [
        OwnPlace(f"x{n}", f"Town {chr(97 + n % 26)}{n}", COUNTRIES[n % 6], f"r{n % 12}",
                 float(draw.uniform(-50, 60)), float(draw.uniform(-90, 90)),
                 float(10 ** draw.uniform(3, 6)))
        for n in range(240)
    ]  # fmt: skip
    territories = only(places)
    pairs = [(n, (n + 7) % 240) for n in range(240)]
    pairs += [tuple(draw.integers(0, 240, 2)) for _ in range(200)]
    find = territories.number
    return territories, Ties(territories, [(find(f"x{a}"), find(f"x{b}")) for a, b in pairs])


def test_every_tie_is_held_out_at_most_once_and_never_known():
    _, all_ties = noisy_world()
    parts = list(split_at_random(all_ties, share=0.2, parts=3, seed=1))
    held = [tuple(pair) for part in parts for pair in part.hidden.tolist()]
    assert len(held) == len(set(held)) > 50
    for part in parts:
        assert not set(map(tuple, part.hidden.tolist())) & set(
            map(tuple, part.known.pairs.tolist())
        )


def test_no_feature_changes_with_the_tie_that_is_held_out():
    """What is measured with the tie held out is what is measured where it never was."""
    without = tuple(link for link in LINKS if link != ("med", "mty"))
    find = WORLD.number
    held = ties(WORLD).without_pairs([(find("mty"), find("med"))])
    never = Ties(WORLD, [(find(a), find(b)) for a, b in without])
    for feature in FEATURES:
        first, second = (feature.measure(Question(one, find("med"))) for one in (held, never))
        np.testing.assert_array_equal(first, second, err_msg=feature.name)


def test_a_planted_leak_is_caught():
    """A scorer that sees all ties finds what is hidden at once; an honest one cannot."""
    _, all_ties = noisy_world()
    split = next(split_at_random(all_ties, share=0.2, parts=1, seed=2))
    held = list(map(tuple, split.hidden.tolist()))

    def leaking(question: Question):
        return np.asarray(all_ties.matrix[question.seeker].toarray().ravel())

    def honest(question: Question):
        return np.asarray(question.ties.matrix[question.seeker].toarray().ravel())

    assert evaluate(split.known, held, leaking).skill().mrr > 0.5
    assert evaluate(split.known, held, honest).skill().mrr < 0.05


def test_ranks_on_noise_are_no_better_than_chance():
    _, all_ties = noisy_world()
    split = next(split_at_random(all_ties, share=0.2, parts=1, seed=4))
    draw = np.random.default_rng(0)
    found = evaluate(
        split.known, map(tuple, split.hidden.tolist()), lambda q: draw.random(len(q.territories))
    )
    assert found.skill().auc == pytest.approx(0.5, abs=0.08)


def test_equal_scores_share_the_middle_rank():
    found = evaluate(
        Ties(WORLD, []),
        [(WORLD.number("med"), WORLD.number("osa"))],
        lambda q: np.zeros(len(q.territories)),
    )
    assert [one.below for one in found.answers] == [0.5, 0.5]


def test_a_restated_tie_is_no_question():
    places = [
        OwnPlace("a", "Bogotá", "CO", latitude=4.6, longitude=-74.1),
        OwnPlace("b", "Hannover", "DE", latitude=52.37, longitude=9.73),
        OwnPlace("c", "Hannover Region", "DE", latitude=52.4, longitude=9.7),
        OwnPlace("d", "Kiel", "DE", latitude=54.32, longitude=10.13),
    ]
    territories = only(places)
    find = territories.number
    question = Question(Ties(territories, [(find("a"), find("b"))]), find("a"))
    assert restates(question, find("c"))
    assert not restates(question, find("d"))


def test_what_is_in_the_table_only_for_a_hidden_tie_teaches_nothing():
    _, all_ties = noisy_world()
    known = Ties(all_ties.territories, map(tuple, all_ties.pairs[:100].tolist()))
    betrayed = betrayed_by(known, all_ties.pairs)
    assert betrayed
    assert all(known.degree[one] == 0 for one in betrayed)


def test_a_table_of_twinned_places_does_not_tell_who_lost_its_tie():
    territories, all_ties = noisy_world()
    known = all_ties.without(np.flatnonzero((all_ties.pairs == 5).any(axis=1)))
    openness = known.openness
    assert known.degree[5] == 0
    assert openness[5] == openness[known.degree == 1].min()
    tied = next(one for one in FEATURES if one.name == "tied")
    assert np.isnan(tied.measure(Question(known, territories.number("x9")))).all()


def test_learned_weights_find_more_than_chance():
    _, all_ties = noisy_world()
    test = next(split_at_random(all_ties, share=0.15, parts=1, seed=9))
    weights = learn(split_at_random(test.known, share=0.15, parts=2, seed=1), most=200)
    found = evaluate(
        test.known, map(tuple, test.hidden.tolist()), lambda q: rank(q, weights=weights).scores
    )
    assert set(weights.of) == {one.name for one in FEATURES}
    assert found.skill().n > 50
    assert all(weights.of[one.name].weight * one.sign >= 0 for one in FEATURES)


def test_no_answers_have_no_skill():
    assert skill([]).mrr is None
    one = Answer(seeker=0, partner=1, rank=2, candidates=10, below=0.9, below_in_country=None)
    assert skill([one]).mrr == 0.5
    assert skill([one]).auc_in_country is None


def test_a_split_by_hand_is_learned_from_as_well():
    _, all_ties = noisy_world()
    split = Split(all_ties.without(np.arange(40)), all_ties.pairs[:40])
    assert learn([split], most=60).of["ties"].neutral > 0
