"""Bringing what desks read up to the day: deadlines pass while nobody writes anything."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from website.accounts.models import Office
from website.procedures.actions.holding import course_held, hold
from website.procedures.course import day_in
from website.procedures.models import Procedure
from website.procedures.summary import summarise


def refresh_procedures(*, at: datetime) -> int:
    """Compute anew the open procedures that a passing day or a changed record touched.

    The day is that of each office's country. Gives how many procedures they were. Each is written
    in a transaction of its own, so that nobody waits for long.
    """
    found = 0
    countries = Office.objects.order_by("country").values_list("country", flat=True).distinct()
    for country in countries:
        on = day_in(country, at)
        passed = Q(due__lt=on, due__gte=F("computed_on")) | Q(turns__due__lt=on) & Q(
            turns__due__gte=F("computed_on")
        )
        changed = Q(agreement__changed_at__date__gte=F("computed_on"))
        touched = Procedure.objects.filter(
            passed | changed, closed=False, computed_on__lt=on, office__country=country
        )
        pks = list(touched.values_list("pk", flat=True).distinct())
        for pk in pks:
            _refresh(pk, at)
        found += len(pks)
    return found


@transaction.atomic
def _refresh(pk: int, at: datetime) -> None:
    procedure = hold(pk)
    course_held(procedure, at=at)
    summarise(pk, on=day_in(procedure.office.country, at))
