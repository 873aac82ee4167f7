"""Why something is refused, as sentences with the rule and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from twinpact.agreements.lifecycle import StepRefusedError
from twinpact.directives import Rule, in_language, named, say_refusal
from twinpact.vocabularies import label
from website.agreements.words import reader_language
from website.procedures.course import Course


@dataclass(frozen=True, slots=True)
class RefusingRule:
    """A rule that forbids a step: its key in the life, its name, and where it stands."""

    key: str
    name: str
    source: str = ""


class StepForbiddenError(Exception):
    """A step of the life that cannot be taken; ``refused`` is the library's refusal.

    The message is a whole sentence in the reader's language that names each rule and its source;
    ``rules`` are those that an administrator may set aside.
    """

    def __init__(self, refused: StepRefusedError, course: Course) -> None:
        self.refused = refused
        self.rules = tuple(refusing_rule(course, key) for key in refused.rules)
        super().__init__(_sentence(refused, course, self.rules))


def refusing_rule(course: Course, key: str) -> RefusingRule:
    """A rule by its key in the life: ``1:MX-7``, or ``LIFE-signed_agreement`` for a paper."""
    language = reader_language()
    found = course.rule(key)
    if found is None:
        paper = key.removeprefix("LIFE-")
        return RefusingRule(key, label("artefacts", paper, language))
    _directive, rule = found
    return RefusingRule(key, named(rule, language), where(rule))


def where(rule: Rule) -> str:
    """Where a rule stands: "Ley sobre la Celebración de Tratados, art. 7"."""
    title = in_language(rule.source.title, reader_language())
    return f"{title}, {rule.source.article}" if rule.source.article else title


def _sentence(refused: StepRefusedError, course: Course, rules: Sequence[RefusingRule]) -> str:
    found = [course.rule(one.key) for one in rules]
    known = [told[1] for told in found if told is not None]
    sentence = say_refusal(refused, reader_language(), rules=known)
    sources = dict.fromkeys(one.source for one in rules if one.source)
    if not sources:
        return sentence
    return _("%(refusal)s Source: %(sources)s.") % {
        "refusal": sentence,
        "sources": "; ".join(sources),
    }
