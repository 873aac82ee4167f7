"""The daily job of the desks, run by the worker."""

from datetime import UTC, datetime

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from website.accounts.models import User
from website.desks import actions
from website.desks.reminders import people_to_remind, site_address

log = structlog.get_logger(__name__)
#: The database or the mail server was away: the job is tried again by itself. Who has been
#: reminded already is not reminded twice.
AGAIN = RetryStrategy(
    max_attempts=5,
    exponential_wait=4,
    retry_exceptions={OperationalError, InterfaceError, OSError},
)


@app.periodic(cron=settings.REMIND_AT)
@app.task(name="website.desks.tasks.remind_everybody", queueing_lock="reminders", retry=AGAIN)
def remind_everybody(timestamp: int) -> None:
    """Bring up the ends that come near, and send each person the mail of the day."""
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    on = timezone.localdate(at)
    noticed = actions.notice_ends(on=on)
    sent, failed = 0, None
    for pk in people_to_remind():
        user = User.objects.get(pk=pk)
        try:
            sent += actions.remind(user=user, on=on, at=at, site=site_address())
        except OSError as trouble:  # one mailbox that refuses must not keep the others waiting
            failed = trouble
            log.warning("reminder_not_sent", user=pk, trouble=str(trouble))
    log.info("reminded", day=str(on), notices=noticed, mails=sent)
    if failed is not None:
        raise failed
