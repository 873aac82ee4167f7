"""The letters that an invitation sends: in the counterpart's language, with the link."""

import smtplib
from datetime import datetime

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from website.agreements import words
from website.agreements.models import Invitation

log = structlog.get_logger(__name__)
#: Backends that hand mail to nobody.
NOBODY = ("console", "dummy", "filebased")


def leaves_the_site() -> bool:
    """Whether this site has a mail server at all."""
    return not any(name in settings.EMAIL_BACKEND for name in NOBODY)


def send_invitation(invitation: Invitation, link: str) -> bool:
    """Send the link to the counterpart; whether the mail server has taken it."""
    if not leaves_the_site():
        return False
    try:
        letter(invitation, link).send()
    except (OSError, smtplib.SMTPException):
        log.exception("invitation_not_mailed", invitation=invitation.pk)
        return False
    return True


def letter(invitation: Invitation, link: str) -> EmailMessage:
    """The letter of an invitation."""
    with translation.override(invitation.language):
        title = words.title(invitation.agreement)
        subject = _("Your side of the agreement %(title)s") % {"title": title}
        body = render_to_string("agreements/invitation.txt", _gaps(invitation, title, link))
    return EmailMessage(" ".join(subject.split()), body, to=[invitation.email])


def _gaps(invitation: Invitation, title: str, link: str) -> dict[str, object]:
    until: datetime = invitation.expires_at
    return {
        "title": title,
        "office": invitation.agreement.office.name,
        "register": settings.REGISTER_NAME,
        "link": link,
        "until": until,
        "by": invitation.created_by,
    }
