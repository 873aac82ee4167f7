"""What is missing in the published records, with the way to the agreements concerned."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from website.agreements import words
from website.agreements.models import Agreement, AgreementFinding
from website.agreements.remembering import remembered

MOST = 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """A kind of finding, and in how many agreements it stands."""

    code: str
    label: str
    n: int


def most_wanted(base: QuerySet[Agreement]) -> list[Wanted]:
    """The commonest findings, the gravest kinds of equal number first."""
    return [Wanted(code, words.word("finding", code), n) for code, n in _counted(base)]


@remembered
def _counted(base: QuerySet[Agreement]) -> list[tuple[str, int]]:
    """The commonest kinds of findings by code, with their agreements."""
    counted = (
        AgreementFinding.objects.filter(agreement__in=base.order_by().values("pk"))
        .order_by()
        .values_list("code", "severity")
        .annotate(n=Count("agreement", distinct=True))
        .order_by("-n", "severity", "code")[:MOST]
    )
    return [(code, n) for code, _severity, n in counted]
