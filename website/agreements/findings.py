"""Findings: run the library's checks on rows and keep what they say."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction

from twinpact.agreements import CHECKS, REGISTER_CHECKS
from twinpact.agreements import Agreement as Draft
from twinpact.agreements.findings import Finding
from website.accounts.models import Office
from website.agreements import convert
from website.agreements.models import Agreement, AgreementFinding
from website.agreements.queries import with_all

BATCH = 2000
Scope = AgreementFinding.Scope


@transaction.atomic
def check_agreements(pks: Sequence[int], *, on: date) -> None:
    """Run the checks that look at one agreement each, and replace what they found before."""
    rows = with_all(Agreement.register.filter(pk__in=pks))
    drafts = [convert.to_library(row) for row in rows]
    offices = {row.pk: row.office_id for row in rows}
    found = [finding for draft in drafts for check in CHECKS for finding in check(draft, on=on)]
    AgreementFinding.objects.filter(agreement__in=pks, scope=Scope.AGREEMENT).delete()
    _keep(found, offices, Scope.AGREEMENT)


@transaction.atomic
def check_register(office: Office, *, on: date) -> None:
    """Run the checks that look at all of an office's agreements together."""
    rows = list(with_all(office.agreements(manager="register").all()))
    drafts: list[Draft] = [convert.to_library(row) for row in rows]
    found = [
        told
        for check in REGISTER_CHECKS
        for finding in check(drafts, on=on)
        for told in told_to_each(finding)
    ]
    AgreementFinding.objects.filter(office=office, scope=Scope.REGISTER).delete()
    _keep(found, {row.pk: office.pk for row in rows}, Scope.REGISTER, office=office)


def told_to_each(finding: Finding) -> list[Finding]:
    """A finding that several agreements share, once for each of them; one on a table stays one."""
    if finding.row is None:
        return [finding]
    sharing = (finding.row, *(row for row in finding.rows if row != finding.row))
    return [
        replace(finding, row=row, rows=tuple(other for other in sharing if other != row))
        for row in sharing
    ]


@transaction.atomic
def keep_reading(office: Office, found: Sequence[tuple[int, Finding]]) -> None:
    """Keep what the reading of a file found in the rows that became these agreements."""
    named = [replace(finding, row=pk, rows=()) for pk, finding in found]
    _keep(named, dict.fromkeys((pk for pk, _ in found), office.pk), Scope.READING)


def forget_reading(pk: int, fields: Iterable[str]) -> None:
    """Forget what the reading found in fields that a person has changed since."""
    AgreementFinding.objects.filter(
        agreement=pk, scope=Scope.READING, field__in=list(fields)
    ).delete()


def _keep(
    found: Iterable[Finding], offices: dict[int, int], scope: str, office: Office | None = None
) -> None:
    """Store findings; those about several agreements name the others."""
    found = list(found)
    rows = AgreementFinding.objects.bulk_create(
        [
            AgreementFinding(
                office_id=offices[finding.row] if finding.row else office and office.pk,
                agreement_id=finding.row,
                code=finding.code,
                severity=finding.severity,
                field=finding.column or "",
                values=dict(finding.values),
                scope=scope,
            )
            for finding in found
        ],
        batch_size=BATCH,
    )
    through = AgreementFinding.others.through
    through.objects.bulk_create(
        [
            through(agreementfinding_id=row.pk, agreement_id=other)
            for row, finding in zip(rows, found, strict=True)
            for other in finding.rows
            if other != finding.row
        ],
        batch_size=BATCH,
    )
