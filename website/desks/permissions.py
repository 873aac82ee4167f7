"""Who sees the desks of an authority. The acts themselves ask again."""

import rules
from django.contrib.auth.models import AnonymousUser

from website.accounts.models import Role, User
from website.accounts.permissions import memberships

EXAMINES = "register.examines"
DIRECTS = "register.directs"


def _has_role(user: User | AnonymousUser, *roles: Role) -> bool:
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or any(one.role in roles for one in memberships(user))


@rules.predicate
def examines(user: User | AnonymousUser) -> bool:
    """Whether a person works for an authority."""
    return _has_role(user, Role.AUTHORITY)


@rules.predicate
def directs(user: User | AnonymousUser) -> bool:
    """Whether a person may find a directive that is theirs to write."""
    return _has_role(user, Role.AUTHORITY, Role.ADMINISTRATOR)


rules.set_perm(EXAMINES, examines)
rules.set_perm(DIRECTS, directs)
