"""The list of published agreements and the sheet of one."""

from django.db.models import Prefetch, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from website.agreements import words
from website.agreements.documents import (
    papers,
    public_documents,
    public_download,
    with_versions,
)
from website.agreements.filters import Filters
from website.agreements.giving import give
from website.agreements.listing import listing
from website.agreements.models import Agreement, AgreementLink, Document
from website.agreements.queries import with_all
from website.agreements.sheet import evidence
from website.agreements.two_sides import two_sides, with_party_versions
from website.portal import drawing
from website.procedures.queries import public_course

LARGEST_KEY = 2**63 - 1


def agreements(request: HttpRequest) -> HttpResponse:
    """Search, filter and page through the agreements; every view of the list has an address."""
    shown = listing(Agreement.published.all(), Filters.from_query(request.GET))
    template = "portal/_list.html" if request.htmx else "portal/agreements.html"
    response = render(request, template, {"listing": shown, "own_search": True})
    if request.htmx:
        query = shown.filters.to_query()
        response["HX-Push-Url"] = f"{request.path}?{query}" if query else request.path
    patch_vary_headers(response, ["HX-Request"])
    return response


def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """One agreement: its parties, what it is about, what that rests on and what is open."""
    found = with_evidence(Agreement.published.filter(pk=min(pk, LARGEST_KEY))).first()
    if found is None:
        raise Http404
    context = {
        "agreement": found,
        "title": words.title(found),
        "map": drawing.agreement(found),
        "evidence": evidence(found),
        "papers": papers(list(found.documents.all())),
        "findings": sorted(found.findings.all(), key=words.gravity),
        "sides": two_sides(found),
        "course": public_course(found),
        "languages": [words.word("language", code) for code in found.languages],
    }
    return render(request, "portal/agreement.html", context)


def document(request: HttpRequest, pk: int, document: int) -> FileResponse:
    """A public document of a published agreement; the redacted file where there is one."""
    at_most = {"pk": min(document, LARGEST_KEY), "agreement": min(pk, LARGEST_KEY)}
    found = public_documents().filter(**at_most).first()
    download = None if found is None else public_download(found)
    if download is None:
        raise Http404
    return give(download)


def sides(request: HttpRequest, pk: int) -> HttpResponse:
    """What each party says of an agreement, field by field.

    What a counterpart says otherwise is shown once somebody of the office has looked at it.
    """
    rows = with_party_versions(with_all(Agreement.published.filter(pk=min(pk, LARGEST_KEY))))
    found = rows.first()
    if found is None:
        raise Http404
    context = {"agreement": found, "title": words.title(found), "sides": two_sides(found)}
    return render(request, "portal/sides.html", context)


def with_evidence(base: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """With everything that a public sheet shows; a fixed number of queries."""
    shown = Agreement.published.prefetch_related("parties__place")
    return with_party_versions(with_all(base)).prefetch_related(
        "statements__source",
        "findings",
        "registrations__authority",
        Prefetch("documents", with_versions(Document.objects.filter(public=True))),
        Prefetch("later_links", AgreementLink.objects.filter(later__in=Agreement.published.all())),
        Prefetch(
            "earlier_links", AgreementLink.objects.filter(earlier__in=Agreement.published.all())
        ),
        Prefetch("later_links__later", shown),
        Prefetch("earlier_links__earlier", shown),
    )
