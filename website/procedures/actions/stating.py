"""Answering what a rule asks and no record holds by itself."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from twinpact.vocabularies import terms
from website.accounts.models import User
from website.accounts.permissions import EXAMINE, WRITE, may, require
from website.procedures.actions.holding import course_held, hold, today
from website.procedures.models import Procedure
from website.procedures.summary import summarise

ANSWERS = ("yes", "no", "unknown")


class UnknownFactError(Exception):
    """There is no such fact, side or answer, or the fact is told by the record itself."""


@transaction.atomic
def state_fact(*, pk: int, side: int, fact: str, answer: str, by: User, at: datetime) -> Procedure:
    """Say of one side (counted from 1) whether a fact holds: yes, no, or not known.

    An earlier answer is replaced; the history keeps it. The office may say it, and the authority
    that examines its agreements.

    Raises:
        NotAllowedError: The person may neither write nor examine in the office.
        UnknownFactError: Nobody can answer this.
    """
    procedure = hold(pk)
    if not may(by, EXAMINE, procedure.office):
        require(by, WRITE, procedure.office)
    known = terms("facts")
    course = course_held(procedure, at=at)
    if (
        fact not in known
        or known[fact].extra.get("of_the_record")
        or answer not in ANSWERS
        or not 1 <= side <= len(course.case.sides)
    ):
        raise UnknownFactError(_("This question cannot be answered here."))
    on = today(procedure, at)
    told = procedure.facts.setdefault(str(side), {})
    told[fact] = {"answer": answer, "by": by.pk, "name": str(by), "on": on.isoformat()}
    procedure.save(update_fields=["facts"])
    summarise(pk, on=on)
    return procedure
