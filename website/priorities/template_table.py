"""The spreadsheet of a plan to fill in, with the headings of the reader's language."""

from twinpact.formats.tables import write_xlsx
from twinpact.plans import DevelopmentPlan, Period
from twinpact.plans.plan_rows import LIST
from twinpact.vocabularies import terms
from website.agreements.words import reader_language

#: A heading with a year is the target of that year; so many years are written at most.
MOST_YEARS = 12


def template_table(plan: DevelopmentPlan | None, *, sheet: str) -> bytes:
    """A workbook with a heading for each column that is read; no row is filled in.

    Of a plan whose years are known, each year of its term has a column of targets.
    """
    language = reader_language()
    header: list[str] = []
    for column in terms(LIST).values():
        heading = column.in_language(language)
        if column.code == "target":
            short = heading.split(" (")[0]
            header += [f"{short} {year}" for year in _years(plan)]
        header.append(heading)
    return write_xlsx(header, [], sheet=sheet)


def _years(plan: DevelopmentPlan | None) -> list[int]:
    if plan is None or plan.starts.earliest is None or plan.ends.latest is None:
        return []
    if plan.ends.latest < plan.starts.earliest:
        return []
    term = Period(plan.starts.earliest, plan.ends.latest)
    return list(range(term.starts.year, term.ends.year + 1))[:MOST_YEARS]
