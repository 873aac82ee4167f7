"""Who may do what on a programme: each office for its own side, and both for what they share."""

from django.utils.translation import gettext as _

from website.accounts.models import Office, User
from website.accounts.permissions import NotAllowedError, may, require
from website.plans.models import Programme, ProgrammeSide


def offices_of(programme: Programme) -> list[Office]:
    """The offices that speak for a side, the one that keeps the agreement first."""
    others = [one.office for one in programme.sides.all() if one.office is not None]
    return list(dict.fromkeys([programme.office, *others]))


def may_on(user: User, permission: str, programme: Programme) -> bool:
    """Whether a person may do something for any side of a programme."""
    return any(may(user, permission, office) for office in offices_of(programme))


def require_on(user: User, permission: str, programme: Programme) -> None:
    """Let pass who may do something for any side, or refuse aloud.

    Raises:
        NotAllowedError: The person's role in none of the offices allows this.
    """
    if not may_on(user, permission, programme):
        require(user, permission, programme.office)


def side_for(user: User, permission: str, programme: Programme) -> int | None:
    """The side for which a person may do something; None where it is none."""
    for side in programme.sides.all():
        if side.office is not None and may(user, permission, side.office):
            return side.side
    return None


def require_side(user: User, permission: str, side: ProgrammeSide) -> None:
    """Let pass who may speak for a side, or refuse aloud.

    Raises:
        NotAllowedError: The side has no office here, or the person's role there forbids it.
    """
    if side.office is None:
        raise NotAllowedError(
            _("This side has no office in the register. What it says comes by letter.")
        )
    require(user, permission, side.office)
