"""The engine beside its table of cases: versions, the way into force, what always holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twinpact.agreements import Agreement, Party, parse_partial_date
from twinpact.agreements.lifecycle import (
    Life,
    Override,
    RulesUnmetError,
    TakenStep,
    replay,
    take,
)
from twinpact.directives import (
    Case,
    Evidence,
    SetAside,
    Side,
    assess,
    case_of,
    directive_texts,
    directives,
    met_of,
    read_directive,
    requirements_of,
    say_conflict,
    say_refusal,
    say_side,
    say_standing,
)
from twinpact.places import Place
from twinpact.vocabularies import LANGUAGES, terms

DAY = date(2026, 11, 24)
JALISCO = Side("MX", "state", "government", "Jalisco")
PARANA = Side("BR", "state", "government", "Paraná")
MEDELLIN = Side("CO", "municipality", "government", "Medellín")
QINGDAO = Side("CN", "municipality", "government", "Qingdao")
FACTS = {"diplomatic_relations": True, "open_city": True, "twinned_in_country": False}
PAPERS = frozenset({"letter_of_intent", "agreement_draft", "signed_agreement"})
WAY = (
    "sign_letter_of_intent", "begin_drafting", "submit_for_approval", "request_opinion",
    "clear_for_signature", "sign", "enter_into_force",
)  # fmt: skip


def step(name, case, evidence, on, set_aside=()):
    found = assess(case, on=on, evidence=evidence, set_aside=set_aside)
    return TakenStep(name, on, artefacts=PAPERS, met=met_of(found)), requirements_of(found)


def test_an_own_version_of_a_directive_replaces_the_one_that_ships():
    text = directive_texts()["MX"].replace('version: "1"', 'version: "2"')
    own = read_directive(text.replace("unit: null, number: null", "unit: days, number: 20"))
    case = Case((JALISCO, PARANA), facts={"within_own_powers": True})
    sent = [Evidence("MX-5", DAY)]
    found = assess(case, on=DAY, evidence=sent, directives={**directives(), "MX": own})
    by_id = {one.rule.id: one for one in found.standings}
    assert found.sides[0].directive.version == "2"
    assert by_id["MX-7"].due.day == DAY + timedelta(days=20)
    assert {one.rule.id: one for one in assess(case, on=DAY, evidence=sent).standings}[
        "MX-7"
    ].due is None


def test_medellin_and_qingdao_walk_into_force_under_both_sides_rules():
    case = Case((MEDELLIN, QINGDAO), form="twinning", facts=FACTS)
    evidence, life = [], Life()
    done_by = {
        "begin_drafting": ["CN-5"],
        "submit_for_approval": ["CN-6"],
        "request_opinion": ["CN-7"],
        "clear_for_signature": ["CN-8"],
        "sign": ["CN-9"],
    }
    for number, name in enumerate(WAY):
        on = DAY + timedelta(days=number)
        for rule in done_by.get(name, ()):
            taken, asked = step(name, case, evidence, on)
            with pytest.raises(RulesUnmetError) as refused:
                take(life, taken, asked)
            assert f"2:{rule}" in refused.value.rules
            evidence.append(Evidence(rule, on, side=1))
        if name == "enter_into_force":
            taken, asked = step(name, case, evidence, on)
            with pytest.raises(RulesUnmetError) as refused:
                take(life, taken, asked)
            assert refused.value.rules == ("1:CO-2",)
            rules = [one for side in (0, 1) for one in directives()[("CO", "CN")[side]].rules]
            assert "Acuerdo del concejo (CO-2)" in say_refusal(refused.value, "es", rules=rules)
            evidence.append(Evidence("CO-2", on, side=0, artefact="council_act"))
        taken, asked = step(name, case, evidence, on)
        life = take(life, taken, asked)
    assert life.state == "in_force"
    assert replay(life.taken, asked) == life


def test_jalisco_overrides_the_opinion_with_a_reason_that_stays():
    case = Case((JALISCO, PARANA), facts={"within_own_powers": True})
    evidence = [Evidence("MX-5", DAY)]
    reason = "The ministry said in writing that no opinion is needed."
    life = Life("signature")
    taken, asked = step("sign", case, evidence, DAY)
    with pytest.raises(RulesUnmetError):
        take(life, taken, asked)
    override = Override("1:MX-7", reason)
    life = take(life, TakenStep("sign", DAY, PAPERS, taken.met, (override,)), asked)
    assert life.state == "registration"
    found = assess(case, on=DAY, evidence=evidence, set_aside=[SetAside("MX-7", reason)])
    said = {one.rule.id: one for one in found.standings}["MX-7"]
    assert said.standing == "overridden"
    assert reason in say_standing(said, "pt")


def test_a_condition_that_fails_blocks_the_step_of_the_life():
    case = Case(
        (Side("CN", "state", "government"), MEDELLIN), facts={"diplomatic_relations": True}
    )
    taken, asked = step("sign_letter_of_intent", case, [], DAY)
    with pytest.raises(RulesUnmetError) as refused:
        take(Life(), taken, asked)
    assert refused.value.rules == ("1:CN-3",)


def test_the_requirements_of_a_version_do_not_depend_on_what_is_known():
    bare = assess(Case((MEDELLIN, QINGDAO)), on=DAY)
    full = assess(Case((MEDELLIN, QINGDAO), form="friendship", facts=FACTS), on=DAY)
    assert requirements_of(bare) == requirements_of(full)
    assert "1:CO-2" in met_of(full)
    assert "1:CO-2" not in met_of(bare)


def test_an_agreement_of_a_table_is_a_case_as_far_as_its_record_goes():
    jalisco = Place("MX-JAL", "state", "Jalisco", "MX")
    parties = (Party("Jalisco", jalisco), Party("A university", None, organization="Universidad"))
    agreement = Agreement(2, parties, form="twinning", signed=parse_partial_date("2010-08"))
    case = case_of(agreement, facts={"within_own_powers": True})
    assert case.sides == (
        Side("MX", "state", "government", "Jalisco"),
        Side(None, None, "university", "A university"),
    )
    assert case.signed_on is None
    assert case.fact("within_own_powers", 0) is True


def test_three_parties_are_each_under_their_own_rules():
    found = assess(Case((JALISCO, PARANA, QINGDAO)), on=DAY)
    assert [side.directive.country for side in found.sides] == ["MX", "BR", "CN"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sides_and_conflicts_are_said_with_their_rules(language):
    paris = Side("FR", "municipality", "government")
    facts = {"egtc": True, "object_stated": False, "within_own_powers": True}
    found = assess(Case((paris, JALISCO, Side("ES", "state"), Side("PE")), facts=facts), on=DAY)
    for side in found.sides:
        said = say_side(side, language)
        assert said.endswith(".")
        assert all(one.rule.id in said for one in side.because if side.may != "yes")
    assert {one.code for one in found.conflicts} >= {"texts_differ", "force_differs"}
    for conflict in found.conflicts:
        assert all(one.rule.id in say_conflict(conflict, language) for one in conflict.rules)


FACT_CODES = [code for code, word in terms("facts").items() if "of_the_record" not in word.extra]
sides = st.builds(
    Side,
    country=st.sampled_from([None, "PE", *(c for c in directives() if c != "EU")]),
    level=st.sampled_from([None, *terms("levels")]),
    kind=st.sampled_from([None, *terms("organization_kinds")]),
)
cases = st.builds(
    Case,
    sides=st.lists(sides, min_size=2, max_size=3).map(tuple),
    form=st.sampled_from([None, *terms("forms")]),
    themes=st.lists(st.sampled_from(list(terms("themes"))), max_size=3).map(tuple),
    signed_on=st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    facts=st.dictionaries(st.sampled_from(FACT_CODES), st.booleans()),
)
ids = [rule.id for one in directives().values() for rule in one.rules]
evidence = st.lists(
    st.builds(
        Evidence,
        rule=st.sampled_from(ids),
        on=st.dates(date(2026, 1, 1), date(2027, 1, 1)),
        side=st.integers(0, 2),
        outcome=st.sampled_from(["done", "done", "refused"]),
    ),
    max_size=12,
)


@settings(max_examples=200, deadline=None)
@given(cases, evidence, st.dates(date(2026, 1, 1), date(2027, 6, 1)))
def test_of_any_case_every_answer_names_its_rules(case, told, on):
    found = assess(case, on=on, evidence=told)
    assert found == assess(case, on=on, evidence=told)
    for side in found.sides:
        if side.directive is None:
            assert (side.may, side.standings) == ("cannot_be_said", ())
            continue
        if side.standings:
            assert len(side.standings) == len(side.directive.rules)
            grounds = [one for one in side.standings if one.standing != "not_applicable"]
            if any(one.rule.kind != "duty" for one in grounds):
                assert side.because
                assert side.confidence in terms("confidences")
        for one in side.standings:
            assert one.rule in side.directive.rules
            assert one.standing in terms("standings")
            assert (one.standing == "cannot_be_said") <= bool(
                one.facts or one.code == "late_answer"
            )
    answers = {side.may for side in found.sides}
    assert (found.may == "no") == ("no" in answers)
    assert (found.may == "yes") == (answers == {"yes"})


@settings(max_examples=100, deadline=None)
@given(cases, evidence, st.sampled_from(FACT_CODES), st.booleans())
def test_one_more_fact_never_undoes_an_answer_that_did_not_wait_for_it(case, told, fact, value):
    before = assess(case, on=DAY, evidence=told)
    if fact in case.facts or fact in {"egtc", "ranks_match", "several_fields"}:
        return
    facts = {**case.facts, fact: value}
    after = assess(Case(case.sides, case.form, case.themes, case.money, case.signed_on, facts),
                   on=DAY, evidence=told)  # fmt: skip
    changed = {
        one.rule.id
        for one, two in zip(before.standings, after.standings, strict=True)
        if one.rule.kind == "condition" and one.standing != two.standing
    }
    waited = {one.rule.id for one in before.standings if fact in one.facts}
    assert changed <= waited


@settings(max_examples=100, deadline=None)
@given(cases, evidence)
def test_an_act_of_tomorrow_changes_nothing_today(case, told):
    later = [*told, *(Evidence(one, DAY + timedelta(days=1)) for one in ids)]
    assert assess(case, on=DAY, evidence=told) == assess(case, on=DAY, evidence=later)
