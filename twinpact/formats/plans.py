"""Development plans and annual programmes out of spreadsheets, through the one door of files."""

from twinpact.agreements.findings import Finding
from twinpact.formats.table import Table
from twinpact.plans.development_plan import DevelopmentPlan
from twinpact.plans.plan_columns import recognise
from twinpact.plans.plan_rows import LIST as PLAN
from twinpact.plans.plan_rows import read_plan_rows
from twinpact.plans.programme import Programme
from twinpact.plans.programme_rows import LIST as PROGRAMME
from twinpact.plans.programme_rows import read_programme_rows


def read_plan_table(
    table: Table, plan: DevelopmentPlan
) -> tuple[DevelopmentPlan, list[Finding], tuple[Finding, ...]]:
    """The plan with what a table holds of it, what was found, and what was no row of the table.

    ``plan`` is what is known besides: title, territory, term. The findings are words of the list
    ``plan_findings`` (:func:`twinpact.plans.findings.say_plan_finding`), the remarks words of
    ``findings`` (:func:`twinpact.agreements.say`): totals, notes, headings in between.
    """
    whole, found = read_plan_rows(table.header, table.rows, plan)
    return whole, found, table.remarks


def read_programme_table(
    table: Table, programme: Programme
) -> tuple[Programme, list[Finding], tuple[Finding, ...]]:
    """The programme with what a table holds of it; see :func:`read_plan_table`."""
    whole, found = read_programme_rows(table.header, table.rows, programme)
    return whole, found, table.remarks


def likeliest_plan_table(tables: list[Table], *, of: str = PLAN) -> Table:
    """Of the tables of a file, the one with most headings of a plan or of a programme."""
    return max(tables, key=lambda table: len(recognise(of, table.header).headings))


def likeliest_programme_table(tables: list[Table]) -> Table:
    """Of the tables of a file, the one with most headings of an annual programme."""
    return likeliest_plan_table(tables, of=PROGRAMME)
