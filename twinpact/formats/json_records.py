"""Records in JSON and JSON Lines, our own among them, as rows with plain headings."""

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from twinpact.agreements.findings import Finding, finding
from twinpact.agreements.parsing.words import join_words
from twinpact.formats.geojson import records_of_features
from twinpact.formats.layout import tables_in_grid
from twinpact.formats.table import Grid, Limits, Table, UnreadableFileError, table_of_records
from twinpact.formats.wikidata_results import is_query_result, read_query_result

_DEEPEST = 4
_LISTS = ("agreements", "results", "records", "data", "items", "rows", "value", "activities")
_PARTIES = frozenset({"parties", "partes", "partners", "partner", "parteien"})
_SHOWN = 120

Record = dict[str, str | None]


def read_json(text: str, limits: Limits) -> list[Table]:
    """The tables of a JSON text: records, features of a map, query results or rows of cells.

    Raises:
        UnreadableFileError: It is not JSON, or holds no list of records.
    """
    told = _loads(text)
    if told is _NOT_JSON:
        return [_lines(text, limits)]
    if is_query_result(told):
        return [read_query_result(told, limits)]
    if isinstance(told, dict) and isinstance(told.get("features"), list):
        return [
            table_of_records(
                [flat(one) for one in records_of_features(told["features"])],
                kind="geojson",
                limits=limits,
            )
        ]
    found = list(_tables(told, limits))
    if not found:
        raise UnreadableFileError("the JSON holds no list of records.")
    return found


_NOT_JSON = object()


def _loads(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=str)
    except (ValueError, RecursionError):
        return _NOT_JSON


def _lines(text: str, limits: Limits) -> Table:
    """JSON Lines: a record on each line; a line that is none is said, and the others are read."""
    records: list[Record] = []
    remarks: list[Finding] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        told = _loads(line)
        if isinstance(told, dict):
            records.append(flat(told))
        else:
            shown = line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
            values: dict[str, str | int | float] = {"record": number, "written": shown}
            remarks.append(finding("record_unread", values=values))
        if len(remarks) > max(10, len(records)):
            break
    if not records or len(remarks) > len(records):
        raise UnreadableFileError("the JSON is damaged.")
    return table_of_records(records, kind="jsonl", limits=limits, remarks=tuple(remarks))


def _tables(told: Any, limits: Limits) -> Iterator[Table]:
    if isinstance(told, list):
        if told and all(isinstance(one, list) for one in told):
            rows = [[_scalar(cell) for cell in row] for row in told]
            if any(any(row) for row in rows):
                yield from tables_in_grid(Grid(rows), kind="json")
        elif any(isinstance(one, dict) for one in told):
            yield _records(told, limits, None)
        return
    if not isinstance(told, dict):
        return
    lists = {name: part for name, part in told.items() if _is_list_of_records(part)}
    chosen = [name for name in _LISTS if name in lists]
    for name in [*chosen, *(name for name in lists if name not in chosen)]:
        yield _records(lists[name], limits, name)
    if not lists and told:
        by_key = all(isinstance(part, dict) for part in told.values())
        single: list[Any] = [told]
        if by_key:
            single = [{"key": key} | part for key, part in told.items()]
        yield _records(single, limits, None)


def _is_list_of_records(part: Any) -> bool:
    return isinstance(part, list) and any(isinstance(one, dict) for one in part)


def _records(told: list[Any], limits: Limits, name: str | None) -> Table:
    remarks, records = [], []
    for number, one in enumerate(told, start=1):
        if isinstance(one, dict):
            records.append(flat(one))
        else:
            values: dict[str, str | int | float] = {
                "record": number,
                "written": (_scalar(one) or "")[:_SHOWN],
            }
            remarks.append(finding("record_unread", values=values))
    return table_of_records(
        records, kind="json", limits=limits, sheet=name, remarks=tuple(remarks)
    )


def flat(record: Mapping[str, Any]) -> Record:
    """A record with nested parts as one row; "partner": {"name": …} is the heading "partner name".

    What our own files nest gets the headings of our own table.
    """
    row: Record = {}
    for name, told in record.items():
        if name.casefold() in _PARTIES and _is_list_of_records(told):
            _put(row, _parties(told))
        elif name == "themes" and _is_list_of_records(told):
            _put(row, {name: join_words([_theme(one) for one in told])})
        elif isinstance(told, dict) and "value" in told and "precision" in told:
            _put(row, {name: _scalar(told["value"])})
        else:
            _put(row, dict(_flat(name, told, 1)))
    if "id" in row and "key" not in row and "party_1" in row:
        row["key"] = row.pop("id")
    return row


def _put(row: Record, more: Mapping[str, str | None]) -> None:
    for name, text in more.items():
        heading = " ".join(name.replace("\x00", "").split()) or "column"
        if heading not in row:
            row[heading] = text
        elif text:
            row[f"{heading} (2)"] = text


def _flat(name: str, told: Any, depth: int) -> Iterator[tuple[str, str | None]]:
    if isinstance(told, dict) and depth < _DEEPEST and told:
        for part, inner in told.items():
            yield from _flat(f"{name} {part}", inner, depth + 1)
    elif isinstance(told, list) and all(not isinstance(one, dict | list) for one in told):
        yield name, join_words([text for one in told if (text := _scalar(one))]) or None
    else:
        yield name, _scalar(told)


def _parties(told: list[Any]) -> Record:
    row: Record = {}
    for number, party in enumerate((one for one in told if isinstance(one, dict)), start=1):
        column = f"party_{number}"
        place = party.get("place")
        known = place if isinstance(place, dict) else {}
        row[column] = _scalar(party.get("written") or party.get("name") or known.get("name"))
        for part in ("country", "region", "level", "organization", "initiator"):
            text = _scalar(party.get(part, known.get(part) if part != "region" else None))
            if text is not None:
                row[f"{column}_{part}"] = text
        identifier = _scalar(known.get("id") or party.get("place_id"))
        if identifier is not None:
            row[f"{column}_place_id"] = identifier
        used = {"written", "name", "place", "place_id", "position", "country", "region", "level"}
        for part, inner in party.items():
            if part not in used | {"organization", "initiator"}:
                row |= dict(_flat(f"{column} {part}", inner, 2))
    return row


def _theme(told: Any) -> str:
    """A theme as our own table writes it: its words, and what was chosen for them."""
    if not isinstance(told, dict):
        return _scalar(told) or ""
    written, theme = _scalar(told.get("written")) or "", _scalar(told.get("theme"))
    return f"{written} [{theme or '-'}]"


def _scalar(told: Any) -> str | None:
    match told:
        case None:
            return None
        case bool():
            return "1" if told else "0"
        case int():
            return _whole(told)
        case float():
            whole = math.isfinite(told) and told.is_integer() and abs(told) < 1e15
            return str(int(told)) if whole else str(told)
        case str():
            return told.replace("\x00", "").strip() or None
        case _:
            return _dumped(told)


def _whole(number: int) -> str:
    try:
        return str(number)
    except ValueError:
        return hex(number)


def _dumped(told: Any) -> str:
    try:
        return json.dumps(told, ensure_ascii=False)
    except (ValueError, RecursionError):
        return "…"
