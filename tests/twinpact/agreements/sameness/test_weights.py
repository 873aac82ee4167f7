"""The table of weights: complete, arguable, and learnt anew from decisions."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from twinpact.agreements.sameness import (
    COMPARISONS,
    BadWeightsError,
    compare_agreements,
    learn_weights,
    published_weights,
    read_weights,
    write_weights,
)
from twinpact.vocabularies import LANGUAGES, terms


def test_every_likeness_has_a_weight_and_a_sentence():
    sentences = terms("sameness_reasons")
    for one in COMPARISONS:
        for code in one.codes:
            assert published_weights().of[one.weights][code].same > 0
            if (one.name, code) != ("source_key", "differs"):  # that one is never told
                assert set(sentences[f"{one.weights}_{code}"].label) == set(LANGUAGES)


def test_the_shares_of_a_comparison_are_a_whole():
    for name, levels in published_weights().of.items():
        for side in ("same", "different"):
            total = sum(getattr(weight, side) for weight in levels.values())
            assert total == pytest.approx(1, abs=0.021), (name, side)


def test_another_table_gives_another_answer(pact):
    rows = [pact("Aldana", "Berga", signed="1990"), pact("Aldana", "Berga", signed="1992")]
    assert compare_agreements(rows)[0].outcome == "ask"
    strict = replace(published_weights(), same_from=0.9999, different_to=0.99)
    assert compare_agreements(rows, weights=strict)[0].outcome == "different"


@pytest.mark.parametrize(
    ("was", "is_"),
    [
        ("against: 60", "against: 100"),
        ("different: 0.20", "different: 0.95"),
        ("prior:", "before:"),
        ("same_place: {same: 86", "same_place: {same: much"),
    ],
)
def test_a_table_that_cannot_be_is_refused(was, is_):
    text = write_weights(published_weights())
    text = text.replace("against: 60.0", "against: 60").replace(
        "different: 0.2}", "different: 0.20}"
    )
    text = text.replace("same_place: {same: 86.0", "same_place: {same: 86")
    assert was in text
    with pytest.raises(BadWeightsError):
        read_weights(text.replace(was, is_, 1))


def test_a_table_is_written_and_read_back():
    read = read_weights(write_weights(published_weights()))
    assert read.against == published_weights().against
    for name, levels in published_weights().of.items():
        for code, weight in levels.items():
            assert read.of[name][code].bits == pytest.approx(weight.bits, abs=0.01)


def test_decisions_move_the_weights_and_few_move_them_little(pact):
    rows = pact("Aldana", "Berga", signed="1990"), pact("Aldana", "Berga", signed="1992")
    old = published_weights()
    before = old.of["start"]["few_years"].bits
    once = learn_weights([(*rows, True)], old)
    often = learn_weights([(*rows, True)] * 200, old)
    assert before < once.of["start"]["few_years"].bits < often.of["start"]["few_years"].bits
    assert once.of["start"]["few_years"].bits - before < 1
    assert compare_agreements(rows, weights=often)[0].outcome == "same"
    assert learn_weights([], old) == old


def test_the_guide_prints_the_table_as_it_is():
    guide = Path(__file__).parents[4] / "docs" / "guides" / "same-agreement.md"
    rows = re.findall(
        r"^\| `(\w+)` \| `(\w+)` \|.*\| ([+-][\d.]+) \|$", guide.read_text("utf-8"), re.MULTILINE
    )
    printed = {(name, code): float(bits) for name, code, bits in rows}
    there = {
        (name, code): round(weight.bits, 1) + 0
        for name, levels in published_weights().of.items()
        for code, weight in levels.items()
        if (name, code) != ("source_key", "differs")
    }
    assert printed == there
