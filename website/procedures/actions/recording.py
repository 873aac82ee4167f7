"""What a step of the procedure changes in the record of the agreement."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from twinpact import agreements as library
from twinpact.agreements import UNKNOWN_DATE, PartialDate
from website.accounts.models import User
from website.actors.actions import enter_organizations
from website.agreements import convert
from website.agreements.actions import Amendment, Said, amend_agreements
from website.agreements.models import Agreement, Registration
from website.agreements.queries import with_all
from website.agreements.words import reader_language, word
from website.places.actions import enter_places
from website.procedures.models import Procedure, TakenStep
from website.sources.actions import name_source
from website.sources.models import Source


class RecordDisagreesError(Exception):
    """The agreement would end before it began; the record is to be corrected first."""


@dataclass(frozen=True, slots=True)
class RegistryEntry:
    """The number under which an authority entered the agreement in its register."""

    authority: str
    number: str


def keep_in_step(
    agreement: Agreement,
    *,
    state: str,
    step: str = "",
    on: date | None = None,
    until: date | None = None,
    locator: str = "",
    by: User,
    at: datetime,
) -> None:
    """Write the state that the procedure has reached into the record, and the days it tells.

    The source of these statements is the office itself; what other sources say stays beside it.

    Raises:
        RecordDisagreesError: The record has the agreement end before it is signed or in force.
    """
    held = with_all(Agreement.register.select_for_update(of=("self",))).get(pk=agreement.pk)
    before = convert.to_library(held)
    after = replace(_dated(before, step, on, until), state=state)
    _check_order(after)
    was, now = convert.field_values(before), convert.field_values(after)
    says = tuple(
        _said(field, after, now[field])
        for field in ("state", *convert.DATES)
        if now[field] != was[field]
    )
    if before == after:
        return
    source = name_source(
        office=agreement.office, kind="office", title=agreement.office.name, by=by
    )
    amendment = Amendment(
        agreement.pk, after, locator=locator, says=says,
        forget=_said_by_earlier_steps(held, source, [one.statement.field for one in says]),
    )  # fmt: skip
    amend_agreements(office=agreement.office, amendments=[amendment], source=source, by=by, at=at)


def _dated(
    before: library.Agreement, step: str, on: date | None, until: date | None
) -> library.Agreement:
    """The agreement with the day that a step tells: of signature, in force, of its end."""
    if step == "sign":
        return replace(before, signed=_day(on))
    if step == "enter_into_force":
        return replace(before, in_force=_day(on))
    if step == "renew":
        return replace(before, ends=_day(until))
    return before


def _day(day: date | None) -> PartialDate:
    return UNKNOWN_DATE if day is None else PartialDate(day, day, "day")


def _check_order(agreement: library.Agreement) -> None:
    ends = agreement.ends.latest
    begins = (agreement.signed.earliest, agreement.in_force.earliest)
    if ends is not None and any(day is not None and day > ends for day in begins):
        raise RecordDisagreesError(
            _(
                "In the record the agreement ends before this day. Correct its end first: "
                "change the agreement."
            )
        )


def _said_by_earlier_steps(
    held: Agreement, source: Source, fields: Sequence[str]
) -> tuple[int, ...]:
    """What earlier steps said of these fields: it was true then, and is no second opinion now.

    The history keeps it.
    """
    steps = TakenStep.objects.filter(procedure__agreement=held)
    begun = Procedure.objects.filter(agreement=held)
    moments = {
        *steps.values_list("taken_at", flat=True),
        *begun.values_list("started_at", flat=True),
    }
    told = held.statements.all()
    return tuple(
        one.pk
        for one in told
        if one.field in fields and one.source_id == source.pk and one.entered_at in moments
    )


def _said(field: str, agreement: library.Agreement, value: object) -> Said:
    """What the office says of a field; a renewal without an end says that none is known."""
    if value is None:
        return Said(library.Statement(field, _("no end was agreed"), True), None, preferred=True)
    if field == "state":
        written = word("state", str(value))
    else:
        written = library.date_in_words(getattr(agreement, field), reader_language())
    return Said(library.Statement(field, written), value, preferred=True)


def enter_registration(
    agreement: Agreement, *, country: str, entry: RegistryEntry, on: date
) -> Registration:
    """The agreement's entry in an authority's register; one that stands there already stays."""
    places = enter_places([country]) if len(country) == 2 and country != "EU" else {}
    body = (entry.authority, places[country].pk if country in places else None)
    authority = enter_organizations([body])[body]
    found, _made = Registration.objects.get_or_create(
        agreement=agreement,
        authority=authority,
        number=entry.number,
        defaults=convert.date_columns("registered", _day(on)),
    )
    return found
