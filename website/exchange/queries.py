"""Every shared read of imports."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from website.exchange.models import Import, ImportRow


@dataclass(frozen=True, slots=True)
class Summary:
    """An import in numbers: rows by outcome, findings by severity and by code."""

    outcomes: dict[str, int]
    severities: dict[str, int]
    codes: list[tuple[str, str, int]]


def import_summary(batch: Import) -> Summary:
    """Count an import's rows and findings."""
    outcomes = dict(batch.rows.order_by().values_list("outcome").annotate(n=Count("pk")))
    severities: Counter[str] = Counter()
    codes: Counter[tuple[str, str]] = Counter()
    for findings in batch.rows.exclude(findings=[]).values_list("findings", flat=True).iterator():
        for finding in findings:
            severities[finding["severity"]] += 1
            codes[finding["severity"], finding["code"]] += 1
    return Summary(
        outcomes={outcome: outcomes.get(outcome, 0) for outcome in ImportRow.Outcome.values},
        severities=dict(severities),
        codes=[(severity, code, n) for (severity, code), n in codes.most_common()],
    )
