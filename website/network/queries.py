"""What a body of the register takes part in, as far as a person may read it."""

from dataclasses import dataclass

from django.db.models import Q

from website.accounts.models import User
from website.accounts.permissions import READ, offices_where
from website.actors.models import NetworkMembership, Organization
from website.agreements.desk import readable
from website.agreements.models import Agreement
from website.projects.models import ProjectBody
from website.projects.queries import readable_projects
from website.visits.models import Commitment, Visit
from website.visits.queries import readable_visits

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Part:
    """All that a body takes part in; of each list the newest ``SHOWN``."""

    agreements: list[Agreement]
    projects: list[ProjectBody]
    visits: list[Visit]
    commitments: list[Commitment]
    networks: list[NetworkMembership]
    members: list[NetworkMembership]


def part_of(one: Organization, user: User) -> Part:
    """Everything, in a fixed number of queries."""
    offices = offices_where(user, READ)
    seen = NetworkMembership.register.filter(
        Q(office__in=offices) | Q(published_at__isnull=False)
    ).select_related("network", "organization", "place")
    signed = readable(user).filter(parties__organization=one).distinct()
    in_projects = ProjectBody.objects.filter(
        organization=one, project__in=readable_projects(user)
    ).select_related("project")
    promised = Commitment.objects.filter(body=one, office__in=offices).select_related("visit")
    return Part(
        list(signed.prefetch_related("parties__place", "themes").order_by("-pk")[:SHOWN]),
        list(in_projects.order_by("-project_id", "position")[:SHOWN]),
        list(readable_visits(user).filter(host=one)[:SHOWN]),
        list(promised.order_by("-visit_id", "pk")[:SHOWN]),
        list(seen.filter(organization=one)[:SHOWN]),
        list(seen.filter(network=one)[:SHOWN]),
    )
