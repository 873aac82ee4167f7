"""Whether an activity repeats one that another body already runs with that partner or theme."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from twinpact.plans import Activity as Content
from twinpact.plans import Duplicate, OngoingActivity, duplicates
from website.accounts.models import User
from website.agreements.models import Party
from website.plans.models import Activity, ActivityBody, Programme
from website.plans.queries import readable

#: Activities of other bodies that are compared, the newest first.
MOST_COMPARED = 1_000
MOST_SHOWN = 5


def repeated(
    activity: Content, *, programme: Programme, key: int | None, user: User
) -> list[tuple[Duplicate, Activity]]:
    """The activities that this one may repeat, with their rows; only what the person may read.

    Compared are those of the years around that share a theme or the partner's territory.
    """
    partners = tuple(one.place_id for one in programme.agreement.parties.all() if one.position > 1)
    told = tuple(place for place in partners if place is not None)
    bodies = [one.body for one in activity.responsible if one.side == 1]
    new = _ongoing("new", activity, programme.year, told, bodies or [programme.office.name])
    found = duplicates(new, _others(_alike(activity, programme, key, user, told)))[:MOST_SHOWN]
    rows = (
        Activity.objects.select_related("programme__agreement__office")
        .prefetch_related("programme__agreement__parties__place")
        .in_bulk([int(one.other.id) for one in found])
    )
    return [(one, rows[int(one.other.id)]) for one in found]


def _alike(
    activity: Content,
    programme: Programme,
    key: int | None,
    user: User,
    partners: tuple[str, ...],
) -> QuerySet[Activity]:
    years = (programme.year - 1, programme.year + 1)
    near = Activity.objects.filter(programme__in=readable(user), programme__year__range=years)
    of_partner = Party.objects.filter(place__in=partners, position__gt=1).order_by()
    return (
        near.exclude(pk=key)
        .filter(
            Q(themes__overlap=list(activity.themes))
            | Q(programme__agreement__in=of_partner.values("agreement"))
        )
        .order_by("-programme__year", "-pk")
    )


def _others(rows: QuerySet[Activity]) -> Iterable[OngoingActivity]:
    """The activities to compare with, read as columns: three queries however many they are."""
    columns = ("pk", "code", "title", "months", "themes", "programme__year",
               "programme__agreement_id", "programme__office__name")  # fmt: skip
    read = list(rows.values_list(*columns)[:MOST_COMPARED])
    bodies = defaultdict(list)
    near = ActivityBody.objects.filter(activity__in=[row[0] for row in read], side=1)
    for activity, body in near.values_list("activity_id", "body"):
        bodies[activity].append(body)
    partners = defaultdict(list)
    agreements = {row[6] for row in read}
    parties = Party.objects.filter(agreement__in=agreements, position__gt=1, place__isnull=False)
    for agreement, place in parties.values_list("agreement_id", "place_id"):
        partners[agreement].append(place)
    for key, code, title, months, themes, year, agreement, office in read:
        bare = Content(code, title, months=frozenset(months), themes=tuple(themes))
        told = tuple(partners[agreement])
        yield _ongoing(str(key), bare, year, told, bodies[key] or [office])


def _ongoing(
    key: str, activity: Content, year: int, partners: tuple[str, ...], bodies: list[str]
) -> OngoingActivity:
    """The activity of the body that answers for it on the near side, else of the office."""
    return OngoingActivity(
        id=key,
        title=activity.title,
        body=bodies[0],
        partners=partners,
        themes=activity.themes,
        period=activity.period(year),
    )
