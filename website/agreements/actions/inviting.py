"""Inviting a counterpart to say what it has of an agreement, and taking the invitation back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from website.accounts.models import User
from website.accounts.permissions import WRITE, require
from website.agreements.links import hashed, new_secret, token
from website.agreements.models import Agreement, Invitation

USUAL_DAYS = 30
MOST_DAYS = 180
#: So many invitations to an agreement and from an office within a day.
MOST_OF_AGREEMENT, MOST_OF_OFFICE = 10, 200
A_DAY = timedelta(days=1)


class NoSuchPartyError(Exception):
    """The agreement has no other party of this number."""


class TooManyInvitationsError(Exception):
    """More invitations went out within a day than may."""


class ClosedInvitationError(Exception):
    """The invitation was answered, taken back, or has run out; ``state`` says which."""

    def __init__(self, state: str) -> None:
        super().__init__(str(CLOSED[state]()))
        self.state = state


CLOSED = {
    "answered": lambda: _("This invitation was answered already."),
    "revoked": lambda: _("This invitation was taken back."),
    "expired": lambda: _("This invitation has run out."),
}


def state_of(invitation: Invitation, *, at: datetime) -> str:
    """Where an invitation stands: answered, revoked, expired, draft or open."""
    if invitation.answered_at is not None:
        return "answered"
    if invitation.revoked_at is not None:
        return "revoked"
    if invitation.expires_at <= at:
        return "expired"
    return "draft" if invitation.draft_saved_at is not None else "open"


@transaction.atomic
def invite_counterpart(
    *,
    pk: int,
    position: int,
    email: str,
    language: str,
    by: User,
    at: datetime,
    days: int = USUAL_DAYS,
) -> tuple[Invitation, str]:
    """Open an invitation to a party of an agreement; gives it with the token of its link.

    The token is told this once; the register keeps only a hash.

    Raises:
        NotAllowedError: The person may not write in the agreement's office.
        NoSuchPartyError: The agreement has no other party of this number.
        TooManyInvitationsError: Too many invitations went out within a day.
    """
    row = Agreement.register.select_for_update(no_key=True, of=("self",)).get(pk=pk)
    require(by, WRITE, row.office)
    if position < 2 or not row.parties.filter(position=position).exists():
        raise NoSuchPartyError(_("The agreement has no other party of this number."))
    recent = Invitation.objects.filter(created_at__gt=at - A_DAY)
    if (
        recent.filter(agreement=row).count() >= MOST_OF_AGREEMENT
        or recent.filter(agreement__office=row.office).count() >= MOST_OF_OFFICE
    ):
        raise TooManyInvitationsError(
            _("Too many invitations went out today. Invite the next counterpart tomorrow.")
        )
    secret = new_secret()
    invitation = Invitation.objects.create(
        agreement=row,
        position=position,
        email=email,
        language=language,
        link_hash=hashed(secret),
        created_at=at,
        created_by=by,
        expires_at=at + timedelta(days=min(max(days, 1), MOST_DAYS)),
    )
    return invitation, token(invitation.pk, secret)


@transaction.atomic
def note_mailed(*, pk: int, by: User, at: datetime) -> Invitation:
    """Note that the mail with the link has left.

    Raises:
        NotAllowedError: The person may not write in the agreement's office.
    """
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=pk)
    require(by, WRITE, invitation.agreement.office)
    invitation.mailed_at = at
    invitation.save(update_fields=["mailed_at"])
    return invitation


@transaction.atomic
def revoke_invitation(*, pk: int, by: User, at: datetime) -> Invitation:
    """Take an invitation back; its link opens nothing from now on, and its draft is forgotten.

    Raises:
        NotAllowedError: The person may not write in the agreement's office.
        ClosedInvitationError: It was answered or taken back already.
    """
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=pk)
    require(by, WRITE, invitation.agreement.office)
    state = state_of(invitation, at=at)
    if state in ("answered", "revoked"):
        raise ClosedInvitationError(state)
    invitation.revoked_at, invitation.revoked_by = at, by
    invitation.draft, invitation.draft_saved_at = {}, None
    invitation.save(update_fields=["revoked_at", "revoked_by", "draft", "draft_saved_at"])
    return invitation
