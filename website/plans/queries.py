"""Every shared read of programmes."""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet

from twinpact import plans as library
from twinpact.plans.summaries import Counting, Summary, summary_of_line, summary_of_programme
from website.accounts.models import Office, User
from website.accounts.permissions import READ, offices_where
from website.plans import convert
from website.plans.models import (
    Activity,
    ExchangeRate,
    Programme,
    ProgrammeVersion,
    Update,
)
from website.plans.remembering import remembered


def readable(user: User) -> QuerySet[Programme]:
    """The programmes of the offices in which a person may read, on whichever side they are."""
    offices = offices_where(user, READ).order_by().values("pk")
    own = Q(office__in=offices) | Q(sides__office__in=offices)
    return Programme.objects.filter(pk__in=Programme.objects.filter(own).order_by().values("pk"))


def with_sides(base: QuerySet[Programme]) -> QuerySet[Programme]:
    """With its agreement, offices and sides, as every page names them; a fixed number."""
    return base.select_related(
        "office", "agreement__office", "plan", "carried_from", "carried_into"
    ).prefetch_related("sides__office", "agreement__parties__place__parent")


ACTIVITY_PARTS = ("bodies", "budget", "results__indicators__targets")


def with_content(base: QuerySet[Programme]) -> QuerySet[Programme]:
    """With all rows of the programme as it is written; a fixed number of queries."""
    activities = Activity.objects.order_by("position", "pk").prefetch_related(*ACTIVITY_PARTS)
    return with_sides(base).prefetch_related(Prefetch("lines__activities", activities), "budget")


@dataclass(frozen=True, slots=True)
class Agreed:
    """The version that all sides agreed to, and what was reported of it."""

    row: ProgrammeVersion
    programme: library.Programme
    updates: tuple[library.Update, ...]

    @property
    def number(self) -> int:
        """The number of the version."""
        return self.row.number


def agreed_version(programme: Programme) -> ProgrammeVersion | None:
    """The last version that all sides agreed to; None while there is none."""
    sides = {side.side for side in programme.sides.all()}
    versions = programme.versions.defer("content").order_by("-number").prefetch_related("agreed")
    for row in versions:
        if sides <= {one.side for one in row.agreed.all()}:
            return row
    return None


def content_of(version: ProgrammeVersion) -> library.Programme:
    """What a version says; read once, as it never changes."""
    key = (connection.settings_dict["NAME"], version.pk, version.put_at)
    return remembered("programme", key, lambda: convert.of_content(version.content))


def updates_of(programme: Programme) -> QuerySet[Update]:
    """The updates of a programme with their steps and evidence; four queries."""
    rows = programme.updates.select_related("said_by")
    return rows.prefetch_related("steps__taken_by", "evidence")


def agreed(programme: Programme) -> Agreed | None:
    """The programme that holds, with what was reported; None while no version is agreed.

    Reads the history of reports once for each change of ``followed``.
    """
    version = agreed_version(programme)
    if version is None:
        return None
    key = (connection.settings_dict["NAME"], version.pk, version.put_at, programme.followed)
    return remembered("programme", key, lambda: _agreed(programme, version))


def _agreed(programme: Programme, version: ProgrammeVersion) -> Agreed:
    after = getattr(programme, "carried_into", None)
    told = convert.followed(
        content_of(version),
        progress=programme.progress.all(),
        spending=programme.spending.all(),
        carried_to=None if after is None else convert.code_of(after),
    )
    updates = tuple(convert.update_of(row) for row in updates_of(programme))
    return Agreed(version, told, updates)


def rates_of(office: Office) -> library.Rates:
    """The rates that an office entered."""
    return convert.rates_of(ExchangeRate.objects.filter(office=office))


def counting_of(programme: Programme, told: Agreed | None, *, on: date) -> Counting:
    """By what the sums of a programme are made."""
    updates = () if told is None else told.updates
    return Counting(programme.currency, rates_of(programme.office), on, updates)


@dataclass(frozen=True, slots=True)
class Sums:
    """What a programme comes to, and each of its lines."""

    whole: Summary
    lines: dict[str, Summary]


def sums_of(programme: Programme, told: Agreed, *, on: date) -> Sums:
    """The sums of the agreed programme on a day, made once for each report and each rate."""
    counting = counting_of(programme, told, on=on)
    name = connection.settings_dict["NAME"]
    version = (told.row.pk, told.row.put_at, programme.followed)
    key = (name, *version, programme.currency, counting.rates, on)

    def read() -> Sums:
        year = told.programme.year
        lines = {one.code: summary_of_line(one, year, counting) for one in told.programme.lines}
        return Sums(summary_of_programme(told.programme, counting), lines)

    return remembered("sum", key, read)
