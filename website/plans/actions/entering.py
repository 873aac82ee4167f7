"""Number entry: the figures of many indicators at once, kept as drafts or submitted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from twinpact.plans import Indicator, asks_reason, light_if_approved
from website.accounts.models import User
from website.accounts.permissions import WRITE
from website.plans import convert
from website.plans.actions.following import (
    Figure,
    check_open,
    content,
    report_figures,
    take_step_of_updates,
)
from website.plans.actions.holding import ChangedMeanwhileError, follow, hold
from website.plans.models import Programme, Update
from website.plans.permissions import require_on
from website.plans.queries import updates_of


class DeviationReasonMissingError(Exception):
    """What misses its target is submitted with the reason; ``indicators`` are those without."""

    def __init__(self, indicators: Sequence[str]) -> None:
        self.indicators = tuple(indicators)
        told = _("Say why the target was missed before you submit: %(indicators)s.")
        super().__init__(told % {"indicators": ", ".join(self.indicators)})


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as the person saw it: its key and when it was written."""

    update: int
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """What somebody entered on one page.

    ``figures`` are new or changed, ``dropped`` drafts whose figure was emptied, ``kept`` those
    that stayed as they were and are submitted with the others.
    """

    figures: tuple[Figure, ...] = ()
    dropped: tuple[Draft, ...] = ()
    kept: tuple[int, ...] = ()


@transaction.atomic
def enter_figures(
    *, pk: int, entered: Entered, submit: bool, on: date, by: User, at: datetime
) -> list[Update]:
    """Keep everything as drafts, and submit it where that is wished: all of it or nothing.

    Raises:
        NotAllowedError: The person may not write for any side.
        NotAgreedYetError: Not all sides have agreed to the programme.
        UnknownIndicatorError: The agreed programme has no such indicator.
        WrongValueError: A figure of another kind than its indicator's.
        ChangedMeanwhileError: Somebody else wrote or submitted one of them since.
        DeviationReasonMissingError: One misses its target and does not say why.
        DayAheadError: The day has not come yet.
    """
    programme = hold(pk)
    require_on(by, WRITE, programme)
    try:
        rows = report_figures(pk=pk, figures=entered.figures, on=on, by=by, at=at)
        for draft in entered.dropped:
            _drop(programme, draft)
    except Update.DoesNotExist as gone:
        raise ChangedMeanwhileError(
            _("Somebody else took a draft back meanwhile. Nothing was saved: look again.")
        ) from gone
    if submit:
        wanted = {row.pk for row in rows} | set(entered.kept)
        open_ones = programme.updates.filter(pk__in=wanted, state__in=("draft", "returned"))
        submit_figures(pk=pk, updates=open_ones.values_list("pk", flat=True), on=on, by=by, at=at)
    elif entered.dropped:
        follow(programme)
    return rows


def _drop(programme: Programme, draft: Draft) -> None:
    """Take a draft back that was never submitted; its history stays."""
    row = programme.updates.select_for_update().get(pk=draft.update)
    check_open(row, draft.read_at)
    if row.steps.exists():
        raise ChangedMeanwhileError(
            _("This figure was submitted before: write it anew, or say that it is not known.")
        )
    row.delete()


@transaction.atomic
def submit_figures(
    *, pk: int, updates: Iterable[int], on: date, by: User, at: datetime
) -> list[Update]:
    """Submit drafts for review, all of them or none.

    Once its period has ended, a figure whose light would ask for a reason is submitted with one.

    Raises:
        NotAllowedError: The person may not write for any side.
        DeviationReasonMissingError: One misses its target and does not say why.
        UpdateStepRefusedError: One of them is no draft.
        DayAheadError: The day has not come yet.
    """
    programme = hold(pk)
    require_on(by, WRITE, programme)
    wanted = list(updates)
    missing = _without_reason(programme, wanted, on)
    if missing:
        raise DeviationReasonMissingError(missing)
    return take_step_of_updates(pk=pk, updates=wanted, step="submit", on=on, by=by, at=at)


def _without_reason(programme: Programme, updates: Sequence[int], on: date) -> list[str]:
    """The codes of indicators that miss the target of a period that has ended, without reason."""
    rows = list(
        programme.updates.filter(pk__in=updates, ends__lt=on, deviation_reason="")
        .order_by("pk")
        .prefetch_related("steps", "evidence")
    )
    if not rows:
        return []
    codes = {row.indicator for row in rows}
    counting = updates_of(programme).filter(indicator__in=codes, state="approved")
    approved = [convert.update_of(row) for row in counting]
    known: dict[str, Indicator] = {one.code: one for one in content(programme).indicators}
    return [
        row.indicator
        for row in rows
        if row.indicator in known
        and asks_reason(light_if_approved(known[row.indicator], convert.update_of(row), approved))
    ]
