"""The table of cases: country, parties and day, and what the directives say."""

from pathlib import Path

import pytest
import yaml

from twinpact.directives import (
    Case,
    Evidence,
    SetAside,
    Side,
    assess,
    directives,
    read_directive,
    say_standing,
)

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "cases.yaml").read_text("utf-8"))
EXAMPLE = read_directive((HERE / "example.yaml").read_text("utf-8"))
KNOWN = {**directives(), "ZZ": EXAMPLE}
COUNTED = {True: "counted", False: "not counted", None: "unknown"}


def of_side(told, make):
    return [
        make(rule.partition(":")[2], value, int(rule.partition(":")[0]) - 1)
        for rule, value in (told or {}).items()
    ]


def answer(told):
    case = Case(
        sides=tuple(Side(**{"country": None, **party}) for party in told["parties"]),
        form=told.get("form"),
        themes=tuple(told.get("themes", ())),
        signed_on=told.get("signed"),
        facts=told.get("facts", {}),
    )
    evidence = of_side(told.get("done"), Evidence)
    evidence += of_side(
        told.get("refused"), lambda rule, on, side: Evidence(rule, on, side, "refused")
    )
    set_aside = of_side(told.get("overridden"), SetAside)
    return assess(case, on=told["day"], evidence=evidence, set_aside=set_aside, directives=KNOWN)


def found(expected, assessment):
    """What the engine says of everything that the case expects, in the words of the case."""
    by_key = {one.key: one for one in assessment.standings}
    deciding = [one for one in assessment.sides if one.may == assessment.may]
    whole = {
        "may": assessment.may,
        "because": sorted(one.key for side in deciding for one in side.because),
        "missing": sorted(one.key for one in assessment.missing),
        "turn": sorted(one.key for one in assessment.turn),
        "wants": [one for one in expected.get("wants", ()) if one in assessment.facts_wanted],
        "conflicts": sorted(one.code for one in assessment.conflicts),
    }
    return {
        name: whole[name]
        if name in whole
        else {rule: OF_A_RULE[name](by_key[rule], value) for rule, value in told.items()}
        for name, told in expected.items()
    }


OF_A_RULE = {
    "standing": lambda one, _: one.standing,
    "due": lambda one, _: one.due.day,
    "left": lambda one, _: one.due.days_left,
    "silence": lambda one, _: COUNTED[one.silence_counted],
    "says": lambda one, text: text if text in say(one) else say(one),
}


def say(standing):
    directive = KNOWN[standing.rule.id.partition("-")[0]]
    return say_standing(standing, "en", directive=directive)


@pytest.mark.parametrize("told", CASES, ids=lambda told: told["case"])
def test_the_directives_say_what_the_table_expects(told):
    expected = {
        name: sorted(value) if name in {"because", "missing", "turn", "conflicts"} else value
        for name, value in told["expect"].items()
    }
    assert found(expected, answer(told)) == expected


def test_there_are_at_least_forty_cases_and_every_country_has_some():
    assert len(CASES) >= 40
    named = {party.get("country") for told in CASES for party in told["parties"]}
    assert set(directives()) - {"EU"} <= named
    assert any("egtc" in told.get("facts", {}) for told in CASES)


@pytest.mark.parametrize("told", CASES, ids=lambda told: told["case"])
@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_every_answer_can_be_said_and_names_its_rule(told, language):
    assessment = answer(told)
    for one in assessment.standings:
        directive = KNOWN[one.rule.id.partition("-")[0]]
        sentence = say_standing(one, language, directive=directive)
        assert one.rule.id in sentence
        assert one.rule.source.title[language]
        assert one.rule.confidence in {"confirmed", "practice", "unverified"}
