"""The authority's desk: what asks it for an answer, by day, and what it answered before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from website.accounts.models import Membership, Office, Role, User
from website.accounts.permissions import EXAMINE, memberships, offices_where
from website.agreements import words
from website.agreements.models import Agreement
from website.desks.rule_words import RuleWords, rules_of
from website.desks.time_words import time_left
from website.procedures.models import Turn

#: What an authority does where the paper is one of these; anything else is a plain act.
OPINION_PAPERS = ("opinion", "authorisation")
REGISTRATION_PAPER = "registration_certificate"
KINDS = ("opinion", "registration", "other")


def countries_examined(user: User) -> list[str]:
    """The countries for whose authority a person works."""
    found = offices_where(user, EXAMINE).order_by().values_list("country", flat=True)
    return sorted(set(found))


def authority_offices(user: User, country: str) -> list[Office]:
    """The offices in whose name a person can answer: the authorities of the country."""
    if user.is_superuser:
        authorities = Membership.objects.filter(role=Role.AUTHORITY, office__country=country)
        return list(Office.objects.filter(memberships__in=authorities).distinct())
    return [
        one.office
        for one in memberships(user)
        if one.role == Role.AUTHORITY and one.office.country == country
    ]


def asking(countries: Iterable[str]) -> QuerySet[Turn]:
    """What asks the authorities of these countries; only for records of their own offices."""
    return Turn.objects.filter(
        asks_authority=True, country__in=countries, office__country=F("country")
    )


def of_kind(turns: QuerySet[Turn], kind: str) -> QuerySet[Turn]:
    """Those that ask for an opinion, for a registration, or for something else."""
    if kind == "opinion":
        return turns.filter(artefact__in=OPINION_PAPERS)
    if kind == "registration":
        return turns.filter(artefact=REGISTRATION_PAPER)
    return turns.exclude(artefact__in=(*OPINION_PAPERS, REGISTRATION_PAPER))


def kind_of(turn: Turn) -> str:
    """What a turn asks for."""
    if turn.artefact in OPINION_PAPERS:
        return "opinion"
    return "registration" if turn.artefact == REGISTRATION_PAPER else "other"


def counted(turns: QuerySet[Turn], today: date) -> dict[str, int]:
    """How many ask for each kind of answer, and how many are late."""
    found: dict[str, int] = turns.order_by().aggregate(
        opinion=Count("pk", filter=Q(artefact__in=OPINION_PAPERS)),
        registration=Count("pk", filter=Q(artefact=REGISTRATION_PAPER)),
        all=Count("pk"),
        overdue=Count("pk", filter=Q(due__lt=today)),
    )
    return found | {"other": found["all"] - found["opinion"] - found["registration"]}


def by_day(turns: QuerySet[Turn]) -> QuerySet[Turn]:
    """The first due first; those without a day last, in the order in which they came."""
    return turns.order_by(F("due").asc(nulls_last=True), "pk")


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of the queue."""

    turn: Turn
    agreement: Agreement
    title: str
    rule: RuleWords
    kind: str
    days: str
    late: bool


def queue(turns: Iterable[Turn], today: date) -> list[Asked]:
    """The lines of a page of the queue, in a few queries however many they are."""
    found = list(turns)
    rules = rules_of(found)
    return [
        Asked(
            turn=turn,
            agreement=turn.procedure.agreement,
            title=words.title(turn.procedure.agreement),
            rule=rules[turn.pk],
            kind=kind_of(turn),
            days=time_left(turn.due, today),
            late=turn.due is not None and turn.due < today,
        )
        for turn in found
    ]


def with_agreements(turns: QuerySet[Turn]) -> QuerySet[Turn]:
    """Turns with what their lines show."""
    return turns.select_related("office", "procedure__agreement").prefetch_related(
        "procedure__agreement__parties__place", "procedure__sides"
    )
