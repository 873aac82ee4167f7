"""From the rows of a table to agreements: one agreement for each row, always."""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Row
from dataclasses import dataclass, field, replace

from twinpact.agreements.agreement import Agreement, Party, Statement, Theme
from twinpact.agreements.findings import Finding, finding
from twinpact.agreements.mapping import Mapping, party_numbers
from twinpact.agreements.parsing.dates import (
    AmbiguousDateError,
    UnreadDateError,
    parse_partial_date,
)
from twinpact.agreements.parsing.parties import read_party
from twinpact.agreements.parsing.peers import settle_by_peers
from twinpact.agreements.parsing.places import country_of, place_with_id, state_of
from twinpact.agreements.parsing.themes import coded_theme, read_theme, read_themes
from twinpact.agreements.parsing.words import (
    UnreadWordError,
    is_unavailable,
    read_code,
    read_yes_or_no,
    split_words,
)
from twinpact.agreements.partial_dates import UNKNOWN_DATE, PartialDate
from twinpact.places import Level
from twinpact.vocabularies import fold, terms


def read_agreements(
    rows: Iterable[tuple[int, Row[str, str | None]]], mapping: Mapping
) -> Iterator[tuple[Agreement, list[Finding]]]:
    """The agreement of each row, with what could not be read in it.

    A row is never left out: what is not understood becomes a finding, and its words stay in the
    ``statements`` and in ``raw``.
    """
    for number, cells in rows:
        row = _Row(number, _values(cells, mapping))
        yield row.agreement(cells), row.findings


@dataclass(frozen=True, slots=True)
class _Value:
    """What one cell says: under which header, in which words, and in which language perhaps."""

    header: str
    text: str
    language: str | None
    constant: bool = False

    @property
    def unavailable(self) -> bool:
        return is_unavailable(self.text)


def _values(cells: Row[str, str | None], mapping: Mapping) -> dict[str, list[_Value]]:
    """By column of ours, what the cells say of it; what the table as a whole says fills gaps."""
    values: dict[str, list[_Value]] = {}
    for header, column in mapping.columns.items():
        if text := (cells.get(header) or "").strip():
            value = _Value(header, text, mapping.languages.get(header))
            values.setdefault(column, []).append(value)
    for column, text in mapping.constants.items():
        if column not in values:
            values[column] = [_Value(column, text.strip(), None, constant=True)]
    return values


