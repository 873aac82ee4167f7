"""What was found when the links of a network were read."""

from collections.abc import Mapping

from twinpact.agreements.findings import Finding, Severity
from twinpact.vocabularies import sentence, term

_LIST = "network_findings"


def network_finding(
    code: str, *, row: int | None, column: str, values: Mapping[str, str] | None = None
) -> Finding:
    """The finding with this code, as grave as ``vocabularies/network_findings.yaml`` says."""
    severity: Severity = term(_LIST, code).extra["severity"]
    return Finding(code, severity, column, row, values or {})


def say_network_finding(found: Finding, language: str) -> str:
    """The whole sentence in the reader's language."""
    return sentence(found.code, language, found.values, list_name=_LIST)
