"""Our own table of agreements: one row each, written and read back without loss."""

import json
from collections.abc import Iterable, Iterator, Sequence

from twinpact.agreements import (
    Agreement,
    AmbiguousDateError,
    Finding,
    Mapping,
    Party,
    Statement,
    Theme,
    UnreadDateError,
    columns_of_our_table,
    finding,
    parse_partial_date,
    read_agreements,
    read_themes,
    recognise_columns,
)
from twinpact.agreements.parsing.money import (
    AmbiguousMoneyError,
    UnreadMoneyError,
    parse_money,
)
from twinpact.agreements.parsing.words import join_words
from twinpact.formats.table import Table
from twinpact.formats.writing import write_csv, write_xlsx
from twinpact.vocabularies import read_word

Cells = dict[str, str]


def read_table_of_agreements(
    table: Table, mapping: Mapping | None = None
) -> tuple[Mapping, list[tuple[Agreement, list[Finding]]], list[Finding]]:
    """The map that was used, an agreement for each row, and what concerns the table as a whole.

    Headers that the map leaves out are recognised by themselves.
    """
    recognised = recognise_columns(table.header, (cells for _, cells in table.rows))
    used = recognised if mapping is None else mapping.completed(recognised)
    notes = [*used.findings(), *table.remarks]
    notes += [finding("sheet_not_read", values={"sheet": name}) for name in table.other_sheets]
    return used, list(read_agreements(table.rows, used)), notes


def agreement_rows(
    agreements: Iterable[Agreement], *, parties: int | None = None, kept: Sequence[str] = ()
) -> tuple[tuple[str, ...], list[list[str]]]:
    """The header and the rows of our own table, with room for so many parties (at least two).

    What is known is written as our codes and ISO 8601 dates; what a source calls "Not available"
    is written in its words, and so is what was not understood; what nobody said is empty. ``kept``
    are headings of the source's own columns that follow as they stood.
    """
    table = list(agreements)
    if parties is None:
        parties = max((len(agreement.parties) for agreement in table), default=2)
    header = columns_of_our_table(max(parties, 2))
    more = tuple(name for name in kept if name not in header)
    rows = []
    for agreement in table:
        cells = agreement_cells(agreement)
        own = [cells.get(name, "") for name in header]
        rows.append([*own, *(agreement.raw.get(name) or "" for name in more)])
    return (*header, *more), rows


def agreements_as_csv(agreements: Iterable[Agreement], *, kept: Sequence[str] = ()) -> str:
    """Our own table as CSV."""
    return write_csv(*agreement_rows(agreements, kept=kept))


def agreements_as_json(agreements: Iterable[Agreement], *, kept: Sequence[str] = ()) -> str:
    """The rows of our own table as a JSON list of records, each with what is known of it."""
    records = [agreement_record(agreement, kept=kept) for agreement in agreements]
    return json.dumps({"agreements": records}, ensure_ascii=False, indent=1) + "\n"


def agreements_as_jsonl(agreements: Iterable[Agreement], *, kept: Sequence[str] = ()) -> str:
    """The rows of our own table as JSON Lines: a record on each line."""
    return "".join(
        json.dumps(agreement_record(agreement, kept=kept), ensure_ascii=False) + "\n"
        for agreement in agreements
    )


def agreement_record(agreement: Agreement, *, kept: Sequence[str] = ()) -> Cells:
    """The row of our own table; both parties are named in it, so that it is known as ours."""
    own: Cells = {"party_1": "", "party_2": ""} | agreement_cells(agreement)
    more = {name: text for name in kept if (text := agreement.raw.get(name)) and name not in own}
    return own | more


def agreements_as_xlsx(agreements: Iterable[Agreement], *, kept: Sequence[str] = ()) -> bytes:
    """Our own table as a workbook."""
    header, rows = agreement_rows(agreements, kept=kept)
    blank: Sequence[Sequence[str | None]] = [[cell or None for cell in row] for row in rows]
    return write_xlsx(header, blank, sheet="agreements")


def agreement_cells(agreement: Agreement) -> Cells:
    """The row of our own table that an agreement is, by column; what is unknown is left out."""
    cells = {s.field: s.written for s in agreement.statements if _is_kept(s, agreement)}
    known = {
        "key": agreement.key,
        "form": agreement.form,
        "scope": agreement.scope,
        "state": agreement.state,
        "signed": agreement.signed.isoformat(),
        "in_force": agreement.in_force.isoformat(),
        "ends": agreement.ends.isoformat(),
        "renewal": agreement.renewal,
        "budget": _budget(agreement),
        "focus": agreement.focus,
        "themes": join_words([_theme(theme) for theme in agreement.themes]),
        "motivations": join_words(list(agreement.motivations)),
        "languages": join_words(list(agreement.languages)),
        "locator": agreement.locator,
    }
    for number, party in enumerate(agreement.parties, start=1):
        known |= dict(_party(f"party_{number}", party, agreement))
    return cells | {name: text for name, text in known.items() if text}


def _is_kept(said: Statement, agreement: Agreement) -> bool:
    """Whether the words of a statement go into our table: there is nothing else of them there."""
    if said.unavailable or said.field in _AS_WRITTEN:
        return True
    if said.field in _DATES:
        return _is_unread_date(said.written)
    return said.field in _CODED and read_word(_CODED[said.field], said.written) is None


_AS_WRITTEN = frozenset({"source"})
_DATES = frozenset({"signed", "in_force", "ends"})
_CODED = {"form": "forms", "scope": "scopes", "state": "states"}


def _is_unread_date(written: str) -> bool:
    try:
        parse_partial_date(written)
    except (UnreadDateError, AmbiguousDateError):
        return True
    return False


def _budget(agreement: Agreement) -> str | None:
    """The source's words where they are read back as the same amount, else the plain amount."""
    money = agreement.budget
    if money is None:
        return None
    try:
        again = parse_money(money.written)
    except (UnreadMoneyError, AmbiguousMoneyError):
        return money.written if money.amount is None else money.in_words()
    return money.written if again == money else money.in_words()


def _party(column: str, party: Party, agreement: Agreement) -> Iterator[tuple[str, str | None]]:
    yield column, party.written
    yield f"{column}_organization", party.organization
    if party.initiator is not None:
        yield f"{column}_initiator", "1" if party.initiator else "0"
    if party.place is not None:
        yield f"{column}_country", party.place.country
        yield f"{column}_level", party.place.level
        yield f"{column}_place_id", party.place.id
        return
    said = {s.field: s.written for s in reversed(agreement.statements) if not s.unavailable}
    for part in ("country", "region", "level"):
        yield f"{column}_{part}", said.get(f"{column}_{part}")


def _theme(theme: Theme) -> str:
    """The words; where reading them gives another theme, the chosen one in square brackets."""
    if read_themes(theme.written) == (theme,) and not theme.written.endswith("]"):
        return theme.written
    return f"{theme.written} [{theme.theme or '-'}]"
