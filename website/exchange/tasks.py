"""The jobs of an import, run by the worker."""

from collections.abc import Callable

import structlog
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from website.accounts.permissions import NotAllowedError
from website.exchange import actions
from website.exchange.actions.sending import deliver_message, queue_due
from website.exchange.at_work import Tell, at_work, tidy_rows
from website.exchange.models import Import, ImportRow
from website.places.territories import forget

log = structlog.get_logger(__name__)
ATTEMPTS = 5
#: From so many rows on an import's pages need a tidy table.
MANY = 2000
#: The database was away: the job is tried again by itself.
AGAIN = RetryStrategy(
    max_attempts=ATTEMPTS,
    exponential_wait=2,
    retry_exceptions={OperationalError, InterfaceError},
)


def _work(context: JobContext, pk: int, act: Callable[[Import, Tell], object]) -> None:
    """Do a job of an import; a fault that nobody foresaw stops the import with a sentence."""
    forget()
    try:
        with at_work(pk) as tell:
            act(Import.objects.get(pk=pk), tell)
    except (OperationalError, InterfaceError):
        if context.job.attempts + 1 < ATTEMPTS:
            raise
        _stop(pk, _("The database did not answer for a while."))
    except NotAllowedError as refused:
        _stop(pk, str(refused))
    except Exception:  # noqa: BLE001 whatever it is, the import must not hang for ever
        _stop(pk, _("Something went wrong that nobody foresaw; the log of the worker says what."))


def _stop(pk: int, trouble: str) -> None:
    log.exception("import_stopped", batch=pk)
    actions.stop_import(pk=pk, trouble=trouble)


@app.task(name="website.exchange.tasks.read_import", pass_context=True, retry=AGAIN)
def read_import(context: JobContext, pk: int) -> None:
    """Read a file that somebody brought."""
    _work(context, pk, lambda batch, tell: actions.read_import(pk=batch.pk, tell=tell))
    if ImportRow.objects.filter(batch=pk)[MANY:].exists():
        tidy_rows()


@app.task(name="website.exchange.tasks.commit_import", pass_context=True, retry=AGAIN)
def commit_import(context: JobContext, pk: int) -> None:
    """Write an accepted import to the register."""
    now = timezone.now()  # noqa: TID251 a job is an entry point, like a view
    _work(
        context,
        pk,
        lambda batch, tell: actions.commit_import(
            pk=batch.pk, by=batch.decided_by, at=now, publish=batch.publishes, tell=tell
        ),
    )


@app.task(name="website.exchange.tasks.undo_import", pass_context=True, retry=AGAIN)
def undo_import(context: JobContext, pk: int) -> None:
    """Take an import back."""
    now = timezone.now()  # noqa: TID251 a job is an entry point, like a view
    _work(
        context,
        pk,
        lambda batch, tell: actions.undo_import(
            pk=batch.pk, by=batch.undone_by, at=now, tell=tell
        ),
    )


@app.periodic(cron="* * * * *")
@app.task(name="website.exchange.tasks.rescue", queueing_lock="rescue-imports")
def rescue(timestamp: int) -> None:
    """Begin anew the jobs whose worker is gone."""
    if rescued := actions.rescue_imports():
        log.warning("imports_rescued", imports=rescued, timestamp=timestamp)


@app.task(name="website.exchange.peers.deliver")
def deliver(pk: int) -> None:
    """Deliver a message to another site; the next attempt is queued when it is due."""
    deliver_message(pk=pk, at=timezone.now())  # noqa: TID251 a job is an entry point, like a view


@app.periodic(cron="* * * * *")
@app.task(name="website.exchange.peers.deliver_due", queueing_lock="deliver-due-messages")
def deliver_due(timestamp: int) -> None:
    """Queue the messages whose next attempt is due."""
    if due := queue_due(at=timezone.now()):  # noqa: TID251 a job is an entry point, like a view
        log.info("messages_due", messages=due, timestamp=timestamp)
