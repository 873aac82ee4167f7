"""Bringing what desks read up to the day: deadlines pass while nobody writes anything."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q

from website.procedures.actions.holding import course_held, hold
from website.procedures.models import Procedure
from website.procedures.summary import summarise


def refresh_procedures(*, on: date, at: datetime) -> int:
    """Compute anew the open procedures that a passing day or a changed record touched.

    Gives how many they were. Each is written in a transaction of its own, so that nobody waits
    for long.
    """
    passed = Q(due__lt=on, due__gte=F("computed_on"))
    changed = Q(agreement__changed_at__date__gte=F("computed_on"))
    touched = Procedure.objects.filter(
        passed | changed, closed=False, computed_on__lt=on
    ).values_list("pk", flat=True)
    for pk in list(touched):
        _refresh(pk, on, at)
    return len(touched)


@transaction.atomic
def _refresh(pk: int, on: date, at: datetime) -> None:
    course_held(hold(pk), at=at)
    summarise(pk, on=on)
