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
from website.agreements.actions.parts import BATCH, write_parts
from website.agreements.findings import check_agreements
from website.agreements.models import (
    Agreement,
    AgreementFinding,
    AgreementLink,
    AgreementMotivation,
    AgreementStatement,
    AgreementTheme,
    Party,
)
from website.agreements.queries import with_all
from website.places.actions import enter_places
from website.sources.models import Source

PARTS = (Party, AgreementTheme, AgreementMotivation)
DATE_COLUMNS = [
    f"{n}_{part}" for n in convert.DATES for part in ("earliest", "latest", "precision")
]
COLUMNS = [*convert.WORDS, *DATE_COLUMNS, "languages", "search", "version"]


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
    changed, parts = [], []
    for one in chunk:
        row, before = rows[one.pk], convert.to_library(rows[one.pk])
        if convert.columns(before) != convert.columns(one.agreement):
            changed.append(row)
        if _parts(before) != _parts(one.agreement):
            parts.append((row, one.agreement))
        if row in changed or (parts and parts[-1][0] is row):
            _stand(row, one.agreement, by, at)
    moved = list({row.pk: row for row in (*changed, *(row for row, _ in parts))}.values())
    Agreement.register.bulk_update(moved, [*COLUMNS, "changed_at", "changed_by"], BATCH)
    _rewrite_parts(parts)
    _keep_statements(chunk, rows, source, by, at)
    check_agreements([row.pk for row in moved], on=at.date())
    return {row.pk: row.version for row in rows.values()}


def _stand(row: Agreement, agreement: library.Agreement, by: User, at: datetime) -> None:
    for name, value in convert.columns(agreement).items():
        setattr(row, name, value)
    row.search = convert.search_text(agreement)
    row.version += 1
    row.changed_at, row.changed_by = at, by


def _parts(agreement: library.Agreement) -> tuple[object, ...]:
    """What of an agreement stands in rows of its own."""
    parties = [
        (p.written, p.place.id if p.place else None, p.organization, p.initiator)
        for p in agreement.parties
    ]
    return parties, agreement.themes, agreement.motivations


def _rewrite_parts(pairs: Sequence[tuple[Agreement, library.Agreement]]) -> None:
    if not pairs:
        return
    entered = enter_places(p.place.id for _, a in pairs for p in a.parties if p.place)
    for part in PARTS:
        part.objects.filter(agreement__in=[row for row, _ in pairs]).delete()
    write_parts(pairs, entered)


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
    _forget_findings(new)
    AgreementStatement.objects.bulk_create(
        [_statement(one, said, source, by, at) for one in chunk for said in one.says],
        batch_size=BATCH,
    )


def _forget_findings(fields: Iterable[tuple[int, str]]) -> None:
    """What the reading of an earlier file found in fields that are told anew is settled."""
    by_field: dict[str, list[int]] = {}
    for pk, field in fields:
        by_field.setdefault(field, []).append(pk)
    for field, pks in by_field.items():
        AgreementFinding.objects.filter(
            agreement__in=pks, scope=AgreementFinding.Scope.READING, field=field
        ).delete()


def _statement(
    one: Amendment, said: Said, source: Source, by: User, at: datetime
) -> AgreementStatement:
    return AgreementStatement(
        agreement_id=one.pk,
        source=source,
        locator=one.locator,
        field=said.statement.field,
        written=said.statement.written,
        unavailable=said.statement.unavailable,
        value=None if said.statement.unavailable else said.value,
        preferred=said.preferred,
        entered_at=at,
        entered_by=by,
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
    kept: list[int] = []
    for chunk in _chunks(pks):
        kept += _remove(office, chunk)
    return kept


def _remove(office: Office, pks: Sequence[int]) -> list[int]:
    """Remove a chunk together; where one of it has to stay, each by itself."""
    entries = Agreement.register.filter(office=office, pk__in=pks)
    try:
        with transaction.atomic():
            entries.delete()
    except ProtectedError:
        if len(pks) == 1:
            return list(pks)
        return [kept for pk in pks for kept in _remove(office, [pk])]
    return []
