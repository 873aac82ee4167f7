"""The rows of number entry: each indicator of a period with what is known and its draft."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from twinpact import plans as library
from twinpact.plans import Actual, Light, Period, actual_of_period, light_if_approved, target_of
from twinpact.plans.indicators import Value
from website.plans import convert
from website.plans.models import Programme, Update
from website.plans.places_of import Place
from website.plans.queries import updates_of

OPEN = ("draft", "returned")


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An indicator in a period. ``number`` is its place on the page.

    ``draft`` is the newest update that can still be changed, ``newest`` the key of the newest of
    all (0: nobody has reported), ``waiting`` how many were submitted and wait.
    """

    number: int
    place: Place
    period: Period
    target: Value | None
    approved: Actual
    draft: Update | None
    newest: int
    waiting: int
    updates: tuple[library.Update, ...]

    @property
    def indicator(self) -> library.Indicator:
        """What is measured."""
        return self.place.indicator

    @property
    def is_percentage(self) -> bool:
        """Whether it can say of what it is a part."""
        return self.indicator.kind == "percentage"

    @property
    def returned_because(self) -> str:
        """Why a reviewer sent the draft back; empty where nobody did."""
        if self.draft is None or self.draft.state != "returned":
            return ""
        return list(self.draft.steps.all())[-1].reason

    def light(self, update: library.Update | None) -> Light:
        """The light with this figure beside what counts; without one, of what counts."""
        if update is None:
            return library.light_of(self.indicator, self.target, self.approved.value)
        return light_if_approved(self.indicator, update, self.updates)


def entry_rows(
    programme: Programme, period: Period, wanted: Sequence[tuple[int, Place]]
) -> list[EntryRow]:
    """A row for each indicator, in a fixed number of queries."""
    codes = [place.indicator.code for _number, place in wanted]
    found: dict[str, list[Update]] = {}
    rows = updates_of(programme).filter(
        indicator__in=codes, starts=period.starts, ends=period.ends
    )
    for row in rows.order_by("pk"):
        found.setdefault(row.indicator, []).append(row)
    return [
        _entry_row(number, place, period, found.get(place.indicator.code, ()))
        for number, place in wanted
    ]


def _entry_row(number: int, place: Place, period: Period, rows: Iterable[Update]) -> EntryRow:
    told = list(rows)
    updates = tuple(convert.update_of(row) for row in told)
    open_ones = [row for row in told if row.state in OPEN]
    return EntryRow(
        number=number,
        place=place,
        period=period,
        target=target_of(place.indicator, period),
        approved=actual_of_period(place.indicator, period, updates),
        draft=open_ones[-1] if open_ones else None,
        newest=told[-1].pk if told else 0,
        waiting=sum(row.state == "submitted" for row in told),
        updates=updates,
    )


def as_update(
    row: EntryRow, figure: tuple[Value | None, object, object], *, on: date
) -> library.Update:
    """What somebody is about to report, as the library sees it."""
    value, part, whole = figure
    return library.Update(
        code="" if row.draft is None else str(row.draft.pk),
        indicator=row.indicator.code,
        period=row.period,
        said_on=on,
        said_by="",
        value=value,
        part=part,  # type: ignore[arg-type]
        whole=whole,  # type: ignore[arg-type]
    )
