"""What was reported of an indicator, in words, and what the person who looks can do next."""

from collections.abc import Collection
from dataclasses import dataclass

from twinpact.plans import open_update_steps
from website.accounts.models import User
from website.priorities import convert
from website.priorities.models import KeyFigureReport, KeyFigureStep, KeyIndicator
from website.priorities.values import period_words, shown, word


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that the person can take."""

    code: str
    word: str
    reason: bool


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step that was taken, in words."""

    row: KeyFigureStep
    word: str


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A report in words, with its steps and those that are open to the person."""

    row: KeyFigureReport
    period: str
    value: str
    parts: tuple[str, str] | None
    state_word: str
    taken: tuple[StepTaken, ...]
    open: tuple[OpenStep, ...]
    changeable: bool
    own: bool


def report_entries(
    key: KeyIndicator, *, user: User, allowed: Collection[str]
) -> list[ReportEntry]:
    """The reports of an indicator, the newest period first; ``allowed`` are the person's steps."""
    rows = key.reports.select_related("said_by", "document").prefetch_related("steps__taken_by")
    return [_entry(row, key, user, allowed) for row in rows.order_by("-ends", "-starts", "-pk")]


def _entry(
    row: KeyFigureReport, key: KeyIndicator, user: User, allowed: Collection[str]
) -> ReportEntry:
    steps = list(row.steps.all())
    submitted = [one for one in steps if one.step == "submit"]
    own = bool(submitted) and submitted[-1].taken_by_id == user.pk
    told = (key.kind, key.unit)
    return ReportEntry(
        row=row,
        period=period_words(convert.period_of(row)),
        value=shown(convert.value_of(row), *told),
        parts=None if row.part is None else (shown(row.part), shown(row.whole)),
        state_word=word("update_states", row.state).split(" (")[0],
        taken=tuple(StepTaken(one, word("update_steps", one.step)) for one in steps),
        open=tuple(
            OpenStep(one.code, word("update_steps", one.code), one.reason)
            for one in open_update_steps(row.state)
            if one.code in allowed and not (one.other and own)
        ),
        changeable=row.state in ("draft", "returned"),
        own=own and row.state == "submitted",
    )
