"""The jobs of the reports, run by the worker."""

import structlog
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from website.accounts.permissions import NotAllowedError
from website.reports import actions
from website.reports.making import NoMakerError

log = structlog.get_logger(__name__)
ATTEMPTS = 5
#: The database was away: the job is tried again by itself.
AGAIN = RetryStrategy(
    max_attempts=ATTEMPTS,
    exponential_wait=2,
    retry_exceptions={OperationalError, InterfaceError},
)


@app.task(name=actions.TASK, pass_context=True, retry=AGAIN)
def make_report(context: JobContext, pk: int) -> None:
    """Make a report; a fault that nobody foresaw stops it with a sentence."""
    now = timezone.now()  # noqa: TID251 a job is an entry point, like a view
    try:
        actions.make_report(pk=pk, at=now)
    except (OperationalError, InterfaceError):
        if context.job.attempts + 1 < ATTEMPTS:
            raise
        _stop(pk, _("The database did not answer for a while."))
    except NotAllowedError as refused:
        _stop(pk, str(refused))
    except NoMakerError:
        _stop(pk, _("This register makes no such report."))
    except Exception:  # noqa: BLE001 whatever it is, the report must not hang for ever
        _stop(pk, _("Something went wrong that nobody foresaw; the log of the worker says what."))


def _stop(pk: int, trouble: str) -> None:
    log.exception("report_stopped", report=pk)
    actions.stop_report(pk=pk, trouble=trouble)


@app.periodic(cron="* * * * *")
@app.task(name="website.reports.tasks.rescue", queueing_lock="rescue-reports")
def rescue(timestamp: int) -> None:
    """Begin anew the reports whose worker is gone."""
    if rescued := actions.rescue_reports():
        log.warning("reports_rescued", reports=rescued, timestamp=timestamp)


@app.periodic(cron="20 3 * * *")
@app.task(name="website.reports.tasks.expire", queueing_lock="expire-reports")
def expire(timestamp: int) -> None:
    """Delete the files of reports whose time is over."""
    day = timezone.localdate()
    if gone := actions.expire_reports(on=day):
        log.info("reports_expired", reports=gone, timestamp=timestamp)
