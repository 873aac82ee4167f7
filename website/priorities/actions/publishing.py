"""Showing a development plan to the public, and taking it back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from website.accounts.models import User
from website.accounts.permissions import PUBLISH, require
from website.agreements.models import Publication
from website.priorities.models import DevelopmentPlan


class NothingToShowError(Exception):
    """The plan has no priority yet."""


@transaction.atomic
def publish_plan(*, pk: int, by: User, at: datetime) -> DevelopmentPlan:
    """Show a plan and its approved figures to the public.

    Raises:
        NotAllowedError: The person may not publish in the plan's office.
        NothingToShowError: It has no priority yet.
    """
    row = DevelopmentPlan.register.select_for_update(no_key=True).get(pk=pk)
    require(by, PUBLISH, row.office)
    if not row.priorities.exists():
        raise NothingToShowError(_("The plan has no priorities yet: there is nothing to show."))
    if row.publication != Publication.PUBLISHED:
        _write(row, Publication.PUBLISHED, at)
    return row


@transaction.atomic
def withdraw_plan(*, pk: int, by: User) -> DevelopmentPlan:
    """Take a plan and its figures out of the public's sight.

    Raises:
        NotAllowedError: The person may not publish in the plan's office.
    """
    row = DevelopmentPlan.register.select_for_update(no_key=True).get(pk=pk)
    require(by, PUBLISH, row.office)
    if row.publication == Publication.PUBLISHED:
        _write(row, Publication.DRAFT, None)
    return row


def _write(row: DevelopmentPlan, publication: str, at: datetime | None) -> None:
    row.publication, row.published_at = publication, at
    row.version += 1
    row.save(update_fields=["publication", "published_at", "version"])
