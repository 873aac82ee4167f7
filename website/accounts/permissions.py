"""Who may do what in an office. Actions ask here; templates only hide what would be refused."""

from collections.abc import Sequence

import rules
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from website.accounts.models import Membership, Office, Role, User

READ, WRITE, PUBLISH, EXAMINE, ADMINISTER = (
    "office.read",
    "office.write",
    "office.publish",
    "office.examine",
    "office.administer",
)

# What each role may do in its own office.
ROLE_MAY = {
    Role.READER: {READ},
    Role.OFFICER: {READ, WRITE},
    Role.REVIEWER: {READ, WRITE, PUBLISH},
    Role.AUTHORITY: {READ, EXAMINE},
    Role.ADMINISTRATOR: {READ, WRITE, PUBLISH, ADMINISTER},
}
# What an authority may do in the other offices of its country.
AUTHORITY_MAY_ELSEWHERE = {READ, EXAMINE}


# Places belong to the whole register, not to an office: who may correct and merge them.
TEND_PLACES = "register.tend_places"
TENDS_PLACES = {Role.REVIEWER, Role.AUTHORITY, Role.ADMINISTRATOR}


# Which other sites the register exchanges with is a matter of the register, too.
KEEP_PEERS = "register.keep_peers"


class NotAllowedError(PermissionDenied):
    """The person's role in the office does not allow this."""


def memberships(user: User) -> list[Membership]:
    """The person's memberships, read once for each request's user object."""
    if not hasattr(user, "_memberships"):
        user._memberships = list(user.memberships.select_related("office"))
    return user._memberships


def may(user: User | AnonymousUser, permission: str, office: Office) -> bool:
    """Whether a person's roles allow something in an office."""
    if not user.is_authenticated or not user.is_active:
        return False
    for membership in memberships(user):
        if membership.office_id == office.pk and permission in ROLE_MAY[Role(membership.role)]:
            return True
        if (
            membership.role == Role.AUTHORITY
            and membership.office.country == office.country
            and permission in AUTHORITY_MAY_ELSEWHERE
        ):
            return True
    return user.is_superuser


def _predicate(permission: str) -> rules.predicates.Predicate:
    return rules.predicate(
        lambda user, office: office is not None and may(user, permission, office), name=permission
    )


for _permission in (READ, WRITE, PUBLISH, EXAMINE, ADMINISTER):
    rules.set_perm(_permission, _predicate(_permission))


@rules.predicate
def tends_places(user: User | AnonymousUser) -> bool:
    """Whether a person may enter, correct and merge places: who answers for records anywhere."""
    if not user.is_authenticated or not user.is_active:
        return False
    roles = {membership.role for membership in memberships(user)}
    return bool(roles & TENDS_PLACES) or user.is_superuser


rules.set_perm(TEND_PLACES, tends_places)


@rules.predicate
def keeps_peers(user: User | AnonymousUser) -> bool:
    """Whether a person may accept and suspend other sites: who administers an office."""
    if not user.is_authenticated or not user.is_active:
        return False
    roles = {membership.role for membership in memberships(user)}
    return Role.ADMINISTRATOR in roles or user.is_superuser


rules.set_perm(KEEP_PEERS, keeps_peers)


def require_tending(user: User) -> None:
    """Let pass who may tend the places, or refuse aloud.

    Raises:
        NotAllowedError: None of the person's roles allows this.
    """
    if not user.has_perm(TEND_PLACES):
        raise NotAllowedError(
            _("Only reviewers, authorities and administrators may change places. Ask one of them.")
        )


def require(user: User, permission: str, office: Office) -> None:
    """Let pass or refuse aloud.

    Raises:
        NotAllowedError: The person's role in the office does not allow this.
    """
    if not user.has_perm(permission, office):
        raise NotAllowedError(
            _("Your role in %(office)s does not allow this. Ask its administrator.")
            % {"office": office}
        )


def chosen_office(offices: Sequence[Office], slug: str | None) -> Office | None:
    """The office of this short name, or the only one; None where somebody has to choose."""
    if len(offices) == 1:
        return offices[0]
    return next((office for office in offices if office.slug == slug), None)


def offices_where(user: User, permission: str) -> QuerySet[Office]:
    """The offices in which a person may do something."""
    if user.is_superuser:
        return Office.objects.all()
    own, countries = [], []
    for membership in memberships(user):
        if permission in ROLE_MAY[Role(membership.role)]:
            own.append(membership.office_id)
        if membership.role == Role.AUTHORITY and permission in AUTHORITY_MAY_ELSEWHERE:
            countries.append(membership.office.country)
    return Office.objects.filter(Q(pk__in=own) | Q(country__in=countries))
