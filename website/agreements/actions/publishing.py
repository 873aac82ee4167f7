"""Showing agreements to the public, and taking them back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from website.accounts.models import Office, User
from website.accounts.permissions import PUBLISH, require
from website.agreements.models import Agreement, Publication


class NotReadyError(Exception):
    """Findings that must be settled before the agreement may be published."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


@transaction.atomic
def publish_agreement(*, pk: int, by: User, at: datetime) -> Agreement:
    """Show an agreement to the public.

    Raises:
        NotAllowedError: The person may not publish in the agreement's office.
        NotReadyError: Findings that must be settled first.
    """
    row = Agreement.register.select_for_update().get(pk=pk)
    require(by, PUBLISH, row.office)
    open_errors = row.findings.filter(severity__in=("critical", "error"))
    if open_errors:
        raise NotReadyError([finding.code for finding in open_errors])
    if row.publication != Publication.PUBLISHED:
        row.publication, row.published_at = Publication.PUBLISHED, at
        row.version += 1
        row.save(update_fields=["publication", "published_at", "version"])
    return row


@transaction.atomic
def publish_agreements(*, pks: Sequence[int], by: User, at: datetime) -> int:
    """Show to the public those of the agreements that no finding holds back; how many they are.

    Raises:
        NotAllowedError: The person may not publish in an agreement's office.
    """
    rows = Agreement.register.filter(pk__in=pks, publication=Publication.DRAFT)
    for office in Office.objects.filter(pk__in=rows.order_by().values("office")):
        require(by, PUBLISH, office)
    return rows.exclude(findings__severity__in=("critical", "error")).update(
        publication=Publication.PUBLISHED, published_at=at, version=F("version") + 1
    )


@transaction.atomic
def unpublish_agreement(*, pk: int, by: User) -> Agreement:
    """Take an agreement out of the public's sight.

    Raises:
        NotAllowedError: The person may not publish in the agreement's office.
    """
    row = Agreement.register.select_for_update().get(pk=pk)
    require(by, PUBLISH, row.office)
    if row.publication == Publication.PUBLISHED:
        row.publication, row.published_at = Publication.DRAFT, None
        row.version += 1
        row.save(update_fields=["publication", "published_at", "version"])
    return row
