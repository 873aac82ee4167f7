"""Taking over what a file says anew of agreements that the register has."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from twinpact.agreements import Agreement as Draft
from twinpact.agreements import Statement
from website.accounts.models import User
from website.agreements import convert as register
from website.agreements.actions import Amendment, Said, amend_agreements
from website.agreements.storable import refused
from website.exchange import convert
from website.exchange.differences import Held, Why, differences, said, with_field
from website.exchange.holdings import agreements_of, held_agreements, held_for
from website.exchange.models import Import, ImportRow, SourceEntry
from website.tables.copying import update_rows

DATES = register.DATES


def amend_rows(batch: Import, chunk: Sequence[ImportRow], *, by: User, at: datetime) -> None:
    """Take over changed rows and those of another source; the register is looked at anew.

    What a person corrected since the preview stays; it is listed beside the source's value. A
    row whose agreement was removed meanwhile is not written.
    """
    for wave in _waves([row for row in chunk if row.agreement_id is not None]):
        _amend_wave(batch, wave, by, at)


def _waves(rows: Sequence[ImportRow]) -> Iterator[list[ImportRow]]:
    """Portions in which each agreement occurs once: a later row builds on an earlier one."""
    left = list(rows)
    while left:
        wave: list[ImportRow] = []
        rest: list[ImportRow] = []
        seen: set[int | None] = set()
        for row in left:
            (rest if row.agreement_id in seen else wave).append(row)
            seen.add(row.agreement_id)
        yield wave
        left = rest


def _amend_wave(batch: Import, rows: Sequence[ImportRow], by: User, at: datetime) -> None:
    entries = {
        entry.key: entry
        for entry in SourceEntry.objects.filter(
            office=batch.office, source=batch.source, key__in=[row.key for row in rows]
        ).select_related("row")
    }
    held = held_agreements(batch.office, agreements_of(rows))
    amendments = []
    for row in rows:
        entry = entries.get(row.key)
        takeover = _takeover(batch, row, held_for(row, held), entry)
        row.applied_at, row.before = at, takeover.before
        amendments.append(takeover.amendment)
    amend_agreements(office=batch.office, amendments=amendments, source=batch.source, by=by, at=at)
    update_rows(
        ImportRow,
        ("id", "applied_at", "before", "differences", "fields", "left_fields"),
        (
            (
                *(row.pk, at.isoformat(), json.dumps(row.before), json.dumps(row.differences)),
                *(row.fields, row.left_fields),
            )
            for row in rows
        ),
    )
    _remember(batch, rows, entries)


@dataclass(frozen=True, slots=True)
class Takeover:
    """What is written of one row, and what is kept so that it can go back."""

    amendment: Amendment
    before: dict[str, object]


def _takeover(batch: Import, row: ImportRow, held: Held, entry: SourceEntry | None) -> Takeover:
    draft = convert.from_json(row.read)
    earlier = convert.from_json(entry.row.read) if entry else None
    found = differences(held, earlier, draft, batch.source_id)
    _left(row, found)
    taken = [str(one["field"]) for one in found if _is_taken(row, one)]
    after = _after(held.draft, draft, taken)
    if any(refused(after)):
        for one in found:
            if one["field"] in DATES and one["field"] in taken:
                one["why"] = Why.CLASH
        taken = [field for field in taken if field not in DATES]
        after = _after(held.draft, draft, taken)
    told = (
        said(draft) if earlier is None else {str(one["field"]): () for one in found} | said(draft)
    )
    wanted = list(told) if earlier is None else [str(one["field"]) for one in found]
    says = [one for field in wanted for one in _says(draft, field, told[field], field in taken)]
    row.differences, row.fields = found, [str(one["field"]) for one in found] or row.fields
    return Takeover(
        Amendment(held.row.pk, after, str(draft.locator or ""), tuple(says)),
        {
            "agreement": convert.to_json(held.draft, key=held.draft.key or ""),
            "taken": taken,
            "preferred": _preferred(held, says),
            "entry": None
            if entry is None
            else [entry.row_id, entry.absent_since and entry.absent_since.isoformat()],
        },
    )


def _left(row: ImportRow, found: Sequence[dict[str, object]]) -> None:
    """What falls silent only now, after the preview, is left as it is."""
    shown = {*row.fields}
    row.left_fields += [
        str(one["field"])
        for one in found
        if one["why"] == Why.SILENT and one["field"] not in {*shown, *row.left_fields}
    ]


def _is_taken(row: ImportRow, difference: dict[str, object]) -> bool:
    allowed = difference["why"] in ("", Why.SILENT)
    return allowed and difference["field"] not in row.left_fields


def _after(before: Draft, draft: Draft, fields: Sequence[object]) -> Draft:
    for field in fields:
        before = with_field(before, draft, str(field))
    return before


def _says(draft: Draft, field: str, told: Sequence[Statement], taken: bool) -> Iterator[Said]:
    """What the row says of a field; the first of each is preferred where the field is taken."""
    values = register.field_values(draft)
    seen = set()
    for one in told:
        first = one.field not in seen
        seen.add(one.field)
        yield Said(one, values.get(one.field), preferred=taken and first)
    if field not in seen:
        yield Said(Statement(field, ""), values.get(field), preferred=taken)


def _preferred(held: Held, says: Sequence[Said]) -> dict[str, int]:
    """The statements that were preferred before, of the fields that are told anew."""
    fields = {one.statement.field for one in says if one.preferred}
    return {
        statement.field: statement.pk
        for statement in held.row.statements.all()
        if statement.preferred and statement.field in fields
    }


def _remember(batch: Import, rows: Sequence[ImportRow], entries: dict[str, SourceEntry]) -> None:
    """The next file of the source is compared with these rows."""
    known = []
    for row in rows:
        if (entry := entries.get(row.key)) is not None:
            entry.row, entry.absent_since, entry.absent_in = row, None, None
            known.append(entry)
    update_rows(
        SourceEntry,
        ("id", "row_id", "absent_since", "absent_in_id"),
        ((entry.pk, entry.row_id, None, None) for entry in known),
    )
    SourceEntry.objects.bulk_create(
        SourceEntry(
            office=batch.office,
            source=batch.source,
            key=row.key,
            agreement_id=cast("int", row.agreement_id),
            row=row,
        )
        for row in rows
        if row.agreement_id is not None and row.key not in entries
    )
