"""What the register holds of agreements, with what each value rests on."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import islice

from website.accounts.models import Office
from website.agreements import convert
from website.agreements.models import Agreement
from website.agreements.queries import with_all
from website.exchange.differences import Held
from website.exchange.models import ImportRow

CHUNK = 1000


def held_agreements(office: Office, pks: Collection[int]) -> dict[int, Held]:
    """The agreements of an office by their ids, each with its statements."""
    held = {}
    for chunk in chunks(sorted(pks)):
        imported = written_by_imports(chunk)
        for row in with_all(Agreement.register.filter(office=office, pk__in=chunk)):
            held[row.pk] = Held(row, convert.to_library(row), imported[row.pk])
    return held


def agreements_of(rows: Iterable[ImportRow]) -> set[int]:
    """The agreements that rows have become or tell of."""
    return {row.agreement_id for row in rows if row.agreement_id is not None}


def held_for(row: ImportRow, held: dict[int, Held]) -> Held:
    """What the register holds of a row's agreement, which there must be."""
    assert row.agreement_id is not None  # noqa: S101 the caller left out the others
    return held[row.agreement_id]


def written_by_imports(pks: Collection[int]) -> dict[int, set[tuple[int, datetime]]]:
    """The sources and moments at which imports wrote statements of these agreements."""
    written: dict[int, set[tuple[int, datetime]]] = defaultdict(set)
    rows = ImportRow.objects.filter(agreement__in=pks, applied_at__isnull=False)
    for pk, source, at in rows.values_list("agreement_id", "batch__source_id", "applied_at"):
        written[pk].add((source, at))
    return written


def chunks(pks: Collection[int]) -> Iterator[list[int]]:
    """Ids in bearable portions."""
    left = iter(pks)
    while chunk := list(islice(left, CHUNK)):
        yield chunk
