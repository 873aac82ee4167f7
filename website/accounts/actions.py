"""Every write on people and offices."""

from django.db import transaction

from website.accounts.models import Membership, Office, User
from website.accounts.permissions import ADMINISTER, require


@transaction.atomic
def open_office(*, name: str, slug: str, country: str) -> Office:
    """Open an office, or find it open."""
    office, _ = Office.objects.get_or_create(
        slug=slug, defaults={"name": name, "country": country}
    )
    return office


@transaction.atomic
def give_role(*, user: User, office: Office, role: str, by: User | None) -> Membership:
    """Give a person a role in an office; ``by`` is None when the set-up does it.

    Raises:
        NotAllowedError: ``by`` does not administer the office.
    """
    if by is not None:
        require(by, ADMINISTER, office)
    membership, _ = Membership.objects.update_or_create(
        user=user, office=office, defaults={"role": role}
    )
    return membership
