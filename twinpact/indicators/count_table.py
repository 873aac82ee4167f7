"""The count table as people read it: rows, columns, totals, and the unknown last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from twinpact.indicators.dimensions import VOCABULARY
from twinpact.places import UnknownPlaceError, place
from twinpact.vocabularies import UnknownWordError, label, terms

Word = str | None
"""The word of a dimension; None is the unknown."""


class SameDimensionError(ValueError):
    """Rows and columns would show the same thing."""


@dataclass(frozen=True, slots=True)
class CountTable:
    """A numeralia, pivoted. Totals count each agreement once, so cells may add up to more."""

    row_dimension: str
    column_dimension: str
    rows: tuple[Word, ...]
    columns: tuple[Word, ...]
    cells: Mapping[tuple[Word, Word], int]
    row_totals: Mapping[Word, int]
    column_totals: Mapping[Word, int]
    total: int

    def cell(self, row: Word, column: Word) -> int:
        """The number of agreements in a cell: zero where none was found."""
        return self.cells.get((row, column), 0)


def pivot(
    rows: str,
    columns: str,
    *,
    cells: Iterable[tuple[Word, Word, int]],
    row_totals: Mapping[Word, int],
    column_totals: Mapping[Word, int],
    total: int,
) -> CountTable:
    """The count table from what ``numeralia``, ``numeralia_totals`` (twice) and
    ``number_of_agreements`` answered.
    """
    if rows == columns:
        raise SameDimensionError(f"Rows and columns are both {rows!r}; choose two dimensions.")
    return CountTable(
        row_dimension=rows,
        column_dimension=columns,
        rows=in_order(rows, row_totals),
        columns=in_order(columns, column_totals),
        cells={(row, column): n for row, column, n in cells},
        row_totals=row_totals,
        column_totals=column_totals,
        total=total,
    )


def in_order(dimension: str, words: Iterable[Word]) -> tuple[Word, ...]:
    """Words in the order of their list, others by their text, the unknown last."""
    known = VOCABULARY.get(dimension)
    places = {code: number for number, code in enumerate(terms(known))} if known else {}
    return tuple(sorted(words, key=lambda w: (w is None, places.get(w or "", 999), w or "")))


def word_label(dimension: str, word: Word, language: str) -> str:
    """How people call a word of a dimension."""
    if word is None:
        return label("table_words", "unknown", language)
    if dimension == "decade":
        return f"{word}–{int(word) + 9}"
    try:
        if dimension in {"country", "partner_country"}:
            return place(word).name_in(language)
        return label(VOCABULARY[dimension], word, language) if dimension in VOCABULARY else word
    except (UnknownPlaceError, UnknownWordError):
        return word
