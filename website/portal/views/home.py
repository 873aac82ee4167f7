"""The first page, and what the register is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from website.agreements.counting import completeness
from website.agreements.models import Agreement
from website.agreements.queries import arcs, at_a_glance, with_parties
from website.portal import drawing
from website.portal.attributions import attributions
from website.portal.wanted import most_wanted

NEWEST = 5
ARCS_IN_SMALL = 400


def home(request: HttpRequest) -> HttpResponse:
    """What the register knows at a glance."""
    base = Agreement.published.all()
    newest = with_parties(base.order_by("-published_at", "-id"))[:NEWEST]
    return render(
        request,
        "portal/home.html",
        {
            "own_search": True,
            "glance": at_a_glance(base),
            "map": drawing.world(arcs(base), most=ARCS_IN_SMALL),
            "known": drawing.bars(completeness(base)),
            "wanted": most_wanted(base),
            "newest": newest,
        },
    )


def about(request: HttpRequest) -> HttpResponse:
    """What the register is, where its facts come from and under which licences."""
    return render(request, "portal/about.html", {"attributions": attributions()})
