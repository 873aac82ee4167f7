"""What happened in a procedure, in the order of the days: steps, rules, what was taken back."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from twinpact.directives import Rule, named
from website.agreements.words import party_name, reader_language, word
from website.procedures.course import Course
from website.procedures.models import RuleEvidence, TakenStep
from website.procedures.refusing import RefusingRule, refusing_rule
from website.procedures.words import paper_word, step_word

#: What rooms above tell of an agreement, registered when their app is ready; the office sees it.
MORE_HAPPENINGS: list[Callable[[Course], Iterable["Happening"]]] = []


@dataclass(frozen=True, slots=True)
class SetAsideRule:
    """A rule that was overridden, where it stands, and the reason, which is shown for ever."""

    rule: RefusingRule
    reason: str


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened on a day, and who entered it when.

    ``sides`` are 1 and 2 for what one side did, 0 for a step of both. ``silences`` are sentences.
    """

    on: date
    words: str
    entered_at: datetime
    side: int = 0
    side_name: str = ""
    state: str = ""
    paper: str = ""
    note: str = ""
    reason: str = ""
    overrides: tuple[SetAsideRule, ...] = ()
    silences: tuple[str, ...] = ()
    who: str = ""
    evidence: RuleEvidence | None = None
    withdrawn: str = ""


def happenings(course: Course) -> list[Happening]:
    """Everything, the newest day first, for those who work with the procedure."""
    found = [_beginning(course), *_steps(course), *_evidence(course)]
    found += [one for more in MORE_HAPPENINGS for one in more(course)]
    return sorted(found, key=lambda one: (one.on, one.entered_at), reverse=True)


def public_happenings(course: Course) -> list[Happening]:
    """The beginning and the steps, the first one first: without notes, names and reasons.

    What was set aside is shown with its reason, and where silence counted.
    """
    return [_beginning(course), *_steps(course)]


def _beginning(course: Course) -> Happening:
    procedure = course.procedure
    state = word("state", procedure.beginning)
    said = (
        _("The procedure began.")
        if procedure.beginning == "exploration"
        else _("The procedure took over the state of the record: %(state)s.") % {"state": state}
    )
    return Happening(
        procedure.started_on, said, who=str(procedure.started_by or ""),
        entered_at=procedure.started_at,
    )  # fmt: skip


def _steps(course: Course) -> Iterator[Happening]:
    for row in course.taken:
        yield Happening(
            on=row.on,
            words=step_word(row.step),
            state=row.state,
            reason=row.reason,
            overrides=tuple(
                SetAsideRule(refusing_rule(course, one["rule"]), one["reason"])
                for one in row.overrides
            ),
            silences=tuple(_silence(course, one) for one in _new_silences(course, row)),
            who=str(row.taken_by or ""),
            entered_at=row.taken_at,
        )


def _new_silences(course: Course, row: TakenStep) -> list[dict[str, str]]:
    """The silences that an earlier step has not recorded already."""
    before = [one for other in course.taken if other.number < row.number for one in other.silences]
    return [one for one in row.silences if one not in before]


def _silence(course: Course, told: dict[str, str]) -> str:
    rule = refusing_rule(course, told["rule"])
    return _("%(rule)s: nobody answered in time; it counts as approved from %(day)s.") % {
        "rule": rule.name,
        "day": date_format(date.fromisoformat(told["on"]), "DATE_FORMAT"),
    }


def _evidence(course: Course) -> Iterator[Happening]:
    names = [party_name(party) for party in course.agreement.parties.all()]
    for row in course.procedure.evidence.all():
        found = course.rule_of(row.side, row.rule)
        rule = _title(found[1]) if found else row.rule
        refused = row.outcome == RuleEvidence.Outcome.REFUSED
        yield Happening(
            on=row.on,
            words=_("%(rule)s: refused") % {"rule": rule} if refused else rule,
            side=row.side,
            side_name=names[row.side - 1] if row.side <= len(names) else "",
            paper=paper_word(row.artefact) if row.artefact else "",
            note=row.note,
            who=str(row.entered_by or ""),
            entered_at=row.entered_at,
            evidence=row,
            withdrawn=row.withdrawal_reason,
        )


def _title(rule: Rule) -> str:
    return named(rule, reader_language())
