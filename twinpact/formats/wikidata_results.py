"""Results of Wikidata's query service on twinned places (P190), with start and end."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from twinpact.agreements.findings import Finding, finding
from twinpact.formats.table import Limits, Table, UnreadableFileError, table_of_records

_ENTITY = re.compile(r"<?https?://www\.wikidata\.org/entity/(Q\d+)>?")
_STATEMENT = re.compile(r"<?https?://www\.wikidata\.org/entity/statement/(Q\d+-[0-9A-Fa-f-]+)>?")
_LITERAL = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*)"(?:@[\w-]+|\^\^<?[^>\s]*>?)?', re.DOTALL)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T00:00:00(?:\.0+)?Z?)?")
_UNESCAPED = {"\\n": "\n", "\\t": "\t", "\\r": "\r", '\\"': '"', "\\\\": "\\"}
_COUNTRY = re.compile(r"countr|pais|país|land|pays|p17\b", re.IGNORECASE)
_DATES = {
    "in_force": re.compile(r"start|begin|inicio|debut|début|p580|since", re.IGNORECASE),
    "ends": re.compile(r"end|fin\b|ende|p582|until", re.IGNORECASE),
    "signed": re.compile(r"pointintime|point_in_time|date|fecha|p585", re.IGNORECASE),
}
_PRECISION = re.compile(r"(?:time)?_?precision", re.IGNORECASE)
_LENGTHS = {"9": 4, "10": 7, "11": 10}
"""Wikidata's precisions of a time: 9 a year, 10 a month, 11 a day."""

Record = dict[str, str | None]


def is_query_result(told: Any) -> bool:
    """Whether this is what a SPARQL service answers (W3C SPARQL 1.1 Query Results JSON)."""
    return (
        isinstance(told, dict)
        and isinstance(told.get("head"), dict)
        and isinstance(told.get("results"), dict)
        and isinstance(told["results"].get("bindings"), list)
    )


def read_query_result(told: Mapping[str, Any], limits: Limits) -> Table:
    """The bindings of a JSON answer, one row each."""
    names = [str(name) for name in told["head"].get("vars") or ()]
    records, remarks = [], []
    for number, binding in enumerate(told["results"]["bindings"], start=1):
        if isinstance(binding, dict):
            found = {str(name): _bound(value) for name, value in binding.items()}
            records.append({name: found.get(name) for name in (names or found)})
        else:
            values: dict[str, str | int | float] = {
                "record": number,
                "written": str(binding)[:120],
            }
            remarks.append(finding("record_unread", values=values))
    return _table(records, limits, "wikidata-json", remarks)


def is_query_table(header: Sequence[str], rows: Iterable[Mapping[str, str | None]]) -> bool:
    """Whether a table is an answer of the query service as CSV or TSV: two columns of entities."""
    first = [row for _, row in zip(range(50), rows, strict=False)]
    entities = [
        name
        for name in header
        if any(row.get(name) for row in first)
        and all(_ENTITY.fullmatch(row.get(name) or "<>") or not row.get(name) for row in first)
    ]
    return len(entities) > 1


def is_query_tsv(start: str) -> bool:
    """Whether a text is an answer in SPARQL 1.1 Query Results TSV, where names have a "?"."""
    line = start.partition("\n")[0].rstrip("\r")
    names = line.split("\t")
    return len(names) > 1 and all(re.fullmatch(r"\?\w+", name) for name in names)


def read_query_tsv(text: str, limits: Limits) -> Table:
    """The rows of a TSV answer: RDF terms with tabs between them, one answer on each line."""
    header, *lines = text.split("\n")
    names = [name.strip().lstrip("?") for name in header.split("\t")]
    records = []
    for line in lines:
        terms = [term.strip() for term in line.rstrip("\r").split("\t")]
        if any(terms):
            terms += [""] * (len(names) - len(terms))
            records.append(
                {name: _unquoted(term) or None for name, term in zip(names, terms, strict=False)}
            )
    return _table(records, limits, "wikidata-tsv", [])


def read_query_table(table: Table, limits: Limits) -> Table:
    """The rows of an answer as plain CSV or TSV."""
    records = [dict(cells) for _, cells in table.rows]
    kind = "wikidata-tsv" if table.delimiter == "\t" else "wikidata-csv"
    return _table(records, limits, kind, list(table.remarks))


