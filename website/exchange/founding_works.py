"""What the text of the founding paper tells of events and networks, entered once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from twinpact.agreements import UNKNOWN_DATE, parse_partial_date
from website.accounts.models import Office, User
from website.actors.actions import (
    Belonging,
    enter_organizations,
    publish_membership,
    record_membership,
)
from website.actors.models import NetworkMembership
from website.places.actions import enter_places
from website.sources.models import Source
from website.visits.actions import ToldVisit, publish_visit, record_visit
from website.visits.models import Visit

Told = Mapping[str, Any]


@transaction.atomic
def load_works(told: Told, *, office: Office, source: Source, by: User, at: datetime) -> int:
    """Enter and publish the visits and memberships that are new; how many they are."""
    visits = [
        one
        for one in told["visits"]
        if not Visit.register.filter(office=office, title=one["title"]).exists()
    ]
    for one in visits:
        _visit(one, office, source, by, at)
    known = NetworkMembership.register.filter(office=office)
    members = [
        one
        for one in told["memberships"]
        if not known.filter(network__name=one["network"], organization__name=one["body"]).exists()
    ]
    for one in members:
        _membership(one, office, source, by, at)
    return len(visits) + len(members)


def _visit(one: Told, office: Office, source: Source, by: User, at: datetime) -> None:
    visit = ToldVisit(
        title=one["title"],
        kind=one["kind"],
        state=one["state"],
        starts=parse_partial_date(one["starts"]),
        ends=parse_partial_date(one["ends"]),
        purpose=one["purpose"],
        places=tuple(one["places"]),
        locator=one["locator"],
    )
    row = record_visit(office=office, told=visit, source=source, by=by, at=at)
    publish_visit(pk=row.pk, public=True, by=by, at=at)


def _membership(one: Told, office: Office, source: Source, by: User, at: datetime) -> None:
    place = enter_places([one["body_place"]])[one["body_place"]]
    body = (one["body"], place.pk)
    belonging = Belonging(
        network=one["network"],
        starts=UNKNOWN_DATE,
        ends=UNKNOWN_DATE,
        organization=enter_organizations([body])[body].pk,
        role=one.get("role"),
        locator=one["locator"],
    )
    row = record_membership(office=office, told=belonging, source=source, by=by, at=at)
    publish_membership(pk=row.pk, public=True, by=by, at=at)
