"""Every directive that ships is valid and complete, and trusts nothing more than it may."""

import re

import pytest
import yaml

from twinpact.agreements.lifecycle import STEPS
from twinpact.directives import (
    BadDirectiveError,
    NoDirectiveError,
    UnknownRuleError,
    directive,
    directive_texts,
    directives,
    read_directive,
    say_finding,
    schema,
    validate_directive,
)
from twinpact.directives.conditions import TESTS
from twinpact.directives.yaml_text import LONGEST, read_yaml
from twinpact.vocabularies import LANGUAGES, terms

COUNTRIES = ("BR", "CN", "CO", "EU", "FR", "JP", "MX", "US")
MEXICO = directive_texts()["MX"]
RULES = [rule for one in directives().values() for rule in one.rules]
CONFIRMED = {
    "MX": {"MX-1", "MX-2", "MX-3", "MX-5", "MX-7", "MX-9"},
    "FR": {"FR-1", "FR-2", "FR-3", "FR-4", "FR-6"},
    "EU": {"EU-2", "EU-3"},
    "CN": {"CN-1", "CN-2", "CN-3", "CN-5", "CN-6", "CN-7", "CN-8", "CN-9"},
}


def codes(text):
    return [found.code for found in validate_directive(text)]


def changed(path, value, text=MEXICO):
    """The text with one value changed, or taken out where the new value is None."""
    told = read_yaml(text)
    at = told
    for part in path[:-1]:
        at = at[part]
    if value is None:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False)


def test_there_is_a_directive_of_each_of_the_eight():
    assert tuple(directives()) == COUNTRIES


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_directive_is_valid(country):
    found = validate_directive(directive_texts()[country])
    assert [f"{one.path}: {say_finding(one, 'en')}" for one in found] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_complete_in_three_languages_with_source_and_confidence(rule):
    for text in (rule.title, rule.text, rule.source.title):
        assert set(text) == set(LANGUAGES)
        assert all(words.strip() == words and words for words in text.values())
    assert all(words.endswith((".", "…")) for words in rule.text.values())
    assert len(set(rule.text.values())) == 3
    assert rule.confidence in terms("confidences")


def test_only_what_was_read_as_law_is_confirmed():
    confirmed = {country: set() for country in CONFIRMED}
    for one in directives().values():
        for rule in one.rules:
            if rule.confidence == "confirmed":
                confirmed.setdefault(one.country, set()).add(rule.id)
                assert rule.text_date is not None
                assert rule.source.address is not None
    assert confirmed == CONFIRMED


def test_an_unverified_rule_never_blocks():
    assert [r.id for r in RULES if r.confidence == "unverified" and r.blocking] == []


def test_the_only_lengths_of_time_are_those_of_the_european_regulation():
    known = {r.id: r.deadline.number for r in RULES if r.deadline and r.deadline.number}
    assert known == {"EU-3": 3, "EU-4": 6}


def test_no_rule_that_ships_lets_silence_decide_unless_unverified():
    meaning = {r.id: r.confidence for r in RULES if r.silence in {"approval", "refusal"}}
    assert meaning == {"EU-4": "unverified"}


def test_a_rule_is_found_by_its_id_and_a_directive_by_its_country():
    assert directive("FR").rule("FR-6").effect == "in_force"
    with pytest.raises(UnknownRuleError):
        directive("FR").rule("FR-99")
    with pytest.raises(NoDirectiveError):
        directive("PE")


def test_the_words_of_the_schema_are_those_of_the_lists():
    defs = schema()["$defs"]
    rule = defs["rule"]["properties"]
    assert rule["kind"]["enum"] == list(terms("rule_kinds"))
    assert rule["confidence"]["enum"] == list(terms("confidences"))
    assert rule["silence"]["enum"] == list(terms("silences"))
    units = rule["deadline"]["properties"]["unit"]["enum"]
    assert units == [*terms("deadline_units"), None]
    assert rule["before"]["enum"] == [step.code for step in STEPS if step.way]
    assert defs["test"]["properties"]["name"]["enum"] == list(TESTS)


def test_every_fact_is_a_question_in_three_languages():
    for code, word in terms("facts").items():
        assert set(word.extra["question"]) == set(LANGUAGES), code
        assert all(text.endswith("?") for text in word.extra["question"].values()), code


@pytest.mark.parametrize(
    "name", ["rulings", "conflicts", "refusals", "directive_findings", "life_reasons"]
)
def test_every_sentence_is_whole_with_the_same_gaps_in_three_languages(name):
    for code, word in terms(name).items():
        told = word.extra["sentence"]
        assert set(told) == set(LANGUAGES), code
        assert len({frozenset(re.findall(r"\{(\w+)\}", text)) for text in told.values()}) == 1, (
            code
        )
        assert all(text.endswith((".", "{text}", "{reason}")) for text in told.values()), code


