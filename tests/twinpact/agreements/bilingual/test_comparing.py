"""The same agreement in two languages has no difference; whatever is changed is found."""

from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from twinpact.agreements import date_in_words, partial_date
from twinpact.agreements.bilingual import (
    EmptyTextError,
    PartyNames,
    compare_texts,
    number_in_words,
    say_difference,
)
from twinpact.vocabularies import LANGUAGES, terms

TEXTS = yaml.safe_load(Path(__file__).with_name("agreements.yaml").read_text("utf-8"))
PARTIES = [PartyNames(("Medellín",)), PartyNames(("Nanjing", "南京"))]


@pytest.mark.parametrize(("one", "other"), tuple(permutations(TEXTS, 2)))
def test_the_same_agreement_in_two_languages_has_no_difference(one, other):
    found = compare_texts(TEXTS[one], TEXTS[other], (one, other), PARTIES)
    assert found.counts == (3, 3)
    assert [say_difference(item, "en") for item in found.differences] == []


CHANGES = [
    ("en", "August 14", "August 15", "date_differs", None),
    ("zh", "十五名", "十六名", "number_differs", 1),
    ("zh", "50,000美元", "50,000欧元", "currency_differs", 2),
    ("zh", "九十日", "八十日", "number_differs", 3),
    ("zh", "2012年5月3日起", "2013年5月3日起", "date_differs", 3),
    ("fr", "50 000,00", "55 000,00", "amount_differs", 2),
    ("de", "nach Artikel 1", "nach Artikel 2", "reference_differs", 2),
    ("pt", "quinze (15)", "quinze (50)", "number_words_differ", 1),
    ("en", "CITY OF NANJING", "CITY OF NANNING", "party_missing", None),
]


@pytest.mark.parametrize(("language", "was", "now", "code", "clause"), CHANGES)
def test_a_change_in_one_language_is_found_where_it_is(language, was, now, code, clause):
    assert was in TEXTS[language]
    wrong = TEXTS[language].replace(was, now, 1)
    found = compare_texts(TEXTS["es"], wrong, ("es", language), PARTIES)
    said = {item.code: item for item in found.differences}
    assert code in said
    if clause is not None:
        assert found.pairs[said[code].pair].second.number == clause


def test_an_empty_text_is_refused_with_its_side():
    with pytest.raises(EmptyTextError) as empty:
        compare_texts("x", "  \n", ("es", "en"))
    assert empty.value.side == 2


def test_of_a_language_that_is_not_read_this_is_said():
    found = compare_texts("1. A 5\n2. B", "1. A 5\n2. B", ("es", "pl"))
    assert [item.code for item in found.differences] == ["language_unread"]


def test_every_difference_says_a_whole_sentence_with_the_same_gaps_in_three_languages():
    for code, word in terms("bench_findings").items():
        sentences = word.extra["sentence"]
        assert set(sentences) == set(LANGUAGES), code
        assert word.extra["severity"] in terms("severities")
        assert all(text.endswith(".") for text in sentences.values()), code


@dataclass(frozen=True)
class Said:
    """What one clause says, in any language."""

    day: tuple[int, int, int]
    years: int
    amount: int
    clause: int


SAID = st.builds(
    Said,
    day=st.tuples(st.integers(1950, 2100), st.integers(1, 12), st.integers(1, 28)),
    years=st.integers(2, 99),
    amount=st.integers(1, 9_999_999),
    clause=st.integers(1, 16),
)
ORDINALS = {
    "es": "primera segunda tercera cuarta quinta sexta séptima octava novena décima",
    "pt": "primeira segunda terceira quarta quinta sexta sétima oitava nona décima",
}
CLAUSE = {
    "es": "CLÁUSULA {head}. El plazo es de {years} años desde el {day},"
    " por {amount}, según la cláusula {clause}.",
    "en": "Clause {head}. The term is {years} years from {day},"
    " for {amount}, under clause {clause}.",
    "pt": "CLÁUSULA {head}. O prazo é de {years} anos desde {day},"
    " por {amount}, conforme a cláusula {clause}.",
}


def ordinal(number, language):
    words = ORDINALS.get(language, "").split()
    if not words:
        return str(number)
    return words[number - 1] if number <= 10 else f"{words[9]} {words[number - 11]}"


def amount(number, language):
    written = f"{number:,}.00"
    if language != "en":
        written = written.translate(str.maketrans(",.", ".,"))
    return f"USD {written}"


def text_of(clauses, language):
    return "\n".join(
        CLAUSE[language].format(
            head=ordinal(at, language),
            years=f"{number_in_words(said.years, language)} ({said.years})",
            day=date_in_words(partial_date(*said.day), language),
            amount=amount(said.amount, language),
            clause=ordinal(said.clause, language),
        )
        for at, said in enumerate(clauses, 1)
    )


PAIRS = st.sampled_from(list(permutations(LANGUAGES, 2)))
CLAUSES = st.lists(SAID, min_size=2, max_size=6)


@given(CLAUSES, PAIRS)
def test_a_text_made_of_the_same_clauses_has_no_finding(clauses, pair):
    found = compare_texts(text_of(clauses, pair[0]), text_of(clauses, pair[1]), pair)
    assert found.differences == ()


@given(CLAUSES, PAIRS, SAID, st.sampled_from(["day", "years", "amount", "clause"]), st.data())
def test_whatever_one_language_says_otherwise_is_found_in_its_clause(
    clauses, pair, another, field, data
):
    at = data.draw(st.integers(0, len(clauses) - 1))
    assume(getattr(clauses[at], field) != getattr(another, field))
    values = {name: getattr(clauses[at], name) for name in ("day", "years", "amount", "clause")}
    wrong = list(clauses)
    wrong[at] = Said(**(values | {field: getattr(another, field)}))
    found = compare_texts(text_of(clauses, pair[0]), text_of(wrong, pair[1]), pair)
    kind = {"day": "date", "years": "number", "amount": "amount", "clause": "reference"}[field]
    assert [(item.code, item.pair) for item in found.differences] == [(f"{kind}_differs", at)]


@given(
    st.lists(SAID, min_size=3, max_size=6, unique_by=lambda said: said.amount), PAIRS, st.data()
)
def test_a_clause_that_one_language_lacks_is_found(clauses, pair, data):
    at = data.draw(st.integers(0, len(clauses) - 1))
    fewer = clauses[:at] + clauses[at + 1 :]
    found = compare_texts(text_of(clauses, pair[0]), text_of(fewer, pair[1]), pair)
    codes = [item.code for item in found.differences]
    assert "clause_count_differs" in codes
    assert codes.count("clause_missing") == 1
