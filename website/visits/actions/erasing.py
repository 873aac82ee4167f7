"""Erasing people who ask for it, so that their names stay nowhere in the records of a visit."""

import re
from collections.abc import Collection
from datetime import datetime

from django.db import models, transaction
from django.db.models import F, Func, Value
from django.utils.translation import gettext as _

from website.accounts.models import User
from website.accounts.permissions import WRITE, require
from website.visits.models import (
    AgendaEntry,
    Commitment,
    PersonErasure,
    TripReport,
    Visit,
    VisitPerson,
)

#: What stands where the name stood.
ERASED = "█████"
#: The texts of a visit in which a name can stand, and by which key they belong to the visit.
TEXTS: tuple[tuple[type[models.Model], str, tuple[str, ...]], ...] = (
    (Visit, "id", ("title", "purpose")),
    (AgendaEntry, "visit_id", ("what", "where", "with_whom")),
    (Commitment, "visit_id", ("what", "evidence")),
    (TripReport, "visit_id", ("text", "filename")),
)


class NoSuchPersonError(Exception):
    """One of the people is not there any more."""


@transaction.atomic
def erase_people(*, pks: Collection[int], by: User, at: datetime) -> list[PersonErasure]:
    """Erase people of visits at their request; the trace says that, when and by whom, not who.

    The name is also blacked out in the texts of these visits and in the history of the texts.
    What stands in files is not reached: bring those anew.

    Raises:
        NotAllowedError: The person may not write in one of the offices.
        NoSuchPersonError: One of them is not there any more.
    """
    visits = Visit.register.filter(people__in=list(pks)).order_by("pk").distinct()
    held = {
        row.pk: row
        for row in Visit.register.select_for_update(of=("self",))
        .filter(pk__in=[one.pk for one in visits])
        .order_by("pk")
    }
    people = list(VisitPerson.objects.filter(pk__in=pks).order_by("pk"))
    if not people or len(people) != len(set(pks)):
        raise NoSuchPersonError(_("Nobody of this entry is recorded here any more."))
    for visit in held.values():
        require(by, WRITE, visit.office)
    traces = []
    for person in people:
        visit = held[person.visit_id]
        _black_out(visit.pk, person.name)
        person.delete()
        visit.version += 1  # a form that still shows the name cannot be saved
        Visit.register.filter(pk=visit.pk).update(version=visit.version)
        Commitment.objects.filter(visit=visit).update(version=F("version") + 1)
        traces.append(PersonErasure.objects.create(visit=visit, erased_at=at, erased_by=by))
    return traces


def _black_out(visit: int, name: str) -> None:
    """First in the rows, then in all that the history keeps of them."""
    pattern = r"\s+".join(re.escape(part) for part in name.split())
    # Whole words only: Ana is not in banana.
    pattern = (r"\m" if name[0].isalnum() else "") + pattern
    pattern += r"\M" if name[-1].isalnum() else ""
    for model, key, fields in TEXTS:
        _replace(model._default_manager.filter(**{key: visit}), fields, pattern)
    for model, key, fields in TEXTS:
        events = model.pgh_event_model.objects.filter(  # type: ignore[attr-defined]
            **{"pgh_obj_id" if key == "id" else key: visit}
        )
        _replace(events, fields, pattern)


def _replace(rows: models.QuerySet[models.Model], fields: tuple[str, ...], pattern: str) -> None:
    for field in fields:
        blacked = Func(
            F(field), Value(pattern), Value(ERASED), Value("gi"), function="regexp_replace"
        )
        rows.filter(**{f"{field}__iregex": pattern}).update(**{field: blacked})
