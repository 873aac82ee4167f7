"""What each feature measures, on a small world."""

import numpy as np
import pytest

from tests.twinpact.matching.small_world import ties, world
from twinpact.matching import FEATURES, Question, Ties

WORLD = world()


@pytest.fixture
def question() -> Question:
    return Question(ties(WORLD), WORLD.number("med"))


def value(name: str, question: Question, place_id: str) -> float | None:
    feature = next(one for one in FEATURES if one.name == name)
    found = float(feature.measure(question)[WORLD.number(place_id)])
    return None if np.isnan(found) else found


@pytest.mark.parametrize("feature", FEATURES, ids=lambda one: one.name)
def test_every_feature_gives_one_number_a_candidate_or_says_that_it_is_unknown(feature, question):
    values = feature.measure(question)
    assert values.shape == (len(WORLD),)
    assert not np.isinf(values).any()


def test_what_is_not_known_of_a_place_is_marked_and_not_zero(question):
    for name in ("population", "size_gap", "distance", "close", "latitude", "shared_themes"):
        assert value(name, question, "nob") is None


def test_a_territory_of_unknown_country_is_still_a_candidate():
    assert Question(ties(WORLD), WORLD.number("nob")).allowed.sum() == len(WORLD) - 1


def test_a_common_language_is_the_smaller_share_of_its_speakers(question):
    assert value("common_language", question, "gdl") > 0.8
    assert value("common_language", question, "pek") == pytest.approx(0, abs=0.05)


def test_a_namesake_is_known_with_its_accents(question):
    assert value("same_name", question, "mdx") == 1
    assert value("same_name", question, "gdl") == 0


def test_a_common_partner_counts_and_a_partner_is_no_candidate(question):
    assert value("friends", question, "bar") > 0
    assert not question.allowed[WORLD.number("bil")]
    assert not question.allowed[WORLD.number("cal")]


def test_the_partner_of_a_neighbour_is_found_near_by(question):
    assert value("neighbours_partner", question, "bar") > value(
        "neighbours_partner", question, "gdl"
    )


def test_a_place_near_a_partner_of_a_neighbour_is_found(question):
    assert value("near_neighbours_partner", question, "bar") > 0
    assert value("near_neighbours_partner", question, "osa") == 0


def test_themes_count_only_where_both_are_known():
    themes = {WORLD.number("med"): frozenset({"education"}), WORLD.number("bar"): frozenset()}
    asked = Question(ties(WORLD), WORLD.number("med"), themes=themes)
    assert value("shared_themes", asked, "bar") == 0
    assert value("shared_themes", asked, "osa") is None


def test_without_any_ties_the_ties_of_countries_are_unknown():
    asked = Question(Ties(WORLD, []), WORLD.number("med"))
    assert value("country_ties", asked, "bar") is None
    assert value("region_ties", asked, "bar") is None
    assert value("common_language", asked, "bar") is not None


def test_mexico_borders_no_part_of_colombia_and_shares_spain_in_its_past(question):
    assert value("common_border", question, "gdl") == 0
    assert value("former_state", question, "gdl") == 0.5
    assert value("former_state", question, "bar") == 1
