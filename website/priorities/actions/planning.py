"""Beginning and changing a development plan."""

from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from twinpact import plans as library
from website.accounts.models import Office, User
from website.accounts.permissions import WRITE, require
from website.places.actions import enter_places
from website.priorities import convert
from website.priorities.actions.writing import write_parts
from website.priorities.models import DevelopmentPlan
from website.priorities.storable import check_storable


class PlanCodeTakenError(Exception):
    """The office has a plan with this code already."""


class PlanChangedMeanwhileError(Exception):
    """Somebody else saved the plan after this person opened it."""


@transaction.atomic
def begin_plan(
    *, office: Office, plan: library.DevelopmentPlan, by: User, at: datetime
) -> DevelopmentPlan:
    """Enter a development plan of an office, as a draft.

    Raises:
        NotAllowedError: The person may not write in the office.
        PlanCodeTakenError: The office has a plan with this code.
        NotStorableError: A text or number does not fit.
    """
    require(by, WRITE, office)
    check_storable(plan)
    row = DevelopmentPlan(
        office=office,
        territory_id=_territory(plan),
        created_at=at,
        created_by=by,
        changed_at=at,
        changed_by=by,
        **convert.plan_columns(plan),
    )
    _save(row)
    write_parts(row, plan)
    return row


@transaction.atomic
def change_plan(
    *, pk: int, version: int, plan: library.DevelopmentPlan, by: User, at: datetime
) -> DevelopmentPlan:
    """Make a plan what the library's plan says; only what differs is written.

    Raises:
        NotAllowedError: The person may not write in the plan's office.
        PlanChangedMeanwhileError: ``version`` is no longer the latest one.
        PlanCodeTakenError: The office has another plan with this code.
        StillInUseError: Agreements or reported figures rest on something that would go.
        NotStorableError: A text or number does not fit, or a priority lies within itself.
    """
    territory = _territory(plan)  # places before plans, as everywhere
    row = hold_plan(pk)
    require(by, WRITE, row.office)
    if row.version != version:
        raise PlanChangedMeanwhileError(_("Somebody else changed this plan after you opened it."))
    if convert.to_library(row) == plan:
        return row
    check_storable(plan)
    for name, value in convert.plan_columns(plan).items():
        setattr(row, name, value)
    row.territory_id = territory
    row.version += 1
    row.changed_at, row.changed_by = at, by
    _save(row)
    write_parts(row, plan)
    return row


def hold_plan(pk: int) -> DevelopmentPlan:
    """The plan with its parts, held until the transaction ends."""
    DevelopmentPlan.register.select_for_update(no_key=True).get(pk=pk)
    row: DevelopmentPlan = convert.with_parts(DevelopmentPlan.register.all()).get(pk=pk)
    return row


def without(plan: library.DevelopmentPlan, kind: str, code: str) -> library.DevelopmentPlan:
    """The plan without one of its parts; what hangs on a priority or programme is left hanging.

    Raises:
        UnknownPriorityError: Something of the plan needs the priority.
    """
    if kind == "priority":
        left = tuple(one for one in plan.priorities if one.code != code)
        return replace(plan, priorities=left)
    if kind == "programme":
        indicators = tuple(
            replace(one, programme=None) if one.programme == code else one
            for one in plan.indicators
        )
        left_programmes = tuple(one for one in plan.programmes if one.code != code)
        return replace(plan, programmes=left_programmes, indicators=indicators)
    kept = tuple(one for one in plan.indicators if one.indicator.code != code)
    return replace(plan, indicators=kept)


def _territory(plan: library.DevelopmentPlan) -> str | None:
    """The id of the plan's territory, entered in the register where it is new."""
    if plan.territory is None:
        return None
    entered = enter_places([plan.territory])
    pk: str = entered[plan.territory].pk
    return pk


def _save(row: DevelopmentPlan) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as refused:
        if "plan_code_once_in_an_office" not in str(refused):
            raise
        raise PlanCodeTakenError(
            _("Your office has a plan with the code %(code)s already.") % {"code": row.code}
        ) from None
