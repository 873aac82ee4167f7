"""Every list can be read, and every word can be shown in three languages."""

import re
from string import Formatter

import pytest

from twinpact.vocabularies import LANGUAGES, fold, lists, read_word, term, terms

CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
STORED = {
    "forms": "twinning friendship cooperation_agreement project_partnership letter_of_intent"
    " memorandum contact",
    "levels": "country state intermediate municipality metropolitan",
    "scopes": "broad specific",
    "motivations": "historical social economic strategic",
    "states": "exploration letter_of_intent drafting internal_approval opinion signature"
    " registration in_force suspended dormant expired terminated",
    "severities": "critical error warning note",
    "count_classes": "twinning not_twinning cooperation_agreement",
    "roles": "reader officer reviewer authority administrator",
}


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("name", lists())
def test_every_word_of_a_list_has_three_labels_and_a_plain_code(name):
    assert terms(name)
    for code, word in terms(name).items():
        assert isinstance(code, str)
        assert CODE.fullmatch(code), code
        assert set(word.label) == set(LANGUAGES), code
        assert all(isinstance(text, str) and text.strip() == text for text in word.label.values())
        assert all(isinstance(text, str) for text in word.written), code


def read_as(name: str) -> list[tuple[str, str]]:
    """The spellings of a list and their words; a word with choices answers for all of them.

    "State" in a header may be the state of an agreement or a state of Mexico: the list of columns
    has a word for that doubt, which goes before the code of the one column.
    """
    in_doubt = {code for word in terms(name).values() for code in word.extra.get("choices", ())}
    return [
        (spelling, code)
        for code, word in terms(name).items()
        for spelling in word.spellings()
        if not (code in in_doubt and spelling == code.replace("_", " "))
    ]


@pytest.mark.parametrize("name", lists())
def test_no_spelling_of_a_list_is_given_twice_or_means_two_words(name):
    owner: dict[str, str] = {}
    for code, word in terms(name).items():
        given = [text.strip().casefold() for text in word.written]
        assert len(given) == len(set(given)), (code, given)
    for spelling, code in read_as(name):
        assert owner.setdefault(fold(spelling) or spelling, code) == code, spelling


@pytest.mark.parametrize("name", lists())
def test_every_spelling_is_read_back_as_its_word(name):
    for spelling, code in read_as(name):
        found = read_word(name, spelling.upper())
        assert found is not None
        assert found.code == code


@pytest.mark.parametrize(("name", "codes"), STORED.items())
def test_the_codes_that_are_stored_for_ever_are_there(name, codes):
    assert list(terms(name)) == codes.split()


def test_every_finding_says_a_whole_sentence_with_the_same_gaps_in_three_languages():
    for code, word in terms("findings").items():
        sentences = word.extra["sentence"]
        assert set(sentences) == set(LANGUAGES), code
        assert len({frozenset(gaps(text)) for text in sentences.values()}) == 1, code
        assert all(text.rstrip("»”)").endswith((".", "?")) for text in sentences.values()), code
        assert word.extra["severity"] in terms("severities"), code


def test_the_fifteen_themes_of_jalisco_stand_in_its_four_groups():
    groups = [word.extra["group"] for word in terms("themes").values() if "group" in word.extra]
    assert [groups.count(number) for number in (1, 2, 3, 4)] == [5, 3, 4, 3]
    assert set(map(str, groups)) == set(terms("theme_groups"))


def test_every_theme_crosses_to_a_known_sector_and_known_goals():
    used = {word.extra["sector"] for word in terms("themes").values()}
    assert used <= set(terms("sectors"))
    for code, word in terms("themes").items():
        assert word.extra["goals"], code
        assert {str(goal) for goal in word.extra["goals"]} <= set(terms("goals"))


def test_the_seventeen_goals_and_the_twelve_months_are_numbered():
    assert list(terms("goals")) == [str(number) for number in range(1, 18)]
    numbers = [word.extra["number"] for word in terms("months").values()]
    assert numbers == list(range(1, 13))


def test_every_region_lies_in_another_up_to_the_world():
    for code in terms("regions"):
        seen = [code]
        while parent := term("regions", seen[-1]).extra.get("parent"):
            assert parent not in seen
            seen.append(parent)
        assert seen[-1] == "001"


def test_south_america_lies_in_latin_america():
    assert term("regions", "005").extra["parent"] == "419"
    assert term("regions", "021").extra["parent"] == "019"
