"""From one year to the next: what is open goes over, once."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from twinpact.plans import carry_over
from website.accounts.models import User
from website.accounts.permissions import WRITE
from website.plans import convert
from website.plans.actions.following import content
from website.plans.actions.holding import check_drafting, follow, hold
from website.plans.actions.writing import content_as_written, write_content
from website.plans.models import ActivityProgress, Programme
from website.plans.permissions import require_on


@transaction.atomic
def carry_over_programme(
    *, pk: int, into: int, activities: Iterable[str] | None, by: User, at: datetime
) -> tuple[str, ...]:
    """Carry open activities, with what is left of their money, into the programme of next year.

    What is carried counts no more in the year that closes: its budget is what was spent. Returns
    the codes of the budget lines of which nobody can say what is left.

    Raises:
        NotAllowedError: The person may not write for any side of both.
        NotAgreedYetError: Not all sides have agreed to the year that closes.
        NotBeingDraftedError: The next year is not being drafted.
        PlanRefusedError: Another agreement or not the next year, or carried over already.
    """
    # Always the earlier one first, so that two people never wait for each other.
    closing, coming = hold(pk), hold(into)
    for one in (closing, coming):
        require_on(by, WRITE, one)
    check_drafting(coming)
    after = getattr(closing, "carried_into", None)
    held = convert.followed(
        content(closing),
        progress=closing.progress.all(),
        spending=closing.spending.all(),
        carried_to=None if after is None else convert.code_of(after),
    )
    done = carry_over(held, into=content_as_written(coming), activities=activities)
    _close(closing, held, done.closed, by, at)
    coming.carried_from = closing
    coming.save(update_fields=["carried_from"])
    write_content(coming, done.next)
    follow(closing)
    return done.unsettled


def _close(closing: Programme, held: object, closed: object, by: User, at: datetime) -> None:
    was = {one.code: one.state for one in held.activities}  # type: ignore[attr-defined]
    for one in closed.activities:  # type: ignore[attr-defined]
        if one.state == "carried_over" and was[one.code] != "carried_over":
            ActivityProgress.objects.update_or_create(
                programme=closing,
                activity=one.code,
                defaults={"state": one.state, "told_at": at, "told_by": by},
            )
