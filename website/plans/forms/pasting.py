"""A block from a spreadsheet, read onto the fields of number entry; nothing is saved by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twinpact.plans.findings import say_plan_finding
from twinpact.plans.indicators import Kind
from twinpact.plans.pasting import PastedCell, read_pasted
from website.agreements.words import reader_language
from website.plans.entry import EntryRow
from website.plans.forms.entry import Written, number_text

#: The columns in the order in which a block fills them, from the one that was pasted on.
COLUMNS: dict[str, tuple[str, ...]] = {
    "v": ("v", "c", "d"),
    "c": ("c", "d"),
    "d": ("d",),
    "p": ("p", "w"),
    "w": ("w",),
}
FIELDS = {"v": "value", "p": "part", "w": "whole", "c": "comment", "d": "reason"}
IN_WORDS: Kind = "qualitative"


@dataclass(frozen=True, slots=True)
class FilledCell:
    """A field that a block fills: its text, whether it is marked as not known, and a finding."""

    number: int
    column: str
    text: str
    unknown: bool = False
    finding: str = ""
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """What a block fills, what was found of it as a whole, and all of it in one sentence."""

    cells: tuple[FilledCell, ...]
    findings: tuple[str, ...]
    said: str


def fill(text: str, rows: Sequence[EntryRow], *, column: str) -> Filled:
    """What a block means for the rows from the one that was pasted on."""
    columns = COLUMNS[column]
    kinds = [[_kind(row, name) for name in columns] for row in rows]
    read = read_pasted(text, kinds)
    language = reader_language()
    cells, findings = [], [say_plan_finding(one, language) for one in read.findings]
    for one in read.cells:
        row, name = rows[one.row], columns[one.column]
        if name in ("p", "w") and not row.is_percentage:
            findings.append(
                _("%(code)s is no percentage: “%(written)s” was left out.")
                % {"code": row.indicator.code, "written": one.written}
            )
        else:
            cells.append(_filled(row, name, one, language))
    return Filled(tuple(cells), tuple(findings), _said(cells, findings))


def _kind(row: EntryRow, column: str) -> Kind:
    if column == "v":
        return row.indicator.kind
    return "quantitative" if column in ("p", "w") else IN_WORDS


def _filled(row: EntryRow, name: str, one: PastedCell, language: str) -> FilledCell:
    told_unknown = one.finding is not None and one.finding.code == "told_unknown"
    if name in ("c", "d"):
        return FilledCell(row.number, name, one.written)
    said = "" if one.finding is None else say_plan_finding(one.finding, language)
    if told_unknown:
        return FilledCell(row.number, name, "", unknown=name == "v", finding=said)
    if one.finding is not None:
        return FilledCell(row.number, name, one.written, finding=said, grave=True)
    return FilledCell(row.number, name, number_text(one.value))


def _said(cells: Sequence[FilledCell], findings: Sequence[str]) -> str:
    n = len(cells)
    grave = sum(one.grave for one in cells) + len(findings)
    told = ngettext("%(n)d field was filled.", "%(n)d fields were filled.", n) % {"n": n}
    if grave:
        told += " " + ngettext("%(n)d is to look at.", "%(n)d are to look at.", grave) % {
            "n": grave
        }
    return told + " " + _("Nothing is saved yet.")


def onto(written: Mapping[int, Written], filled: Filled) -> dict[int, Written]:
    """The rows of a page with the filled fields in them."""
    found = dict(written)
    for cell in filled.cells:
        before = found.get(cell.number, Written())
        if cell.unknown:
            found[cell.number] = replace(before, value="", part="", whole="", unknown=True)
        else:
            changed = replace(before, **{FIELDS[cell.column]: cell.text})
            figure = cell.column in ("v", "p", "w") and bool(cell.text)
            found[cell.number] = replace(changed, unknown=changed.unknown and not figure)
    return found
