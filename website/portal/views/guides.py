"""The guides: what each country's rules ask, made from its directive."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from twinpact.vocabularies import fold
from website.desks.directives import countries_with_directive, own_versions
from website.portal.guides import guide
from website.procedures.versions import current_directive


@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """The countries whose rules are known."""
    found = (current_directive(code) for code in countries_with_directive())
    told = sorted((guide(one) for one in found if one), key=lambda one: fold(one.name))
    return render(request, "portal/guides.html", {"guides": told})


@require_safe
def country(request: HttpRequest, code: str) -> HttpResponse:
    """The steps of one country, with who, what paper, how long, and how sure it is."""
    directive = current_directive(code) if code in countries_with_directive() else None
    if directive is None:
        raise Http404
    context = {"guide": guide(directive), "versions": own_versions(code)}
    return render(request, "portal/guide.html", context)
