"""Taking over what a source says anew, for many agreements at once, and taking it back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import ProtectedError

from twinpact import agreements as library
from website.accounts.models import Office, User
from website.accounts.permissions import WRITE, require
from website.agreements import convert
from website.agreements import rows as rows_of
from website.agreements.actions.parts import write_parts
from website.agreements.findings import check_agreements, forget_reading
from website.agreements.models import (
    Agreement,
    AgreementLink,
    AgreementMotivation,
    AgreementStatement,
    AgreementTheme,
    Party,
)
from website.agreements.queries import with_all
from website.places.actions import enter_places
from website.sources.models import Source, Sureness
from website.tables.copying import copy_rows, update_rows
from website.tables.deleting import delete_rows

#: How many agreements are amended in one go.
BATCH = 500
PARTS = (Party, AgreementTheme, AgreementMotivation)

Item = TypeVar("Item")


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    left = iter(items)
    while chunk := list(islice(left, BATCH)):
        yield chunk


@dataclass(frozen=True, slots=True)
class Said:
    """A statement to be written; ``preferred`` where the record shows its value from now on."""

    statement: library.Statement
    value: object
    preferred: bool


@dataclass(frozen=True, slots=True)
class Amendment:
    """What becomes of one agreement: how it stands afterwards, and on what that rests.

    ``says`` are new statements; ``forget`` are statements to be taken back and ``prefer`` those
    that count again, by their ids.
    """

    pk: int
    agreement: library.Agreement
    locator: str = ""
    says: tuple[Said, ...] = ()
    forget: tuple[int, ...] = ()
    prefer: tuple[int, ...] = ()


@transaction.atomic
def amend_agreements(
    *, office: Office, amendments: Sequence[Amendment], source: Source, by: User, at: datetime
) -> dict[int, int]:
    """Write what a source says anew; gives each agreement's version afterwards.

    An agreement of which only further statements are kept stays at its version.

    Raises:
        NotAllowedError: The person may not write in the office.
    """
    require(by, WRITE, office)
    versions: dict[int, int] = {}
    for chunk in _chunks(amendments):
        versions |= _amend(office, chunk, source, by, at)
    return versions


def _amend(
    office: Office, chunk: Sequence[Amendment], source: Source, by: User, at: datetime
) -> dict[int, int]:
    held = Agreement.register.select_for_update(of=("self",)).filter(
        office=office, pk__in=[one.pk for one in chunk]
    )
    rows = {row.pk: row for row in with_all(held.order_by("pk"))}
    changes = []
    parts = []
    for one in chunk:
        row, before = rows[one.pk], convert.to_library(rows[one.pk])
        other = _parts(before) != _parts(one.agreement)
        if other:
            parts.append((one.pk, one.agreement))
        if other or convert.columns(before) != convert.columns(one.agreement):
            changes.append(rows_of.Change(one.pk, row.version, one.agreement))
    update_rows(Agreement, rows_of.CHANGED, rows_of.changed(changes, by=by, at=at))
    _rewrite_parts(parts)
    _keep_statements(chunk, rows, source, by, at)
    check_agreements([change.pk for change in changes], on=at.date())
    versions = {pk: row.version for pk, row in rows.items()}
    return versions | {change.pk: change.version + 1 for change in changes}


def _parts(agreement: library.Agreement) -> tuple[object, ...]:
    """What of an agreement stands in rows of its own."""
    parties = [
        (p.written, p.place.id if p.place else None, p.organization, p.initiator)
        for p in agreement.parties
    ]
    return parties, agreement.themes, agreement.motivations


def _rewrite_parts(keyed: Sequence[tuple[int, library.Agreement]]) -> None:
    if not keyed:
        return
    entered = enter_places(p.place.id for _, a in keyed for p in a.parties if p.place)
    for part in PARTS:
        part.objects.filter(agreement__in=[pk for pk, _ in keyed]).delete()
    write_parts(keyed, entered)


def _keep_statements(
    chunk: Sequence[Amendment], rows: dict[int, Agreement], source: Source, by: User, at: datetime
) -> None:
    """Write the new statements, take back others; one of a field is preferred at any time."""
    forget = [pk for one in chunk for pk in one.forget]
    AgreementStatement.objects.filter(pk__in=forget).delete()
    new = {(one.pk, said.statement.field) for one in chunk for said in one.says if said.preferred}
    passed = [
        statement.pk
        for row in rows.values()
        for statement in row.statements.all()
        if statement.preferred and (row.pk, statement.field) in new
    ]
    AgreementStatement.objects.filter(pk__in=passed).update(preferred=False)
    prefer = [pk for one in chunk for pk in one.prefer]
    AgreementStatement.objects.filter(pk__in=prefer).update(preferred=True)
    forget_reading(new)
    told = rows_of.Said(source, Sureness.CERTAIN, by, at)
    copy_rows(AgreementStatement, rows_of.STATEMENT, _statements(chunk, told))


def _statements(chunk: Sequence[Amendment], told: rows_of.Said) -> Iterator[rows_of.Row]:
    for one in chunk:
        for said in one.says:
            statement = said.statement
            yield (
                *(one.pk, statement.field, statement.written),
                None if statement.unavailable else rows_of.as_json(said.value),
                *(statement.unavailable, said.preferred),
                *told.columns(one.locator),
            )


@transaction.atomic
def link_agreements(
    *, office: Office, pairs: Sequence[tuple[int, int]], kind: str, by: User
) -> None:
    """Say of pairs of agreements, earlier and later, how the later one follows from the earlier.

    Raises:
        NotAllowedError: The person may not write in the office.
    """
    require(by, WRITE, office)
    AgreementLink.objects.bulk_create(
        [AgreementLink(earlier_id=a, later_id=b, kind=kind) for a, b in pairs],
        ignore_conflicts=True,
    )


@transaction.atomic
def remove_agreements(*, office: Office, pks: Sequence[int], by: User) -> list[int]:
    """Remove entries that nobody needs; the history keeps them. Gives those that had to stay.

    An entry stays where another record rests on it.

    Raises:
        NotAllowedError: The person may not write in the office.
    """
    require(by, WRITE, office)
    own = Agreement.register.select_for_update().filter(office=office, pk__in=pks).order_by("pk")
    return _remove(list(own.values_list("pk", flat=True)))


def _remove(pks: Sequence[int]) -> list[int]:
    """Remove entries together; where one of them has to stay, each half by itself."""
    try:
        with transaction.atomic():
            delete_rows(Agreement, pks)
    except ProtectedError:
        if len(pks) == 1:
            return list(pks)
        half = len(pks) // 2
        return _remove(pks[:half]) + _remove(pks[half:])
    return []
