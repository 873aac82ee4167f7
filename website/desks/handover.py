"""The handover list: everything open of an office, for whoever comes after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from twinpact.vocabularies import UnknownWordError, label
from website.accounts.models import Office
from website.agreements import words
from website.agreements.words import reader_language
from website.desks.time_words import time_left
from website.procedures.models import Procedure
from website.procedures.versions import read

BATCH = 500


@dataclass(frozen=True, slots=True)
class OpenLine:
    """An agreement on its way: where it stands, what comes next, by when, and who does it."""

    procedure: Procedure
    title: str
    form: str
    state: str
    step: str
    rule: str
    due: date | None
    days: str
    who: str


def open_procedures(office: Office) -> QuerySet[Procedure]:
    """What is not closed, the first due first."""
    return Procedure.objects.filter(office=office, closed=False).order_by(
        F("due").asc(nulls_last=True), "pk"
    )


def without_procedure(office: Office) -> int:
    """How many agreements of the office nobody has begun a procedure for."""
    return office.agreements.filter(procedure=None).count()


def open_lines(procedures: QuerySet[Procedure], today: date) -> Iterator[OpenLine]:
    """The lines of the list, some hundreds at a time."""
    rows = procedures.select_related("agreement").prefetch_related(
        "agreement__parties__place", "sides__directive"
    )
    for one in rows.iterator(chunk_size=BATCH):
        yield _line(one, today)


def _line(one: Procedure, today: date) -> OpenLine:
    agreement = one.agreement
    return OpenLine(
        procedure=one,
        title=words.title(agreement),
        form=words.word("form", agreement.form) if agreement.form else "",
        state=words.word("state", one.state),
        step=_word("steps", one.next_step),
        rule=_rule_title(one),
        due=one.due,
        days=time_left(one.due, today) if one.due else "",
        who=_word("procedure_actors", one.turn_actor),
    )


def _rule_title(one: Procedure) -> str:
    """The rule that is first, by the title that it has in the version of this procedure."""
    side, _colon, rule_id = one.next_rule.partition(":")
    for kept in one.sides.all():
        if str(kept.side) != side or kept.directive is None:
            continue
        for rule in read(kept.directive.text).rules:
            if rule.id == rule_id:
                return rule.title.get(reader_language(), rule.title["en"])
    return rule_id


def _word(list_name: str, code: str) -> str:
    if not code:
        return ""
    try:
        return label(list_name, code, reader_language())
    except UnknownWordError:
        return code
