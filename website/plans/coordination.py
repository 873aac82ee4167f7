"""Whether an activity repeats one that another body already runs with that partner or theme."""

from collections.abc import Iterable

from django.db.models import Q

from twinpact.plans import Activity as Content
from twinpact.plans import Duplicate, OngoingActivity, duplicates
from website.accounts.models import User
from website.plans.models import Activity, Programme
from website.plans.queries import readable

#: Activities of other programmes that are compared, the newest first.
MOST_COMPARED = 2_000
MOST_SHOWN = 5


def repeated(
    activity: Content, *, programme: Programme, key: int | None, user: User
) -> list[tuple[Duplicate, Activity]]:
    """The activities that this one may repeat, with their rows; only what the person may read.

    Compared are those of the years around that share a theme or the partner's territory.
    """
    partners = _partners(programme)
    near = Activity.objects.filter(
        programme__in=readable(user),
        programme__year__range=(programme.year - 1, programme.year + 1),
    ).exclude(pk=key)
    alike = Q(themes__overlap=list(activity.themes)) | Q(
        programme__agreement__parties__place__in=partners,
        programme__agreement__parties__position__gt=1,
    )
    rows = list(
        near.filter(alike)
        .distinct()
        .select_related("programme__agreement__office")
        .prefetch_related("bodies", "programme__agreement__parties__place")
        .order_by("-programme__year", "-pk")[:MOST_COMPARED]
    )
    new = _ongoing("new", activity, programme, partners)
    others = {f"{row.pk}": row for row in rows}
    found = duplicates(new, (_ongoing_row(row) for row in rows))
    return [(one, others[one.other.id]) for one in found[:MOST_SHOWN]]


def _partners(programme: Programme) -> tuple[str, ...]:
    parties = programme.agreement.parties.all()
    return tuple(one.place_id for one in parties if one.position > 1 and one.place_id)


def _ongoing_row(row: Activity) -> OngoingActivity:
    bare = Content(row.code, row.title, months=frozenset(row.months), themes=tuple(row.themes))
    return _ongoing(
        str(row.pk), bare, row.programme, _partners(row.programme), _near_bodies(row.bodies.all())
    )


def _near_bodies(bodies: Iterable[object]) -> list[str]:
    return [one.body for one in bodies if one.side == 1]  # type: ignore[attr-defined]


def _ongoing(
    key: str,
    activity: Content,
    programme: Programme,
    partners: tuple[str, ...],
    bodies: list[str] | None = None,
) -> OngoingActivity:
    """The activity of the body that answers for it on the near side, else of the office."""
    own = [one.body for one in activity.responsible if one.side == 1] if bodies is None else bodies
    return OngoingActivity(
        id=key,
        title=activity.title,
        body=own[0] if own else programme.agreement.office.name,
        partners=partners,
        themes=activity.themes,
        period=activity.period(programme.year),
    )
