"""Findings: run the library's checks on rows and keep what they say."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from twinpact.agreements import CHECKS, REGISTER_CHECKS
from twinpact.agreements import Agreement as Draft
from twinpact.agreements.findings import Finding
from website.accounts.models import Office
from website.agreements import convert
from website.agreements.compared import to_compare
from website.agreements.models import Agreement, AgreementFinding
from website.agreements.queries import with_all
from website.tables.copying import copy_rows, next_keys

FINDING = ("id", "office_id", "agreement_id", "code", "severity", "field", "values", "scope")
OTHERS = ("agreementfinding_id", "agreement_id")
Scope = AgreementFinding.Scope


@transaction.atomic
def check_agreements(pks: Sequence[int], *, on: date) -> None:
    """Run the checks that look at one agreement each, and replace what they found before."""
    rows = with_all(Agreement.register.filter(pk__in=pks))
    drafts = [convert.to_library(row) for row in rows]
    offices = {row.pk: row.office_id for row in rows}
    found = [finding for draft in drafts for check in CHECKS for finding in check(draft, on=on)]
    _forget(AgreementFinding.objects.filter(agreement__in=pks, scope=Scope.AGREEMENT))
    _keep(found, offices, Scope.AGREEMENT)


@transaction.atomic
def check_entered(office: Office, drafts: Iterable[Draft], *, on: date) -> None:
    """Run the checks that look at one agreement each on agreements that were just entered.

    They are given as the register keeps them, with their keys for rows.
    """
    found = [finding for draft in drafts for check in CHECKS for finding in check(draft, on=on)]
    _keep(found, dict.fromkeys((one.row for one in found if one.row), office.pk), Scope.AGREEMENT)


@transaction.atomic
def check_register(office: Office, *, on: date) -> None:
    """Run the checks that look at all of an office's agreements together."""
    drafts = to_compare(office.agreements(manager="register").all())
    found = [
        told
        for check in REGISTER_CHECKS
        for finding in check(drafts, on=on)
        for told in told_to_each(finding)
    ]
    _forget(AgreementFinding.objects.filter(office=office, scope=Scope.REGISTER))
    offices = {draft.row: office.pk for draft in drafts if draft.row}
    _keep(found, offices, Scope.REGISTER, office=office)


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


def forget_reading(fields: Iterable[tuple[int, str]]) -> None:
    """Forget what the reading of a file found in fields (of agreements) that are told anew."""
    by_field: dict[str, list[int]] = defaultdict(list)
    for pk, field in fields:
        by_field[field].append(pk)
    for field, pks in by_field.items():
        _forget(
            AgreementFinding.objects.filter(agreement__in=pks, scope=Scope.READING, field=field)
        )


def _forget(old: QuerySet[AgreementFinding]) -> None:
    """Forget findings in two statements; they have no history and nothing else hangs on them."""
    others = AgreementFinding.others.through.objects.filter(agreementfinding__in=old.values("pk"))
    others._raw_delete(others.db)
    old._raw_delete(old.db)


def _keep(
    found: Iterable[Finding], offices: dict[int, int], scope: str, office: Office | None = None
) -> None:
    """Store findings; those about several agreements name the others."""
    found = list(found)
    keys = next_keys(AgreementFinding, len(found))
    copy_rows(
        AgreementFinding,
        FINDING,
        (
            (
                pk,
                offices[one.row] if one.row else office and office.pk,
                *(one.row, one.code, one.severity, one.column or ""),
                *(json.dumps(dict(one.values)), scope),
            )
            for pk, one in zip(keys, found, strict=True)
        ),
    )
    copy_rows(
        AgreementFinding.others.through,
        OTHERS,
        (
            (pk, other)
            for pk, one in zip(keys, found, strict=True)
            for other in one.rows
            if other != one.row
        ),
    )
