"""The answers of the engine as whole sentences in the reader's language, each with its rule."""

from collections.abc import Sequence
from datetime import date

from twinpact.agreements import date_in_words, parse_partial_date
from twinpact.agreements.lifecycle import StepRefusedError
from twinpact.directives.assessment import Conflict, RuleStanding, SideAssessment
from twinpact.directives.directive import SIGNATURE, Directive, Rule, Text
from twinpact.places import UnknownPlaceError, place
from twinpact.vocabularies import label, sentence, terms


def say_standing(told: RuleStanding, language: str, *, directive: Directive | None = None) -> str:
    """How a rule stands: "Opinion of the SRE (MX-7): it is the turn of …".

    With the directive, the steps that come first are called by their titles, and the authority
    by its name.
    """
    code = told.code
    if code == "counts_not" and told.rule.otherwise is not None:
        code = "counts_otherwise"
    values = {
        "rule": named(told.rule, language),
        "text": in_language(told.rule.text, language),
        "facts": ", ".join(_lower(label("facts", one, language)) for one in told.facts),
        "waits": ", ".join(_waited(one, language, directive) for one in told.waits_for),
        "actor": who(told.rule, language, directive),
        "reason": told.reason,
        "on": "" if told.on is None else _day(told.on, language),
        "due": "" if told.due is None else _day(told.due.day, language),
        "days": "" if told.due is None else told.due.days_left,
        "form": "" if told.rule.otherwise is None
        else _lower(label("forms", told.rule.otherwise, language)),
    }  # fmt: skip
    return sentence(code, language, values, list_name="rulings")


def say_side(told: SideAssessment, language: str) -> str:
    """What one side's directive says: may they, and on which rules that rests."""
    values = {
        "country": _country(told, language),
        "rules": _rules(told.because, language),
    }
    return sentence(told.code, language, values, list_name="rulings")


def say_conflict(told: Conflict, language: str) -> str:
    """What does not go together, with the rules on both sides."""
    values = {"rules": _rules(told.rules, language)}
    return sentence(told.code, language, values, list_name="conflicts")


def say_refusal(refused: StepRefusedError, language: str, *, rules: Sequence[Rule] = ()) -> str:
    """Why a step of the life was refused; rules that are given are called by their titles."""
    titles = {rule.id: named(rule, language) for rule in rules}
    known = terms("artefacts")
    told = []
    for key in refused.rules:
        artefact, plain = key.removeprefix("LIFE-"), key.partition(":")[2] or key
        told.append(
            known[artefact].in_language(language)
            if artefact in known
            else titles.get(plain, plain)
        )
    steps, states = terms("steps"), terms("states")
    values = {
        "step": steps[refused.step].in_language(language)
        if refused.step in steps
        else refused.step,
        "state": states[refused.state].in_language(language)
        if refused.state in states
        else refused.state,
        "rules": "; ".join(told),
    }
    return sentence(refused.code, language, values, list_name="refusals")


def named(rule: Rule, language: str) -> str:
    """A rule as people see it named: "Opinion of the SRE (MX-7)"."""
    return f"{in_language(rule.title, language)} ({rule.id})"


def who(rule: Rule, language: str, directive: Directive | None = None) -> str:
    """Who acts: the authority by its name where an authority does, else the actor."""
    if rule.authority is not None and directive is not None and _is_authority(rule):
        return in_language(directive.authorities[rule.authority], language)
    if rule.actor is None:
        return ""
    return _lower(label("procedure_actors", rule.actor, language))


def in_language(text: Text, language: str) -> str:
    """A text in the language, or in English."""
    return text.get(language, text["en"])


def _is_authority(rule: Rule) -> bool:
    return rule.actor in {"national_authority", "regional_authority", "council", "head"}


def _country(told: SideAssessment, language: str) -> str:
    if told.directive is not None:
        return in_language(told.directive.title, language).partition(":")[0]
    if told.side.country is None:
        return ""
    try:
        return place(told.side.country).name_in(language)
    except UnknownPlaceError:
        return told.side.country


def _rules(told: Sequence[RuleStanding], language: str) -> str:
    return "; ".join(named(one.rule, language) for one in told)


def _waited(rule_id: str, language: str, directive: Directive | None) -> str:
    if rule_id == SIGNATURE:
        return _lower(label("steps", "sign", language))
    return rule_id if directive is None else named(directive.rule(rule_id), language)


def _day(day: date, language: str) -> str:
    return date_in_words(parse_partial_date(day.isoformat()), language)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
