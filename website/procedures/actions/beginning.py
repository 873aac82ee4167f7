"""Beginning the procedure of an agreement."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from twinpact.agreements.lifecycle import BEGINNING, open_steps
from twinpact.vocabularies import terms
from website.accounts.models import User
from website.accounts.permissions import WRITE, require
from website.agreements.models import Agreement
from website.agreements.queries import with_all
from website.procedures.actions.holding import check_day, today
from website.procedures.actions.recording import keep_in_step
from website.procedures.models import Procedure
from website.procedures.sides import settle_sides
from website.procedures.summary import summarise


class ProcedureBegunError(Exception):
    """The agreement has a procedure already."""


class NothingAheadError(Exception):
    """The agreement has ended: no step leads on from its state."""


class StateKnownError(Exception):
    """The record tells another state than the one that the procedure is to begin with."""


@transaction.atomic
def begin_procedure(
    *, agreement: int, on: date, by: User, at: datetime, state: str | None = None
) -> Procedure:
    """Begin the procedure of an agreement, under the directives that are current.

    Where the record tells the state, the procedure takes it over and invents nothing of what led
    there. ``state`` is asked for where the record tells none; without it, exploration begins.

    Raises:
        NotAllowedError: The person may not write in the agreement's office.
        ProcedureBegunError: It has begun already.
        NothingAheadError: The agreement has ended.
        StateKnownError: The record tells another state.
        DayAheadError: The day has not come yet.
    """
    row = with_all(Agreement.register.select_for_update(of=("self",))).get(pk=agreement)
    require(by, WRITE, row.office)
    if Procedure.objects.filter(agreement=row).exists():
        raise ProcedureBegunError(_("The procedure of this agreement has begun already."))
    beginning = _beginning(row, state)
    procedure = Procedure(
        agreement=row,
        office=row.office,
        beginning=beginning,
        started_on=on,
        started_at=at,
        started_by=by,
        state=beginning,
    )
    check_day(procedure, on, at)
    procedure.save()
    keep_in_step(row, state=beginning, locator=_("beginning of the procedure"), by=by, at=at)
    settle_sides(procedure, row, at=at)
    summarise(procedure.pk, on=today(procedure, at))
    procedure.refresh_from_db()
    return procedure


def _beginning(row: Agreement, state: str | None) -> str:
    if row.state is not None and state not in (None, row.state):
        raise StateKnownError(
            _("The record tells another state. Change the agreement first, with its source.")
        )
    beginning: str = row.state or state or BEGINNING
    if beginning not in terms("states") or not open_steps(beginning):  # type: ignore[arg-type]
        raise NothingAheadError(_("This agreement has ended: there is nothing ahead of it."))
    return beginning
