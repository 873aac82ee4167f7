"""Telling people in time: notices of ends that come near, mails, calendars, wishes."""

import secrets
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import override

from website.accounts.models import Office, User
from website.accounts.permissions import ADMINISTER, require
from website.desks.due import ending
from website.desks.feeds import digest_of
from website.desks.models import (
    CalendarFeed,
    DeskSettings,
    RenewalNotice,
    SentReminder,
    Wishes,
)
from website.desks.number_format import check_number_format
from website.desks.reminders import language_of, mail, reminder_for

BATCH = 2000


@transaction.atomic
def notice_ends(*, on: date) -> int:
    """Bring up each agreement whose end has come near, once for each end; how many are new."""
    near = ending(list(Office.objects.all()), on).filter(ends_latest__gte=on)
    fresh = [
        RenewalNotice(agreement_id=pk, ends_on=ends, noticed_on=on)
        for pk, ends in near.exclude(renewal_notices__ends_on=F("ends_earliest")).values_list(
            "pk", "ends_earliest"
        )
    ]
    made = RenewalNotice.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=BATCH)
    return len(made)


def remind(*, user: User, on: date, at: datetime, site: str) -> bool:
    """Send a person the mail of a day, if anything is due; whether one was sent now.

    That it is sent is written before the mail leaves, so that no second worker sends another. A
    mail that does not leave is taken back, to be tried again.
    """
    with override(language_of(user)):
        return _remind(user, on, at, site)


def _remind(user: User, on: date, at: datetime, site: str) -> bool:
    reminder = reminder_for(user, on)
    if not reminder.items:
        return False
    claim = SentReminder(user=user, day=on, items=reminder.items, at=at)
    if not _claimed(claim):
        return False
    try:
        mail(user, reminder, site=site).send()
    except Exception:
        SentReminder.objects.filter(user=user, day=on).delete()
        raise
    return True


def _claimed(claim: SentReminder) -> bool:
    """Whether this worker is the one that sends the mail."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO desks_sentreminder (user_id, day, items, at) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (user_id, day) DO NOTHING",
            [claim.user_id, claim.day, claim.items, claim.at],
        )
        return cursor.rowcount == 1


@transaction.atomic
def wish(*, user: User, reminders: bool, language: str) -> Wishes:
    """Keep whether a person wants to be reminded by mail, and in which language."""
    wishes, _made = Wishes.objects.update_or_create(
        user=user, defaults={"reminders": reminders, "language": language}
    )
    return wishes


@transaction.atomic
def open_feed(*, user: User, at: datetime) -> str:
    """Give a person a new secret address for their calendar; the old one answers no more.

    The address is given only now: what is kept is its hash.
    """
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        user=user, defaults={"digest": digest_of(token), "made_at": at}
    )
    return token


@transaction.atomic
def close_feed(*, user: User) -> bool:
    """Take the address back; whether there was one."""
    gone, _kinds = CalendarFeed.objects.filter(user=user).delete()
    return gone > 0


@transaction.atomic
def settle_desk(*, office: Office, days_ahead: int, number_format: str, by: User) -> DeskSettings:
    """Keep what an office decides about its desk.

    Raises:
        NotAllowedError: The person does not administer the office.
        ValidationError: The numbers would not be told apart.
    """
    require(by, ADMINISTER, office)
    check_number_format(number_format)
    wanted, _made = DeskSettings.objects.update_or_create(
        office=office, defaults={"days_ahead": days_ahead, "number_format": number_format}
    )
    return wanted
