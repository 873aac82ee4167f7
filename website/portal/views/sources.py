"""A source: what it is, and which published agreements rest on it."""

from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from website.agreements.models import Agreement, AgreementStatement, Publication, PublishedCount
from website.agreements.queries import with_parties
from website.sources.models import Source

AGREEMENTS_SHOWN = 100


def source(request: HttpRequest, pk: int) -> HttpResponse:
    """One source that a published record or count rests on."""
    published = AgreementStatement.objects.filter(
        source=OuterRef("pk"), agreement__publication=Publication.PUBLISHED
    )
    counted = PublishedCount.objects.filter(source=OuterRef("pk"), published=True)
    found = (
        Source.objects.filter(Q(Exists(published)) | Q(Exists(counted)), pk=min(pk, 2**63 - 1))
        .annotate(
            n=Count(
                "agreement_statements__agreement",
                distinct=True,
                filter=Q(agreement_statements__agreement__publication=Publication.PUBLISHED),
            )
        )
        .first()
    )
    if found is None:
        raise Http404
    resting = AgreementStatement.objects.filter(source=found, agreement=OuterRef("pk"))
    rows = with_parties(Agreement.published.filter(Exists(resting)).order_by("id"))
    context = {"source": found, "rows": rows[:AGREEMENTS_SHOWN], "shown": AGREEMENTS_SHOWN}
    return render(request, "portal/source.html", context)
