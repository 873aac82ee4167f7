"""Reading the spreadsheet of a plan: what it holds, what was found, and what it would change."""

from collections.abc import Sequence
from dataclasses import dataclass

from twinpact import plans as library
from twinpact.agreements import Finding, say
from twinpact.formats.plans import likeliest_plan_table, read_plan_table
from twinpact.formats.table import Limits
from twinpact.formats.tables import read_tables
from twinpact.plans.findings import label_of_plan_finding, say_plan_finding
from twinpact.plans.plan_columns import recognise
from twinpact.plans.plan_rows import LIST
from website.agreements.words import reader_language, word
from website.priorities.differences import Difference, differences, merged
from website.priorities.recoding import recoded
from website.priorities.storable import refused

#: A plan has some hundreds of rows. A page reads it at once, so it may not be larger than this.
LIMITS = Limits(
    bytes=5_000_000, unpacked_bytes=60_000_000, cells=200_000, columns=200, members=500, tables=60
)
GRAVITY = ("critical", "error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in the reader's words: where it is, how grave, and what it says."""

    row: int | None
    column: str
    severity: str
    severity_word: str
    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read for a plan. ``after`` is the plan as it would be.

    ``refusals`` are the reasons for which it cannot be taken over as it stands.
    """

    sheet: str | None
    other_sheets: tuple[str, ...]
    read: library.DevelopmentPlan
    after: library.DevelopmentPlan
    differences: tuple[Difference, ...]
    findings: tuple[Told, ...]
    refusals: tuple[str, ...]

    @property
    def acceptable(self) -> bool:
        """Whether it can be taken over, and would change something."""
        return not self.refusals and any(one.change != "absent" for one in self.differences)


def read_plan_file(content: bytes, plan: library.DevelopmentPlan, *, name: str) -> Reading:
    """Read a file for a plan; nothing is written.

    Raises:
        UnreadableFileError: It is not a table that can be read; with one plain sentence.
    """
    tables = read_tables(content, name=name, limits=LIMITS)
    table = likeliest_plan_table(tables)
    read, found, remarks = read_plan_table(table, plan)
    coded = recognise(LIST, table.header).headings
    read = recoded(read, plan, coded)
    after = merged(plan, read)
    return Reading(
        sheet=table.sheet,
        other_sheets=tuple(one.sheet for one in tables if one is not table and one.sheet),
        read=read,
        after=after,
        differences=tuple(differences(plan, after, read)),
        findings=tuple(_told(found, remarks)),
        refusals=tuple(refused(after)),
    )


def _told(found: Sequence[Finding], remarks: Sequence[Finding]) -> list[Told]:
    language = reader_language()
    told = [
        Told(
            one.row,
            one.column or "",
            one.severity,
            word("severity", one.severity),
            label_of_plan_finding(one, language),
            say_plan_finding(one, language),
        )
        for one in found
    ]
    told += [
        Told(
            one.row,
            one.column or "",
            one.severity,
            word("severity", one.severity),
            word("finding", one.code),
            say(one, language),
        )
        for one in remarks
    ]
    return sorted(told, key=lambda one: (GRAVITY.index(one.severity), one.row or 0))
