"""Where many activities stand, who came, and what was spent, told at once."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from twinpact.plans import Amount, People
from website.accounts.models import User
from website.accounts.permissions import WRITE
from website.plans.actions.following import report_activity, report_spending
from website.plans.actions.holding import ChangedMeanwhileError, hold
from website.plans.models import Programme
from website.plans.models.values import plain
from website.plans.permissions import require_on


@dataclass(frozen=True, slots=True)
class ActivityTold:
    """Where an activity stands and who came, and what the person saw before."""

    activity: str
    state: str
    reached: People
    seen_state: str
    seen_reached: People


@dataclass(frozen=True, slots=True)
class SpendingTold:
    """What was spent of a budget line so far (None: not known), and what the person saw before."""

    budget_line: str
    amount: Amount | None
    seen: Amount | None


@dataclass(frozen=True, slots=True)
class Progress:
    """What somebody changed on the page of a programme's progress."""

    activities: tuple[ActivityTold, ...] = ()
    spending: tuple[SpendingTold, ...] = ()


@transaction.atomic
def report_progress(*, pk: int, told: Progress, by: User, at: datetime) -> None:
    """Write down what changed, all of it or nothing.

    Raises:
        NotAllowedError: The person may not write for any side.
        NotAgreedYetError: Not all sides have agreed to the programme.
        UnknownIndicatorError: The agreed programme has no such activity or budget line.
        ChangedMeanwhileError: Somebody else told something else since.
    """
    programme = hold(pk)
    require_on(by, WRITE, programme)
    _check_activities(programme, told)
    _check_spending(programme, told)
    for one in told.activities:
        report_activity(
            pk=pk, activity=one.activity, state=one.state, reached=one.reached, by=by, at=at
        )
    for line in told.spending:
        report_spending(pk=pk, budget_line=line.budget_line, amount=line.amount, by=by, at=at)


def _check_activities(programme: Programme, told: Progress) -> None:
    codes = [one.activity for one in told.activities]
    now = {row.activity: row for row in programme.progress.filter(activity__in=codes)}
    for one in told.activities:
        row = now.get(one.activity)
        state, reached = "planned", People()
        if row is not None:
            state = row.state
            reached = People(row.reached_women, row.reached_men, row.reached_others)
        if (state, reached) != (one.seen_state, one.seen_reached):
            raise _changed(one.activity)


def _check_spending(programme: Programme, told: Progress) -> None:
    codes = [one.budget_line for one in told.spending]
    now = {
        row.budget_line: Amount(plain(row.amount), row.currency)
        for row in programme.spending.filter(budget_line__in=codes)
    }
    for one in told.spending:
        if now.get(one.budget_line) != one.seen:
            raise _changed(one.budget_line)


def _changed(code: str) -> ChangedMeanwhileError:
    return ChangedMeanwhileError(
        _("Somebody else changed %(code)s meanwhile. Nothing was saved: look at it again.")
        % {"code": code}
    )
