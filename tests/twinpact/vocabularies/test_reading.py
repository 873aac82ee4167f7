"""From what sources write to the words of the lists."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from twinpact.vocabularies import (
    UnfilledGapError,
    UnknownListError,
    UnknownWordError,
    find_words,
    fold,
    label,
    read_word,
    sentence,
    term,
    terms,
)

PHRASES = yaml.safe_load(Path(__file__).with_name("focus_phrases.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", PHRASES, ids=lambda case: case["written"][:40])
def test_what_a_table_says_an_agreement_is_about_finds_its_themes(case):
    assert [found.term.code for found in find_words("themes", case["written"])] == case["means"]


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        ("forms", "HERMANAMIENTO", "twinning"),
        ("forms", "Cidades-irmãs", "twinning"),
        ("forms", "Freundschaft", "friendship"),
        ("forms", "k", "contact"),
        ("columns", "INTERNATIONAL PROVINCE", "party_2"),
        ("columns", "FOCUS OF THE AGREEMENT", "focus"),
        ("columns", "partner_country_de", "party_2_country"),
        ("columns", "Estado", "state_or_region"),
        ("unavailable", "Not available", "not_available"),
        ("unavailable", "k.A.", "no_data"),
        ("unavailable", " — ", "no_data"),
        ("unavailable", "?", "unknown"),
        ("unavailable", "S/F", "no_date"),
        ("unavailable", "", None),
        ("unavailable", "August 2010", None),
        ("months", "Agosto", "august"),
        ("months", "Sept.", "september"),
        ("months", "MÄRZ", "march"),
        ("regions", "Latinoamérica", "419"),
        ("languages", "Português", "pt"),
        ("levels", "Estatal", "state"),
    ],
)
def test_a_written_word_is_read_whatever_its_accents_and_capitals(name, written, code):
    found = read_word(name, written)
    assert (found and found.code) == code


def test_folding_takes_away_accents_capitals_and_punctuation_only():
    assert fold("São João del-Rei") == "sao joao del rei"
    assert fold("Łódź / Øst-Æbeltoft") == "lodz ost aebeltoft"
    assert fold("Straße") == "strasse"
    assert fold("山梨県") == "山梨県"
    assert fold("Йошкар-Ола") == "иошкар ола"
    assert fold(" \t--!? ") == ""


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_reading_any_text_never_fails(text):
    assert read_word("themes", text) is None or text
    assert isinstance(find_words("themes", text), tuple)


def test_an_unknown_list_or_word_is_refused_by_name():
    with pytest.raises(UnknownListError, match="colours"):
        terms("colours")
    with pytest.raises(UnknownWordError, match="marriage"):
        term("forms", "marriage")


def test_a_label_falls_back_to_english_in_a_language_that_the_list_lacks():
    assert label("forms", "twinning", "pt") == "Irmanamento"
    assert label("forms", "twinning", "ja") == "Twinning"


def test_a_finding_is_a_whole_sentence_in_the_readers_language():
    assert sentence("date_unknown", "es", {"written": "s/f"}).startswith(
        "No se conoce la fecha de firma: la fuente dice «s/f»."
    )


def test_a_sentence_with_an_unfilled_gap_is_refused():
    with pytest.raises(UnfilledGapError, match="written"):
        sentence("date_unknown", "en", {})
