"""What the columns of a table of a plan or a programme hold, from their headings."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from twinpact.agreements.findings import Finding
from twinpact.agreements.parsing.themes import read_themes
from twinpact.plans.cells import Mark, ReadCell, decimal_mark, read_cell, read_number
from twinpact.plans.findings import plan_finding
from twinpact.plans.indicators import Baseline, Kind
from twinpact.vocabularies import fold, read_word

_YEAR_HEADING = re.compile(
    r"(?:(?:meta|target|goal)s? )?(?:(?:de|del|ano|para|for) )*((?:19|20)\d\d)"
)
_MOST_YEAR = range(1900, 2200)

Cells = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class PlanColumns:
    """The heading of each column, the headings of targets by year, and those not understood."""

    headings: Mapping[str, str]
    years: Mapping[str, int]
    unknown: tuple[str, ...]


def recognise(list_name: str, header: Sequence[str]) -> PlanColumns:
    """The columns that a header holds; of two headings for one column the first counts."""
    headings: dict[str, str] = {}
    years: dict[str, int] = {}
    unknown: list[str] = []
    for heading in header:
        word = read_word(list_name, heading)
        year = _YEAR_HEADING.fullmatch(fold(heading))
        if word is not None and word.code not in headings:
            headings[word.code] = heading
        elif word is None and year is not None:
            years[heading] = int(year[1])
        else:
            unknown.append(heading)
    return PlanColumns(headings, years, tuple(unknown))


@dataclass(slots=True)
class RowReader:
    """Reads the cells of one row after the other, and gathers what was found."""

    list_name: str
    columns: PlanColumns
    rows: Iterable[tuple[int, Cells]]
    findings: list[Finding] = field(default_factory=list)
    number: int = 0
    cells: Cells = field(default_factory=dict)
    mark: Mark | None = None

    def __post_init__(self) -> None:
        self.rows = list(self.rows)
        self.mark = decimal_mark(text for _, cells in self.rows for text in cells.values())
        for heading in self.columns.unknown:
            self.findings.append(
                plan_finding("column_not_understood", column=heading, values={"column": heading})
            )

    def text(self, column: str) -> str:
        """The words of a cell; empty where there is no such column."""
        heading = self.columns.headings.get(column)
        return " ".join((self.cells.get(heading) or "").split()) if heading else ""

    def note(self, code: str, column: str, **values: str) -> None:
        heading = self.columns.headings.get(column, column)
        self.findings.append(plan_finding(code, row=self.number, column=heading, values=values))

    def word(self, column: str, list_name: str) -> str | None:
        """The word of a list that a cell names."""
        written = self.text(column)
        if not written:
            return None
        found = read_word(list_name, written)
        if found is None:
            self.note("word_unread", column, written=written[:60], field=column,
                      columns=self.list_name, list=list_name)  # fmt: skip
        return None if found is None else found.code

    def take(self, column: str, read: ReadCell) -> ReadCell:
        """The cell, with what was found in it told."""
        if read.finding is not None:
            self.note(read.finding, column, **read.values)
        return read

    def baseline(self, kind: Kind) -> Baseline | None:
        """The baseline with its year; None where neither is told."""
        value = self.take("baseline", read_cell(kind, self.text("baseline"), self.mark)).value
        year = self.year("baseline_year")
        if value is None and year is None and not self.text("baseline"):
            return None
        return Baseline(value, year)

    def year(self, column: str) -> int | None:
        """A year of four digits."""
        written = self.text(column)
        if not written:
            return None
        read = read_number(written).value
        if read is None or isinstance(read, bool | str) or read not in _MOST_YEAR:
            self.note("year_unread", column, written=written[:60])
            return None
        return int(read)

    def themes(self) -> tuple[str, ...]:
        """The themes that a cell names; words that fit none are told."""
        found: list[str] = []
        for theme in read_themes(self.text("themes")):
            if theme.theme is None:
                self.note("theme_unread", "themes", written=theme.written[:60])
            else:
                found.append(theme.theme)
        return tuple(dict.fromkeys(found))


@dataclass(slots=True)
class Codes:
    """Codes for what a table names, each only once."""

    taken: dict[str, set[str]] = field(default_factory=dict)

    def free(self, kind: str, written: str, prefix: str) -> str:
        """The written code where it is free, else the next free one."""
        there = self.taken.setdefault(kind, set())
        code, number = written, 1
        while not code or code in there:
            code = f"{written}-{number + 1}" if written else f"{prefix}{number}"
            number += 1
        there.add(code)
        return code
