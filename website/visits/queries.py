"""Every shared read of visits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from website.accounts.models import Office, User
from website.accounts.permissions import READ, offices_where
from website.agreements.models import Agreement
from website.desks.time_words import time_left
from website.visits.models import Commitment, Visit


def readable_visits(user: User) -> QuerySet[Visit]:
    """The visits of the offices in which a person may read; all others do not exist."""
    return Visit.register.filter(office__in=offices_where(user, READ))


def with_places(base: QuerySet[Visit]) -> QuerySet[Visit]:
    """With what a line of a list shows; a fixed number of queries."""
    return base.select_related("office", "host").prefetch_related("places")


def with_parts(base: QuerySet[Visit]) -> QuerySet[Visit]:
    """With everything that a sheet shows; a fixed number of queries."""
    return (
        with_places(base)
        .select_related("source", "changed_by", "report", "report__brought_by")
        .prefetch_related(
            "agenda", "people", "erasures", "commitments__body", "agreements__parties__place"
        )
    )


def visits_for(agreement: Agreement, *, public: bool) -> list[Visit]:
    """The visits that serve an agreement, of which the public sees the published ones."""
    base = Visit.published if public else Visit.register
    return list(base.filter(agreements=agreement).order_by("starts_earliest", "pk"))


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the timeline; None where no day is known."""

    year: int | None
    visits: tuple[Visit, ...]


def by_year(visits: Sequence[Visit]) -> list[Year]:
    """The visits as a timeline, in the order in which they come."""
    found: dict[int | None, list[Visit]] = {}
    for one in visits:
        year = one.starts_earliest.year if one.starts_earliest else None
        found.setdefault(year, []).append(one)
    return [Year(year, tuple(rows)) for year, rows in found.items()]


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """A commitment that nobody has said to be kept or broken, and how long there is left."""

    commitment: Commitment
    days: str
    late: bool


def open_commitments(offices: Sequence[Office]) -> QuerySet[Commitment]:
    """What is open in these offices, the first due first, what has no day last."""
    rows = Commitment.objects.filter(office__in=[one.pk for one in offices], kept=None)
    return rows.select_related("visit", "body", "office").order_by(
        F("due").asc(nulls_last=True), "pk"
    )


def commitments_due(office: Office, *, on: date) -> list[CommitmentLine]:
    """The open commitments of an office as they stand on a day, for pages and reports."""
    return commitment_lines(open_commitments([office]), on=on)


def commitment_lines(rows: QuerySet[Commitment], *, on: date) -> list[CommitmentLine]:
    """The lines of some commitments."""
    return [
        CommitmentLine(one, time_left(one.due, on), one.due is not None and one.due < on)
        for one in rows
    ]
