"""Rules and answers as rows and records, for tables and programs."""

from typing import Any

from twinpact.agreements import Agreement
from twinpact.directives.assessment import Assessment, RuleStanding, SideAssessment
from twinpact.directives.directive import Deadline, Directive, Rule
from twinpact.directives.saying import in_language, say_conflict, say_side, say_standing, who

RULE_COLUMNS = (
    "rule", "kind", "order", "title", "actor", "artefact", "deadline", "unit", "counted_from",
    "silence", "blocking", "before", "confidence", "text_date", "source", "article", "address",
    "text",
)  # fmt: skip
STANDING_COLUMNS = (
    "country", "side", "rule", "standing", "says", "due", "days_left", "silence",
    "silence_counted", "blocking", "confidence", "source", "article", "text_date",
)  # fmt: skip

Cell = str | int | None


def rule_row(directive: Directive, rule: Rule, language: str) -> list[Cell]:
    """A rule in the columns ``RULE_COLUMNS``; what is not known or not meant is empty."""
    deadline = rule.deadline or Deadline("")
    return [
        rule.id,
        rule.kind,
        rule.order,
        in_language(rule.title, language),
        who(rule, language, directive) or None,
        rule.artefact,
        deadline.number,
        deadline.unit,
        deadline.counted_from or None,
        rule.silence,
        _yes(rule.blocking),
        rule.before,
        rule.confidence,
        rule.text_date,
        in_language(rule.source.title, language),
        rule.source.article,
        rule.source.address,
        in_language(rule.text, language),
    ]


def standing_row(directive: Directive | None, one: RuleStanding, language: str) -> list[Cell]:
    """How a rule stands, in the columns ``STANDING_COLUMNS``."""
    rule = one.rule
    return [
        None if directive is None else directive.country,
        one.side + 1,
        rule.id,
        one.standing,
        say_standing(one, language, directive=directive),
        None if one.due is None else one.due.day.isoformat(),
        None if one.due is None else one.due.days_left,
        rule.silence,
        None if one.silence_counted is None else _yes(one.silence_counted),
        _yes(rule.blocking),
        rule.confidence,
        in_language(rule.source.title, language),
        rule.source.article,
        rule.text_date,
    ]


def assessment_rows(found: Assessment, language: str) -> list[list[Cell]]:
    """All that is said of a case, in the columns ``STANDING_COLUMNS``.

    First each side as a whole, without a rule (its ``standing`` is the answer: yes, no,
    cannot_be_said), with the rules that bind it; then the conflicts, whose ``standing`` is
    ``conflict``.
    """
    rows = []
    for side in found.sides:
        country = side.side.country if side.directive is None else side.directive.country
        rows.append(_bare(country, side.number + 1, side.may, say_side(side, language)))
        rows += [
            standing_row(side.directive, one, language)
            for one in side.standings
            if one.standing != "not_applicable"
        ]
    return rows + [
        _bare(None, None, "conflict", say_conflict(one, language)) for one in found.conflicts
    ]


def _bare(country: str | None, side: int | None, standing: str, says: str) -> list[Cell]:
    told = {"country": country, "side": side, "standing": standing, "says": says}
    return [told.get(name) for name in STANDING_COLUMNS]


def record_of(agreement: Agreement, found: Assessment, language: str) -> dict[str, Any]:
    """Everything that the engine says of an agreement, as a record for programs."""
    return {
        "row": agreement.row,
        "parties": [party.written for party in agreement.parties],
        "may": found.may,
        "missing": [one.key for one in found.missing],
        "turn": [one.key for one in found.turn],
        "facts_wanted": found.facts_wanted,
        "conflicts": [
            {
                "code": one.code,
                "rules": [two.key for two in one.rules],
                "says": say_conflict(one, language),
            }
            for one in found.conflicts
        ],
        "sides": [_side(side, language) for side in found.sides],
    }


def _side(side: SideAssessment, language: str) -> dict[str, Any]:
    return {
        "side": side.number + 1,
        "name": side.side.name,
        "country": side.side.country,
        "directive": None if side.directive is None else side.directive.country,
        "version": None if side.directive is None else side.directive.version,
        "may": side.may,
        "confidence": side.confidence,
        "because": [one.rule.id for one in side.because],
        "says": say_side(side, language),
        "rules": [
            dict(zip(STANDING_COLUMNS, standing_row(side.directive, one, language), strict=True))
            | {"waits_for": one.waits_for, "facts": one.facts}
            for one in side.standings
        ],
    }


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"
