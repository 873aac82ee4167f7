"""A rule of one side as a page shows it: how it stands, where it is written, until when."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twinpact.directives import Directive, Due, RuleStanding, in_language, named, say_standing, who
from twinpact.vocabularies import label, terms
from website.accounts.models import User
from website.agreements.words import reader_language
from website.procedures.actions.evidencing import NOT_OPEN
from website.procedures.course import Course
from website.procedures.permissions import may_give_evidence
from website.procedures.refusing import where

#: Standings in which nothing remains to be done.
SETTLED = frozenset({"holds", "done", "done_by_silence", "overridden", "not_applicable"})
FORBIDDING = frozenset({"fails", "refused", "refused_by_silence"})


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that a rule asks for; one that the record tells is changed in the record."""

    fact: str
    words: str
    of_the_record: bool
    answer: str = ""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule on its side. ``sentence`` says how it stands, ``mood`` how it is drawn.

    ``short`` is the sentence without the name of the rule, for where that stands above it.
    """

    key: str
    side: int
    rule: str
    name: str
    standing: str
    word: str
    mood: str
    sentence: str
    short: str
    text: str
    source: str
    address: str
    confidence: str
    confidence_word: str
    actor: str
    days: str
    silence: str
    questions: tuple[Question, ...]
    may_record: bool
    blocking: bool

    @property
    def says_more(self) -> bool:
        """Whether the sentence says more than the word for the standing and the rule's text."""
        return self.standing not in {"holds", "not_applicable", "duty", "done"}


def rule_line(course: Course, told: RuleStanding, user: User | None) -> RuleLine:
    """A rule as the page shows it to a person; None is the public, who records nothing."""
    language = reader_language()
    rule, directive = told.rule, directive_of(course, told)
    sentence = say_standing(told, language, directive=directive)
    return RuleLine(
        key=told.key,
        side=told.side + 1,
        rule=rule.id,
        name=named(rule, language),
        standing=told.standing,
        word=label("standings", told.standing, language),
        mood=_mood(told),
        sentence=sentence,
        short=_without(named(rule, language), sentence),
        text=in_language(rule.text, language),
        source=where(rule),
        address=rule.source.address or "",
        confidence=rule.confidence,
        confidence_word=label("confidences", rule.confidence, language),
        actor=who(rule, language, directive),
        days="" if told.due is None else days_left(told.due),
        silence=_silence(told),
        questions=questions(course, told),
        may_record=user is not None and _may_record(course, told, directive, user),
        blocking=rule.blocking,
    )


def directive_of(course: Course, told: RuleStanding) -> Directive:
    """The directive in which the rule of a standing is written."""
    found = course.rule_of(told.side + 1, told.rule.id)
    if found is None:
        raise LookupError(told.key)
    return found[0]


def _without(name: str, sentence: str) -> str:
    rest = sentence.removeprefix(f"{name}: ")
    return rest[:1].upper() + rest[1:]


def _mood(told: RuleStanding) -> str:
    if told.standing in SETTLED:
        return "settled"
    if told.standing in FORBIDDING:
        return "forbids"
    return {"overdue": "overdue", "open": "open", "cannot_be_said": "asked"}.get(
        told.standing, "waits"
    )


def days_left(due: Due) -> str:
    """How long there is time: "12 days left", "3 days overdue"."""
    left = due.days_left
    if left < 0:
        return ngettext("%(n)s day overdue", "%(n)s days overdue", -left) % {"n": -left}
    if left == 0:
        return _("Today is the last day")
    return ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}


def _silence(told: RuleStanding) -> str:
    """What silence means, where somebody else than the office is to answer."""
    asked = told.rule.actor not in {None, "office", "both_heads"}
    if (
        told.rule.silence is None
        or not asked
        or told.standing not in {"open", "overdue", "waiting"}
    ):
        return ""
    return label("silences", told.rule.silence, reader_language())


def questions(course: Course, told: RuleStanding) -> tuple[Question, ...]:
    """What a rule asks on its side, with the answer that was given so far."""
    known, language = terms("facts"), reader_language()
    given = course.procedure.facts.get(str(told.side + 1), {})
    found = []
    for fact in told.facts:
        extra = known[fact].extra
        words = extra["question"].get(language, extra["question"]["en"])
        answer = given.get(fact, {}).get("answer", "")
        found.append(Question(fact, words, bool(extra.get("of_the_record")), answer))
    return tuple(found)


def _may_record(course: Course, told: RuleStanding, directive: Directive, user: User) -> bool:
    return (
        told.rule.kind in {"step", "duty"}
        and told.standing not in NOT_OPEN
        and may_give_evidence(user, told.rule, directive, course.procedure.office)
    )
