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
    evidence = of_side(told.get("done"), lambda rule, on, side: Evidence(rule, on, side))
    evidence += of_side(
        told.get("refused"), lambda rule, on, side: Evidence(rule, on, side, "refused")
    )
    set_aside = of_side(
        told.get("overridden"), lambda rule, reason, side: SetAside(rule, reason, side)
    )
    return assess(case, on=told["day"], evidence=evidence, set_aside=set_aside, directives=KNOWN)


def found(expected, assessment):
    """What the engine says of everything that the case expects, in the words of the case."""
    by_key = {one.key: one for one in assessment.standings}
    said = {}
    for name, value in expected.items():
        match name:
            case "may":
                said[name] = assessment.may
            case "because":
                deciding = [one for one in assessment.sides if one.may == assessment.may]
                said[name] = [one.key for side in deciding for one in side.because]
            case "missing" | "turn":
                said[name] = [one.key for one in getattr(assessment, name)]
            case "wants":
                said[name] = sorted(assessment.facts_wanted)
            case "conflicts":
                said[name] = [one.code for one in assessment.conflicts]
            case "standing":
                said[name] = {rule: by_key[rule].standing for rule in value}
            case "due":
                said[name] = {rule: by_key[rule].due.day for rule in value}
            case "left":
                said[name] = {rule: by_key[rule].due.days_left for rule in value}
            case "silence":
                said[name] = {rule: COUNTED[by_key[rule].silence_counted] for rule in value}
            case "says":
                said[name] = {
                    rule: text if text in say(by_key[rule]) else say(by_key[rule])
                    for rule, text in value.items()
                }
    return said


def say(standing):
    directive = KNOWN[standing.rule.id.partition("-")[0]]
    return say_standing(standing, "en", directive=directive)


@pytest.mark.parametrize("told", CASES, ids=lambda told: told["case"])
def test_the_directives_say_what_the_table_expects(told):
    expected = told["expect"]
    said = found(expected, answer(told))
    for name in ("missing", "turn", "because", "conflicts", "wants"):
        if name in expected:
            expected = {**expected, name: sorted(expected[name])}
            said[name] = sorted(said[name])
    if "wants" in expected:
        said["wants"] = [one for one in said["wants"] if one in expected["wants"]]
    assert said == expected


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
