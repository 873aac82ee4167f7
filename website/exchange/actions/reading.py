"""Reading a file into rows to decide on; nothing of the register changes."""

from dataclasses import asdict

from django.db import transaction

from twinpact.agreements import Agreement as Draft
from twinpact.agreements import Finding, Mapping, read_agreements
from twinpact.formats.table import UnreadableFileError
from website.agreements.settling import place_settled
from website.exchange import convert
from website.exchange.at_work import Tell, quiet
from website.exchange.checking import found_by_row
from website.exchange.files import Sheets, mapping_of, read_file
from website.exchange.iati_rules import iati_rules_of
from website.exchange.models import Import, ImportState, SavedMapping
from website.exchange.order import hold_source
from website.exchange.proposals import ReadRow, propose

STEP = 100


def read_import(*, pk: int, tell: Tell = quiet) -> Import:
    """Read the file and say of each row what would become of it in the register.

    ``tell`` is told how many rows are read. An interrupted reading starts again from the
    beginning and gives the same rows.
    """
    with transaction.atomic():
        batch = Import.objects.select_for_update(no_key=True).get(pk=pk)
        if batch.state not in (ImportState.WAITING, ImportState.READING):
            return batch
        batch.state = ImportState.READING
        if not batch.chosen_sheets:
            saved = SavedMapping.objects.filter(source=batch.source).first()
            batch.chosen_sheets = saved.sheets if saved else []
        batch.save(update_fields=["state", "chosen_sheets"])
    try:
        sheets = read_file(batch)
    except UnreadableFileError as trouble:
        batch.state, batch.trouble = ImportState.REFUSED, str(trouble)
        batch.save(update_fields=["state", "trouble"])
        return batch
    mapping = mapping_of(batch, sheets)
    batch.mapping, batch.rows_total = asdict(mapping), len(sheets.rows)
    batch.sheets, batch.chosen_sheets = sheets.names, sheets.chosen
    batch.save(update_fields=["mapping", "rows_total", "sheets", "chosen_sheets"])
    read = _read_rows(sheets, mapping, tell)
    rules = _iati_rules(batch) if sheets.kind == "iati" else None
    return _keep(batch, sheets, read, rules)


def _read_rows(sheets: Sheets, mapping: Mapping, tell: Tell) -> list[tuple[Draft, list[Finding]]]:
    """Read the rows, and tell from time to time how many are read."""
    read = []
    tell(0, len(sheets.rows))
    for pair in read_agreements(sheets.rows, mapping):
        read.append(pair)
        if len(read) % STEP == 0:
            tell(len(read), len(sheets.rows))
    placed = place_settled([convert.with_names(draft) for draft, _findings in read])
    return [(draft, findings) for draft, (_draft, findings) in zip(placed, read, strict=True)]


def _iati_rules(batch: Import) -> list[dict[str, object]]:
    with batch.file.open("rb") as file:
        return iati_rules_of(file.read(), on=batch.started_at.date())


def _keep(
    batch: Import,
    sheets: Sheets,
    read: list[tuple[Draft, list[Finding]]],
    rules: list[dict[str, object]] | None,
) -> Import:
    """Keep the rows with what becomes of them: all, or none where the work is interrupted."""
    checked = found_by_row((draft for draft, _ in read), on=batch.started_at.date())
    rows = [
        ReadRow(draft, dict(raw), found, checked.get(number, []), *sheets.where(number))
        for (number, raw), (draft, found) in zip(sheets.rows, read, strict=True)
    ]
    with transaction.atomic():
        batch = Import.objects.select_for_update(no_key=True).get(pk=batch.pk)
        if batch.state != ImportState.READING:
            return batch
        hold_source(batch)
        batch.rows.all().delete()
        propose(batch, rows)
        batch.summary["header"] = list(sheets.header)
        batch.summary["remarks"] = [convert.finding_to_json(one) for one in sheets.remarks]
        if rules is not None:
            batch.summary["iati"] = rules
        batch.state = ImportState.READY
        batch.save(update_fields=["state", "summary", "compared_state"])
    return batch
