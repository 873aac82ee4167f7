"""What a reminder says: one mail a person a day, with what is late, due, and ending."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext

from website.accounts.models import Office, Role, User
from website.accounts.permissions import WRITE, offices_where
from website.agreements.models import Agreement
from website.desks.authority import asking, by_day, countries_examined
from website.desks.due import DueLine, EndingLine, due_lines, ending_lines, late, soon, turns_of
from website.desks.models import RenewalNotice, Wishes

#: How many lines of each kind a mail holds; the desk shows the rest.
MOST = 20
SALT = "website.desks.reminders"


@dataclass(frozen=True, slots=True)
class Reminder:
    """What a person is told on a day. The numbers say how many there are in all."""

    late: list[DueLine]
    soon: list[DueLine]
    ending: list[EndingLine]
    asked: list[DueLine]
    n_late: int
    n_soon: int
    n_ending: int
    n_asked: int

    @property
    def items(self) -> int:
        """How many things there are to be told of."""
        return self.n_late + self.n_soon + self.n_ending + self.n_asked


def offices_of(user: User) -> list[Office]:
    """The offices for whose work a person is reminded: those in which they write themselves."""
    if user.is_superuser:
        return [one.office for one in user.memberships.select_related("office")]
    return list(offices_where(user, WRITE))


def reminder_for(user: User, today: date) -> Reminder:
    """What is late, due in the next days, newly near its end, or asked of the authority."""
    offices = offices_of(user)
    turns = turns_of(offices)
    is_late, is_soon = late(turns, today), soon(turns, today)
    noticed = RenewalNotice.objects.filter(
        noticed_on=today, agreement__office__in=[one.pk for one in offices]
    )
    near = Agreement.register.filter(
        pk__in=noticed.values("agreement"), ends_latest__isnull=False
    ).order_by("ends_earliest", "pk")
    authority = user.memberships.filter(role=Role.AUTHORITY).exists()
    asked = by_day(asking(countries_examined(user)))
    asked = asked.exclude(due=None) if authority else asked.none()
    asked = (late(asked, today) | soon(asked, today)) if authority else asked
    return Reminder(
        late=due_lines(is_late[:MOST], today),
        soon=due_lines(is_soon[:MOST], today),
        ending=ending_lines(near[:MOST], today),
        asked=due_lines(by_day(asked)[:MOST], today),
        n_late=is_late.count(),
        n_soon=is_soon.count(),
        n_ending=near.count(),
        n_asked=asked.count(),
    )


def language_of(user: User) -> str:
    """The language in which a person is written to."""
    wishes = Wishes.objects.filter(user=user).first()
    return wishes.language if wishes else settings.LANGUAGE_CODE


def mail(user: User, reminder: Reminder, *, site: str) -> EmailMessage:
    """The mail, in the language that is active; ``site`` is what its links begin with."""
    subject = ngettext(
        "%(n)s thing is due in your agreements",
        "%(n)s things are due in your agreements",
        reminder.items,
    ) % {"n": reminder.items}
    stop = site + reverse("desks:stop_reminders", args=[stop_token(user)])
    context = {"reminder": reminder, "user": user, "site": site, "stop": stop,
               "register_name": settings.REGISTER_NAME}  # fmt: skip
    return EmailMessage(
        subject=f"{settings.REGISTER_NAME}: {subject}",
        body=render_to_string("desks/reminder.txt", context),
        to=[user.email],
        headers={"List-Unsubscribe": f"<{stop}>", "Auto-Submitted": "auto-generated"},
    )


def stop_token(user: User) -> str:
    """What the address in a mail holds by which its reader ends the mails, without signing in."""
    return Signer(salt=SALT).sign(str(user.pk))


def user_of(token: str) -> User | None:
    """Whose mails an address ends; None where it was not made here."""
    try:
        pk = Signer(salt=SALT).unsign(token)
    except BadSignature:
        return None
    return User.objects.filter(pk=int(pk), is_active=True).first()


def site_address() -> str:
    """What links in mails begin with, where there is no request to tell."""
    if settings.SITE_ADDRESS:
        return str(settings.SITE_ADDRESS)
    return f"{'https' if settings.OVER_TLS else 'http'}://{settings.ALLOWED_HOSTS[0]}"


def people_to_remind() -> Sequence[int]:
    """Everybody who works in an office and did not say no."""
    refused = Wishes.objects.filter(reminders=False).values("user")
    at_work = User.objects.filter(
        is_active=True, memberships__role__in=[role for role in Role.values if role != Role.READER]
    )
    return list(at_work.exclude(pk__in=refused).order_by("pk").values_list("pk", flat=True)
                .distinct())  # fmt: skip