@pytest.mark.parametrize(
    ("path", "value", "code", "where"),
    [
        (("country",), "mx", "wrong_form", "country"),
        (("version",), None, "key_missing", ""),
        (("zone",), "America/Guadalajara", "zone_unknown", "zone"),
        (("text_date",), "1992-02-30", "date_impossible", "text_date"),
        (("title", "pt"), None, "language_missing", "title"),
        (("rules", 0, "text", "en"), "  ", "empty", "rules[0].text.en"),
        (("rules", 0, "source"), None, "key_missing", "rules[0]"),
        (("rules", 0, "confidence"), None, "key_missing", "rules[0]"),
        (("rules", 0, "confidence"), "sure", "not_a_word", "rules[0].confidence"),
        (("rules", 0, "blocking"), "yes", "wrong_type", "rules[0].blocking"),
        (("rules", 0, "before"), None, "key_missing", "rules[0]"),
        (("rules", 0, "id"), "FR-1", "id_foreign", "rules[0].id"),
        (("rules", 0, "id"), "MX-2", "id_twice", "rules[1].id"),
        (("rules", 0, "colour"), "green", "key_unknown", "rules[0]"),
        (("rules", 0, "test", "allowed"), ["gobierno"], "not_a_word", "rules[0].test"),
        (("rules", 2, "test", "fact"), "own_power", "not_a_word", "rules[2].test"),
        (("rules", 2, "test", "expected"), None, "key_missing", "rules[2].test"),
        (("rules", 3, "order"), 6, "not_a_step", "rules[3].order"),
        (("rules", 4, "order"), 2, "order_gap", "rules"),
        (("rules", 4, "order"), 2, "order_twice", "rules[4].order"),
        (("rules", 4, "order"), None, "key_missing", "rules[4]"),
        (("rules", 4, "actor"), "king", "not_a_word", "rules[4].actor"),
        (("rules", 4, "authority"), "king", "not_a_word", "rules[4].authority"),
        (("rules", 4, "artefact"), "crown", "not_a_word", "rules[4].artefact"),
        (("rules", 4, "silence"), "approval", "silence_without_deadline", "rules[4].silence"),
        (("rules", 5, "after"), ["MX-99"], "rule_unknown", "rules[5].after"),
        (("rules", 5, "after"), ["MX-1"], "rule_unknown", "rules[5].after"),
        (("rules", 5, "after"), ["MX-9"], "rule_not_earlier", "rules[5].after"),
        (("rules", 6, "deadline", "counted_from"), "MX-9", "rule_not_earlier",
         "rules[6].deadline.counted_from"),
        (("rules", 6, "deadline", "number"), 30, "not_a_word", "rules[6].deadline.unit"),
        (("rules", 6, "deadline", "calendar"), "ZZ", "calendar_unknown",
         "rules[6].deadline.calendar"),
        (("rules", 6, "text_date"), None, "confirmed_undated", "rules[6].text_date"),
        (("rules", 6, "confidence"), "unverified", "unverified_blocks", "rules[6].blocking"),
        (("rules", 6, "amends"), "MX-98", "rule_unknown", "rules[6].amends"),
        (("rules", 6, "amends"), "MX-5", "order_differs", "rules[6].order"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found_where_it_is(path, value, code, where):
    found = {(one.code, one.path) for one in validate_directive(changed(path, value))}
    assert (code, where) in found


def test_a_changed_text_without_a_fault_has_no_findings():
    assert codes(changed(("version",), "2")) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "wrong_type"),
        ("[1, 2]", "wrong_type"),
        ("country: [", "not_yaml"),
        ("a: &x [1]\nb: *x", "not_yaml"),
        ("a: !!python/object/apply:os.system ['true']", "not_yaml"),
        ("country: MX\ncountry: FR", "key_twice"),
        ("[" * 500 + "]" * 500, "not_yaml"),
        ("a: " + "x" * LONGEST, "too_long"),
        ("? [a, b]\n: c", "not_yaml"),
        ("<<: {a: 1}", "not_yaml"),
        ("a: \x00", "not_yaml"),
    ],
    ids=range(11),
)
def test_a_hostile_text_is_refused_with_a_finding(text, code):
    found = validate_directive(text)
    assert found[0].code == code
    for language in LANGUAGES:
        assert say_finding(found[0], language)


def test_norways_code_is_no_truth_value_and_dates_stay_as_written():
    text = MEXICO.replace("MX", "NO").replace("America/Mexico_City", "Europe/Oslo")
    assert codes(text) == []
    assert read_directive(text).country == "NO"
    assert codes(MEXICO.replace('text_date: "1992-01-02"', "text_date: 1992-01-02")) == []


def test_an_unsound_text_cannot_be_read():
    with pytest.raises(BadDirectiveError) as bad:
        read_directive(changed(("rules", 5, "after"), ["MX-99"]))
    assert "rules[5].after" in str(bad.value)
    assert bad.value.findings[0].code == "rule_unknown"
