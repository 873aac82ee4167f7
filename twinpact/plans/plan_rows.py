"""A development plan out of the rows of a table: a row for each key indicator."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from twinpact.agreements.findings import Finding
from twinpact.plans.cells import read_cell
from twinpact.plans.development_plan import (
    DevelopmentPlan,
    KeyIndicator,
    PlanProgramme,
    Priority,
)
from twinpact.plans.findings import plan_finding
from twinpact.plans.indicators import (
    Counting,
    Direction,
    Indicator,
    Kind,
    Period,
    Target,
    year_period,
)
from twinpact.plans.plan_columns import Cells, Codes, RowReader, recognise
from twinpact.vocabularies import fold

LIST = "plan_columns"


def read_plan_rows(
    header: Sequence[str], rows: Iterable[tuple[int, Cells]], plan: DevelopmentPlan
) -> tuple[DevelopmentPlan, list[Finding]]:
    """The plan with the priorities, programmes and indicators of a table.

    ``plan`` is the plan as it is known besides: its title, territory and term, of which the target
    for the whole term is. Empty cells of a priority or programme go on with those above. Nothing
    is guessed: what is not understood is told, and the figure stays unknown.
    """
    reader = RowReader(LIST, recognise(LIST, header), rows)
    if "priority" not in reader.columns.headings and "indicator" not in reader.columns.headings:
        values = {"field": "priority", "columns": LIST}
        return plan, [plan_finding("nothing_to_read", values=values)]
    reading = _Reading(reader, plan)
    for number, cells in reader.rows:
        reader.number, reader.cells = number, cells
        reading.row()
    whole = replace(
        plan,
        priorities=tuple(reading.priorities.values()),
        programmes=tuple(reading.programmes.values()),
        indicators=tuple(reading.indicators),
    )
    return whole, reader.findings


@dataclass(slots=True)
class _Reading:
    reader: RowReader
    plan: DevelopmentPlan
    codes: Codes = field(default_factory=Codes)
    priorities: dict[str, Priority] = field(default_factory=dict)
    programmes: dict[tuple[str, str], PlanProgramme] = field(default_factory=dict)
    indicators: list[KeyIndicator] = field(default_factory=list)
    priority: Priority | None = None
    programme: PlanProgramme | None = None

    def row(self) -> None:
        reader = self.reader
        if reader.text("priority") or reader.text("priority_code"):
            self._priority()
        if reader.text("programme") or reader.text("programme_code"):
            self._programme()
        title = reader.text("indicator")
        if not title:
            if reader.text("target") or reader.text("baseline"):
                reader.note("title_missing", "indicator", field="indicator", columns=LIST)
            return
        if self.priority is None:
            reader.note("title_missing", "priority", field="priority", columns=LIST)
            return
        self.indicators.append(self._indicator(title, self.priority))

    def _priority(self) -> None:
        written, title = self.reader.text("priority_code"), self.reader.text("priority")
        key = fold(written or title)
        if key not in self.priorities:
            code = self.codes.free("priority", written, "P")
            self.priorities[key] = Priority(code, title or written, themes=self.reader.themes())
        if self.priority is not self.priorities[key]:
            self.priority, self.programme = self.priorities[key], None

    def _programme(self) -> None:
        if self.priority is None:
            return
        written, title = self.reader.text("programme_code"), self.reader.text("programme")
        key = (self.priority.code, fold(written or title))
        if key not in self.programmes:
            code = self.codes.free("programme", written, f"{self.priority.code}.")
            self.programmes[key] = PlanProgramme(code, title or written, self.priority.code)
        self.programme = self.programmes[key]

    def _indicator(self, title: str, priority: Priority) -> KeyIndicator:
        reader = self.reader
        written = reader.text("indicator_code")
        code = self.codes.free("indicator", written, "K")
        if written and code != written:
            reader.note("code_repeated", "indicator_code", written=written, given=code)
        kind: Kind = kind_of(reader)
        counting = reader.word("counting", "countings")
        direction = reader.word("direction", "directions")
        indicator = Indicator(
            code=code,
            title=title,
            kind=kind,
            counting=counting_of(counting),
            direction=direction_of(direction),
            unit=reader.text("unit"),
            baseline=reader.baseline(kind),
            targets=self._targets(kind),
            verification=reader.text("verification"),
        )
        programme = None if self.programme is None else self.programme.code
        return KeyIndicator(
            indicator, priority.code, programme, reader.text("body"), reader.text("source")
        )

    def _targets(self, kind: Kind) -> tuple[Target, ...]:
        """The targets of years, and that of the whole term where its years are known."""
        reader = self.reader
        found: list[Target] = []
        for heading, year in reader.columns.years.items():
            text = (reader.cells.get(heading) or "").strip()
            if text:
                read = reader.take(heading, read_cell(kind, text, reader.mark))
                found.append(Target(year_period(year), read.value))
        term = _term(self.plan)
        if reader.text("target"):
            read = reader.take("target", read_cell(kind, reader.text("target"), reader.mark))
            if term is not None:
                found.append(Target(term, read.value))
        return tuple(found)


def _term(plan: DevelopmentPlan) -> Period | None:
    first, last = plan.starts.earliest, plan.ends.latest
    return None if first is None or last is None or last < first else Period(first, last)


def kind_of(reader: RowReader) -> Kind:
    """The kind that the row names; without one, a percentage where its unit or target is one."""
    named = reader.word("kind", "indicator_kinds")
    if named is None and "%" in reader.text("unit") + reader.text("target"):
        return "percentage"
    return _KINDS.get(named or "", "quantitative")


_KINDS: dict[str, Kind] = {
    "quantitative": "quantitative",
    "percentage": "percentage",
    "yes_no": "yes_no",
    "qualitative": "qualitative",
}


def counting_of(code: str | None) -> Counting:
    return "cumulative" if code == "cumulative" else "per_period"


def direction_of(code: str | None) -> Direction:
    return "down" if code == "down" else "up"
