"""What would become of each row of a file: new, changed, perhaps already there, unchanged …"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from twinpact.agreements import Agreement as Draft
from twinpact.agreements import Finding
from twinpact.vocabularies import fold, terms
from website.agreements.convert import LONGEST_NAME
from website.agreements.storable import refused
from website.exchange import convert
from website.exchange.differences import changed_fields, differences
from website.exchange.holdings import held_agreements
from website.exchange.identity import identity, recognise, stem
from website.exchange.models import Import, ImportRow, SourceEntry
from website.exchange.order import entries_state
from website.exchange.questioning import Answers, ask, earlier_answers

BATCH = 1000
Outcome = ImportRow.Outcome
#: The mark of a row that is in the source again after it had been missing.
AGAIN = "again"


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it was read: what the reading found, what the checks found, and where it stood."""

    draft: Draft
    raw: dict[str, str | None]
    read: list[Finding]
    checked: list[Finding]
    sheet: str
    row: int


def propose(batch: Import, rows: Sequence[ReadRow]) -> None:
    """Keep the rows of an import with what becomes of each; the summary is set, not saved."""
    entries = list(
        SourceEntry.objects.filter(office=batch.office, source=batch.source)
        .select_related("row")
        .order_by("id")
    )
    found = recognise(
        [identity(one.draft, one.raw) for one in rows],
        [identity(convert.from_json(entry.row.read), entry.row.raw) for entry in entries],
    )
    known = {place: entries[at] for place, at in found.items()}
    keys = _keys(rows, known, {entry.key for entry in entries})
    answers = earlier_answers(batch)
    made = [
        _row(batch, place, one, keys[place], known.get(place), answers)
        for place, one in enumerate(rows)
    ]
    _compare(batch, made, known)
    still = {*found.values()}
    made += list(_gone(batch, [e for at, e in enumerate(entries) if at not in still], made))
    pairs = ask(batch, made, entries, answers)
    ImportRow.objects.bulk_create(made, batch_size=BATCH)
    pairs.keep()
    batch.summary = _summary(made)
    batch.compared_state = entries_state(batch)


def _keys(
    rows: Sequence[ReadRow], known: dict[int, SourceEntry], taken: set[str]
) -> dict[int, str]:
    """The key of each row within its source: its entry's, or a new one that nobody has."""
    keys, used = {}, set(taken)
    for place, one in enumerate(rows):
        if place in known:
            keys[place] = known[place].key
            continue
        plain = key = stem(identity(one.draft, one.raw))
        copy = 1
        while key in used:
            copy += 1
            key = f"{plain}#{copy}"
        used.add(key)
        keys[place] = key
    return keys


def _row(
    batch: Import,
    place: int,
    one: ReadRow,
    key: str,
    entry: SourceEntry | None,
    answers: Answers,
) -> ImportRow:
    """An unsaved row; what changed in it is looked for later."""
    refusals = list(refused(one.draft))
    told = {finding.code for finding in one.checked}
    checks = [*one.checked, *(finding for finding in refusals if finding.code not in told)]
    findings = [*one.read, *checks]
    same = answers.same.get(key)
    if refusals or any(finding.severity == "critical" for finding in findings):
        outcome = Outcome.KEPT_OUT
    elif entry is not None:
        outcome = Outcome.KNOWN
    else:
        outcome = Outcome.NEW if same is None else Outcome.JOINS
    draft = replace(one.draft, locator=_locator(batch, one))
    return ImportRow(
        batch=batch,
        position=place + 1,
        sheet=one.sheet[:100],
        row=one.row,
        key=key,
        raw=one.raw,
        read=convert.to_json(draft, key=f"{batch.source_id}:{key}"),
        findings=[
            *(convert.finding_to_json(finding) for finding in one.read),
            *(convert.finding_to_json(finding, checked=True) for finding in checks),
        ],
        codes=sorted({finding.code for finding in findings}),
        severity=worst(findings),
        search=fold(" ".join(text for text in one.raw.values() if text)),
        outcome=outcome,
        agreement_id=entry.agreement_id if entry else same,
    )


def worst(findings: Sequence[Finding]) -> str:
    """The gravest severity among findings; the empty text where there is none."""
    gravity = list(terms("severities"))
    return min((finding.severity for finding in findings), key=gravity.index, default="")


def _locator(batch: Import, one: ReadRow) -> str:
    """Where a value stands: the source's own words for it, the file, the sheet and the row."""
    where = [batch.filename, one.sheet, f"row {one.row}"]
    return ", ".join(part for part in (one.draft.locator, *where) if part)[:LONGEST_NAME]


def _compare(batch: Import, made: Sequence[ImportRow], known: dict[int, SourceEntry]) -> None:
    """Find what changed in rows that are in the register, field by field."""
    changed: list[tuple[ImportRow, Draft | None, Draft]] = []
    for place, row in enumerate(made):
        if row.outcome == Outcome.JOINS:
            changed.append((row, None, convert.from_json(row.read)))
        elif row.outcome == Outcome.KNOWN:
            draft = convert.from_json(row.read)
            earlier = convert.from_json(known[place].row.read)
            if changed_fields(earlier, draft):
                changed.append((row, earlier, draft))
            elif known[place].absent_since is not None:
                row.outcome, row.fields = Outcome.CHANGED, [AGAIN]
    fill_differences(batch, changed)


def fill_differences(
    batch: Import, changed: Sequence[tuple[ImportRow, Draft | None, Draft]]
) -> None:
    """Say of rows what their source says otherwise than the register; they are not saved."""
    held = held_agreements(batch.office, {row.agreement_id for row, _, _ in changed})
    for row, earlier, draft in changed:
        row.differences = differences(held[row.agreement_id], earlier, draft, batch.source_id)
        row.fields = [str(one["field"]) for one in row.differences]
        row.left_fields = [str(one["field"]) for one in row.differences if one["why"] == "silent"]
        if row.outcome == Outcome.KNOWN:
            row.outcome = Outcome.CHANGED


def _gone(
    batch: Import, entries: Sequence[SourceEntry], made: Sequence[ImportRow]
) -> Iterator[ImportRow]:
    """A row for each entry that the source has no more, and that nobody knows of yet."""
    missing = [entry for entry in entries if entry.absent_since is None]
    for place, entry in enumerate(missing, start=len(made) + 1):
        yield ImportRow(
            batch=batch,
            position=place,
            key=entry.key,
            raw=entry.row.raw,
            read=entry.row.read,
            search=entry.row.search,
            outcome=Outcome.GONE,
            agreement_id=entry.agreement_id,
        )


def _summary(made: Sequence[ImportRow]) -> dict[str, object]:
    """Findings by severity and code, and changes by field, counted once."""
    codes = Counter((one["severity"], one["code"]) for row in made for one in row.findings)
    fields = Counter(field for row in made for field in row.fields)
    ordered = sorted(codes.items(), key=lambda pair: (-pair[1], pair[0]))
    return {
        "codes": [[severity, code, n] for (severity, code), n in ordered],
        "fields": sorted(fields.items(), key=lambda pair: (-pair[1], pair[0])),
    }
