"""The engine: under which sides' rules an agreement stands, may they, and what comes next."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from twinpact.agreements.lifecycle import Requirement
from twinpact.directives.assessment import (
    Answer,
    Assessment,
    RuleStanding,
    SideAssessment,
)
from twinpact.directives.binding import counterparts
from twinpact.directives.case import Case, Evidence, Moment, SetAside
from twinpact.directives.conflicts import conflicts
from twinpact.directives.deadlines import local_day
from twinpact.directives.directive import Confidence, Directive
from twinpact.directives.loading import directives as shipped
from twinpact.directives.standing import Run
from twinpact.vocabularies import term


def assess(
    case: Case,
    *,
    on: Moment,
    evidence: Sequence[Evidence] = (),
    set_aside: Sequence[SetAside] = (),
    directives: Mapping[str, Directive] | None = None,
) -> Assessment:
    """What the rules of all sides say of a case on a day; they run side by side.

    ``directives`` by country replace those that come with the library: an authority's own
    version, or the one under which the procedure began. ``on`` may be an instant; it is then for
    each authority the day of its own zone. Evidence dated after ``on`` does not count.
    """
    known = shipped() if directives is None else directives
    sides = tuple(
        _apply(case, number, directive, on, evidence, set_aside)
        for number in range(len(case.sides))
        for directive in _directives_of(case, number, known)
    )
    day = on.date() if isinstance(on, datetime) else on
    return Assessment(day, _together(sides), sides, conflicts(case, sides))


def requirements_of(assessment: Assessment) -> tuple[Requirement, ...]:
    """The rules that block, as the life of the agreement asks for them (``1:MX-4``).

    They are all that the directives have; one that does not apply is met. So a sequence of steps
    can be replayed under the same version, whatever is learnt of the case afterwards.
    """
    return tuple(
        Requirement(one.key, one.rule.before)
        for one in assessment.standings
        if one.rule.blocking and one.rule.before is not None
    )


def met_of(assessment: Assessment) -> frozenset[str]:
    """Those of them that need not be waited for: done, holding, by silence, overridden."""
    return frozenset(one.key for one in assessment.standings if one.rule.blocking and one.met)


def _directives_of(
    case: Case, number: int, known: Mapping[str, Directive]
) -> Iterator[Directive | None]:
    """The directive of the side's country, or None; then those of unions that it chose."""
    country = case.sides[number].country
    yield known.get(country) if country is not None else None
    for one in known.values():
        if country in one.members and one.regime and case.fact(one.regime, number):
            yield one


def _apply(
    case: Case,
    number: int,
    directive: Directive | None,
    on: Moment,
    evidence: Sequence[Evidence],
    set_aside: Sequence[SetAside],
) -> SideAssessment:
    side = case.sides[number]
    if directive is None:
        code = "country_unknown" if side.country is None else "no_directive"
        return SideAssessment(number, side, None, "cannot_be_said", code)
    if not counterparts(case, number):
        return SideAssessment(number, side, directive, "cannot_be_said", "not_international")
    day: date = local_day(on, directive.zone or side.zone)
    run = Run(case, number, directive, day, evidence, set_aside)
    standings = run.standings()
    may, code, because = _may(standings)
    return SideAssessment(
        number, side, directive, may, code, standings, because, _least_sure(because)
    )


def _may(
    standings: tuple[RuleStanding, ...],
) -> tuple[Answer, str, tuple[RuleStanding, ...]]:
    """May they, and on which rules that rests; steps count only where somebody has said no."""
    refusing = tuple(
        one
        for one in standings
        if one.rule.blocking
        and one.standing in {"fails", "refused", "refused_by_silence"}
        and one.rule.kind in {"condition", "step"}
    )
    if refusing:
        return "no", "may_not", refusing
    doubtful = tuple(one for one in standings if _is_doubtful(one))
    if doubtful:
        return "cannot_be_said", "may_be_unknown", doubtful
    holding = tuple(
        one
        for one in standings
        if one.rule.kind == "condition" and one.standing != "not_applicable"
    )
    if holding:
        return "yes", "may", holding
    return "yes", "nothing_forbids", _grounds(standings)


def _is_doubtful(one: RuleStanding) -> bool:
    """A condition of which nobody knows, or that fails but is not sure enough to forbid.

    Of steps only a doubtful answer counts: whether a step is needed does not say whether they may.
    """
    if one.rule.kind == "step":
        return one.rule.blocking and one.code == "late_answer"
    return one.rule.kind == "condition" and one.standing in {"cannot_be_said", "fails"}


def _grounds(standings: tuple[RuleStanding, ...]) -> tuple[RuleStanding, ...]:
    """Where no condition is set: what the directive says at all, the surest that there is."""
    told = [
        one for one in standings if one.rule.kind != "duty" and one.standing != "not_applicable"
    ]
    sure = [one for one in told if one.rule.confidence != "unverified"]
    return tuple(sure or told)


def _least_sure(because: tuple[RuleStanding, ...]) -> Confidence | None:
    return max((one.rule.confidence for one in because), key=_rank, default=None)


def _rank(confidence: Confidence) -> int:
    return int(term("confidences", confidence).extra["rank"])


def _together(sides: tuple[SideAssessment, ...]) -> Answer:
    answers = {side.may for side in sides}
    if "no" in answers:
        return "no"
    return "yes" if answers == {"yes"} else "cannot_be_said"
