"""Every write on people and offices."""

from django.db import transaction
from django.utils.translation import gettext as _

from website.accounts.models import Membership, Office, Role, User
from website.accounts.permissions import ADMINISTER, NotAllowedError, require


class LastAdministratorError(Exception):
    """The office would be left without anybody who administers it."""


@transaction.atomic
def open_office(*, name: str, slug: str, country: str) -> Office:
    """Open an office, or find it open."""
    office, _made = Office.objects.get_or_create(
        slug=slug, defaults={"name": name, "country": country}
    )
    return office


@transaction.atomic
def give_role(*, user: User, office: Office, role: str, by: User | None) -> Membership:
    """Give a person a role in an office; ``by`` is None when the set-up does it.

    The role of an authority opens the records of a whole country: only an office that has it
    from the set-up gives it further.

    Raises:
        NotAllowedError: ``by`` does not administer the office, or may not make an authority.
        LastAdministratorError: The person is the only one who administers the office.
    """
    office = Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    if by is not None:
        require(by, ADMINISTER, office)
        _check_authority(office, role, by)
    if by is not None and role != Role.ADMINISTRATOR and _alone_administers(user, office):
        raise LastAdministratorError(
            _("An office needs an administrator. Give somebody else the role first.")
        )
    membership, _made = Membership.objects.update_or_create(
        user=user, office=office, defaults={"role": role}
    )
    return membership


def _alone_administers(user: User, office: Office) -> bool:
    administrators = office.memberships.filter(role=Role.ADMINISTRATOR)
    return [one.user_id for one in administrators] == [user.pk]


def _check_authority(office: Office, role: str, by: User) -> None:
    if role != Role.AUTHORITY or by.is_superuser:
        return
    if not office.memberships.filter(role=Role.AUTHORITY).exists():
        raise NotAllowedError(
            _("%(office)s is not a national authority: it cannot give this role.")
            % {"office": office}
        )