@dataclass(slots=True)
class _Row:
    """A row while it is being read, and the findings so far."""

    number: int
    values: dict[str, list[_Value]]
    findings: list[Finding] = field(default_factory=list)

    def agreement(self, cells: Row[str, str | None]) -> Agreement:
        focus = self.text("focus")
        return Agreement(
            row=self.number,
            parties=settle_by_peers(tuple(self.parties())),
            form=self.code("form", "forms", "form_unread"),
            scope=self.code("scope", "scopes"),
            state=self.code("state", "states"),
            focus=focus,
            themes=self.themes(focus),
            motivations=self.codes("motivations", "motivations"),
            languages=self.codes("languages", "languages"),
            signed=self.date("signed"),
            in_force=self.date("in_force"),
            ends=self.date("ends"),
            key=self.text("key"),
            locator=self.locator(),
            statements=tuple(
                Statement(column, value.text, value.unavailable)
                for column, values in self.values.items()
                for value in values
            ),
            raw=dict(cells),
        )

    def note(self, code: str, column: str, **values: str | int | float) -> None:
        self.findings.append(finding(code, row=self.number, column=column, values=values))

    def value(self, column: str) -> _Value | None:
        """The first thing that the row says of a column; a second one that differs is noted."""
        known = [value for value in self.values.get(column, ()) if not value.unavailable]
        if not known:
            return None
        first, *others = known
        for other in others:
            translated = first.language != other.language
            if not translated and fold(other.text) != fold(first.text):
                self.differ(column, first, other)
        return first

    def differ(self, column: str, first: _Value, second: _Value) -> None:
        self.note(
            "values_differ",
            column,
            first=first.text,
            first_column=first.header,
            second=second.text,
            second_column=second.header,
        )

    def text(self, column: str) -> str | None:
        value = self.value(column)
        return None if value is None else value.text

    def locator(self) -> str | None:
        """Where in the source the row stands; a number is told with its heading ("row 3")."""
        values = self.values.get("locator", ())
        parts = [
            f"{value.header} {value.text}"
            if len(values) > 1 and value.text.isdecimal()
            else value.text
            for value in values
        ]
        return ", ".join(dict.fromkeys(parts)) or None

    def code(self, column: str, list_name: str, unread: str = "word_unread") -> str | None:
        text = self.text(column)
        return None if text is None else self.read(column, list_name, text, unread)

    def codes(self, column: str, list_name: str) -> tuple[str, ...]:
        """The words of a cell with several, joined by bars or else by commas."""
        pieces = split_words(self.text(column) or "")
        if len(pieces) == 1:
            pieces = [piece for part in pieces[0].split(",") for piece in part.split(";")]
        read = (self.read(column, list_name, piece.strip()) for piece in pieces if piece.strip())
        return tuple(dict.fromkeys(code for code in read if code is not None))

    def read(
        self, column: str, list_name: str, text: str, unread: str = "word_unread"
    ) -> str | None:
        try:
            return read_code(list_name, text)
        except UnreadWordError:
            self.note(unread, column, written=text, field=column, list=list_name)
            return None

    def date(self, column: str) -> PartialDate:
        value = self.value(column)
        if value is None:
            return UNKNOWN_DATE
        try:
            return parse_partial_date(value.text, language=value.language)
        except AmbiguousDateError as doubt:
            days = " / ".join(candidate.isoformat() for candidate in doubt.candidates)
            self.note("date_ambiguous", column, written=value.text, candidates=days)
        except UnreadDateError:
            self.note("date_unread", column, written=value.text)
        return UNKNOWN_DATE

    def themes(self, focus: str | None) -> tuple[Theme, ...]:
        """The themes that the table lists; without such a column, those that the focus names."""
        listed = self.text("themes")
        if listed is None:
            return read_themes(focus)
        pieces = split_words(listed)
        if len(pieces) == 1 and _chosen_theme(pieces[0]) is None:
            return read_themes(pieces[0])
        return tuple(_chosen_theme(piece) or read_theme(piece) for piece in pieces)

    def parties(self) -> Iterator[Party]:
        for number in party_numbers(self.values):
            party = self.party(f"party_{number}")
            if party is not None:
                yield party

    def party(self, column: str) -> Party | None:
        """The party of a column, or the state whose municipality is left blank."""
        name = self.value(column)
        level: Level | None = self.level(f"{column}_level")
        if name is None:
            name = self.value(f"{column}_region")
            if name is None or name.constant:
                return self.unnamed(column)
            level = "state"
        party = self.located(column, name, level)
        initiator = self.text(f"{column}_initiator")
        return replace(
            party,
            organization=self.text(f"{column}_organization"),
            initiator=None if initiator is None else self.yes_or_no(column, initiator),
        )

    def unnamed(self, column: str) -> Party | None:
        """An organization or a place id alone still names a party."""
        organization, identifier = (
            self.text(f"{column}_{part}") for part in ("organization", "place_id")
        )
        if organization is None and identifier is None:
            return None
        found = self.by_id(column, "") or Party(written="")
        return replace(found, organization=organization)

    def yes_or_no(self, column: str, text: str) -> bool | None:
        try:
            return read_yes_or_no(text)
        except UnreadWordError:
            name = f"{column}_initiator"
            self.note("word_unread", name, written=text, field=name, known="1, 0")
            return None

    def level(self, column: str) -> Level | None:
        code = self.code(column, "levels")
        return None if code is None else _LEVELS[code]

    def located(self, column: str, name: _Value, level: Level | None) -> Party:
        if (known := self.by_id(column, name.text)) is not None:
            return known
        region = self.value(f"{column}_region")
        region_text = None if region is None or region is name else region.text
        countries = self.countries(column)
        if not countries and region_text is not None:
            state = state_of(region_text)
            countries = [state.place.country] if state is not None and state.place else []
        found = [
            read_party(
                name.text, country=country, region=region_text, level=level, language=name.language
            )
            for country in (countries or [None])
        ]
        matched = [party for party in found if party.status == "matched"]
        return (matched if len(matched) == 1 else found)[0]

    def by_id(self, column: str, written: str) -> Party | None:
        identifier = self.text(f"{column}_place_id")
        if identifier is None:
            return None
        where = place_with_id(identifier)
        if where is None:
            self.note("place_id_unknown", f"{column}_place_id", written=identifier)
            return None
        return Party(written, where, "matched", confidence=1.0, reason="the table gives its id")

    def countries(self, column: str) -> list[str | None]:
        """The country that the row gives for a party; two where its columns disagree."""
        name = f"{column}_country"
        values = [value for value in self.values.get(name, ()) if not value.unavailable]
        codes: dict[str, _Value] = {}
        for value in values:
            code = country_of(value.text, value.language) or country_of(value.text)
            if code is not None:
                codes.setdefault(code, value)
        if values and not codes:
            self.note("country_unread", name, written=values[0].text)
        first = next(iter(codes.values()), None)
        for other in list(codes.values())[1:]:
            assert first is not None  # noqa: S101 - there is a second one
            self.differ(name, first, other)
        return list(codes)


_LEVELS: dict[str, Level] = {
    "country": "country",
    "state": "state",
    "intermediate": "intermediate",
    "municipality": "municipality",
    "metropolitan": "metropolitan",
}


def _chosen_theme(piece: str) -> Theme | None:
    """A theme of our own table: its words, and in square brackets the theme chosen for them."""
    words, _, rest = piece.rpartition(" [")
    if words and rest.endswith("]") and rest[:-1] in {*terms("themes"), "-"}:
        return coded_theme(words, rest[:-1])
    return None
