"""What the open rules of procedures are called, from the versions under which they run."""

from collections.abc import Iterable
from dataclasses import dataclass

from twinpact.directives import Rule, UnknownRuleError, in_language, who
from twinpact.vocabularies import label
from website.agreements.words import reader_language
from website.procedures.models import DirectiveVersion, Turn
from website.procedures.versions import read


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule in words: its title, its text, who acts, and the rule itself where it is known."""

    id: str
    title: str
    text: str
    who: str
    rule: Rule | None = None


def rules_of(turns: Iterable[Turn]) -> dict[int, RuleWords]:
    """The rule of each turn, by the key of the turn; ``procedure__sides`` is read with them."""
    turns = list(turns)
    of_side = {
        one.pk: {
            side.directive_id for side in one.procedure.sides.all() if side.side == one.side
        } - {None}
        for one in turns
    }  # fmt: skip
    wanted = set().union(*of_side.values())
    versions = {one.pk: one for one in DirectiveVersion.objects.filter(pk__in=wanted)}
    return {
        one.pk: _words(one, [versions[pk] for pk in of_side[one.pk] if pk in versions])
        for one in turns
    }


def _words(turn: Turn, versions: list[DirectiveVersion]) -> RuleWords:
    language = reader_language()
    for version in versions:
        directive = read(version.text)
        try:
            rule = directive.rule(turn.rule)
        except UnknownRuleError:
            continue
        return RuleWords(
            id=rule.id,
            title=in_language(rule.title, language),
            text=in_language(rule.text, language),
            who=who(rule, language, directive),
            rule=rule,
        )
    actor = label("procedure_actors", turn.actor, language) if turn.actor else ""
    return RuleWords(turn.rule, turn.rule, "", actor)
