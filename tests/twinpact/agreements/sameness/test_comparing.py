"""Which rows are one agreement."""

from pathlib import Path

import pytest
import yaml

from twinpact.agreements import Agreement, parse_partial_date, read_party
from twinpact.agreements.sameness import compare_agreements, fingerprint

PAIRS = yaml.safe_load((Path(__file__).parent / "pairs.yaml").read_text("utf-8"))


def outcomes(found):
    return [(one.first_number, one.second_number, one.outcome) for one in found]


@pytest.mark.parametrize("example", PAIRS, ids=lambda example: example["why"])
def test_a_pair_is_told_as_the_table_says(example):
    one, other = (
        Agreement(
            row=n,
            parties=(read_party(first), read_party(second)),
            signed=parse_partial_date(signed),
            form=form,
        )
        for n, (first, second, signed, form) in enumerate(example["rows"], start=2)
    )
    found = compare_agreements([one], [other])
    if example["outcome"] == "nothing":
        assert found == []
        return
    (told,) = found
    assert (told.outcome, list(told.relations)) == (example["outcome"], example["relation"])
    assert told.among_known


def test_rows_are_compared_among_themselves_and_known_ones_are_not(pact):
    rows = [pact("Aldana", "Berga", signed="1990"), pact("Berga", "Aldana", signed="1990")]
    (within,) = compare_agreements(rows)
    assert (within.first_number, within.second_number, within.among_known) == (0, 1, False)
    assert compare_agreements([pact("Cusco", "Essen")], rows) == []
    assert len(compare_agreements(rows[:1], rows)) == 2


def test_within_one_table_a_missing_date_is_asked_about_and_against_the_register_it_is_not(pact):
    dated, undated = pact("Aldana", "Berga", signed="1990"), pact("Aldana", "Berga", form=None)
    assert outcomes(compare_agreements([dated, undated])) == [(0, 1, "ask")]
    assert outcomes(compare_agreements([undated], [dated])) == [(0, 0, "same")]


def test_a_row_without_date_that_fits_two_agreements_is_asked_about(pact):
    known = [pact("Aldana", "Berga", signed=year) for year in ("1990", "2010")]
    found = compare_agreements([pact("Aldana", "Berga")], known)
    assert outcomes(found) == [(0, 0, "ask"), (0, 1, "ask")]
    assert found[0].probability > 0.9


def test_a_decided_pair_is_never_asked_again_whichever_row_comes_first(pact):
    one, other = pact("Aldana", "Berga", signed="1990"), pact("Aldana", "Berga", signed="1992")
    assert outcomes(compare_agreements([one], [other])) == [(0, 0, "ask")]
    pair = fingerprint(one), fingerprint(other)
    assert compare_agreements([one], [other], {pair}) == []
    assert compare_agreements([one], [other], {pair[::-1]}) == []
    assert compare_agreements([one], [other], {(pair[0], pair[0])}) != []


def test_decisions_may_be_kept_under_other_names(pact):
    one = pact("Aldana", "Berga", signed="1990", key="a")
    other = pact("Aldana", "Berga", signed="1992", key="b")
    assert compare_agreements([one], [other], [("b", "a")], name=lambda row: row.key) == []


def test_the_fingerprint_forgets_the_row_and_the_order_of_the_parties(pact):
    one = fingerprint(pact("Aldana", "Berga", signed="1990", row=2))
    assert one == fingerprint(pact("Berga", "Aldana", signed="1990", row=9))
    assert one != fingerprint(pact("Aldana", "Berga", signed="1991", row=2))


def test_a_year_that_stands_for_unknown_says_nothing(pact):
    one, other = pact("Aldana", "Berga", signed="2000"), pact("Aldana", "Berga", signed="1975")
    assert outcomes(compare_agreements([one], [other])) == [(0, 0, "different")]
    found = compare_agreements([one], [other], stand_in_years={2000})
    assert outcomes(found) == [(0, 0, "same")]


def test_three_parties_are_one_agreement_in_any_order_and_another_without_the_third(pact):
    three = pact("Aldana", "Berga", "Cusco", signed="1990")
    turned = pact("Cusco", "Aldana", "Berga", signed="1990")
    assert outcomes(compare_agreements([three], [turned])) == [(0, 0, "same")]
    two = pact("Aldana", "Berga", signed="1990")
    assert outcomes(compare_agreements([three], [two])) != [(0, 0, "same")]


def test_a_name_that_was_not_found_meets_the_place_that_it_nearly_names(pact):
    (told,) = compare_agreements(
        [pact("Aldana", "<Durnago>", signed="1990")], [pact("Durango", "Aldana", signed="1990")]
    )
    assert (told.outcome, told.relations) == ("same", ("copy", "swapped", "respelled"))


def test_the_same_key_alone_makes_no_copy(pact):
    one, other = pact("Aldana", "Berga", key="7"), pact("Cusco", "Essen", key="7")
    assert compare_agreements([one], [other]) == []


def test_rows_without_parties_are_compared_with_nothing(pact):
    assert compare_agreements([pact(), pact("Aldana"), pact()]) == []
    assert compare_agreements([]) == []


def test_the_same_row_many_times_over_gives_one_pair_for_each_and_not_for_each_two(pact):
    rows = [pact("Aldana", "Berga", signed="1990", row=n) for n in range(400)]
    found = compare_agreements(rows)
    assert {one.outcome for one in found} == {"same"}
    assert 399 <= len(found) < 600
    assert {one.second_number for one in found} == set(range(1, 400))


def test_a_crowd_of_one_pair_is_compared_with_its_neighbours_only(pact):
    rows = [pact("Aldana", "Berga", signed="1990", focus=f"subject{n} of {n}") for n in range(400)]
    assert len(compare_agreements(rows)) < 400 * 40


def test_reasons_are_told_with_their_weights_the_weightiest_first(pact):
    one, other = pact("Aldana", "Berga", signed="1990"), pact("Berga", "Aldana", signed="1990")
    (told,) = compare_agreements([one], [other])
    assert [reason.code for reason in told.reasons] == [
        "start_same_year", "party_same_place", "party_same_place", "form_same",
    ]  # fmt: skip
    assert told.reasons[0].bits == pytest.approx(3.77, abs=0.01)
    assert told.reasons[0].say("es") == "Los dos empiezan en el mismo año (1990; 1990)."
    assert told.reasons[1].say("en") == "“Aldana” and “Aldana” are the same territory."
    assert told.reasons[3].say("pt") == "Os dois têm a mesma forma (irmanamento)."
