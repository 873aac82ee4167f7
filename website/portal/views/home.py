"""The first page, and what the register is."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from website.agreements.counting import completeness
from website.agreements.models import Agreement
from website.agreements.queries import Glance, arcs, at_a_glance, with_parties
from website.agreements.remembering import remembered
from website.portal import drawing
from website.portal.attributions import attributions
from website.portal.wanted import most_wanted

NEWEST = 5
ARCS_IN_SMALL = 120


def home(request: HttpRequest) -> HttpResponse:
    """What the register knows at a glance."""
    base = Agreement.published.all()
    newest = with_parties(base.order_by("-published_at", "-id"))[:NEWEST]
    return render(
        request,
        "portal/home.html",
        {
            "own_search": True,
            "glance": glance(base),
            "map": world_in_small(base),
            "known": drawing.bars(completeness(base)),
            "wanted": most_wanted(base),
            "newest": newest,
        },
    )


@remembered
def glance(base: QuerySet[Agreement]) -> Glance:
    """The first numbers of the register, counted once for all readers until it changes."""
    return at_a_glance(base)


@remembered
def world_in_small(base: QuerySet[Agreement]) -> drawing.Drawing:
    """The busiest lines of the register, drawn once for all readers until it changes."""
    return drawing.world(arcs(base), most=ARCS_IN_SMALL)


def about(request: HttpRequest) -> HttpResponse:
    """What the register is, where its facts come from and under which licences."""
    return render(request, "portal/about.html", {"attributions": attributions()})