def _bound(value: Any) -> str | None:
    text = value.get("value") if isinstance(value, dict) else value
    return str(text).replace("\x00", "").strip() or None if text is not None else None


def _unquoted(text: str | None) -> str | None:
    match = _LITERAL.fullmatch(text) if text else None
    if match is None:
        return text
    return re.sub(r"\\.", lambda found: _UNESCAPED.get(found[0], found[0]), match["text"])


def _table(records: list[Record], limits: Limits, kind: str, remarks: list[Finding]) -> Table:
    """The answer with headings of our own table; whatever else was asked for stays beside it."""
    names = list(dict.fromkeys(name for record in records for name in record))
    places = [name for name in names if _holds_places(name, records)]
    if len(places) < 2:
        raise UnreadableFileError("the query result does not name two places on each row.")
    read = [
        _record(number, record, names, places[:2], remarks)
        for number, record in enumerate(records, start=1)
    ]
    return table_of_records(read, kind=kind, limits=limits, remarks=tuple(remarks))


def _holds_places(name: str, records: list[Record]) -> bool:
    if _COUNTRY.search(name):
        return False
    values = [text for record in records[:200] if (text := record.get(name))]
    return bool(values) and all(_ENTITY.fullmatch(text) for text in values)


def _record(
    number: int, record: Record, names: list[str], places: list[str], remarks: list[Finding]
) -> Record:
    row: Record = {}
    used = set(places)
    for party, name in zip(("party_1", "party_2"), places, strict=True):
        entity = _entity(record.get(name))
        label, country = f"{name}Label", _country_of(name, names)
        used |= {label, *country}
        row[party] = record.get(label) or entity
        row[f"{party}_wikidata"] = entity
        row[f"{party}_country"] = _first_words(record, country)
    for column, heading in _DATES.items():
        for name in names:
            if name in used or not heading.search(name) or _PRECISION.search(name):
                continue
            used.add(name)
            precision, known = _precision_of(name, record)
            used.add(precision)
            if written := record.get(name):
                row[column] = _date(number, column, written, known, remarks)
                if row[column] != written:
                    row[f"wikidata {name}"] = written
    row["key"] = _key(record, names, used) or _pair(row)
    others = {name: record.get(name) for name in names if name not in used or name in row}
    return row | {f"wikidata {name}": text for name, text in others.items()}


def _country_of(name: str, names: list[str]) -> list[str]:
    """The columns of a place's country, the words first: "itemCountryLabel", "itemCountry"."""
    own = [one for one in names if one.startswith(name) and _COUNTRY.search(one[len(name) :])]
    return sorted(own, key=lambda one: not one.endswith("Label"))


def _first_words(record: Record, names: list[str]) -> str | None:
    """What the first of some columns says in words; the number of an entity says nothing."""
    texts = (record.get(name) for name in names)
    return next((text for text in texts if text and not _ENTITY.fullmatch(text)), None)


def _precision_of(name: str, record: Record) -> tuple[str, str | None]:
    for other, text in record.items():
        if other.startswith(name) and _PRECISION.fullmatch(other[len(name) :]):
            return other, text
    return "", None


def _date(
    number: int, column: str, written: str, precision: str | None, remarks: list[Finding]
) -> str:
    """The date as precisely as the answer vouches for it.

    The service writes a year as its first of January. Where it was not asked for the precision, a
    first of January is read as the year and another first day as the month.
    """
    match = _DAY.fullmatch(written)
    if match is None:
        return written
    day = "-".join(match.groups())
    if precision in _LENGTHS:
        return day[: _LENGTHS[precision]]
    settled = day[:4] if match[2] == match[3] == "01" else day[:7] if match[3] == "01" else day
    if settled != day:
        values = {"written": day, "settled": settled}
        remarks.append(finding("date_precision_unknown", row=number, column=column, values=values))
    return settled


def _key(record: Record, names: list[str], used: set[str]) -> str | None:
    for name in names:
        if match := _STATEMENT.fullmatch(record.get(name) or ""):
            used.add(name)
            return match[1]
    return None


def _pair(row: Record) -> str | None:
    ends = [row.get("party_1_wikidata"), row.get("party_2_wikidata")]
    return "-".join(end for end in ends if end) or None


def _entity(text: str | None) -> str | None:
    match = _ENTITY.fullmatch(text or "")
    return match[1] if match else text
