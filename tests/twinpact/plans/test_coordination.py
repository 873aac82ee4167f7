"""Priorities covered or not, activities that repeat others, the funding gate, evaluations."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.twinpact.plans.programmes import FIRST, SECOND
from twinpact.agreements.lifecycle import STEPS
from twinpact.plans import (
    DevelopmentPlan,
    EarlierReportMissingError,
    Evaluation,
    FundingGate,
    OngoingActivity,
    PlanProgramme,
    Pointer,
    Priority,
    ReportDue,
    coverage,
    duplicates,
    missing_reports,
    next_step,
    pass_gate,
    principle_score,
    questions,
)
from twinpact.plans.development_plan import UnknownPriorityError
from twinpact.plans.evaluation import (
    DecisionMissingError,
    OffTheScaleError,
    QuestionUnknownError,
)
from twinpact.vocabularies import LANGUAGES, terms

DAY = date(2026, 3, 1)
PLAN = DevelopmentPlan(
    "PD",
    "Antioquia para todos 2008–2011",
    priorities=(
        Priority("1", "Desarrollo económico"),
        Priority("1.1", "Internacionalización", within="1"),
        Priority("2", "Ambiente"),
    ),
    programmes=(PlanProgramme("1.1.1", "Hermanamientos", "1.1"),),
)


def test_coverage_tells_what_nobody_works_on_and_what_no_priority_needs():
    bilbao = Pointer("agreement", "AG-1", ("1.1",))
    loose = Pointer("agreement", "AG-2", ())
    strange = Pointer("activity", "A", ("9",))
    told = coverage(PLAN, [bilbao, loose, strange])
    assert told.by_priority["1.1"] == (bilbao,)
    assert told.by_priority["1"] == (bilbao,)
    assert told.unworked == ("2",)
    assert told.unneeded == (loose, strange)
    assert told.unknown == ("9",)


def test_coverage_ends_where_priorities_lie_within_each_other():
    circle = replace(PLAN, priorities=(Priority("1", "a", "1.1"), Priority("1.1", "b", "1")))
    assert coverage(circle, [Pointer("agreement", "x", ("1",))]).unworked == ()


def test_a_plan_names_no_priority_that_it_does_not_have():
    with pytest.raises(UnknownPriorityError):
        replace(PLAN, programmes=(PlanProgramme("x", "x", "7"),))


NEW = OngoingActivity(
    "n", "Taller de turismo rural", "Gobernación", ("Bilbao",), ("tourism",), FIRST
)


def test_an_activity_that_repeats_that_of_another_body_is_told_with_reasons():
    aci = OngoingActivity("o", "Taller turismo rural", "ACI", ("Bilbao",), ("tourism",), FIRST)
    (told,) = duplicates(NEW, [aci])
    assert [one.code for one in told.reasons] == [
        "same_partner", "same_theme", "like_title", "same_period",
    ]  # fmt: skip
    assert told.reasons[0].say("es") == "ACI ya trabaja con Bilbao."
    assert told.reasons[1].say("en") == "ACI already works on the theme Tourism."
    assert all(one.say(language) for one in told.reasons for language in LANGUAGES)


@pytest.mark.parametrize(
    "more",
    [
        {"body": "GOBERNACION"},
        {"partners": ("Jalisco",), "themes": ("health",), "title": "Hospital"},
        {"period": SECOND},
    ],
)
def test_what_another_body_does_with_others_or_at_another_time_is_no_repetition(more):
    other = replace(NEW, **{"id": "o", "body": "ACI", **more})
    assert duplicates(NEW, [other]) == ()


def test_an_unknown_time_may_be_the_same_and_is_told():
    (told,) = duplicates(NEW, [replace(NEW, id="o", body="ACI", period=None)])
    assert told.reasons[-1].code == "period_unknown"


def test_the_likeliest_repetition_comes_first():
    partner = replace(NEW, id="a", body="ACI", themes=(), title="Otra cosa")
    both = replace(NEW, id="b", body="IDEA", title="Otra cosa")
    assert [one.other.id for one in duplicates(NEW, [partner, both])] == ["b", "a"]


REPORTS = (
    ReportDue("AG", 2023, date(2024, 3, 1), date(2024, 2, 1)),
    ReportDue("AG", 2024, date(2025, 3, 1)),
    ReportDue("AG", 2025, date(2026, 12, 1)),
    ReportDue("OTHER", 2020),
)


def test_the_gate_refuses_a_new_programme_while_an_earlier_report_is_missing():
    with pytest.raises(EarlierReportMissingError) as refused:
        pass_gate(FundingGate(), "AG", 2026, REPORTS, on=DAY)
    assert [one.year for one in refused.value.reports] == [2024]
    assert refused.value.say("es") == (
        "No puede abrirse un programa nuevo: faltan los informes de 2024."
    )


def test_a_gate_that_is_off_and_one_whose_reports_are_in_let_through():
    pass_gate(None, "AG", 2026, REPORTS, on=DAY)
    pass_gate(FundingGate(), "AG", 2025, REPORTS, on=DAY)
    pass_gate(FundingGate(), "NEW", 2026, REPORTS, on=DAY)


def test_a_report_is_waited_for_only_once_its_day_has_passed():
    gate = FundingGate(years_back=1)
    assert len(missing_reports(gate, "AG", 2026, REPORTS, on=DAY)) == 1
    assert len(missing_reports(gate, "AG", 2026, REPORTS, on=date(2026, 12, 2))) == 2


def evaluation(**more):
    return Evaluation("final", "AG", DAY, **more)


def test_an_evaluation_asks_its_questions_and_ten_principles():
    assert len(terms("rome_principles")) == 10
    assert all(set(one.extra["question"]) == set(LANGUAGES)
               for one in terms("rome_principles").values())  # fmt: skip
    assert "next_year" in {one.code for one in questions("mid_term")}
    done = evaluation(answers={"lessons": "Empezar antes"}, principles={"peer_learning": 4})
    assert "lessons" not in done.unanswered
    assert "financing" in done.unanswered


def test_the_score_is_the_mean_of_what_was_scored_and_none_of_nothing():
    told = principle_score(evaluation(principles={"peer_learning": 4, "financing": 1}))
    assert (told.mean, told.known, told.of) == (Decimal("2.5"), 2, 10)
    assert principle_score(evaluation()).mean is None


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"answers": {"weather": "x"}}, QuestionUnknownError),
        ({"answers": {"effect_reached": 6}}, OffTheScaleError),
        ({"answers": {"effect_reached": "mucho"}}, OffTheScaleError),
        ({"answers": {"lessons": 3}}, OffTheScaleError),
        ({"principles": {"peer_learning": 0}}, OffTheScaleError),
        ({"principles": {"peer_learning": True}}, OffTheScaleError),
        ({"principles": {"luck": 3}}, QuestionUnknownError),
    ],
)
def test_an_answer_that_is_none_is_refused(more, error):
    with pytest.raises(error) as refused:
        evaluation(**more)
    assert refused.value.say("en")


@pytest.mark.parametrize(
    ("decision", "state", "ended", "step", "there"),
    [
        ("renew", "in_force", False, "renew", True),
        ("renew", "in_force", True, "renew", True),
        ("refocus", "in_force", None, None, True),
        ("refocus", "in_force", True, "renew", True),
        ("pause", "in_force", False, "suspend", True),
        ("pause", "suspended", False, "suspend", False),
        ("end", "in_force", False, "terminate", True),
        ("end", "in_force", True, "expire", True),
        ("renew", "terminated", True, "renew", False),
    ],
)
def test_the_decision_leads_to_a_step_of_the_agreements_life(decision, state, ended, step, there):
    told = next_step(evaluation(decision=decision), state=state, ended=ended)
    assert (told.step, told.open) == (step, there)
    assert told.programme == (decision in {"renew", "refocus"})


def test_every_step_of_a_decision_is_one_of_the_life():
    known = {step.code for step in STEPS} | {None}
    for word in terms("evaluation_decisions").values():
        assert {word.extra["step"], word.extra["step_after_end"]} <= known


def test_an_evaluation_without_a_decision_leads_nowhere():
    with pytest.raises(DecisionMissingError):
        next_step(evaluation(), state="in_force", ended=None)
