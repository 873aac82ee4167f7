"""What a person can look at: an office, or a territory with what lies in it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from website.accounts.models import Office, User
from website.accounts.permissions import READ, offices_where
from website.agreements.desk import readable
from website.agreements.models import Party
from website.agreements.queries import inside
from website.network.edges import Scope
from website.places.territories import current_id
from website.plans.models import Activity
from website.plans.queries import readable as readable_programmes
from website.projects.models import ProjectPlace
from website.projects.queries import readable_projects
from website.visits.models import VisitPlace
from website.visits.queries import readable_visits


@dataclass(frozen=True, slots=True)
class Reach:
    """The offices in which a person may read, and the one that was chosen."""

    offices: list[Office]
    office: Office | None


def reach_of(user: User, slug: str) -> Reach:
    """The chosen office, else the first one."""
    offices = list(offices_where(user, READ))
    chosen = [one for one in offices if one.slug == slug]
    return Reach(offices, (chosen or offices or [None])[0])


def of_office(user: User, office: Office) -> Scope:
    """What an office keeps."""
    return Scope(
        agreements=readable(user).filter(office=office),
        projects=readable_projects(user).filter(office=office),
        visits=readable_visits(user).filter(office=office),
        activities=_activities(user).filter(programme__office=office),
    )


def of_territory(user: User, place_id: str) -> Scope:
    """What concerns a territory, in all offices in which the person may read."""
    here = current_id(place_id)
    party = Party.objects.filter(inside(here))
    signed = readable(user).filter(Exists(party.filter(agreement=OuterRef("pk"))))
    own = signed.order_by().values("pk")
    there = ProjectPlace.objects.filter(inside(here), project=OuterRef("pk"))
    seen = VisitPlace.objects.filter(inside(here), visit=OuterRef("pk"))
    return Scope(
        agreements=signed,
        projects=readable_projects(user).filter(Q(agreement__in=own) | Exists(there)),
        visits=readable_visits(user).filter(Q(agreements__in=own) | Exists(seen)).distinct(),
        activities=_activities(user).filter(programme__agreement__in=own),
        territory=here,
    )


def _activities(user: User) -> QuerySet[Activity]:
    """The activities of the programmes that a person may read."""
    return Activity.objects.filter(programme__in=readable_programmes(user))
