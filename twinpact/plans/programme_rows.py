"""An annual programme out of the rows of a table: a row for each activity, or more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from twinpact.agreements.findings import Finding
from twinpact.agreements.parsing.money import (
    AmbiguousMoneyError,
    UnreadMoneyError,
    parse_money,
)
from twinpact.agreements.parsing.words import is_unavailable
from twinpact.plans.amounts import Amount
from twinpact.plans.cells import (
    read_cell,
    read_goal_targets,
    read_months,
    read_number,
    whole_number,
)
from twinpact.plans.findings import plan_finding
from twinpact.plans.indicators import Indicator, Target
from twinpact.plans.plan_columns import Cells, Codes, RowReader, recognise
from twinpact.plans.plan_rows import counting_of, direction_of, kind_of
from twinpact.plans.programme import (
    Activity,
    BudgetKind,
    BudgetLine,
    Line,
    People,
    Programme,
    Responsible,
    Result,
)
from twinpact.vocabularies import fold, read_word

LIST = "programme_columns"


def read_programme_rows(
    header: Sequence[str], rows: Iterable[tuple[int, Cells]], programme: Programme
) -> tuple[Programme, list[Finding]]:
    """The programme with the lines and activities of a table.

    ``programme`` is what is known besides: its agreement and year. A row without an activity goes
    on with the one above: a further result, indicator or budget line of it.
    """
    reader = RowReader(LIST, recognise(LIST, header), rows)
    if "activity" not in reader.columns.headings:
        values = {"field": "activity", "columns": LIST}
        return programme, [plan_finding("nothing_to_read", values=values)]
    reading = _Reading(reader, programme)
    for number, cells in reader.rows:
        reader.number, reader.cells = number, cells
        reading.row()
    reading.close()
    return replace(programme, lines=tuple(reading.lines.values())), reader.findings


@dataclass(slots=True)
class _Reading:
    reader: RowReader
    programme: Programme
    codes: Codes = field(default_factory=Codes)
    lines: dict[str, Line] = field(default_factory=dict)
    line: str = ""
    activity: Activity | None = None

    def row(self) -> None:
        reader = self.reader
        title = reader.text("activity")
        if reader.text("line") or reader.text("line_code"):
            self._line()
        if title and (self.activity is None or not self._goes_on(title)):
            self.close()
            self.activity = self._activity(title)
        if self.activity is None:
            if any((text or "").strip() for text in reader.cells.values()) and not self._bare():
                reader.note("title_missing", "activity", field="activity", columns=LIST)
            return
        self.activity = self._with_result(self._with_budget(self.activity))

    def close(self) -> None:
        """The activity that was read goes to its line."""
        if self.activity is not None:
            line = self.lines[self.line]
            self.lines[self.line] = replace(line, activities=(*line.activities, self.activity))
        self.activity = None

    def _bare(self) -> bool:
        """Whether a row names only a line: a heading between the activities."""
        named = {"line", "line_code", "priorities"}
        told = {c for c in self.reader.columns.headings if self.reader.text(c)}
        return bool(told) and told <= named

    def _goes_on(self, title: str) -> bool:
        """Whether a row tells more of the activity above: its name, and no code of its own."""
        code = self.reader.text("activity_code")
        there = self.activity
        return there is not None and fold(title) == fold(there.title) and code in {"", there.code}

    def _line(self) -> None:
        written, title = self.reader.text("line_code"), self.reader.text("line")
        key = fold(written or title)
        if key not in self.lines:
            code = self.codes.free("line", written, "L")
            priorities = tuple(
                piece.strip()
                for piece in self.reader.text("priorities").replace("|", ";").split(";")
                if piece.strip()
            )
            self.lines[key] = Line(code, title or written, priorities)
        if key != self.line:
            self.close()
        self.line = key

    def _activity(self, title: str) -> Activity:
        reader = self.reader
        if self.line not in self.lines:
            self.line = ""
            self.lines[""] = Line(self.codes.free("line", "", "L"), "")
        written = reader.text("activity_code")
        code = self.codes.free("activity", written, "A")
        if written and code != written:
            reader.note("code_repeated", "activity_code", written=written, given=code)
        told = ((1, reader.text("responsible_1")), (2, reader.text("responsible_2")))
        state = reader.word("state", "activity_states")
        return Activity(
            code=code,
            title=title,
            objective=reader.text("objective"),
            modality=reader.word("modality", "modalities"),
            place=reader.text("place"),
            months=self._months(),
            responsible=tuple(Responsible(side, body) for side, body in told if body),
            expected=People(self._people("women"), self._people("men")),
            themes=reader.themes(),
            goal_targets=self._goal_targets(),
            state=state or "planned",  # type: ignore[arg-type]
        )

    def _months(self) -> frozenset[int]:
        written = self.reader.text("months")
        if not written or is_unavailable(written):
            return frozenset()
        months = read_months(written)
        if months is None:
            self.reader.note("months_unread", "months", written=written[:60])
        return months or frozenset()

    def _goal_targets(self) -> tuple[str, ...]:
        good, bad = read_goal_targets(self.reader.text("goal_targets"))
        if bad:
            self.reader.note("goal_target_unread", "goal_targets", written=", ".join(bad)[:60])
        return good

    def _people(self, column: str) -> int | None:
        written = self.reader.text(column)
        if not written:
            return None
        read = self.reader.take(column, read_cell("quantitative", written, self.reader.mark))
        people = whole_number(read.value)
        if people is None and read.finding is None:
            self.reader.note("number_unread", column, written=written[:60])
        return people

    def _with_result(self, activity: Activity) -> Activity:
        """The activity with the result and the indicator of this row, where it names any."""
        reader = self.reader
        title, measured = reader.text("result"), reader.text("indicator")
        if not title and not measured:
            return activity
        results = list(activity.results)
        if not results or (title and fold(title) != fold(results[-1].title)):
            results.append(Result(self.codes.free("result", "", f"{activity.code}.R"), title))
        if measured:
            last = results[-1]
            results[-1] = replace(last, indicators=(*last.indicators, self._indicator(measured)))
        return replace(activity, results=tuple(results))

    def _indicator(self, title: str) -> Indicator:
        reader = self.reader
        kind = kind_of(reader)
        written = reader.text("indicator_code")
        targets: tuple[Target, ...] = ()
        if reader.text("target"):
            read = reader.take("target", read_cell(kind, reader.text("target"), reader.mark))
            targets = (Target(self.programme.period, read.value),)
        return Indicator(
            code=self.codes.free("indicator", written, "I"),
            title=title,
            kind=kind,
            counting=counting_of(reader.word("counting", "countings")),
            direction=direction_of(reader.word("direction", "directions")),
            unit=reader.text("unit"),
            baseline=reader.baseline(kind),
            targets=targets,
            verification=reader.text("verification"),
            feeds=reader.text("feeds") or None,
        )

    def _with_budget(self, activity: Activity) -> Activity:
        """The activity with the budget line of this row, where it names one."""
        reader = self.reader
        written = reader.text("budget")
        what = reader.text("budget_what") or reader.text("budget_source")
        if not written and not what:
            return activity
        kind: BudgetKind = (
            "in_kind" if reader.word("budget_kind", "budget_kinds") == "in_kind" else "cash"
        )
        side = whole_number(read_number(reader.text("budget_side") or "x").value)
        line = BudgetLine(
            code=self.codes.free("budget", "", "B"),
            what=reader.text("budget_what"),
            source=reader.text("budget_source"),
            side=side,
            kind=kind,
            amount=self._amount(written),
        )
        return replace(activity, budget=(*activity.budget, line))

    def _amount(self, written: str) -> Amount | None:
        """The amount in its cell, with the currency there or in the column of currencies."""
        reader = self.reader
        if not written:
            return None
        if is_unavailable(written):
            reader.note("told_unknown", "budget", written=written[:60])
            return None
        try:
            money = parse_money(written)
            amount, currency = money.amount, money.currency
        except AmbiguousMoneyError as doubt:
            currency = None
            amount = self._decided(written, doubt.candidates)
        except UnreadMoneyError:
            reader.note("number_unread", "budget", written=written[:60])
            return None
        if amount is None:
            return None
        currency = currency or self._currency()
        if currency is None:
            reader.note("currency_missing", "budget", written=written[:60])
            return None
        return Amount(amount, currency)

    def _decided(self, written: str, candidates: tuple[Decimal, ...]) -> Decimal | None:
        """What an ambiguous amount is by the decimal mark of the table."""
        if self.reader.mark is None:
            both = {"first": f"{candidates[0]:f}", "second": f"{candidates[-1]:f}"}
            self.reader.note("number_ambiguous", "budget", written=written[:60], **both)
            return None
        there = next(sign for sign in written if sign in ".,")
        return candidates[-1] if there == self.reader.mark else candidates[0]

    def _currency(self) -> str | None:
        written = self.reader.text("currency")
        if not written:
            return None
        if len(written) == 3 and written.isascii() and written.isalpha():
            return written.upper()
        word = read_word("currencies", written)
        return None if word is None else word.code.upper()
