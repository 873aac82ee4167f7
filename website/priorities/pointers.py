"""What points to the priorities of a plan, from all rooms: one list of functions.

Agreements are here. A room above (activities of annual programmes, searches for partners,
requests) adds its own function in the ``ready`` of its app::

    from website.priorities.pointers import PointerSource, register_pointers

    register_pointers(PointerSource("activity", _("Activities"), pointings_of_activities))

The function is given a plan (a row) and says what points to it, by the codes of priorities, in a
number of queries that does not grow with the plan. The coverage view, the plan's page and the
public page read nothing else.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from twinpact.plans import Pointer
from website.agreements import words
from website.agreements.models import Publication
from website.priorities.models import AgreementServes, DevelopmentPlan


@dataclass(frozen=True, slots=True)
class Pointing:
    """Something that points to priorities; ``address`` is its page for staff.

    ``public_address`` is its page for the public; empty where the public has none.
    """

    pointer: Pointer
    title: str
    address: str
    public_address: str = ""


@dataclass(frozen=True, slots=True)
class PointerSource:
    """A kind of things that point to priorities, what people call it, and who tells them."""

    kind: str
    word: str | Promise
    pointings: Callable[[DevelopmentPlan], Iterable[Pointing]]


def agreements_that_point(plan: DevelopmentPlan) -> Iterator[Pointing]:
    """The agreements of which their office said what they serve; one that serves none as well."""
    said = AgreementServes.objects.filter(plan=plan).select_related("agreement")
    for one in said.prefetch_related("priorities__priority", "agreement__parties__place"):
        agreement = one.agreement
        codes = tuple(told.priority.code for told in one.priorities.all())
        published = agreement.publication == Publication.PUBLISHED
        yield Pointing(
            Pointer("agreement", str(agreement.pk), codes),
            words.title(agreement),
            reverse("agreements:sheet", args=[agreement.pk]),
            reverse("portal:agreement", args=[agreement.pk]) if published else "",
        )


SOURCES: list[PointerSource] = [
    PointerSource("agreement", _("Agreements"), agreements_that_point),
]


def register_pointers(source: PointerSource) -> None:
    """Add a kind of things that point to priorities; one that is there is replaced."""
    SOURCES[:] = [*(one for one in SOURCES if one.kind != source.kind), source]


def pointings_of(plan: DevelopmentPlan) -> list[Pointing]:
    """Everything that points to the priorities of a plan, or serves none of them."""
    return [one for source in SOURCES for one in source.pointings(plan)]
