"""What the evaluations of an agreement decided, among what happened in its procedure."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from website.plans import words
from website.plans.models import Evaluation
from website.procedures.course import Course
from website.procedures.happenings import Happening


def evaluations_decided(course: Course) -> Iterator[Happening]:
    """Each decision with its reason, on its day."""
    rows = Evaluation.objects.filter(agreement=course.agreement, decision__isnull=False)
    for row in rows.select_related("decided_by"):
        told = {
            "kind": words.word("evaluation_kinds", row.kind),
            "decision": words.word("evaluation_decisions", row.decision),
        }
        yield Happening(
            on=row.decided_on,
            words=_("Evaluation (%(kind)s): %(decision)s") % told,
            entered_at=row.begun_at,
            reason=row.reason,
            who=str(row.decided_by or ""),
        )
