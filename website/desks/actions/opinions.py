"""The acts of an authority: giving its opinion, and registering an agreement."""

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
from website.procedures.actions import RegistryEntry, give_evidence
from website.procedures.models import Procedure, RuleEvidence, Turn


class AnsweredError(Exception):
    """Somebody answered meanwhile, or the agreement does not ask for this any more."""


class NoteMissingError(Exception):
    """An opinion that is not plainly favourable says why, or on which conditions."""


class NumberTakenError(Exception):
    """The next number, in the form of the office, stands in its register already."""


@transaction.atomic
def give_opinion(
    *,
    procedure: int,
    side: int,
    rule: str,
    office: Office,
    outcome: str,
    on: date,
    by: User,
    at: datetime,
    note: str = "",
    document: Document | None = None,
) -> Opinion:
    """Give the authority's opinion on an agreement that asks for it.

    Raises:
        NotAllowedError: The person does not answer for this authority.
        AnsweredError: It is answered already.
        NoteMissingError: The reasons or the conditions are missing.
        RuleNotOpenError: It is not its turn on that day.
        DayAheadError: The day has not come yet.
    """
    turn = _hold_turn(procedure, side, rule, office, by)
    if outcome != Opinion.Outcome.FAVOURABLE and not note.strip():
        raise NoteMissingError(_("Write the reasons, or the conditions; the office reads them."))
    refused = outcome == Opinion.Outcome.UNFAVOURABLE
    evidence = give_evidence(
        pk=procedure,
        side=side,
        rule=rule,
        on=on,
        by=by,
        at=at,
        outcome=RuleEvidence.Outcome.REFUSED if refused else RuleEvidence.Outcome.DONE,
        document=document,
        note=note.strip(),
    )
    agreement = turn.procedure.agreement
    return Opinion.objects.create(
        evidence=evidence,
        office=office,
        country=turn.country,
        outcome=outcome,
        on=on,
        asked_on=turn.since,
        due=turn.due,
        level=_level(agreement, side),
        form=agreement.form,
        decided_at=at,
        decided_by=by,
    )


@transaction.atomic
def register_agreement(
    *,
    procedure: int,
    side: int,
    rule: str,
    office: Office,
    on: date,
    by: User,
    at: datetime,
    note: str = "",
    document: Document | None = None,
) -> RegistryNumber:
    """Enter an agreement in the authority's register, under the next number of the year.

    Raises:
        NotAllowedError: The person does not answer for this authority.
        AnsweredError: It is registered already.
        NumberTakenError: The number, in the office's form, is there already.
        RuleNotOpenError: It is not its turn on that day.
        DayAheadError: The day has not come yet.
    """
    turn = _hold_turn(procedure, side, rule, office, by)
    number, text = _next_number(office, on.year)
    evidence = give_evidence(
        pk=procedure,
        side=side,
        rule=rule,
        on=on,
        by=by,
        at=at,
        document=document,
        note=note.strip(),
        registry=RegistryEntry(authority=office.name, number=text),
    )
    agreement = turn.procedure.agreement
    entry = RegistryNumber(
        office=office,
        year=on.year,
        number=number,
        written=text,
        agreement=agreement,
        evidence=evidence,
        country=turn.country,
        on=on,
        level=_level(agreement, side),
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


def _hold_turn(procedure: int, side: int, rule: str, office: Office, by: User) -> Turn:
    """What is asked, with its procedure held; who comes second is told that it is answered."""
    held = Procedure.objects.select_for_update(of=("self",)).select_related("office").get(
        pk=procedure
    )  # fmt: skip
    require(by, EXAMINE, held.office)
    if office not in authority_offices(by, held.office.country):
        raise NotAllowedError(_("Only the authority itself can answer in its name."))
    turn = (
        Turn.objects.filter(
            procedure=held, side=side, rule=rule, asks_authority=True,
            country=held.office.country,
        )
        .select_related("procedure__agreement")
        .first()
    )  # fmt: skip
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
