"""What annual programmes do for a development plan: who points to it, and what feeds it."""

from collections.abc import Iterator
from dataclasses import replace

from django.urls import reverse

from twinpact import plans as library
from twinpact.plans import Pointer
from website.agreements.documents import public_documents
from website.plans.models import Activity, Programme
from website.plans.queries import Agreed, agreed, with_sides
from website.priorities.feeders import Fed
from website.priorities.models import DevelopmentPlan
from website.priorities.pointers import Pointing


def activities_that_point(plan: DevelopmentPlan) -> Iterator[Pointing]:
    """The activities of the programmes under a plan, each with the priorities of its line."""
    rows = Activity.objects.filter(programme__plan=plan).order_by("programme__year", "pk")
    columns = ("pk", "programme_id", "programme__year", "title", "line__priorities")
    for key, programme, year, title, codes in rows.values_list(*columns):
        yield Pointing(
            Pointer("activity", f"{programme}/{key}", tuple(codes)),
            f"{title} ({year})",
            reverse("plans:activity", args=[programme, key]),
        )


def programmes_that_feed(plan: DevelopmentPlan) -> Fed:
    """The agreed programmes under a plan with the indicators that feed it, and their updates.

    Codes are told apart by programme: I1 of one year is another indicator than I1 of the next.
    """
    programmes: list[library.Programme] = []
    updates: list[library.Update] = []
    for row in with_sides(Programme.objects.filter(plan=plan)):
        told = agreed(row)
        if told is not None:
            programmes.append(_feeding(told, row.pk))
            updates += [
                replace(one, indicator=f"{row.pk}:{one.indicator}") for one in told.updates
            ]
    return programmes, _with_addresses(updates)


def _with_addresses(updates: list[library.Update]) -> list[library.Update]:
    """The updates with the addresses of their evidence, as far as the public may see it."""
    told = {int(key) for one in updates for key in one.evidence}
    shown = dict(public_documents().filter(pk__in=told).values_list("pk", "agreement_id"))
    address = {
        str(pk): reverse("portal:document", args=[agreement, pk])
        for pk, agreement in shown.items()
    }
    return [
        replace(one, evidence=tuple(address[key] for key in one.evidence if key in address))
        for one in updates
    ]


def _feeding(told: Agreed, key: int) -> library.Programme:
    """The programme with those of its activities that feed the plan, and nothing else of them."""
    lines = tuple(
        replace(line, activities=tuple(_bare(one, key) for one in line.activities if _feeds(one)))
        for line in told.programme.lines
    )
    return replace(told.programme, lines=lines, budget=())


def _feeds(activity: library.Activity) -> bool:
    return any(one.feeds for one in activity.indicators)


def _bare(activity: library.Activity, key: int) -> library.Activity:
    results = tuple(
        replace(
            result,
            code=f"{key}:{result.code}",
            indicators=tuple(
                replace(one, code=f"{key}:{one.code}") for one in result.indicators if one.feeds
            ),
        )
        for result in activity.results
    )
    return replace(activity, code=f"{key}:{activity.code}", results=results, budget=())
