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
    "signed", "in_force", "ends", "focus", "themes", "motivations", "languages", "source",
    "locator",
)  # fmt: skip
_PARTY = re.compile(rf"party_([1-9]\d?)(?:_({'|'.join(PARTY_FIELDS)}))?")


class UnreadMappingError(ValueError):
    """The text is not a map of columns, or it names a column that does not exist."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which header holds which column of ours, and the values that hold for every row.

    ``constants`` are what the title of a table says of all its rows ("agreements signed by the
    State of Minas Gerais"). ``languages`` are the languages that headers hint at (``state_de``).
    ``unknown`` are headers that nobody understood, ``unread`` those known to be of no use here.
    """

    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    source: dict[str, str] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    def findings(self) -> list[Finding]:
        """A note for each column of the table that is kept and not read."""
        return [
            finding("column_not_understood", column=header, values={"column": header})
            for header in self.unknown
        ]

    def completed(self, recognised: "Mapping") -> "Mapping":
        """This map, with what was recognised by itself for the headers that it leaves out."""
        taken = set(self.columns.values()) | set(self.constants)
        found = {
            header: column
            for header, column in recognised.columns.items()
            if header not in self.columns and column not in taken
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
            unknown=tuple(header for header in recognised.unknown if header not in self.columns),
            unread=tuple(header for header in recognised.unread if header not in self.columns),
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
    known = {"columns", "constants", "source", "languages"}
    if not isinstance(told, dict) or not set(told) <= known:
        raise UnreadMappingError(f"A map has the keys {', '.join(sorted(known))} only.")
    parts = {name: _texts(name, part) for name, part in told.items()}
    for column in (*parts.get("columns", {}).values(), *parts.get("constants", {})):
        if not is_column(column):
            raise UnreadMappingError(f"The map names {column!r}, which is not a column of ours.")
    return Mapping(
        columns=parts.get("columns", {}),
        constants=parts.get("constants", {}),
        source=parts.get("source", {}),
        languages=parts.get("languages", {}),
    )


def dump_mapping(mapping: Mapping) -> str:
    """The map as YAML, to be kept beside the table and used again."""
    parts = {
        "columns": mapping.columns,
        "constants": mapping.constants,
        "source": mapping.source,
        "languages": mapping.languages,
    }
    told = {name: part for name, part in parts.items() if part}
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False)


def _texts(name: str, part: Any) -> dict[str, str]:
    if not isinstance(part, dict) or any(isinstance(v, dict | list) for v in part.values()):
        raise UnreadMappingError(f"{name!r} in the map must be a list of name: value pairs.")
    return {str(key): str(value) for key, value in part.items() if value is not None}
