"""A row and the agreement that it may be, field by field beside each other."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from website.agreements import words
from website.agreements.sheet import field_word
from website.exchange import convert
from website.exchange.holdings import held_agreements
from website.exchange.models import SameQuestion
from website.exchange.values import shown_value, value_of

FIELDS = ("party_1", "party_2", "party_3", "form", "signed", "in_force", "ends", "state", "focus")


@dataclass(frozen=True, slots=True)
class Line:
    """A field as the file has it and as the register has it."""

    label: str
    row: str
    register: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """A question with both sides, its reasons in words and its score in percent."""

    question: SameQuestion
    lines: list[Line]
    reasons: list[str]
    percent: int
    title: str


def side_by_side(pks: Iterable[int]) -> list[Beside]:
    """Questions ready to be shown, in this order; a fixed number of queries."""
    found = SameQuestion.objects.select_related("row", "office", "source").in_bulk(list(pks))
    asked = [found[pk] for pk in pks if pk in found]
    held = held_agreements(asked[0].office, {one.agreement_id for one in asked}) if asked else {}
    return [_beside(one, held[one.agreement_id].draft) for one in asked]


def _beside(question: SameQuestion, there: object) -> Beside:
    here = convert.from_json(question.row.read)
    pairs = [(name, value_of(here, name), value_of(there, name)) for name in FIELDS]
    return Beside(
        question=question,
        lines=[
            Line(
                field_word(name),
                shown_value(name, mine),
                shown_value(name, theirs),
                differ(name, mine, theirs),
            )
            for name, mine, theirs in pairs
            if mine is not None or theirs is not None
        ],
        reasons=[said[words.reader_language()] for _code, said in question.reasons],
        percent=round(100 * question.score),
        title=_("Row %(number)s") % {"number": question.row.row},
    )


def differ(field: str, mine: object, theirs: object) -> bool:
    """Whether both are known and not the same; two spellings of one territory are the same."""
    if mine is None or theirs is None:
        return False
    if field.startswith("party_") and mine[0] is not None and theirs[0] is not None:
        return mine[0] != theirs[0]
    return mine != theirs
