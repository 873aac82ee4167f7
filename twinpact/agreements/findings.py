"""What a check found: a row, a column, how grave it is, and what fills its sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from twinpact.vocabularies import term

Severity = Literal["critical", "error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    ``row`` is the line of the table as a spreadsheet shows it (the header is row 1), None where
    the finding is about the whole table. ``column`` is the field of the agreement (``signed``,
    ``focus``, ``party_2``). ``code`` names the sentence in ``vocabularies/findings.yaml`` and
    ``values`` fill its gaps. ``rows`` are the other rows that the finding speaks of.
    """

    code: str
    severity: Severity
    column: str | None = None
    row: int | None = None
    values: Mapping[str, str | int | float] = field(default_factory=dict)
    rows: tuple[int, ...] = ()


def finding(
    code: str,
    *,
    row: int | None = None,
    column: str | None = None,
    values: Mapping[str, str | int | float] | None = None,
    rows: tuple[int, ...] = (),
) -> Finding:
    """The finding with this code, as grave as ``vocabularies/findings.yaml`` says."""
    severity: Severity = term("findings", code).extra["severity"]
    return Finding(
        code=code, severity=severity, column=column, row=row, values=values or {}, rows=rows
    )
