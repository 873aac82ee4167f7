"""Number entry as people fill it in: empty is nothing to report, a mark is not known, 0 is 0."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from hashlib import blake2s

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.utils.formats import get_format
from django.utils.translation import gettext as _

from twinpact.agreements.parsing.words import is_unavailable
from twinpact.plans import Period
from twinpact.plans.indicators import Value
from website.plans.actions import Draft, Figure
from website.plans.entry import EntryRow
from website.plans.forms.figures import read_figure
from website.plans.models.values import plain, value_of

#: How far a percentage may lie from its part of the whole before somebody is asked.
NEAR_ENOUGH = Decimal("0.5")
LONGEST = 4000
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Written:
    """The fields of a row as they stand on the page."""

    value: str = ""
    unknown: bool = False
    part: str = ""
    whole: str = ""
    comment: str = ""
    reason: str = ""

    @property
    def says_nothing(self) -> bool:
        """Whether there is no figure in it, known or not."""
        return not (self.value or self.unknown or self.part or self.whole)

    @property
    def digest(self) -> str:
        """A short mark by which the page knows whether somebody touched the row."""
        parts = (self.value, str(self.unknown), self.part, self.whole, self.comment, self.reason)
        return blake2s("\x1f".join(parts).encode(), digest_size=6).hexdigest()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a row showed when the page was opened; it travels with the form."""

    update: int
    read_at: datetime | None
    newest: int
    digest: str
    code: str

    def text(self) -> str:
        """For a hidden field; the code comes last, as it may hold any sign."""
        at = "" if self.read_at is None else self.read_at.isoformat()
        return f"{self.update},{at},{self.newest},{self.digest},{self.code}"

    @classmethod
    def of(cls, row: EntryRow) -> "Seen":
        """What a row shows now."""
        draft = row.draft
        return cls(
            0 if draft is None else draft.pk,
            None if draft is None else draft.said_at,
            row.newest,
            as_written(row).digest,
            row.indicator.code,
        )

    @classmethod
    def read(cls, text: str) -> "Seen":
        """What a hidden field says.

        Raises:
            SuspiciousOperation: The field was tampered with.
        """
        try:
            update, at, newest, digest, code = text.split(",", 4)
            read_at = datetime.fromisoformat(at) if at else None
            return cls(int(update), read_at, int(newest), digest, code)
        except ValueError as tampered:
            raise SuspiciousOperation("A row of the figures was tampered with.") from tampered


@dataclass(slots=True)
class ReadRow:
    """What a row says: a new figure, a draft that was emptied, one that stays, or nothing.

    ``figure_now`` is the figure in the fields, touched or not, for the light; None is none.
    """

    figure: Figure | None = None
    dropped: Draft | None = None
    kept: int | None = None
    figure_now: tuple[Value | None, Decimal | None, Decimal | None] | None = None
    errors: dict[str, str] = field(default_factory=dict)


def as_written(row: EntryRow) -> Written:
    """The fields that show the draft of a row; empty ones where there is none."""
    draft = row.draft
    if draft is None:
        return Written()
    value = value_of(draft, "value")
    part, whole = (None if n is None else plain(n) for n in (draft.part, draft.whole))
    return Written(
        value=number_text(value),
        unknown=value is None and part is None,
        part=number_text(part),
        whole=number_text(whole),
        comment=draft.comment,
        reason=draft.deviation_reason,
    )


