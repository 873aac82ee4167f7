"""Findings: run the library's checks on rows and keep what they say."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Count, F, QuerySet

from twinpact.agreements import CHECKS, REGISTER_CHECKS
from twinpact.agreements import Agreement as Draft
from twinpact.agreements.checks import placeholder_year
from twinpact.agreements.findings import Finding, finding
from website.accounts.models import Office
from website.agreements import convert
from website.agreements.compared import to_compare
from website.agreements.models import Agreement, AgreementFinding
from website.agreements.neighbours import COMPARING, comparable, found_together
from website.agreements.queries import with_all
from website.tables.copying import copy_rows, next_keys

FINDING = ("id", "office_id", "agreement_id", "code", "severity", "field", "values", "scope")
OTHERS = ("agreementfinding_id", "agreement_id")
#: So many changed agreements are looked at one by one; after more the whole register is.
FEW = 100
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


@transaction.atomic
def recheck_register(office: Office, pks: Collection[int], *, on: date) -> None:
    """Bring what ``check_register`` finds up to date after a few agreements changed.

    ``pks`` are those that changed and those that were found together with one that is gone. While
    an import is being written to the office nothing is done: it ends with a check of all.
    """
    locked = Office.objects.select_for_update(no_key=True, skip_locked=True)
    if not locked.filter(pk=office.pk).exists():
        return
    base = office.agreements(manager="register").all()
    if len(pks) > FEW:
        check_register(office, on=on)
        return
    for code, (check, _alike) in COMPARING.items():
        drafts = comparable(base, found_together(pks, code), code)
        rows = {draft.row: office.pk for draft in drafts if draft.row}
        _forget(AgreementFinding.objects.filter(agreement__in=rows, code=code))
        found = [told for one in check(drafts, on=on) for told in told_to_each(one)]
        _keep(found, rows, Scope.REGISTER)
    _recheck_years(office, base, pks)


def found_with(pks: Collection[int]) -> set[int]:
    """The agreements that may be found anew when these are gone; of many, only that they are many.

    Ask before they go.
    """
    if len(pks) > FEW:
        return set(pks)
    return {pk for code in COMPARING for pk in found_together(pks, code)} - set(pks)


def recheck_registers(rows: Iterable[Agreement], *, on: date) -> None:
    """Bring up to date what is found in the registers of the offices of changed agreements."""
    offices: dict[Office, list[int]] = defaultdict(list)
    for row in rows:
        offices[row.office].append(row.pk)
    for office, pks in offices.items():
        recheck_register(office, pks, on=on)


def _recheck_years(office: Office, base: QuerySet[Agreement], pks: Collection[int]) -> None:
    """Accuse the years anew; a finding that stays keeps its rows but for those that changed."""
    dated = base.filter(signed_earliest__isnull=False).order_by()
    counts: Counter[int] = Counter()
    spans = dated.values_list("signed_earliest", "signed_latest").annotate(n=Count("pk"))
    for first, last, rows in spans:  # grouped by year here; PostgreSQL takes four times as long
        if first.year == last.year:
            counts[first.year] += rows
    dated = dated.filter(signed_latest__year=F("signed_earliest__year"))
    accused = {int(one["year"]): one for one in placeholder_year.accused_years(counts)}
    old = AgreementFinding.objects.filter(
        office=office, code="placeholder_year", scope=Scope.REGISTER
    )
    kept = {one.values["year"]: one for one in old}
    _forget(old.exclude(values__year__in=list(accused)))
    changed = dict(dated.filter(pk__in=pks).values_list("pk", F("signed_earliest__year")))
    for number in accused.keys() & kept.keys():
        through = kept[number].others.through.objects.filter(agreementfinding=kept[number])
        through.filter(agreement__in=pks).delete()
        kept[number].others.add(*(pk for pk, signed in changed.items() if signed == number))
        if kept[number].values != accused[number]:
            old.filter(pk=kept[number].pk).update(values=accused[number])
    new = [
        finding(
            "placeholder_year",
            column="signed",
            values=accused[number],
            rows=tuple(dated.filter(signed_earliest__year=number).values_list("pk", flat=True)),
        )
        for number in sorted(accused.keys() - kept.keys())
    ]
    _keep(new, {}, Scope.REGISTER, office=office)


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


def forget_reading(fields: Sequence[tuple[int, str]]) -> None:
    """Forget what the reading found in fields (of agreements) that a person changed since."""
    found = AgreementFinding.objects.filter(
        agreement__in={pk for pk, _field in fields}, scope=Scope.READING
    ).values_list("pk", "agreement_id", "field")
    gone = set(fields)
    settled = [pk for pk, agreement, field in found if (agreement, field) in gone]
    _forget(AgreementFinding.objects.filter(pk__in=settled))


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
    if not found:
        return
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
