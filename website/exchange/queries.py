"""Every shared read of imports."""

from collections import Counter
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count

from website.exchange.models import Import, ImportRow


@dataclass(frozen=True, slots=True)
class Summary:
    """An import in numbers: rows by outcome, findings by severity and by code."""

    outcomes: dict[str, int]
    severities: dict[str, int]
    codes: list[tuple[str, str, int]]


FINDINGS = """
    SELECT one->>'severity', one->>'code', count(*)
    FROM exchange_importrow, jsonb_array_elements(findings) AS one
    WHERE batch_id = %s GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
"""


def import_summary(batch: Import) -> Summary:
    """Count an import's rows and findings, in the database."""
    outcomes = dict(batch.rows.order_by().values_list("outcome").annotate(n=Count("pk")))
    severities: Counter[str] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(FINDINGS, [batch.pk])
        codes = cursor.fetchall()
    for severity, _code, n in codes:
        severities[severity] += n
    return Summary(
        outcomes={outcome: outcomes.get(outcome, 0) for outcome in ImportRow.Outcome.values},
        severities=dict(severities),
        codes=codes,
    )
