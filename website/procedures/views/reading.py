"""Finding the procedure that an address names, for the person who asks."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from website.agreements.desk import readable
from website.agreements.models import Agreement
from website.agreements.queries import with_all
from website.procedures.course import Course, course_of, day_in, with_parts
from website.procedures.models import Procedure


def now() -> datetime:
    """The moment of the request."""
    return timezone.now()  # noqa: TID251 a view is where the clock is read


def today_of(agreement: Agreement) -> date:
    """The day where the office of an agreement is."""
    return day_in(agreement.office.country, now())


def agreement_for(request: HttpRequest, pk: int) -> Agreement:
    """An agreement that the person may read, else there is none."""
    found: Agreement = get_object_or_404(with_all(readable(request.user)), pk=pk)
    return found


def procedures_for(request: HttpRequest) -> QuerySet[Procedure]:
    """The procedures that the person may read."""
    return Procedure.objects.filter(agreement__in=readable(request.user))


def course_for(request: HttpRequest, pk: int) -> Course:
    """The course of the procedure of an agreement that the person may read."""
    found = with_parts(procedures_for(request)).filter(agreement=pk).first()
    if found is None:
        raise Http404
    return course_of(found)
