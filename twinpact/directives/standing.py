"""How each rule of a directive stands on a day, for one side of a case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from twinpact.directives.assessment import Due, RuleStanding, Standing
from twinpact.directives.binding import binds
from twinpact.directives.case import Case, Evidence, SetAside
from twinpact.directives.conditions import try_test
from twinpact.directives.deadlines import due, local_day
from twinpact.directives.directive import SIGNATURE, Directive, Rule

_SILENCES: Mapping[str, tuple[Standing, str]] = {
    "approval": ("done_by_silence", "silence_approved"),
    "refusal": ("refused_by_silence", "silence_refused"),
}


@dataclass(frozen=True, slots=True)
class Answered:
    """The latest that an authority or an office did about a rule, as a day there."""

    on: date
    refused: bool


@dataclass(slots=True)
class Run:
    """A directive run on one side: what is asked, what is done so far, and on which day."""

    case: Case
    side: int
    directive: Directive
    on: date
    evidence: Sequence[Evidence] = ()
    set_aside: Sequence[SetAside] = ()

    @property
    def zone(self) -> str | None:
        return self.directive.zone or self.case.sides[self.side].zone

    def standings(self) -> tuple[RuleStanding, ...]:
        """Every rule: those without an order first, then the steps in theirs."""
        others = [one for one in self.directive.rules if one.kind != "step"]
        told = [self._standing(rule, {}) for rule in others]
        steps: dict[str, RuleStanding] = {}
        for rule in self.directive.steps():
            steps[rule.id] = self._standing(rule, steps)
        return (*told, *steps.values())

    def _standing(self, rule: Rule, earlier: Mapping[str, RuleStanding]) -> RuleStanding:
        bound = binds(rule.binds, self.case, self.side)
        if bound.answer is False:
            return self._told(rule, "not_applicable", "not_applicable")
        for one in self.set_aside:
            if one.rule == rule.id and one.side == self.side:
                return replace(self._told(rule, "overridden", "overridden"), reason=one.reason)
        if bound.answer is None:
            return replace(
                self._told(rule, "cannot_be_said", "binding_unknown"), facts=bound.facts
            )
        if rule.kind == "step":
            return self._step(rule, earlier)
        if rule.kind == "duty":
            return self._duty(rule)
        return self._test(rule)

    def _test(self, rule: Rule) -> RuleStanding:
        if rule.test is None:
            return self._told(rule, "holds", "stated")
        result = try_test(rule.test, self.case, self.side, self.directive)
        if result.passed is None:
            told = self._told(rule, "cannot_be_said", "fact_unknown")
            return replace(told, facts=result.facts)
        kind = "counts" if rule.kind == "classification" else "holds"
        if result.passed:
            return self._told(rule, "holds", kind)
        return self._told(rule, "fails", "counts_not" if kind == "counts" else "fails")

    def _duty(self, rule: Rule) -> RuleStanding:
        answered = self._answered(rule)
        if answered is None or answered.refused:
            return self._told(rule, "duty", "duty")
        return replace(self._told(rule, "done", "done"), on=answered.on)

    def _step(self, rule: Rule, earlier: Mapping[str, RuleStanding]) -> RuleStanding:
        since = self._since(rule, earlier)
        until = None
        if rule.deadline is not None and since is not None:
            country = self.case.sides[self.side].country
            until = due(rule.deadline, since, on=self.on, country=country, zone=self.zone)
        answered = self._answered(rule)
        if answered is not None and not self._stale(rule, answered, earlier):
            return self._of_answer(rule, answered, until)
        before = _before(rule, earlier)
        waits_for = tuple(one.rule.id for one in before if not one.met)
        if rule.after_signature and self._signed() is None:
            waits_for = (*waits_for, SIGNATURE)
        if waits_for:
            return replace(self._told(rule, "waiting", "waiting"), waits_for=waits_for)
        return self._open(rule, until)

    def _open(self, rule: Rule, until: Due | None) -> RuleStanding:
        if until is None:
            code = "open" if rule.deadline is None else "open_undated"
            return self._told(rule, "open", code)
        if until.days_left >= 0:
            return replace(self._told(rule, "open", "open_until"), due=until)
        effect = _SILENCES.get(rule.silence or "unknown")
        if effect is None:
            counted = False if rule.silence == "nothing" else None
            code = "overdue" if rule.silence == "nothing" else "overdue_unknown"
            return replace(self._told(rule, "overdue", code), due=until, silence_counted=counted)
        if rule.confidence == "unverified":
            told = self._told(rule, "overdue", "silence_unverified")
            return replace(told, due=until, silence_counted=None)
        standing, code = effect
        told = self._told(rule, standing, code)
        return replace(told, due=until, on=_next(until.day), silence_counted=True)

    def _of_answer(self, rule: Rule, answered: Answered, until: Due | None) -> RuleStanding:
        """An answer; one after a silence that already meant the opposite is doubtful."""
        meant = _SILENCES.get(rule.silence or "unknown")
        if meant is not None and until is not None and answered.on > until.day:
            opposite = answered.refused == (rule.silence == "approval")
            if opposite and rule.confidence != "unverified":
                told = self._told(rule, "cannot_be_said", "late_answer")
                return replace(told, due=until, on=answered.on, silence_counted=True)
        standing: Standing = "refused" if answered.refused else "done"
        return replace(self._told(rule, standing, standing), on=answered.on)

    def _since(self, rule: Rule, earlier: Mapping[str, RuleStanding]) -> date | None:
        """The day from which the deadline of a step is counted."""
        if rule.deadline is None:
            return None
        if rule.deadline.counted_from == SIGNATURE:
            return self._signed()
        before = earlier.get(rule.deadline.counted_from)
        return before.on if before is not None and before.met else None

    def _stale(self, rule: Rule, answered: Answered, earlier: Mapping[str, RuleStanding]) -> bool:
        """Whether a step that comes first was done anew since: the answer was to an older text."""
        days = (one.on for one in _before(rule, earlier))
        return any(day is not None and day > answered.on for day in days)

    def _answered(self, rule: Rule) -> Answered | None:
        """The latest evidence about the act of a rule, whichever text of the law it stands in."""
        ids = {rule.id, rule.amends} | {
            one.id for one in self.directive.rules if one.amends == rule.id
        }
        told = [
            Answered(local_day(one.on, self.zone), one.outcome == "refused")
            for one in self.evidence
            if one.side == self.side and one.rule in ids
        ]
        known = [one for one in reversed(told) if one.on <= self.on]
        return max(known, key=lambda one: one.on, default=None)

    def _signed(self) -> date | None:
        """The day on which both sides had signed, as stated or as a paper shows."""
        moments = [self.case.signed_on] if self.case.signed_on is not None else []
        moments += [
            one.on
            for one in self.evidence
            if one.artefact == "signed_agreement" and one.outcome == "done"
        ]
        days = [local_day(one, self.zone) for one in moments]
        return min((day for day in days if day <= self.on), default=None)

    def _told(self, rule: Rule, standing: Standing, code: str) -> RuleStanding:
        return RuleStanding(rule, self.side, standing, code)


def _before(rule: Rule, earlier: Mapping[str, RuleStanding]) -> tuple[RuleStanding, ...]:
    """The steps that come first; for one that falls away here, those that came before it."""
    found: dict[str, RuleStanding] = {}
    for one in rule.after:
        if one not in earlier:
            continue
        if earlier[one].standing in {"not_applicable", "overridden"}:
            found |= {before.rule.id: before for before in _before(earlier[one].rule, earlier)}
        else:
            found[one] = earlier[one]
    return tuple(found.values())


def _next(day: date) -> date:
    return day + timedelta(days=1)
