"""What ``twinpact directive`` says: as JSON, as CSV, or drawn on a terminal."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from twinpact.agreements import Agreement
from twinpact.directives import Assessment, Directive, in_language
from twinpact.directives.rows import (
    RULE_COLUMNS,
    STANDING_COLUMNS,
    Cell,
    assessment_rows,
    record_of,
    rule_row,
)
from twinpact.formats.tables import write_csv
from twinpact.vocabularies import label, terms

_DRAWN_RULES = ("rule", "kind", "order", "title", "silence", "confidence", "source", "article")
_DRAWN_ANSWERS = ("row", "rule", "standing", "says", "due", "days_left", "confidence")


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: a record for programs, rows for tables, and the columns that a screen holds."""

    record: Mapping[str, Any]
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    drawn: Sequence[str]
    title: str
    language: str

    def json(self) -> str:
        return json.dumps(self.record, ensure_ascii=False, indent=2) + "\n"

    def csv(self) -> str:
        return write_csv(list(self.header), [list(row) for row in self.rows])

    def show(self) -> None:
        """For people on a terminal."""
        from rich.console import Console  # noqa: PLC0415 - only for people
        from rich.markup import escape  # noqa: PLC0415
        from rich.table import Table  # noqa: PLC0415

        places = [self.header.index(name) for name in self.drawn]
        table = Table(*self.drawn, title=escape(self.title), show_lines=False)
        for row in self.rows:
            table.add_row(*(escape(self._word(row[n])) for n in places))
        Console().print(table)

    def _word(self, cell: Cell) -> str:
        """A cell; codes of standings, kinds and confidences by their label."""
        for list_name in ("standings", "rule_kinds", "confidences"):
            if cell in terms(list_name):
                return label(list_name, str(cell), self.language)
        return "" if cell is None else str(cell)


def rules_told(rules: Directive, language: str) -> Told:
    """The rules of a directive, with source and confidence of each."""
    rows = [rule_row(rules, rule, language) for rule in rules.rules]
    record = {
        "country": rules.country,
        "version": rules.version,
        "text_date": rules.text_date,
        "title": in_language(rules.title, language),
        "text": in_language(rules.text, language),
        "rules": [dict(zip(RULE_COLUMNS, row, strict=True)) for row in rows],
    }
    title = in_language(rules.title, language)
    return Told(record, RULE_COLUMNS, rows, _DRAWN_RULES, title, language)


def answers_told(
    rules: Directive, on: date, answers: Sequence[tuple[Agreement, Assessment]], language: str
) -> Told:
    """What the rules of all sides say of each agreement."""
    record = {
        "country": rules.country,
        "version": rules.version,
        "on": on.isoformat(),
        "agreements": [record_of(one, found, language) for one, found in answers],
    }
    rows: list[list[Cell]] = [
        [agreement.row, " – ".join(party.written for party in agreement.parties), found.may, *row]
        for agreement, found in answers
        for row in assessment_rows(found, language)
    ]
    header = ("row", "parties", "may", *STANDING_COLUMNS)
    title = in_language(rules.title, language)
    return Told(record, header, rows, _DRAWN_ANSWERS, title, language)
