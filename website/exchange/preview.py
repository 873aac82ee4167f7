"""What a preview shows of an import: its rows as they stood and as they were read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from twinpact.agreements import Agreement as Draft
from twinpact.agreements import columns_of_our_table, date_in_words, say
from twinpact.vocabularies import terms
from website.agreements import words
from website.agreements.history import Act
from website.agreements.sheet import field_word, main_field
from website.exchange import convert
from website.exchange.actions.deciding import WRITABLE
from website.exchange.models import Import, ImportRow
from website.exchange.undo_plan import touched_by
from website.exchange.values import shown_value
from website.places import territories
from website.places.naming import full_name
from website.sources.models import Source

PAGE = 50
CODES = {"form": "form", "scope": "scope", "state": "state"}
DATES = ("signed", "in_force", "ends")


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A field as it was read. ``sure`` is False where somebody has to look."""

    label: str
    text: str
    sure: bool = True
    field: str = ""


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """What was found in a row, in words."""

    severity: str
    code: str
    sentence: str
    header: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A field of which the source now says something else; ``taken`` if it is to be written."""

    field: str
    label: str
    was: str
    was_source: str
    now: str
    written: str
    parts: list[str]
    why: str
    choosable: bool
    taken: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the file: what stood there, what was read, what was found, what changes."""

    row: ImportRow
    raw: list[tuple[str, str]]
    read: list[ReadLine]
    findings: list[ShownFinding]
    changes: list[ShownChange]

    @property
    def choosable(self) -> bool:
        """Whether somebody can still decide to write the row."""
        return self.row.applied_at is None and self.row.outcome in WRITABLE


@dataclass(frozen=True, slots=True)
class TouchedRow:
    """A row whose agreement was touched since the import, and by whom."""

    row: ImportRow
    act: Act | None


def touched_rows(rows: Iterable[ImportRow]) -> list[TouchedRow]:
    """The rows of an import that people changed since, with the last that they did."""
    found = with_agreement(rows)
    return [TouchedRow(row, touched_by(row)) for row in found]


def with_agreement(rows: Iterable[ImportRow]) -> list[ImportRow]:
    """The rows with their agreements and these' parties."""
    found = list(rows)
    prefetch_related_objects(found, "agreement__parties__place")
    return found


def shown_rows(batch: Import, pks: list[int], taken: Mapping[str, str]) -> list[ShownRow]:
    """Rows ready to be shown, in the order of the file; a fixed number of queries."""
    rows = list(batch.rows.filter(pk__in=pks).order_by("position"))
    sources = {one["was_source"] for row in rows for one in row.differences} - {None}
    titles = dict(Source.objects.filter(pk__in=sources).values_list("pk", "title"))
    return [shown(row, taken, titles) for row in rows]


def in_order(headers: Iterable[str], columns: Mapping[str, str]) -> list[str]:
    """Headings in the order of our own table, then those that were not understood."""
    places = {column: place for place, column in enumerate(columns_of_our_table(parties=9))}
    return sorted(
        headers, key=lambda header: (places.get(columns.get(header, ""), len(places)), header)
    )


def shown(row: ImportRow, columns: Mapping[str, str], titles: Mapping[int, str]) -> ShownRow:
    """A row, ready to be shown; ``columns`` says what its headings were taken for."""
    headers = {column: header for header, column in columns.items()}
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
                headers.get(kept["column"] or "") or column_word(kept["column"] or ""),
                main_field(kept["column"] or ""),
            )
            for kept in row.findings
        ],
        changes=[_change(row, one, titles) for one in row.differences],
    )


WHY = {
    "corrected": gettext_lazy("A person corrected this after the source was read; that stays."),
    "another_source": gettext_lazy("The register follows another source; both are kept."),
    "silent": gettext_lazy("The source says nothing of this any more."),
    "clash": gettext_lazy("It would contradict a date that stays."),
}


def _change(row: ImportRow, kept: Mapping[str, object], titles: Mapping[int, str]) -> ShownChange:
    """A difference in words."""
    field, why = str(kept["field"]), str(kept["why"])
    said = ", ".join(filter(None, (titles.get(kept["was_source"], ""), kept["was_locator"])))
    return ShownChange(
        field=field,
        label=field_word(field),
        was=shown_value(field, kept["was"]),
        was_source=said,
        now=shown_value(field, kept["now"]),
        written=str(kept["written"]),
        parts=[text for _name, text in kept["parts"]],
        why=str(WHY[why]) if why else "",
        choosable=why in ("", "silent") and row.applied_at is None,
        taken=why in ("", "silent") and field not in row.left_fields,
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
            lines.append(ReadLine(field_word(name), words.word(field, code), field=name))
    for name in DATES:
        date = getattr(draft, name)
        if date.earliest is not None:
            lines.append(ReadLine(field_word(name), date_in_words(date, language), field=name))
    themes = [t.written if t.theme is None else words.word("theme", t.theme) for t in draft.themes]
    if themes:
        sure = all(theme.theme for theme in draft.themes)
        lines.append(
            ReadLine(field_word("themes"), "; ".join(dict.fromkeys(themes)), sure, "themes")
        )
    motivations = [words.word("motivation", code) for code in draft.motivations]
    if motivations:
        lines.append(
            ReadLine(field_word("motivations"), "; ".join(motivations), field="motivations")
        )
    return lines


def _party_line(field: str, party: object, language: str) -> ReadLine:
    if party.place is not None:
        return ReadLine(field_word(field), full_name(party.place.id, language), field=field)
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
    return ReadLine(field_word(field), said, sure=False, field=field)


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
