"""Everything that the answers about a procedure rest on, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from twinpact.agreements.lifecycle import Life
from twinpact.directives import (
    Assessment,
    Case,
    Directive,
    Evidence,
    Rule,
    assess,
    local_day,
)
from website.agreements.models import Agreement
from website.agreements.queries import with_all
from website.procedures import convert
from website.procedures.models import Procedure, ProcedureSide, RuleEvidence, TakenStep
from website.procedures.versions import current_directive


@dataclass(frozen=True, slots=True)
class Course:
    """A procedure with its agreement as the engine sees it, and the life so far."""

    procedure: Procedure
    agreement: Agreement
    case: Case
    directives: Mapping[str, Directive]
    evidence: tuple[Evidence, ...]
    taken: tuple[TakenStep, ...]
    life: Life

    def assess(self, on: date) -> Assessment:
        """What the rules of all sides say on a day, under the versions kept by the procedure."""
        return assess(
            self.case,
            on=on,
            evidence=self.evidence,
            set_aside=convert.set_aside_of(self.life),
            directives=self.directives,
        )

    def rule(self, key: str) -> tuple[Directive, Rule] | None:
        """The rule behind a key such as ``1:MX-7``; None for rules of the life itself."""
        number, _colon, rule_id = key.partition(":")
        if not rule_id:
            return None
        return self.rule_of(int(number), rule_id)

    def rule_of(self, side: int, rule_id: str) -> tuple[Directive, Rule] | None:
        """A rule of the directives of one side (counted from 1)."""
        for one in self.procedure.sides.all():
            if one.side == side and one.country and one.directive is not None:
                directive = self.directives[one.directive.country]
                for rule in directive.rules:
                    if rule.id == rule_id:
                        return directive, rule
        return None


def with_parts(base: QuerySet[Procedure]) -> QuerySet[Procedure]:
    """Procedures with everything that a course is read from; a fixed number of queries."""
    return base.select_related("office", "started_by").prefetch_related(
        Prefetch("agreement", with_all(Agreement.register.all())),
        "agreement__documents",
        Prefetch("sides", ProcedureSide.objects.select_related("directive")),
        Prefetch("evidence", RuleEvidence.objects.select_related("entered_by", "document")),
        Prefetch("taken_steps", TakenStep.objects.select_related("taken_by")),
    )


def course_of(procedure: Procedure) -> Course:
    """The course of a procedure that was read ``with_parts``."""
    taken = tuple(procedure.taken_steps.all())
    return Course(
        procedure=procedure,
        agreement=procedure.agreement,
        case=_signed(convert.case_of_row(procedure.agreement, procedure.facts), taken),
        directives=convert.directives_of(procedure.sides.all()),
        evidence=convert.evidence_of(procedure.evidence.all()),
        taken=taken,
        life=convert.life_of(procedure, taken),
    )


def _signed(case: Case, taken: tuple[TakenStep, ...]) -> Case:
    """The day of signature is that of the step, where the procedure saw it."""
    signed = [row.on for row in taken if row.step == "sign"]
    return replace(case, signed_on=signed[-1]) if signed else case


def day_in(country: str, at: datetime) -> date:
    """The day at a moment where the authority of a country sits, as far as its zone is known."""
    directive = current_directive(country)
    zone = None if directive is None else directive.zone
    day: date = local_day(at, zone or settings.TIME_ZONE)
    return day
