"""What is read of a sentence in each language; the examples stand in a table."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from twinpact.agreements.bilingual import number_in_words, read_items, split_clauses

CASES = yaml.safe_load(Path(__file__).with_name("reading.yaml").read_text("utf-8"))


def in_short(item):
    values = "/".join(sorted(item.values))
    return f"{item.kind} {values}" + (
        f" {item.currency or 'unknown'}" if item.kind == "amount" else ""
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']} {case['written']}")
def test_what_a_sentence_says_is_read(case):
    read = read_items(case["written"], case["language"])
    assert [in_short(item) for item in read.items if not item.weak] == case["items"]
    assert not read.doubts


def test_a_number_that_can_mean_two_keeps_both_readings():
    [item] = read_items("1.500 personas", "es").items
    assert item.values == {"1500", "1.5"}


@pytest.mark.parametrize(
    ("written", "language", "code"),
    [
        ("tres (4) años", "es", "number_words_differ"),
        ("fifty thousand dollars (USD 55,000.00)", "en", "amount_words_differ"),
        ("el 31 de febrero de 2012", "es", "date_impossible"),
        ("on 05/03/2012", "en", "date_ambiguous"),
        ("三(4)年", "zh", "number_words_differ"),
    ],
)
def test_a_text_that_contradicts_itself_is_told(written, language, code):
    assert [doubt.code for doubt in read_items(written, language).doubts] == [code]


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_a_number_written_in_words_is_read_back(language):
    for number in range(2, 100):
        [item] = read_items(f"x {number_in_words(number, language)} x", language).items
        assert item.values == {f"{number}"}


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("Uno\nCLÁUSULA PRIMERA.- A\n1. x\n2. y\nCLÁUSULA SEGUNDA.- B", "es", [1, 2]),
        ("PRIMERA. A\nSEGUNDA. B\nTERCERA: C", "es", [1, 2, 3]),
        (
            "Clause 1. A\nClause 2. B\nClause 1 applies to all of this, whatever is said.",
            "en",
            [1, 2],
        ),
        ("1. A\n1.1 x\n2. B\n3) C", "en", [1, 2, 3]),
        ("I. A\nII. B\nIII. C", "pt", [1, 2, 3]),
        ("Artigo 1º A\nArtigo 2º B", "pt", [1, 2]),
        ("第一条 甲\n第二条 乙\n第十条 丙", "zh", [1, 2]),
        ("Erster Artikel: A\nZweiter Artikel: B", "de", [1, 2]),
        ("Nothing is numbered here.", "en", []),
    ],
)
def test_clauses_are_found_by_how_they_are_headed(text, language, numbers):
    clauses = split_clauses(text, language)
    assert [one.number for one in clauses if one.part == "clause"] == numbers


@given(st.text(max_size=300), st.sampled_from(["es", "en", "pt", "fr", "de", "zh", "xx"]))
def test_no_text_breaks_the_reader_and_marks_lie_inside_it(text, language):
    for item in (*read_items(text, language).items, *read_items(text, language).doubts):
        assert 0 <= item.start < item.end <= len(text)
    assert all(one.text in text or one.text.strip() for one in split_clauses(text, language))
