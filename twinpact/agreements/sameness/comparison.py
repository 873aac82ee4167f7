"""One thing that two agreements are compared by: its columns, and how alike they can be."""

from collections.abc import Mapping
from dataclasses import dataclass

Cell = str | int | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Level:
    """A degree of likeness: its code, and the condition under which a pair has it.

    ``sql`` is a condition on ``NAME_l`` and ``NAME_r`` in DuckDB's words, which Splink translates
    for other engines. It must say the same when the two sides change places.
    """

    code: str
    sql: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The levels of one comparison, the likest first; what has none of them ``differs``.

    ``columns`` are the columns that the conditions speak of, each with its type: ``text``,
    ``number`` or ``words``. A pair of which ``unknown`` holds says nothing, for or against.
    ``weights`` names the entry of ``weights.yaml`` where several comparisons share one.
    """

    name: str
    columns: Mapping[str, str]
    unknown: str
    levels: tuple[Level, ...]
    weights: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the levels, the likest first."""
        return (*(level.code for level in self.levels), DIFFERS)


DIFFERS = "differs"
