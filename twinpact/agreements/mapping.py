"""What the columns of somebody's table hold, and what holds for every row of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import yaml

from twinpact.agreements.findings import Finding, finding

PARTY_FIELDS = ("country", "region", "level", "place_id", "organization", "initiator")
_BEFORE = ("key", "form", "scope", "state")
_AFTER = (
    "signed", "in_force", "ends", "renewal", "budget", "focus", "themes", "motivations",
    "languages", "source", "locator",
)  # fmt: skip
_PARTY = re.compile(rf"party_([1-9]\d?)(?:_({'|'.join(PARTY_FIELDS)}))?")


class UnreadMappingError(ValueError):
    """The text is not a map of columns, or it names a column that does not exist."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which header holds which column of ours, and the values that hold for every row.

    ``constants`` are what the title of a table says of all its rows ("agreements signed by the
    State of Minas Gerais"). ``languages`` are the languages that headers hint at (``state_de``).
    ``unknown`` are headers that nobody understood, ``unread`` those known to be of no use here,
    ``by_values`` those that were read by the values under them. ``kept`` are headers of which a
    map says that they are not to be read, whatever they seem to be.
    """

    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    source: dict[str, str] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    by_values: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    def findings(self) -> list[Finding]:
        """A note for each column that is kept and not read, or was read by its values."""
        kept = [
            finding("column_not_understood", column=header, values={"column": header})
            for header in self.unknown
        ]
        return kept + [
            finding(
                "column_read_by_values",
                column=header,
                values={"header": header, "field": self.columns[header]},
            )
            for header in self.by_values
            if header in self.columns
        ]

    def completed(self, recognised: "Mapping") -> "Mapping":
        """This map, with what was recognised by itself for the headers that it leaves out."""
        taken = set(self.columns.values()) | set(self.constants)
        found = {
            header: column
            for header, column in recognised.columns.items()
            if header not in self.columns and header not in self.kept and column not in taken
        }
        constants = {
            column: value
            for column, value in recognised.constants.items()
            if column.removesuffix("_level") in found.values() and column not in taken
        }
        return Mapping(
            columns=self.columns | found,
            constants=self.constants | constants,
            source=self.source,
            languages=recognised.languages | self.languages,
            unknown=tuple(
                header
                for header in recognised.unknown
                if header not in self.columns and header not in self.kept
            ),
            unread=tuple(header for header in recognised.unread if header not in self.columns),
            by_values=tuple(header for header in recognised.by_values if header in found),
            kept=self.kept,
        )


def is_column(name: str) -> bool:
    """Whether our table has a column of this name."""
    return name in _BEFORE or name in _AFTER or _PARTY.fullmatch(name) is not None


def columns_of_our_table(parties: int = 2) -> tuple[str, ...]:
    """The columns of our own table, in order, with room for so many parties."""
    names = [
        name
        for number in range(1, parties + 1)
        for name in (f"party_{number}", *(f"party_{number}_{part}" for part in PARTY_FIELDS))
    ]
    return (*_BEFORE, *names, *_AFTER)


def party_numbers(columns: Iterable[str]) -> list[int]:
    """The numbers of the parties that these columns speak of: party_1, party_2 …"""
    found = (_PARTY.fullmatch(column) for column in columns)
    return sorted({int(match[1]) for match in found if match is not None})


def load_mapping(text: str) -> Mapping:
    """The map that a YAML text describes, with the keys columns, constants and source."""
    try:
        told = yaml.safe_load(text)
    except yaml.YAMLError as problem:
        where = getattr(problem, "problem_mark", None)
        line = "" if where is None else f" (line {where.line + 1})"
        raise UnreadMappingError(f"The map is not valid YAML{line}.") from None
    if told is None:
        return Mapping()
    known = {"columns", "constants", "source", "languages", "kept"}
    if not isinstance(told, dict) or not set(told) <= known:
        raise UnreadMappingError(f"A map has the keys {', '.join(sorted(known))} only.")
    kept = told.pop("kept", None) or []
    if not isinstance(kept, list) or any(isinstance(name, dict | list) for name in kept):
        raise UnreadMappingError("'kept' in the map must be a list of headers.")
    parts = {name: _texts(name, part) for name, part in told.items()}
    for column in (*parts.get("columns", {}).values(), *parts.get("constants", {})):
        if not is_column(column):
            raise UnreadMappingError(f"The map names {column!r}, which is not a column of ours.")
    return Mapping(
        columns=parts.get("columns", {}),
        constants=parts.get("constants", {}),
        source=parts.get("source", {}),
        languages=parts.get("languages", {}),
        kept=tuple(str(name) for name in kept),
    )


def dump_mapping(mapping: Mapping) -> str:
    """The map as YAML, to be kept beside the table and used again."""
    parts = {
        "columns": mapping.columns,
        "constants": mapping.constants,
        "source": mapping.source,
        "languages": mapping.languages,
        "kept": list(mapping.kept),
    }
    told = {name: part for name, part in parts.items() if part}
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False)


def _texts(name: str, part: Any) -> dict[str, str]:
    if not isinstance(part, dict) or any(isinstance(v, dict | list) for v in part.values()):
        raise UnreadMappingError(f"{name!r} in the map must be a list of name: value pairs.")
    return {str(key): str(value) for key, value in part.items() if value is not None}
