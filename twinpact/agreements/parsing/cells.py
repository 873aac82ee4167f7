"""What the cells of a row say of each column of ours."""

from collections.abc import Mapping as Row
from dataclasses import dataclass

from twinpact.agreements.mapping import Mapping
from twinpact.agreements.parsing.words import is_unavailable


@dataclass(frozen=True, slots=True)
class Value:
    """What one cell says: under which header, in which words, and in which language perhaps."""

    header: str
    text: str
    language: str | None = None
    constant: bool = False
    unavailable: bool = False

    def is_our_own(self, column: str) -> bool:
        """Whether the cell stands in our own table, where one cell holds just one name."""
        return self.header == column


def values_of(cells: Row[str, str | None], mapping: Mapping) -> dict[str, list[Value]]:
    """By column of ours, what the cells say of it; what the table as a whole says fills gaps."""
    values: dict[str, list[Value]] = {}
    for header, column in mapping.columns.items():
        text = cells.get(header)
        if text and (text := text.strip()):
            value = Value(
                header,
                text,
                mapping.languages.get(header),
                unavailable=is_unavailable(text),
            )
            values.setdefault(column, []).append(value)
    for column, text in mapping.constants.items():
        if column not in values and text.strip():
            told = text.strip()
            values[column] = [
                Value(column, told, None, constant=True, unavailable=is_unavailable(told))
            ]
    return values
