"""The parties of a row: their names, and what the other columns say of each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from twinpact.agreements.agreement import Party
from twinpact.agreements.mapping import party_numbers
from twinpact.agreements.parsing.asking import Asked
from twinpact.agreements.parsing.cells import Value
from twinpact.agreements.parsing.listed_names import listed
from twinpact.agreements.parsing.parties import asked_party, parted
from twinpact.agreements.parsing.places import country_of, place_with_id, state_of
from twinpact.agreements.parsing.words import UnreadWordError, read_yes_or_no
from twinpact.places import Level

_SHOWN = 120


class ReadRow(Protocol):
    """A row that is being read."""

    values: dict[str, list[Value]]

    def note(self, code: str, column: str, **values: str | int | float) -> None: ...
    def value(self, column: str) -> Value | None: ...
    def text(self, column: str) -> str | None: ...
    def code(self, column: str, list_name: str) -> str | None: ...
    def differ(self, column: str, first: Value, second: Value) -> None: ...


@dataclass(slots=True)
class _Said:
    """What a row says of a party beside its name."""

    organization: str | None
    initiator: bool | None


class RowParties:
    """The parties of one row; ``asked`` are those whose places are found with all of the table."""

    def __init__(self, row: ReadRow) -> None:
        self._row = row
        self._said: list[_Said] = []
        self.asked: list[Asked] = []
        for number in party_numbers(row.values):
            column = f"party_{number}"
            parties = list(self._parties(column))
            if not parties:
                continue
            said = _Said(row.text(f"{column}_organization"), self._initiator(column))
            self._said += [said, *(_Said(None, said.initiator) for _ in parties[1:])]
            self.asked += parties

    def found(self) -> tuple[Party, ...]:
        """The parties, once their places are found."""
        return tuple(
            replace(asked.party, organization=said.organization, initiator=said.initiator)
            for asked, said in zip(self.asked, self._said, strict=True)
        )

    def _parties(self, column: str) -> Iterator[Asked]:
        """The parties of a column, or the state whose municipality is left blank."""
        name = self._row.value(column)
        level = self._level(f"{column}_level")
        if name is None:
            name = self._row.value(f"{column}_region")
            if name is None or name.constant:
                yield from self._unnamed(column)
                return
            level = "state"
        known = self._by_id(column, name.text)
        if known is not None:
            yield Asked(known)
            return
        pieces = [name.text] if name.is_our_own(column) or name.constant else _several(name.text)
        if len(pieces) > 1:
            values: dict[str, str | int] = {"written": name.text[:_SHOWN], "count": len(pieces)}
            self._row.note("several_partners", column, **values)
        yield from self._located(column, name, pieces, level)

    def _unnamed(self, column: str) -> Iterator[Asked]:
        """An organization or a place id alone still names a party."""
        organization = self._row.text(f"{column}_organization")
        found = self._by_id(column, "")
        if found is not None or organization is not None:
            yield Asked(found or Party(written=""))

    def _located(
        self, column: str, name: Value, pieces: list[str], level: Level | None
    ) -> Iterator[Asked]:
        region = self._row.value(f"{column}_region")
        region_text = None if region is None or region is name else region.text
        each = self._countries_of_pieces(column, len(pieces))
        if each is not None:
            for piece, code in zip(pieces, each, strict=True):
                yield asked_party(piece, countries=(code,), region=region_text, level=level)
            return
        countries = tuple(self._countries(column))
        if not countries and region_text is not None:
            state = state_of(region_text)
            countries = (state.place.country,) if state is not None and state.place else ()
        for piece in pieces:
            yield asked_party(piece, countries=countries, region=region_text, level=level)

    def _countries_of_pieces(self, column: str, count: int) -> list[str | None] | None:
        """Where the country's cell has as many pieces as the name's, a country for each."""
        value = self._row.value(f"{column}_country") if count > 1 else None
        pieces = [] if value is None else parted_countries(value.text)
        if len(pieces) != count:
            return None
        return [country_of(piece) for piece in pieces]

    def _countries(self, column: str) -> list[str]:
        """The country that the row gives for a party; two where its columns disagree."""
        name = f"{column}_country"
        values = [value for value in self._row.values.get(name, ()) if not value.unavailable]
        codes: dict[str, Value] = {}
        for value in values:
            code = country_of(value.text)
            if code is not None:
                codes.setdefault(code, value)
        if values and not codes:
            self._row.note("country_unread", name, written=values[0].text[:_SHOWN])
        first = next(iter(codes.values()), None)
        for other in list(codes.values())[1:]:
            assert first is not None  # noqa: S101 - there is a second one
            self._row.differ(name, first, other)
        return list(codes)

    def _by_id(self, column: str, written: str) -> Party | None:
        identifier = self._row.text(f"{column}_place_id")
        if identifier is None:
            return None
        where = place_with_id(identifier)
        if where is None:
            name = f"{column}_place_id"
            self._row.note("place_id_unknown", name, written=identifier[:_SHOWN])
            return None
        return Party(written, where, "matched", confidence=1.0, reason="the table gives its id")

    def _level(self, column: str) -> Level | None:
        code = self._row.code(column, "levels")
        return None if code is None else _LEVELS[code]

    def _initiator(self, column: str) -> bool | None:
        name = f"{column}_initiator"
        text = self._row.text(name)
        if text is None:
            return None
        try:
            return read_yes_or_no(text)
        except UnreadWordError:
            self._row.note("word_unread", name, written=text[:_SHOWN], field=name, known="1, 0")
            return None


def _several(text: str) -> list[str]:
    pieces = parted(text)
    return listed(text) if len(pieces) == 1 else pieces


def parted_countries(text: str) -> list[str]:
    """The countries of a cell, one on each line or with marks between them."""
    pieces = text.replace("\n", ";").replace("|", ";").replace(",", ";").split(";")
    return [piece.strip() for piece in pieces if piece.strip()]


_LEVELS: dict[str, Level] = {
    "country": "country",
    "state": "state",
    "intermediate": "intermediate",
    "municipality": "municipality",
    "metropolitan": "metropolitan",
}
