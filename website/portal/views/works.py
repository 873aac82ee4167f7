"""The public pages of projects and visits."""

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from website.agreements.models import Agreement, Publication
from website.projects.models import Project
from website.projects.queries import with_parts as with_project_parts
from website.visits.models import Visit

LARGEST_KEY = 2**63 - 1


@require_safe
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """What is told of a project; its agreement where that is published, too."""
    rows = with_project_parts(Project.published.filter(pk=min(pk, LARGEST_KEY)))
    found = rows.first()
    if found is None:
        raise Http404
    under = found.agreement
    shows = under is not None and under.publication == Publication.PUBLISHED
    context = {"project": found, "shows_agreement": shows}
    return render(request, "portal/project.html", context)


@require_safe
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """What is told of a visit: never who took part, what was reported, nor with whom they met."""
    published = Agreement.published.prefetch_related("parties__place")
    rows = Visit.published.filter(pk=min(pk, LARGEST_KEY))
    found = (
        rows.select_related("office", "host", "source")
        .prefetch_related(
            "places", "agenda", "commitments__body", Prefetch("agreements", published)
        )
        .first()
    )
    if found is None:
        raise Http404
    context = {"visit": found, "agreements": found.agreements.all()}
    return render(request, "portal/visit.html", context)
