"""Who takes part in what, in which role, with which partner and on which theme.

Each source gives edges; a further kind of work is one more function in ``SOURCES``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from django.db.models import QuerySet
from django.urls import reverse

from website.accounts.models import Office
from website.actors.models import Organization
from website.agreements import words
from website.agreements.models import Agreement, Party
from website.places.models import Place
from website.places.territories import current_id
from website.plans.models import Activity, ActivityBody
from website.projects.models import Project
from website.visits.models import Visit

Side = Literal["near", "far"]
#: How many agreements, projects, visits and activities, the newest of each, a page looks at.
MOST = 2000
#: Kinds of bodies without a territory that stand on the partner's side.
OUTSIDE = frozenset({"multilateral", "network"})


@dataclass(frozen=True, slots=True)
class Body:
    """Who takes part. Where no body is named, the territory stands for it (``kind`` None)."""

    key: str
    name: str
    kind: str | None = None
    organization: int | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A body on one side in a role; None: the role, the partner place or the theme is unknown.

    ``what`` is the agreement, project, visit or activity, ``link`` the address of its sheet.
    """

    side: Side
    body: Body
    role: str | None
    partner: str | None
    theme: str | None
    what: str
    link: str

    @property
    def work(self) -> tuple[str, str | None, str | None]:
        """What joins both sides: one piece of work, with one partner, on one theme."""
        return self.link, self.partner, self.theme


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at; the near side is a territory where one is chosen, else the office's."""

    agreements: QuerySet[Agreement]
    projects: QuerySet[Project]
    visits: QuerySet[Visit]
    activities: QuerySet[Activity]
    territory: str | None = None

    def is_near(self, party: Party) -> bool:
        """Whether a party stands on our side."""
        if self.territory is None:
            return party.position == 1
        return party.place is not None and lies_in(party.place, self.territory)


def lies_in(place: Place, territory: str) -> bool:
    """Whether a place is a territory or lies in it; its holders were read with it."""
    above = place.parent.parent_id if place.parent else None
    return territory in (place.pk, place.parent_id, above, place.country)


def of_agreements(scope: Scope, most: int | None) -> Iterator[Edge]:
    """Who signs: for each partner and each theme of an agreement, a body on either side."""
    rows = scope.agreements.order_by("-pk").prefetch_related(
        "parties__place__parent", "parties__organization", "themes"
    )
    for row in rows[:most]:
        what, link = words.title(row), reverse("agreements:sheet", args=[row.pk])
        parties = list(row.parties.all())
        near = [one for one in parties if scope.is_near(one)]
        for far in (one for one in parties if one not in near):
            partner = far.place.pk if far.place else None
            for theme in themes_of(row):
                for side, one in (*(("near", one) for one in near), ("far", far)):
                    yield Edge(side, signer(one), "signs", partner, theme, what, link)


def of_projects(scope: Scope, most: int | None) -> Iterator[Edge]:
    """Who funds, leads, carries out or hosts a project."""
    rows = (
        scope.projects.select_related("office")
        .order_by("-pk")
        .prefetch_related(
            "bodies__organization__place__parent", "themes", "agreement__parties__place__parent"
        )
    )
    for row in rows[:most]:
        link = reverse("projects:sheet", args=[row.pk])
        bodies = [(side_of(one.organization, row.office, scope), one) for one in row.bodies.all()]
        signed = [] if row.agreement is None else partners_of([row.agreement], scope)
        foreign = [one.organization.place_id for side, one in bodies if side == "far"]
        partners = signed or list(dict.fromkeys(filter(None, foreign))) or [None]
        for partner in partners:
            for theme in themes_of(row):
                for side, one in bodies:
                    body = body_of(one.organization)
                    yield Edge(side, body, one.role, partner, theme, row.title, link)


