"""Finding the plan that an address names, for the person who asks."""

from datetime import datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from website.accounts.permissions import PUBLISH, WRITE, may
from website.priorities.convert import with_parts
from website.priorities.models import DevelopmentPlan, KeyIndicator
from website.priorities.queries import readable_plans


def now() -> datetime:
    """The moment of the request."""
    return timezone.now()  # noqa: TID251 a view is where the clock is read


def plan_for(request: HttpRequest, pk: int) -> DevelopmentPlan:
    """A plan that the person may read, with its parts; else there is none."""
    found: DevelopmentPlan = get_object_or_404(with_parts(readable_plans(request.user)), pk=pk)
    return found


def indicator_for(request: HttpRequest, plan: int, pk: int) -> KeyIndicator:
    """An indicator of a plan that the person may read."""
    rows = KeyIndicator.objects.filter(plan__in=readable_plans(request.user), plan=plan)
    found: KeyIndicator = get_object_or_404(
        rows.select_related("plan__office", "priority", "programme").prefetch_related("targets"),
        pk=pk,
    )
    return found


def rights(request: HttpRequest, plan: DevelopmentPlan) -> dict[str, bool]:
    """What the person may do with a plan."""
    return {
        "may_write": may(request.user, WRITE, plan.office),
        "may_publish": may(request.user, PUBLISH, plan.office),
    }
