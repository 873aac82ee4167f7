"""Procedures: row ↔ library."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from twinpact.agreements import lifecycle
from twinpact.agreements.lifecycle import Life, Requirement, State
from twinpact.directives import Case, Directive, Evidence, SetAside, case_of
from website.agreements import convert
from website.agreements.models import Agreement
from website.procedures.models import Procedure, ProcedureSide, RuleEvidence, TakenStep
from website.procedures.versions import read

ANSWERS = {"yes": True, "no": False}


def case_of_row(
    agreement: Agreement, facts: Mapping[str, Mapping[str, Mapping[str, str]]]
) -> Case:
    """The case that an agreement makes, with what people stated of each side."""
    case = case_of(convert.to_library(agreement))
    sides = tuple(
        replace(side, facts=_stated(facts.get(str(number), {})))
        for number, side in enumerate(case.sides, start=1)
    )
    return replace(case, sides=sides)


def _stated(facts: Mapping[str, Mapping[str, str]]) -> dict[str, bool]:
    """The facts that somebody knows; one answered "unknown" stays open."""
    return {
        fact: ANSWERS[told["answer"]] for fact, told in facts.items() if told["answer"] in ANSWERS
    }


def directives_of(sides: Iterable[ProcedureSide]) -> dict[str, Directive]:
    """The directives under which the sides run, by country."""
    found = (side.directive for side in sides if side.directive is not None)
    return {version.country: read(version.text) for version in found}


def evidence_of(rows: Iterable[RuleEvidence]) -> tuple[Evidence, ...]:
    """What was done or refused, without what was withdrawn."""
    return tuple(
        Evidence(
            row.rule,
            row.on,
            row.side - 1,
            "refused" if row.outcome == RuleEvidence.Outcome.REFUSED else "done",
            row.artefact or None,
        )
        for row in rows
        if row.withdrawn_at is None
    )


def taken_of(row: TakenStep) -> lifecycle.TakenStep:
    """A step as the life knows it."""
    return lifecycle.TakenStep(
        step=row.step,
        on=row.on,
        artefacts=frozenset(row.artefacts),
        met=frozenset(row.met),
        overrides=tuple(lifecycle.Override(one["rule"], one["reason"]) for one in row.overrides),
        reason=row.reason,
        until=row.until,
    )


def requirements_then(row: TakenStep) -> tuple[Requirement, ...]:
    """What the directives asked for when the step was taken."""
    return tuple(Requirement(one["rule"], one["before"]) for one in row.requirements)


def step_columns(taken: lifecycle.TakenStep) -> dict[str, object]:
    """The columns of a step that the life knows."""
    return {
        "step": taken.step,
        "on": taken.on,
        "artefacts": sorted(taken.artefacts),
        "met": sorted(taken.met),
        "overrides": [{"rule": one.rule, "reason": one.reason} for one in taken.overrides],
        "reason": taken.reason,
        "until": taken.until,
    }


def requirement_columns(requirements: Iterable[Requirement]) -> list[dict[str, str]]:
    """Requirements as a taken step keeps them."""
    return [{"rule": one.rule, "before": one.before} for one in requirements]


def life_of(procedure: Procedure, taken: Sequence[TakenStep]) -> Life:
    """The life that the stored steps lead to, each under what was asked for at its time.

    Raises:
        StepRefusedError: The stored steps do not follow from each other.
    """
    life = Life(_state(procedure.beginning))
    for row in taken:
        life = lifecycle.take(life, taken_of(row), requirements_then(row))
    return life


def set_aside_of(life: Life) -> tuple[SetAside, ...]:
    """The rules of directives that were overridden, as the engine knows them."""
    found = []
    for one in life.overrides:
        number, _colon, rule = one.rule.partition(":")
        if rule:
            found.append(SetAside(rule, one.reason, int(number) - 1))
    return tuple(found)


def _state(code: str) -> State:
    return code  # type: ignore[return-value]
