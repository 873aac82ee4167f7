"""Every shared read of procedures."""

from website.agreements.models import Agreement
from website.procedures.course import Course, course_of, with_parts
from website.procedures.happenings import Happening, public_happenings
from website.procedures.models import Procedure


def course_of_agreement(agreement: Agreement) -> Course | None:
    """The course of an agreement's procedure; None where none has begun."""
    found = with_parts(Procedure.objects.filter(agreement=agreement)).first()
    return None if found is None else course_of(found)


def public_course(agreement: Agreement) -> list[Happening]:
    """What the public sees of the procedure of a published agreement."""
    course = course_of_agreement(agreement)
    return [] if course is None else public_happenings(course)