def of_visits(scope: Scope, most: int | None) -> Iterator[Edge]:
    """Who hosts, and who promised to carry something out; the office where neither is known."""
    rows = scope.visits.select_related(
        "office__organization", "host__place__parent"
    ).order_by("-pk").prefetch_related(
        "commitments__body", "agreements__themes", "agreements__parties__place__parent"
    )  # fmt: skip
    for row in rows[:most]:
        link = reverse("visits:sheet", args=[row.pk])
        agreements = list(row.agreements.all())
        themes = dict.fromkeys(theme for one in agreements for theme in themes_of(one))
        roles = list(dict.fromkeys(_roles(row, scope)))
        for partner in partners_of(agreements, scope) or [None]:
            for theme in themes or [None]:
                for side, body, role in roles:
                    yield Edge(side, body, role, partner, theme, row.title, link)


def _roles(row: Visit, scope: Scope) -> Iterator[tuple[Side, Body, str | None]]:
    if row.host is not None:
        by_way: dict[str | None, Side] = {"in": "near", "out": "far"}
        side = by_way.get(row.direction) or side_of(row.host, row.office, scope)
        yield side, body_of(row.host), "hosts"
    promised = [one for one in row.commitments.all() if one.body is not None]
    for one in promised:
        yield "near" if one.side == "near" else "far", body_of(one.body), "carries_out"
    if row.host is None and not promised:
        yield "near", body_of_office(row.office), None


def of_activities(scope: Scope, most: int | None) -> Iterator[Edge]:
    """Who answers for an activity of an annual programme, on either side."""
    rows = (
        scope.activities.select_related("programme")
        .order_by("-programme__year", "-pk")
        .prefetch_related("bodies__organization", "programme__agreement__parties__place__parent")
    )
    for row in rows[:most]:
        link = reverse("plans:activity", args=[row.programme_id, row.pk])
        parties = {one.position: one for one in row.programme.agreement.parties.all()}
        partners = partners_of([row.programme.agreement], scope) or [None]
        for partner in partners:
            for theme in row.themes or [None]:
                for one in row.bodies.all():
                    party = parties.get(one.side)
                    near = one.side == 1 if party is None else scope.is_near(party)
                    side: Side = "near" if near else "far"
                    yield Edge(side, answers(one), "carries_out", partner, theme, row.title, link)


Source = Callable[[Scope, int | None], Iterator[Edge]]
SOURCES: tuple[Source, ...] = (of_agreements, of_projects, of_visits, of_activities)


def edges(scope: Scope, *, most: int | None = MOST) -> list[Edge]:
    """All edges, each once; the number of queries does not grow with the register."""
    found = (edge for source in SOURCES for edge in source(scope, most))
    return list(dict.fromkeys(found))


def themes_of(row: Agreement | Project) -> list[str | None]:
    """The themes of a record, each once; one that is unknown where no source names any."""
    return list(dict.fromkeys(one.theme for one in row.themes.all() if one.theme)) or [None]


def partners_of(agreements: list[Agreement], scope: Scope) -> list[str | None]:
    """The territories opposite ours in some agreements."""
    far = (
        party.place.pk
        for row in agreements
        for party in row.parties.all()
        if party.place and not scope.is_near(party)
    )
    return list(dict.fromkeys(far))


def signer(party: Party) -> Body:
    """The body that signs, else the territory, else the name as the source writes it."""
    if party.organization is not None:
        return body_of(party.organization)
    if party.place is not None:
        return Body(f"place {current_id(party.place.pk)}", words.party_name(party))
    return Body(f"written {party.written}", party.written)


def answers(one: ActivityBody) -> Body:
    """The body that answers for an activity, else its name as it was written."""
    if one.organization is not None:
        return body_of(one.organization)
    return Body(f"written {one.body}", one.body)


def body_of(one: Organization) -> Body:
    """A body of the register."""
    return Body(f"body {one.pk}", one.name, one.kind, one.pk)


def body_of_office(office: Office) -> Body:
    """The body that an office is, else the office itself."""
    known: Organization | None = getattr(office, "organization", None)
    return Body(f"office {office.pk}", office.name) if known is None else body_of(known)


def side_of(one: Organization, office: Office, scope: Scope) -> Side:
    """On which side a body stands: by its territory, else by its kind."""
    if one.place is not None and scope.territory is not None:
        return "near" if lies_in(one.place, scope.territory) else "far"
    if one.place is not None:
        return "near" if one.place.country == office.country else "far"
    return "far" if one.kind in OUTSIDE else "near"
