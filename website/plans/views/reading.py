"""Finding the programme that an address names, for the person who asks."""

from datetime import date, datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from website.accounts.models import Office
from website.accounts.permissions import WRITE
from website.plans import words
from website.plans.models import Programme
from website.plans.permissions import may_on
from website.plans.queries import readable, with_sides
from website.procedures.course import day_in

AREAS = ("programme", "figures", "updates", "progress", "versions")


def now() -> datetime:
    """The moment of the request."""
    return timezone.now()  # noqa: TID251 a view is where the clock is read


def today_in(office: Office) -> date:
    """The day where an office is."""
    return day_in(office.country, now())


def programme_for(request: HttpRequest, pk: int) -> Programme:
    """A programme that the person may read, else there is none."""
    found: Programme = get_object_or_404(with_sides(readable(request.user)), pk=pk)
    return found


def page_context(request: HttpRequest, programme: Programme) -> dict[str, object]:
    """What the head of every page of a programme shows."""
    return {
        "programme": programme,
        "agreement": programme.agreement,
        "title": words.programme_title(programme),
        "side_names": words.side_names(programme.agreement),
        "may_write": may_on(request.user, WRITE, programme),
    }
