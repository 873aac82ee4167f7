"""Reporting: figures with evidence and the steps until they count; people, states and money."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from twinpact.plans import Amount, Indicator, People, Period
from twinpact.plans.indicators import Value, check_value
from twinpact.plans.programme import Programme as PlannedProgramme
from twinpact.plans.updates import Update as SaidUpdate
from twinpact.plans.updates import UpdateStepTaken, take_update_step
from website.accounts.models import User
from website.accounts.permissions import PUBLISH, WRITE
from website.agreements.actions.documents import Paper, file_document, keep
from website.agreements.models import Agreement, Document
from website.plans import convert
from website.plans.actions.holding import (
    ChangedMeanwhileError,
    NotAgreedYetError,
    check_day,
    follow,
    hold,
)
from website.plans.models import ActivityProgress, Programme, Spending, Update, UpdateStep
from website.plans.models.values import columns_of
from website.plans.permissions import require_on
from website.plans.queries import agreed_version, content_of

#: Only who answers for what an office publishes sends a figure back, approves or reopens it.
REVIEWS = frozenset({"send_back", "approve", "reopen"})


class UnknownIndicatorError(Exception):
    """The agreed programme has no such indicator, activity or budget line."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of an indicator for a period; a value of None is one that nobody knows.

    ``update`` is the key of the draft that it corrects; None is a new one. ``read_at`` says when
    that draft was written, and ``newest`` which update of the period was the newest, as the person
    saw them (0: there was none); with None, nobody asks whether others wrote since.
    """

    indicator: str
    period: Period
    value: Value | None
    part: Decimal | None = None
    whole: Decimal | None = None
    comment: str = ""
    deviation_reason: str = ""
    update: int | None = None
    read_at: datetime | None = None
    newest: int | None = None


@transaction.atomic
def report_figures(
    *, pk: int, figures: Sequence[Figure], on: date, by: User, at: datetime
) -> list[Update]:
    """Write figures down as drafts, all of them or none.

    Raises:
        NotAllowedError: The person may not write for any side.
        NotAgreedYetError: Not all sides have agreed to the programme.
        UnknownIndicatorError: The agreed programme has no such indicator.
        WrongValueError: A figure of another kind than its indicator's.
        ChangedMeanwhileError: A draft was submitted meanwhile.
        DayAheadError: The day has not come yet.
    """
    programme = hold(pk)
    require_on(by, WRITE, programme)
    check_day(programme, on, at)
    known = {one.code: one for one in content(programme).indicators}
    rows = [_write_figure(programme, known, one, on, by, at) for one in figures]
    follow(programme)
    return rows


def _write_figure(
    programme: Programme,
    known: dict[str, Indicator],
    told: Figure,
    on: date,
    by: User,
    at: datetime,
) -> Update:
    if told.indicator not in known:
        raise _unknown(told.indicator)
    check_value(known[told.indicator].kind, told.value)
    row = Update(programme=programme, indicator=told.indicator)
    if told.update is not None:
        row = programme.updates.get(pk=told.update, indicator=told.indicator)
        check_open(row, told.read_at)
    elif told.newest is not None:
        _check_newest(programme, told)
    row.starts, row.ends = told.period.starts, told.period.ends
    row.part, row.whole = told.part, told.whole
    row.comment, row.deviation_reason = told.comment, told.deviation_reason
    for name, value in columns_of(told.value, "value").items():
        setattr(row, name, value)
    row.said_on, row.said_at, row.said_by = on, at, by
    row.save()
    return row


def check_open(row: Update, read_at: datetime | None = None) -> None:
    """Refuse to change what was submitted, or what others wrote since it was read.

    Raises:
        ChangedMeanwhileError: It was submitted, or written anew.
    """
    if row.state not in ("draft", "returned"):
        raise ChangedMeanwhileError(
            _("This figure was submitted meanwhile. Nothing was saved: look at it again.")
        )
    if read_at is not None and row.said_at != read_at:
        raise _written_meanwhile(row.indicator)


def _check_newest(programme: Programme, told: Figure) -> None:
    """Refuse a second update of a period that was empty when the person looked."""
    later = programme.updates.filter(
        indicator=told.indicator,
        starts=told.period.starts,
        ends=told.period.ends,
        pk__gt=told.newest,
    )
    if later.exists():
        raise _written_meanwhile(told.indicator)


def _written_meanwhile(code: str) -> ChangedMeanwhileError:
    return ChangedMeanwhileError(
        _("Somebody else wrote a figure of %(code)s meanwhile. Nothing was saved: look again.")
        % {"code": code}
    )


@transaction.atomic
def take_step_of_updates(
    *,
    pk: int,
    updates: Iterable[int],
    step: str,
    reason: str = "",
    on: date,
    by: User,
    at: datetime,
) -> list[Update]:
    """Take a step with several updates of a programme, all of them or none.

    Raises:
        NotAllowedError: The person may not write, or not review, for any side.
        UpdateStepRefusedError: The step is not open, or not to this person.
        DayAheadError: The day has not come yet.
    """
    programme = hold(pk)
    require_on(by, PUBLISH if step in REVIEWS else WRITE, programme)
    check_day(programme, on, at)
    wanted = sorted(set(updates))
    rows = list(
        programme.updates.filter(pk__in=wanted)
        .order_by("pk")
        .prefetch_related("steps", "evidence")
    )
    if len(rows) != len(wanted):
        raise Update.DoesNotExist
    for row in rows:
        _take(row, step, reason, on, by, at)
    follow(programme)
    return rows


def _take(row: Update, step: str, reason: str, on: date, by: User, at: datetime) -> None:
    told: SaidUpdate = convert.update_of(row)
    after = take_update_step(told, UpdateStepTaken(step, str(by.pk), on, reason))
    UpdateStep.objects.create(
        update=row,
        number=len(after.steps),
        step=step,
        on=on,
        reason=reason,
        taken_at=at,
        taken_by=by,
        taker=by.pk,
    )
    row.state = after.state
    row.save(update_fields=["state"])


@transaction.atomic
def add_evidence(
    *, pk: int, update: int, chunks: Iterable[bytes], filename: str, by: User, at: datetime
) -> Document:
    """Keep a file that shows a figure, with the papers of the agreement.

    Raises:
        NotAllowedError: The person may not write for any side.
        FileRefusedError: The file is too large, of another kind, or hostile.
        ChangedMeanwhileError: The figure was submitted already.
    """
    programme = hold(pk)
    require_on(by, WRITE, programme)
    row = programme.updates.get(pk=update)
    check_open(row)
    title = _("Evidence of %(indicator)s, %(year)s") % {
        "indicator": row.indicator,
        "year": programme.year,
    }
    agreement = Agreement.register.select_for_update().get(pk=programme.agreement_id)
    document = file_document(
        agreement=agreement,
        paper=Paper(Document.Kind.EVIDENCE, title),
        kept=keep(chunks, filename=filename),
        signed=None,
        by=by,
        at=at,
    )
    row.evidence.add(document)
    follow(programme)
    return document


@transaction.atomic
def report_activity(
    *, pk: int, activity: str, state: str, reached: People, by: User, at: datetime
) -> ActivityProgress:
    """Say where an activity stands and who came.

    Raises:
        NotAllowedError: The person may not write for any side.
        NotAgreedYetError: Not all sides have agreed to the programme.
        UnknownIndicatorError: The agreed programme has no such activity.
    """
    programme = hold(pk)
    require_on(by, WRITE, programme)
    if activity not in {one.code for one in content(programme).activities}:
        raise _unknown(activity)
    row, _made = ActivityProgress.objects.update_or_create(
        programme=programme,
        activity=activity,
        defaults={
            "state": state,
            "reached_women": reached.women,
            "reached_men": reached.men,
            "reached_others": reached.others,
            "told_at": at,
            "told_by": by,
        },
    )
    follow(programme)
    return row


@transaction.atomic
def report_spending(
    *, pk: int, budget_line: str, amount: Amount | None, by: User, at: datetime
) -> Spending | None:
    """Say what was spent of a budget line so far; None is spending that nobody knows.

    Raises:
        NotAllowedError: The person may not write for any side.
        NotAgreedYetError: Not all sides have agreed to the programme.
        UnknownIndicatorError: The agreed programme has no such budget line.
    """
    programme = hold(pk)
    require_on(by, WRITE, programme)
    if budget_line not in {one.code for one in content(programme).budget_lines}:
        raise _unknown(budget_line)
    follow(programme)
    if amount is None:
        programme.spending.filter(budget_line=budget_line).delete()
        return None
    row, _made = Spending.objects.update_or_create(
        programme=programme,
        budget_line=budget_line,
        defaults={
            "amount": amount.amount,
            "currency": amount.currency,
            "told_at": at,
            "told_by": by,
        },
    )
    return row


def content(programme: Programme) -> PlannedProgramme:
    """What all sides agreed to.

    Raises:
        NotAgreedYetError: Not all sides have agreed to a version.
    """
    version = agreed_version(programme)
    if version is None:
        raise NotAgreedYetError(
            _("Not all sides have agreed to this programme yet. Figures can be reported then.")
        )
    return content_of(version)


def _unknown(code: str) -> UnknownIndicatorError:
    return UnknownIndicatorError(
        _("The agreed programme has nothing of the code %(code)s.") % {"code": code}
    )