def number_text(value: Value | None) -> str:
    """A figure as a field shows it, so that it is read again as the same."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, str):
        return value
    text = f"{value:f}"
    whole, point, decimals = text.partition(".")
    if not point:
        return text
    # "1.234" could mean thousands, "1.2340" cannot.
    decimals += "0" if len(decimals) == 3 else ""
    return f"{whole}{get_format('DECIMAL_SEPARATOR')}{decimals}"


def posted_rows(data: Mapping[str, str]) -> dict[int, tuple[Seen, Written]]:
    """The rows of a posted page by their number on it."""
    found = {}
    for name, text in data.items():
        kind, dash, number = name.partition("-")
        if kind == "row" and dash and number.isascii() and number.isdigit():
            found[int(number)] = (Seen.read(text), _written(data, number))
    return dict(sorted(found.items()))


def _written(data: Mapping[str, str], number: str) -> Written:
    def text(name: str) -> str:
        told = data.get(f"{name}-{number}", "").replace("\r\n", "\n").replace("\r", "\n")
        return told.replace("\x00", "").strip()

    return Written(
        value=text("v"),
        unknown=f"n-{number}" in data,
        part=text("p"),
        whole=text("w"),
        comment=text("c"),
        reason=text("d"),
    )


def read_row(row: EntryRow, seen: Seen, written: Written) -> ReadRow:
    """What a row says; the errors stand by the names of their fields."""
    told = ReadRow()
    for name, text in (("c", written.comment), ("d", written.reason), ("v", written.value)):
        if len(text) > LONGEST:
            told.errors[name] = _("At most %(n)d signs can be stored.") % {"n": LONGEST}
    if written.says_nothing:
        _nothing(row, seen, written, told)
        return told
    figure = _figure(row, written, told)
    if told.errors:
        return told
    told.figure_now = figure
    if written.digest == seen.digest:
        told.kept = seen.update or None
        return told
    told.figure = Figure(
        indicator=row.indicator.code,
        period=Period(row.period.starts, row.period.ends),
        value=figure[0],
        part=figure[1],
        whole=figure[2],
        comment=written.comment,
        deviation_reason=written.reason,
        update=seen.update or None,
        read_at=seen.read_at,
        newest=seen.newest,
    )
    return told


def _nothing(row: EntryRow, seen: Seen, written: Written, told: ReadRow) -> None:
    """An empty row: nothing to report, or a draft that is taken back."""
    if written.comment or written.reason:
        told.errors["v"] = _("Write the figure too, or mark it as not known.")
    elif seen.update and written.digest != seen.digest:
        if row.returned_because:
            told.errors["v"] = _(
                "This figure was returned to you: write it anew, or mark it as not known."
            )
        else:
            told.dropped = Draft(seen.update, seen.read_at)


def _figure(
    row: EntryRow, written: Written, told: ReadRow
) -> tuple[Value | None, Decimal | None, Decimal | None]:
    """The figure of a row, with its part and whole."""
    if written.unknown and (written.value or written.part or written.whole):
        told.errors["v"] = _("Write a figure or mark it as not known, not both.")
        return None, None, None
    value = _try(told, "v", lambda: _value(row, written.value))
    part = _try(told, "p", lambda: _number(written.part))
    whole = _try(told, "w", lambda: _number(written.whole))
    if not row.is_percentage or told.errors:
        return value, None, None
    _check_parts(value, part, whole, written, told)
    return value, part, whole


def _value(row: EntryRow, text: str) -> Value | None:
    if row.indicator.kind == "yes_no" and text in (YES, NO):
        return text == YES
    return read_figure(row.indicator.kind, text)


def _number(text: str) -> Decimal | None:
    value = None if is_unavailable(text) else read_figure("quantitative", text)
    return value if isinstance(value, Decimal) else None


def _try(told: ReadRow, name: str, read: Callable[[], Value | None]) -> object:
    try:
        return read()
    except forms.ValidationError as error:
        told.errors[name] = " ".join(error.messages)
        return None


def _check_parts(
    value: object, part: object, whole: object, written: Written, told: ReadRow
) -> None:
    """A percentage and what it is made of say the same."""
    if (part is None) != (whole is None):
        if not written.unknown:
            told.errors["p"] = _("Write both: how many, and of how many.")
        return
    if not isinstance(part, Decimal) or not isinstance(whole, Decimal):
        return
    if whole <= 0:
        told.errors["w"] = _("A part is of more than nought.")
        return
    share = 100 * part / whole
    if isinstance(value, Decimal) and abs(share - value) > NEAR_ENOUGH:
        told.errors["v"] = _("%(part)s of %(whole)s is %(share)s %%, not %(value)s %%.") % {
            "part": number_text(part),
            "whole": number_text(whole),
            "share": number_text(round(share, 1)),
            "value": number_text(value),
        }
