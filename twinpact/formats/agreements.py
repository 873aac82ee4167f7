"""Our own table of agreements: one row each, written and read back without loss."""

from collections.abc import Iterable, Iterator, Sequence

from twinpact.agreements import (
    Agreement,
    Finding,
    Mapping,
    PartialDate,
    Party,
    Theme,
    columns_of_our_table,
    finding,
    read_agreements,
    read_themes,
    recognise_columns,
)
from twinpact.agreements.parsing.words import join_words
from twinpact.formats.tables import Table, write_csv, write_xlsx

Cells = dict[str, str]


def read_table_of_agreements(
    table: Table, mapping: Mapping | None = None
) -> tuple[Mapping, list[tuple[Agreement, list[Finding]]], list[Finding]]:
    """The map that was used, an agreement for each row, and what concerns the table as a whole.

    Headers that the map leaves out are recognised by themselves.
    """
    recognised = recognise_columns(table.header, (cells for _, cells in table.rows))
    used = recognised if mapping is None else mapping.completed(recognised)
    notes = used.findings()
    notes += [finding("sheet_not_read", values={"sheet": name}) for name in table.other_sheets]
    return used, list(read_agreements(table.rows, used)), notes


def agreement_rows(
    agreements: Iterable[Agreement], *, parties: int | None = None
) -> tuple[tuple[str, ...], list[list[str]]]:
    """The header and the rows of our own table, with room for so many parties (at least two).

    What is known is written as our codes and ISO 8601 dates; what a source calls "Not available"
    is written in its words; what nobody said is empty.
    """
    table = list(agreements)
    if parties is None:
        parties = max((len(agreement.parties) for agreement in table), default=2)
    header = columns_of_our_table(max(parties, 2))
    rows = [_cells(agreement) for agreement in table]
    return header, [[cells.get(name, "") for name in header] for cells in rows]


def agreements_as_csv(agreements: Iterable[Agreement]) -> str:
    """Our own table as CSV."""
    return write_csv(*agreement_rows(agreements))


def agreements_as_xlsx(agreements: Iterable[Agreement]) -> bytes:
    """Our own table as a workbook."""
    header, rows = agreement_rows(agreements)
    blank: Sequence[Sequence[str | None]] = [[cell or None for cell in row] for row in rows]
    return write_xlsx(header, blank, sheet="agreements")


def _cells(agreement: Agreement) -> Cells:
    cells = {s.field: s.written for s in agreement.statements if s.unavailable}
    cells |= {s.field: s.written for s in agreement.statements if s.field in _AS_WRITTEN}
    known = {
        "key": agreement.key,
        "form": agreement.form,
        "scope": agreement.scope,
        "state": agreement.state,
        "signed": _date(agreement.signed),
        "in_force": _date(agreement.in_force),
        "ends": _date(agreement.ends),
        "focus": agreement.focus,
        "themes": join_words([_theme(theme) for theme in agreement.themes]),
        "motivations": join_words(list(agreement.motivations)),
        "languages": join_words(list(agreement.languages)),
        "locator": agreement.locator,
    }
    for number, party in enumerate(agreement.parties, start=1):
        known |= dict(_party(f"party_{number}", party))
    return cells | {name: text for name, text in known.items() if text}


_AS_WRITTEN = frozenset({"source"})


def _date(written: PartialDate) -> str:
    return written.isoformat()


def _party(column: str, party: Party) -> Iterator[tuple[str, str | None]]:
    yield column, party.written
    yield f"{column}_organization", party.organization
    if party.initiator is not None:
        yield f"{column}_initiator", "1" if party.initiator else "0"
    if party.place is not None:
        yield f"{column}_country", party.place.country
        yield f"{column}_level", party.place.level
        yield f"{column}_place_id", party.place.id


def _theme(theme: Theme) -> str:
    """The words; where reading them gives another theme, the chosen one in square brackets."""
    if read_themes(theme.written) == (theme,) and not theme.written.endswith("]"):
        return theme.written
    return f"{theme.written} [{theme.theme or '-'}]"
