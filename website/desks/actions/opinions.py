"""The acts of an authority: giving its opinion, and registering an agreement."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from website.accounts.models import Office, User
from website.accounts.permissions import EXAMINE, NotAllowedError, require
from website.agreements.models import Agreement, Document
from website.desks.authority import authority_offices
from website.desks.models import DeskSettings, NumberSeries, Opinion, RegistryNumber
from website.desks.models.settings import NUMBER_FORMAT
from website.desks.number_format import written
from website.procedures.actions import RegistryEntry, Shown, give_evidence
from website.procedures.models import Procedure, RuleEvidence, Turn


class AnsweredError(Exception):
    """Somebody answered meanwhile, or the agreement does not ask for this any more."""


class NoteMissingError(Exception):
    """An opinion that is not plainly favourable says why, or on which conditions."""


class NumberTakenError(Exception):
    """The next number, in the form of the office, stands in its register already."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An authority's answer to one open rule of a procedure, in the name of its office."""

    procedure: int
    side: int
    rule: str
    office: Office
    on: date
    note: str = ""
    document: Document | None = None


@transaction.atomic
def give_opinion(*, answer: Answer, outcome: str, by: User, at: datetime) -> Opinion:
    """Give the authority's opinion on an agreement that asks for it.

    Raises:
        NotAllowedError: The person does not answer for this authority.
        AnsweredError: It is answered already.
        NoteMissingError: The reasons or the conditions are missing.
        RuleNotOpenError: It is not its turn on that day.
        DayAheadError: The day has not come yet.
    """
    turn = _hold_turn(answer, by)
    if outcome != Opinion.Outcome.FAVOURABLE and not answer.note.strip():
        raise NoteMissingError(_("Write the reasons, or the conditions; the office reads them."))
    refused = outcome == Opinion.Outcome.UNFAVOURABLE
    done = RuleEvidence.Outcome.REFUSED if refused else RuleEvidence.Outcome.DONE
    evidence = give_evidence(
        pk=answer.procedure, shown=replace(_shown(answer), outcome=done), by=by, at=at
    )
    agreement = turn.procedure.agreement
    return Opinion.objects.create(
        evidence=evidence,
        office=answer.office,
        country=turn.country,
        outcome=outcome,
        on=answer.on,
        asked_on=turn.since,
        due=turn.due,
        level=_level(agreement, answer.side),
        form=agreement.form,
        decided_at=at,
        decided_by=by,
    )


@transaction.atomic
def register_agreement(*, answer: Answer, by: User, at: datetime) -> RegistryNumber:
    """Enter an agreement in the authority's register, under the next number of the year.

    Raises:
        NotAllowedError: The person does not answer for this authority.
        AnsweredError: It is registered already.
        NumberTakenError: The number, in the office's form, is there already.
        RuleNotOpenError: It is not its turn on that day.
        DayAheadError: The day has not come yet.
    """
    turn = _hold_turn(answer, by)
    number, text = _next_number(answer.office, answer.on.year)
    registry = RegistryEntry(authority=answer.office.name, number=text)
    evidence = give_evidence(
        pk=answer.procedure, shown=replace(_shown(answer), registry=registry), by=by, at=at
    )
    agreement = turn.procedure.agreement
    entry = RegistryNumber(
        office=answer.office,
        year=answer.on.year,
        number=number,
        written=text,
        agreement=agreement,
        evidence=evidence,
        country=turn.country,
        on=answer.on,
        level=_level(agreement, answer.side),
        form=agreement.form,
        entered_at=at,
        entered_by=by,
    )
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError:
        raise NumberTakenError(
            _("Number %(number)s is in the register already. Change the form of the numbers.")
            % {"number": text}
        ) from None
    return entry


@transaction.atomic
def note_act(*, answer: Answer, outcome: str, by: User, at: datetime) -> RuleEvidence:
    """Note another act of the authority, such as a legal review: done, or refused.

    Raises:
        NotAllowedError: The person does not answer for this authority.
        AnsweredError: It is answered already.
        RuleNotOpenError: It is not its turn on that day.
        DayAheadError: The day has not come yet.
    """
    _hold_turn(answer, by)
    shown = replace(_shown(answer), outcome=outcome)
    return give_evidence(pk=answer.procedure, shown=shown, by=by, at=at)


def _shown(answer: Answer) -> Shown:
    return Shown(
        side=answer.side,
        rule=answer.rule,
        on=answer.on,
        document=answer.document,
        note=answer.note.strip(),
    )


def _hold_turn(answer: Answer, by: User) -> Turn:
    """What is asked, with its procedure held; who comes second is told that it is answered."""
    procedures = Procedure.objects.select_for_update(of=("self",)).select_related("office")
    held = procedures.get(pk=answer.procedure)
    require(by, EXAMINE, held.office)
    country = held.office.country
    if answer.office not in authority_offices(by, country):
        raise NotAllowedError(_("Only the authority itself can answer in its name."))
    asked = Turn.objects.select_related("procedure__agreement").filter(
        procedure=held, side=answer.side, rule=answer.rule, asks_authority=True, country=country
    )
    turn = asked.first()
    if turn is None:
        raise AnsweredError(_("This is answered already, or is not asked any more."))
    return turn


def _next_number(office: Office, year: int) -> tuple[int, str]:
    """The next number of the year; the series is held until the transaction ends."""
    NumberSeries.objects.bulk_create(
        [NumberSeries(office=office, year=year)], ignore_conflicts=True
    )
    series = NumberSeries.objects.select_for_update().get(office=office, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    wanted = DeskSettings.objects.filter(office=office).first()
    form = wanted.number_format if wanted else NUMBER_FORMAT
    return series.last, written(form, year=year, number=series.last)


def _level(agreement: Agreement, side: int) -> str | None:
    party = agreement.parties.filter(position=side).select_related("place").first()
    return party.place.level if party is not None and party.place is not None else None
