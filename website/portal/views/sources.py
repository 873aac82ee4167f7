"""A source: what it is, and which published agreements rest on it."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from website.actors.models import NetworkMembership
from website.agreements.models import Agreement, AgreementStatement, Publication, PublishedCount
from website.agreements.queries import with_parties
from website.projects.models import Project, ProjectAmount
from website.sources.models import Source
from website.visits.models import Visit

AGREEMENTS_SHOWN = 100


def source(request: HttpRequest, pk: int) -> HttpResponse:
    """One source that a published record or count rests on."""
    published = AgreementStatement.objects.filter(
        source=OuterRef("pk"), agreement__publication=Publication.PUBLISHED
    )
    counted = PublishedCount.objects.filter(source=OuterRef("pk"), published=True)
    found = (
        Source.objects.filter(
            Q(Exists(published)) | Q(Exists(counted)) | _of_works(), pk=min(pk, 2**63 - 1)
        )
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
    context = {
        "source": found,
        "rows": rows[:AGREEMENTS_SHOWN],
        "shown": AGREEMENTS_SHOWN,
        "projects": _projects(found.pk).order_by("pk")[:AGREEMENTS_SHOWN],
        "visits": Visit.published.filter(source=found).order_by("pk")[:AGREEMENTS_SHOWN],
    }
    return render(request, "portal/source.html", context)


def _projects(source: object) -> QuerySet[Project]:
    """The published projects that rest on a source, or an amount of which does."""
    amount = ProjectAmount.objects.filter(project=OuterRef("pk"), source=source)
    return Project.published.filter(Q(source=source) | Q(Exists(amount)))


def _of_works() -> Q:
    """That a published project, visit or membership rests on the source."""
    here = OuterRef("pk")
    amounts = ProjectAmount.objects.filter(project__publication=Publication.PUBLISHED, source=here)
    return (
        Q(Exists(Project.published.filter(source=here)))
        | Q(Exists(amounts))
        | Q(Exists(Visit.published.filter(source=here)))
        | Q(Exists(NetworkMembership.published.filter(source=here)))
    )
