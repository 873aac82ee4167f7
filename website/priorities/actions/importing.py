"""Bringing a plan's spreadsheet, and taking it over once somebody has looked at it."""

import hashlib
import secrets
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from website.accounts.models import User
from website.accounts.permissions import WRITE, require
from website.agreements.actions.documents.storing import harmless
from website.priorities import convert
from website.priorities.actions.planning import change_plan, hold_plan
from website.priorities.models import DevelopmentPlan, PlanFile
from website.priorities.reading import Reading, read_plan_file


class FileDecidedError(Exception):
    """Somebody has accepted or discarded the file already."""


class NothingToAcceptError(Exception):
    """The file changes nothing of the plan, or cannot be taken over as it stands."""


@transaction.atomic
def bring_plan_file(*, pk: int, filename: str, content: bytes, by: User, at: datetime) -> PlanFile:
    """Keep a spreadsheet for a plan, to be looked at; nothing of the plan changes.

    Raises:
        NotAllowedError: The person may not write in the plan's office.
        UnreadableFileError: It is not a table that can be read.
    """
    row = convert.with_parts(DevelopmentPlan.register.all()).get(pk=pk)
    require(by, WRITE, row.office)
    called = harmless(filename) or "plan"
    read_plan_file(content, convert.to_library(row), name=called)
    kept = PlanFile(
        plan=row,
        filename=called,
        sha256=hashlib.sha256(content).hexdigest(),
        brought_at=at,
        brought_by=by,
    )
    # The stored name holds nothing of what the person who brought the file called it.
    kept.file.save(f"{secrets.token_hex(16)}.bin", ContentFile(content), save=False)
    kept.save()
    return kept


def reading_of(kept: PlanFile, plan: DevelopmentPlan) -> Reading:
    """What a file that was brought says of its plan, read with its parts, as it is now.

    Raises:
        UnreadableFileError: The file cannot be read any more.
    """
    with kept.file.open("rb") as file:
        content = file.read()
    return read_plan_file(content, convert.to_library(plan), name=kept.filename)


@transaction.atomic
def accept_plan_file(*, pk: int, version: int, by: User, at: datetime) -> DevelopmentPlan:
    """Take over what a file says: only what differs is written, and nothing goes.

    ``version`` is that of the plan whose differences the person saw.

    Raises:
        NotAllowedError: The person may not write in the plan's office.
        FileDecidedError: It is decided on already.
        NothingToAcceptError: It changes nothing, or cannot stand in the register.
        PlanChangedMeanwhileError: The plan is another than the one that the person saw.
        StillInUseError: Reported figures rest on the kind of an indicator that would change.
    """
    kept = _hold(pk)
    plan = hold_plan(kept.plan_id)
    require(by, WRITE, plan.office)
    _check_open(kept)
    reading = reading_of(kept, plan)
    if not reading.acceptable:
        raise NothingToAcceptError(
            reading.refusals[0]
            if reading.refusals
            else _("This file changes nothing of the plan.")
        )
    plan = change_plan(pk=plan.pk, version=version, plan=reading.after, by=by, at=at)
    _decide(kept, PlanFile.State.ACCEPTED, by, at)
    return plan


@transaction.atomic
def discard_plan_file(*, pk: int, by: User, at: datetime) -> PlanFile:
    """Leave a file aside; the plan stays as it is.

    Raises:
        NotAllowedError: The person may not write in the plan's office.
        FileDecidedError: It is decided on already.
    """
    kept = _hold(pk)
    require(by, WRITE, kept.plan.office)
    _check_open(kept)
    _decide(kept, PlanFile.State.DISCARDED, by, at)
    return kept


def _hold(pk: int) -> PlanFile:
    held: PlanFile = PlanFile.objects.select_for_update(of=("self",)).get(pk=pk)
    return held


def _check_open(kept: PlanFile) -> None:
    if kept.state != PlanFile.State.OPEN:
        raise FileDecidedError(_("This file is decided on already."))


def _decide(kept: PlanFile, state: str, by: User, at: datetime) -> None:
    kept.state, kept.decided_at, kept.decided_by = state, at, by
    kept.save(update_fields=["state", "decided_at", "decided_by"])
