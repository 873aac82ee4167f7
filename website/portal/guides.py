"""The guide of a country: its directive, told to somebody who has never followed it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from twinpact.agreements import date_in_words, parse_partial_date
from twinpact.directives import Directive, Rule, in_language, who
from twinpact.vocabularies import term, terms
from website.agreements.words import reader_language
from website.portal import guide_words as told


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a rule was read, when its text is from, and how sure it is."""

    title: str
    article: str
    links: list[tuple[str, str | None]]
    text_date: str
    confidence: str
    confidence_word: str
    confidence_note: str


@dataclass(frozen=True, slots=True)
class GuideRule:
    """A rule in words. What does not apply to its kind is empty."""

    id: str
    order: int | None
    title: str
    text: str
    cited: Cited
    binds: list[str]
    waits: str
    who: str
    paper: str
    how_long: list[str]
    silence: str
    first: list[str]
    in_force: bool
    question: str
    otherwise: str
    amends: str


@dataclass(frozen=True, slots=True)
class Sure:
    """How many rules are so sure, and what that means."""

    code: str
    word: str
    note: str
    n: int


@dataclass(frozen=True, slots=True)
class Guide:
    """A country's directive as a page."""

    country: str
    name: str
    title: str
    text: str
    version: str
    text_date: str
    conditions: list[GuideRule]
    steps: list[GuideRule]
    classifications: list[GuideRule]
    duties: list[GuideRule]
    sure: list[Sure]
    authorities: list[str]
    zone: str

    @property
    def rules(self) -> int:
        """How many rules there are in all."""
        return sum(one.n for one in self.sure)


def guide(directive: Directive) -> Guide:
    """The guide of a directive in the reader's language."""
    language = reader_language()
    title = in_language(directive.title, language)
    return Guide(
        country=directive.country,
        name=title.partition(":")[0],
        title=title,
        text=in_language(directive.text, language),
        version=directive.version,
        text_date=day_of_text(directive.text_date),
        conditions=_of_kind(directive, "condition"),
        steps=[_rule(one, directive) for one in directive.steps()],
        classifications=_of_kind(directive, "classification"),
        duties=_of_kind(directive, "duty"),
        sure=how_sure(directive.rules),
        authorities=[in_language(one, language) for one in directive.authorities.values()],
        zone=(directive.zone or "").replace("_", " "),
    )


def how_sure(rules: Sequence[Rule]) -> list[Sure]:
    """How many of the rules are confirmed, practice or unverified; the surest first."""
    language = reader_language()
    return [
        Sure(
            code,
            word.in_language(language),
            in_language(word.extra["note"], language),
            sum(one.confidence == code for one in rules),
        )
        for code, word in terms("confidences").items()
    ]


def day_of_text(text_date: str | None) -> str:
    """The date of a text in words; empty where it is not known."""
    if text_date is None:
        return ""
    return date_in_words(parse_partial_date(text_date), reader_language())


def _of_kind(directive: Directive, kind: str) -> list[GuideRule]:
    return [_rule(one, directive) for one in directive.rules if one.kind == kind]


def _rule(rule: Rule, directive: Directive) -> GuideRule:
    language = reader_language()
    step = rule.kind == "step"
    return GuideRule(
        id=rule.id,
        order=rule.order,
        title=in_language(rule.title, language),
        text=in_language(rule.text, language),
        cited=_cited(rule),
        binds=told.whom_it_binds(rule),
        waits=told.what_waits(rule),
        who=_who(rule, directive),
        paper=told.called("artefacts", rule.artefact) if rule.artefact else "",
        how_long=told.how_long(rule, directive) if step else [],
        silence=told.what_silence_means(rule) if step else "",
        first=told.what_comes_first(rule, directive),
        in_force=rule.effect == "in_force",
        question=told.what_to_ask(rule),
        otherwise=told.counts_as(rule),
        amends=told.amends(rule, directive),
    )


def _who(rule: Rule, directive: Directive) -> str:
    """Who acts; towards which authority, where the one who acts is not the authority itself."""
    if rule.actor is None:
        return ""
    actor = who(rule, reader_language(), directive)
    actor = actor[:1].upper() + actor[1:]
    if rule.authority is None:
        return actor
    authority = in_language(directive.authorities[rule.authority], reader_language())
    if authority.lower() == actor.lower():
        return actor
    return _("%(actor)s, before: %(authority)s") % {"actor": actor, "authority": authority}


def _cited(rule: Rule) -> Cited:
    language = reader_language()
    confidence = term("confidences", rule.confidence)
    return Cited(
        title=in_language(rule.source.title, language),
        article=rule.source.article or "",
        links=told.links(rule.source.address),
        text_date=day_of_text(rule.text_date),
        confidence=rule.confidence,
        confidence_word=confidence.in_language(language),
        confidence_note=in_language(confidence.extra["note"], language),
    )
