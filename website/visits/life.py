"""Held visits as signs of life of the agreements that they serve."""

from collections.abc import Iterator

from twinpact.agreements.life_signs import Trace
from website.agreements.convert import partial_date
from website.agreements.models import Agreement
from website.visits.models import Visit


def held_visits(agreement: Agreement, public: bool) -> Iterator[Trace]:
    """The visits that were held, each on its last day; every record of one has its source.

    What is planned or cancelled shows nothing. The public is told of published visits only.
    """
    rows = Visit.published if public else Visit.register
    for row in rows.filter(agreements=agreement, state="held").order_by("pk"):
        name = "starts" if row.ends_earliest is None else "ends"
        yield Trace("event", partial_date(row, name), row.title)
