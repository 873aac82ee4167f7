"""Changing what the register says of agreements."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from twinpact import agreements as library
from website.accounts.models import User
from website.accounts.permissions import WRITE, require
from website.agreements import convert, rows
from website.agreements.actions.parts import write_parts
from website.agreements.findings import check_agreements, forget_reading, recheck_registers
from website.agreements.models import (
    Agreement,
    AgreementMotivation,
    AgreementStatement,
    AgreementTheme,
    Party,
)
from website.agreements.queries import with_all
from website.places.actions import enter_places
from website.sources.models import Source, Sureness
from website.tables.copying import copy_rows, update_rows

PARTS = (Party, AgreementTheme, AgreementMotivation)
NO_LONGER_PREFERRED = """
    UPDATE agreements_agreementstatement AS said SET preferred = FALSE
    FROM unnest(%s::bigint[], %s::text[]) AS changed (agreement, field)
    WHERE said.agreement_id = changed.agreement AND said.field = changed.field AND said.preferred
"""


class ChangedMeanwhileError(Exception):
    """Somebody else saved the agreement after this person opened it."""


def change_agreement(
    *,
    pk: int,
    version: int,
    agreement: library.Agreement,
    source: Source,
    locator: str = "",
    by: User,
    at: datetime,
) -> Agreement:
    """Change what the register says of an agreement; earlier statements stay beside the new ones.

    Raises:
        NotAllowedError: The person may not write in the agreement's office.
        ChangedMeanwhileError: ``version`` is no longer the latest one.
    """
    change = rows.Change(pk, version, agreement, locator)
    [row] = change_agreements(changes=[change], source=source, by=by, at=at)
    return row


@transaction.atomic
def change_agreements(
    *,
    changes: Sequence[rows.Change],
    source: Source,
    by: User,
    at: datetime,
    recheck: bool = True,
) -> list[Agreement]:
    """Change what the register says of many agreements; all of them or none.

    Without ``recheck`` the caller checks the register, after whatever else it does.

    Raises:
        DoesNotExist: The register has no such agreement.
        NotAllowedError: The person may not write in an agreement's office.
        ChangedMeanwhileError: A version is no longer the latest one.
    """
    was = _locked(changes, by)
    entered = enter_places(p.place.id for c in changes for p in c.agreement.parties if p.place)
    keyed = [(change.pk, change.agreement) for change in changes]
    update_rows(Agreement, rows.CHANGED, rows.changed(changes, by=by, at=at))
    for part in PARTS:
        part._default_manager.filter(agreement__in=list(was)).delete()
    write_parts(keyed, entered)
    _state_changes(was, changes, rows.Said(source, Sureness.CERTAIN, by, at))
    check_agreements(list(was), on=at.date())
    now = Agreement.register.select_related("office").in_bulk(list(was))
    if recheck:
        recheck_registers(now.values(), on=at.date())
    return [now[change.pk] for change in changes]


def _locked(changes: Sequence[rows.Change], by: User) -> dict[int, library.Agreement]:
    """What the agreements said until now; nobody else can change them meanwhile."""
    base = Agreement.register.select_for_update(of=("self",)).order_by("pk")
    found = {row.pk: row for row in with_all(base.filter(pk__in=[one.pk for one in changes]))}
    for office in {row.office_id: row.office for row in found.values()}.values():
        require(by, WRITE, office)
    for change in changes:
        if change.pk not in found:
            raise Agreement.DoesNotExist(change.pk)
        if found[change.pk].version != change.version:
            raise ChangedMeanwhileError(
                _("Somebody else changed this agreement after you opened it.")
            )
    return {pk: convert.to_library(row) for pk, row in found.items()}


def _state_changes(
    was: dict[int, library.Agreement], changes: Sequence[rows.Change], said: rows.Said
) -> None:
    """A preferred statement for each field that changed; the earlier ones are kept beside it."""
    changed = {one.pk: _changed_fields(was[one.pk], one.agreement) for one in changes}
    pairs = [(pk, field) for pk, fields in changed.items() for field in fields]
    forget_reading(pairs)
    with connection.cursor() as cursor:
        cursor.execute(
            NO_LONGER_PREFERRED, [[pk for pk, _field in pairs], [field for _pk, field in pairs]]
        )
    copy_rows(
        AgreementStatement,
        rows.STATEMENT,
        (
            row
            for one in changes
            for row in rows.changed_statements(
                one.pk, changed[one.pk], one.agreement, said, locator=one.locator
            )
        ),
    )


def _changed_fields(before: library.Agreement, after: library.Agreement) -> list[str]:
    was, is_now = convert.field_values(before), convert.field_values(after)
    written, words = convert.field_words(before), convert.field_words(after)
    changed = [
        field
        for field in is_now
        if is_now[field] != was.get(field)
        or (field.startswith("party_") and words.get(field) != written.get(field))
    ]
    return changed + [field for field in was if field not in is_now]
