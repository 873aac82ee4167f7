"""The shortlist: order, reasons in three languages, cautions, priorities."""

import pytest

from tests.twinpact.matching.small_world import ties, world
from twinpact.matching import (
    BadPriorityError,
    BadWeightsError,
    Priorities,
    Question,
    Ties,
    rank,
    read_weights,
    shipped_weights,
    treatment,
    write_weights,
)
from twinpact.matching.cautions import CAUTIONS
from twinpact.matching.features import FEATURES
from twinpact.vocabularies import terms

WORLD = world()


def shortlist(seeker: str, **priorities):
    question = Question(ties(WORLD), WORLD.number(seeker))
    return rank(question, priorities=Priorities(**priorities)).shortlist(50)


def test_every_candidate_abroad_is_in_the_list_whatever_is_known_of_it():
    found = [one.place_id for one in shortlist("med")]
    assert sorted(found) == ["bad", "bar", "gdl", "mdx", "nob", "osa", "pek", "sha"]
    assert found[0] == "bar"


def test_of_whom_less_is_known_the_list_says_so():
    known = {one.place_id: one.known for one in shortlist("med")}
    assert known["nob"] < known["bar"] <= 1


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_reasons_and_cautions_are_whole_sentences_in_each_language(language):
    said = [
        sentence.say(language)
        for seeker in ("med", "bar", "osa", "sha")
        for one in shortlist(seeker)
        for sentence in (*one.reasons, *one.cautions)
    ]
    assert len(said) > 50
    assert all(text[0] != "{" and text.endswith(".") and "{" not in text for text in said)


def test_a_reason_never_speaks_of_what_counts_against_the_candidate():
    assert all(reason.adds >= 0 for one in shortlist("med") for reason in one.reasons)


def test_every_sentence_belongs_to_a_feature_or_a_caution():
    assert set(terms("match_reasons")) == {one.name for one in FEATURES if one.said is not None}
    assert set(terms("match_cautions")) == {one.__name__ for one in CAUTIONS}


def test_the_rule_of_one_to_one_comes_from_the_directives_and_only_warns():
    by_id = {one.place_id: one for one in shortlist("osa")}
    caution = next(one for one in by_id["pek"].cautions if one.code == "one_to_one")
    assert "CN-4" in caution.say("es")
    assert "Shanghai" in caution.say("es")


def test_the_sliders_move_the_list():
    plain = [one.place_id for one in shortlist("med")]
    historical = {"historical": 3.0, "social": 0.0, "economic": 0.0, "strategic": 0.0}
    tilted = [one.place_id for one in shortlist("med", motivations=historical)]
    assert plain != tilted
    assert sorted(plain) == sorted(tilted)


def test_south_south_lifts_the_south_for_a_territory_of_the_south_only():
    def place_of(seeker: str, wanted: str, slider: float) -> int:
        found = shortlist(seeker, south_south=slider)
        return next(one.rank for one in found if one.place_id == wanted)

    assert place_of("med", "gdl", 3.0) < place_of("med", "gdl", 0.0)
    assert place_of("osa", "gdl", 3.0) == place_of("osa", "gdl", 0.0)


def test_a_slider_outside_its_range_is_refused():
    with pytest.raises(BadPriorityError):
        Priorities(south_south=4)


def test_what_the_motivations_add_is_the_score():
    for one in shortlist("med"):
        assert sum(one.adds.values()) == pytest.approx(one.score, abs=0.01)


def test_the_table_of_weights_is_written_as_it_is_read():
    assert read_weights(write_weights(shipped_weights())) == shipped_weights()
    assert set(shipped_weights().of) == {one.name for one in FEATURES}


@pytest.mark.parametrize(
    "table",
    ["", "feature,weight,neutral\nluck,1,0\n", "feature,weight,neutral\nties,much,0\n",
     "feature,weight,neutral\nties,nan,0\n", "feature,weight,neutral\nties,1,0\nties,1,0\n"],
)  # fmt: skip
def test_a_table_of_weights_that_cannot_be_used_is_refused(table):
    with pytest.raises(BadWeightsError):
        read_weights(table)


def test_fairness_tells_how_groups_fare_beside_their_share():
    questions = [Question(ties(WORLD), WORLD.number(one)) for one in ("med", "bar")]
    by_group = {one.group: one for one in treatment(questions, rank, top=3)}
    assert by_group["southern"].n == 2
    assert 0 < by_group["southern"].of_candidates < 1
    assert by_group["least_developed"].of_shortlists is not None


def test_fairness_of_nobody_is_unknown():
    assert treatment([], rank)[0].of_candidates is None


def test_ties_are_undirected_and_counted_once():
    a, b = WORLD.number("med"), WORLD.number("bar")
    assert len(Ties(WORLD, [(a, b), (b, a), (a, a)]).pairs) == 1
