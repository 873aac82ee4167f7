"""What was found when a plan, a programme or pasted figures were read."""

from collections.abc import Mapping

from twinpact.agreements.findings import Finding, Severity
from twinpact.vocabularies import sentence, term, terms

_LIST = "plan_findings"


def plan_finding(
    code: str,
    *,
    row: int | None = None,
    column: str | None = None,
    values: Mapping[str, str | int | float] | None = None,
) -> Finding:
    """The finding with this code, as grave as ``vocabularies/plan_findings.yaml`` says.

    ``row`` is the line of the table as a spreadsheet shows it (of a pasted block, its line),
    ``column`` the heading under which the cell stands.
    """
    severity: Severity = term(_LIST, code).extra["severity"]
    return Finding(code, severity, column, row, values or {})


def say_plan_finding(found: Finding, language: str) -> str:
    """The whole sentence in the reader's language.

    ``list`` among the values names the list of words that the cell could have held, ``columns``
    the list in which ``field`` is a word.
    """
    values = dict(found.values)
    if isinstance(list_name := values.get("list"), str):
        known = (word.in_language(language) for word in terms(list_name).values())
        values["known"] = ", ".join(known)
    if isinstance(columns := values.get("columns"), str):
        values["field"] = term(columns, str(values["field"])).in_language(language)
    return sentence(found.code, language, values, list_name=_LIST)


def label_of_plan_finding(found: Finding, language: str) -> str:
    """The short name of a kind of finding, for lists and counts."""
    return term(_LIST, found.code).in_language(language)
