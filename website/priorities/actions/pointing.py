"""Saying which priorities an agreement serves."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from website.accounts.models import User
from website.accounts.permissions import WRITE, require
from website.agreements.models import Agreement
from website.priorities.models import (
    AgreementPriority,
    AgreementServes,
    DevelopmentPlan,
    Priority,
)


class PointedMeanwhileError(Exception):
    """Somebody else said something of this agreement after the person opened it."""


class UnknownPriorityError(LookupError):
    """The plan has no such priority."""


class OtherOfficeError(Exception):
    """The plan is of another office than the agreement."""


@transaction.atomic
def point_agreement(
    *,
    agreement: int,
    plan: int,
    priorities: Collection[str] | None,
    version: int,
    by: User,
    at: datetime,
) -> AgreementServes | None:
    """Say which priorities of a plan an agreement serves, by their codes.

    No codes: it serves none. None: nobody knows, and what was said before goes. ``version`` is
    that of what the person saw, 0 where nothing was said.

    Raises:
        NotAllowedError: The person may not write in the agreement's office.
        OtherOfficeError: The plan is of another office.
        UnknownPriorityError: The plan has no priority with one of the codes.
        PointedMeanwhileError: Somebody else said something meanwhile.
    """
    row = Agreement.register.select_for_update(of=("self",), no_key=True).get(pk=agreement)
    require(by, WRITE, row.office)
    # Held, so that no priority goes while it is pointed to.
    whole = DevelopmentPlan.register.select_for_update(no_key=True).get(pk=plan)
    if whole.office_id != row.office_id:
        raise OtherOfficeError(_("This plan is of another office than the agreement."))
    said = AgreementServes.objects.filter(agreement=row, plan=whole).first()
    if (said.version if said else 0) != version:
        raise PointedMeanwhileError(
            _("Somebody else said something of this agreement after you opened it.")
        )
    if priorities is None:
        if said is not None:
            said.delete()
        return None
    wanted = _wanted(whole, priorities)
    if said is None:
        said = AgreementServes.objects.create(agreement=row, plan=whole, said_at=at, said_by=by)
    else:
        said.version += 1
        said.said_at, said.said_by = at, by
        said.save(update_fields=["version", "said_at", "said_by"])
    there = set(said.priorities.values_list("priority_id", flat=True))
    said.priorities.exclude(priority__in=wanted).delete()
    AgreementPriority.objects.bulk_create(
        [AgreementPriority(said=said, priority_id=pk) for pk in wanted if pk not in there]
    )
    return said


def _wanted(plan: DevelopmentPlan, codes: Collection[str]) -> list[int]:
    """The keys of the priorities with these codes."""
    found = dict(
        Priority.objects.filter(plan=plan, code__in=list(codes)).values_list("code", "pk")
    )
    if strange := sorted(set(codes) - found.keys()):
        raise UnknownPriorityError(
            _("The plan has no priority %(code)s.") % {"code": ", ".join(strange)}
        )
    return list(found.values())
