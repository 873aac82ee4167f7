"""What a preview shows of an import: its rows as they stood and as they were read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from twinpact.agreements import Agreement as Draft
from twinpact.agreements import columns_of_our_table, date_in_words, say
from twinpact.vocabularies import terms
from website.agreements import words
from website.agreements.filters import clean, whole
from website.agreements.sheet import field_word
from website.exchange import convert
from website.exchange.models import Import, ImportRow
from website.places import territories
from website.places.naming import full_name

PAGE = 50
CODES = {"form": "form", "scope": "scope", "state": "state"}
DATES = ("signed", "in_force", "ends")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows somebody wants to see; empty texts ask for all."""

    outcome: str = ""
    severity: str = ""
    code: str = ""
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Choice":
        """Read an address; what cannot be meant is left out."""
        outcome = query.get("outcome", "")
        return cls(
            outcome=outcome if outcome in ImportRow.Outcome.values else "",
            severity=clean(query.get("severity", "")),
            code=clean(query.get("code", "")),
            page=whole(query.get("page"), least=1, most=1_000_000, otherwise=1),
        )

    @property
    def outcome_word(self) -> str:
        """What becomes of the rows that are asked for, in words."""
        return str(ImportRow.Outcome(self.outcome).label) if self.outcome else ""

    def to_query(self, **changes: object) -> str:
        """The address of these rows, with changes; another choice starts at page 1."""
        changed = replace(self, **({"page": 1} | changes))
        named = {name: getattr(changed, name) for name in ("outcome", "severity", "code", "page")}
        return urlencode({name: value for name, value in named.items() if value not in ("", 1)})

    def of(self, batch: Import) -> QuerySet[ImportRow]:
        """The rows of an import that are asked for."""
        rows = batch.rows.order_by("row")
        if self.outcome:
            rows = rows.filter(outcome=self.outcome)
        wanted = {"severity": self.severity, "code": self.code}
        wanted = {name: value for name, value in wanted.items() if value}
        return rows.filter(findings__contains=[wanted]) if wanted else rows


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A field as it was read. ``sure`` is False where somebody has to look."""

    label: str
    text: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """What was found in a row, in words."""

    severity: str
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the file: what stood there, what was read, what was found."""

    row: ImportRow
    raw: list[tuple[str, str]]
    read: list[ReadLine]
    findings: list[ShownFinding]


def in_order(headers: Iterable[str], columns: Mapping[str, str]) -> list[str]:
    """Headings in the order of our own table, then those that were not understood."""
    places = {column: place for place, column in enumerate(columns_of_our_table(parties=9))}
    return sorted(
        headers, key=lambda header: (places.get(columns.get(header, ""), len(places)), header)
    )


def shown(row: ImportRow, columns: Mapping[str, str]) -> ShownRow:
    """A row, ready to be shown; ``columns`` says what its headings were taken for."""
    return ShownRow(
        row=row,
        raw=[
            (header, row.raw[header]) for header in in_order(row.raw, columns) if row.raw[header]
        ],
        read=_read_lines(convert.from_json(row.read)),
        findings=[
            ShownFinding(
                kept["severity"],
                kept["code"],
                say(convert.finding_from_json(kept), words.reader_language()),
            )
            for kept in row.findings
        ],
    )


def _read_lines(draft: Draft) -> list[ReadLine]:
    language = words.reader_language()
    lines = [
        _party_line(f"party_{number}", party, language)
        for number, party in enumerate(draft.parties, start=1)
        if party.written
    ]
    for name, field in CODES.items():
        if code := getattr(draft, name):
            lines.append(ReadLine(field_word(name), words.word(field, code)))
    for name in DATES:
        date = getattr(draft, name)
        if date.earliest is not None:
            lines.append(ReadLine(field_word(name), date_in_words(date, language)))
    themes = [t.written if t.theme is None else words.word("theme", t.theme) for t in draft.themes]
    if themes:
        sure = all(theme.theme for theme in draft.themes)
        lines.append(ReadLine(field_word("themes"), "; ".join(dict.fromkeys(themes)), sure))
    motivations = [words.word("motivation", code) for code in draft.motivations]
    if motivations:
        lines.append(ReadLine(field_word("motivations"), "; ".join(motivations)))
    return lines


def _party_line(field: str, party: object, language: str) -> ReadLine:
    if party.place is not None:
        return ReadLine(field_word(field), full_name(party.place.id, language))
    if party.candidates:
        named = "; ".join(full_name(place.id, language) for place in party.candidates[:4])
        said = _("“%(written)s”, which can be: %(places)s") % {
            "written": party.written,
            "places": named,
        }
    elif alike := territories.search(party.written.partition(",")[0], limit=3):
        named = "; ".join(full_name(place.id, language) for place in alike)
        said = _("“%(written)s”, in no list of territories; names like it: %(places)s") % {
            "written": party.written,
            "places": named,
        }
    else:
        said = _("“%(written)s”, in no list of territories") % {"written": party.written}
    return ReadLine(field_word(field), said, sure=False)


@dataclass(frozen=True, slots=True)
class Column:
    """A heading of the file, and what its column was taken for (empty: kept, not read)."""

    header: str
    meaning: str


def columns(batch: Import) -> list[Column]:
    """How the columns of the file were understood."""
    taken = batch.mapping.get("columns", {})
    found = [Column(header, column_word(taken[header])) for header in in_order(taken, taken)]
    rest = [*batch.mapping.get("unknown", ()), *batch.mapping.get("unread", ())]
    return found + [Column(header, "") for header in rest]


def constants(batch: Import) -> list[Column]:
    """What holds for every row of the file."""
    return [
        Column(_constant_word(column, str(value)), column_word(column))
        for column, value in batch.mapping.get("constants", {}).items()
    ]


def _constant_word(column: str, value: str) -> str:
    field = "level" if column.endswith("_level") else column
    return words.word(field, value) if field in words.LISTS else value


def column_word(column: str) -> str:
    """How people call a column of ours."""
    known = terms("columns")
    if column in known:
        return known[column].in_language(words.reader_language())
    return field_word(column)
