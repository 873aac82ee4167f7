"""Where an import stands: its jobs, the fault that stopped it, and beginning again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from website.accounts.models import User
from website.accounts.permissions import WRITE, require
from website.exchange.at_work import is_at_work
from website.exchange.models import Import, ImportProgress, ImportState
from website.exchange.models.imports import UNDER_WAY

#: The job that works on an import in each state.
JOBS = {
    ImportState.WAITING: "read_import",
    ImportState.READING: "read_import",
    ImportState.COMMITTING: "commit_import",
    ImportState.UNDOING: "undo_import",
}
PREFIX = "website.exchange.tasks."


class NotNowError(Exception):
    """The import is not in the state that this step needs."""


def queue(batch: Import) -> None:
    """Queue the job of an import's state, in the same transaction; one at a time works on it."""
    ImportProgress.objects.update_or_create(batch=batch, defaults={"done": 0, "total": None})
    app.configure_task(
        f"{PREFIX}{JOBS[ImportState(batch.state)]}", lock=f"import-{batch.pk}"
    ).defer(pk=batch.pk)


@transaction.atomic
def stop_import(*, pk: int, trouble: str) -> Import:
    """Note that a fault stopped the job of an import; the register is as it was before it."""
    batch = Import.objects.select_for_update(no_key=True).get(pk=pk)
    if batch.state in UNDER_WAY:
        batch.stopped_in, batch.state, batch.trouble = batch.state, ImportState.STOPPED, trouble
        batch.save(update_fields=["stopped_in", "state", "trouble"])
    return batch


@transaction.atomic
def try_again(*, pk: int, by: User) -> Import:
    """Queue anew the job that a fault stopped.

    Raises:
        NotAllowedError: The person may not write in the office.
        NotNowError: No fault stopped the import.
    """
    batch = Import.objects.select_for_update(no_key=True).get(pk=pk)
    require(by, WRITE, batch.office)
    if batch.state != ImportState.STOPPED:
        raise NotNowError(_("This import was not stopped by a fault."))
    batch.state, batch.stopped_in, batch.trouble = batch.stopped_in, "", ""
    batch.save(update_fields=["state", "stopped_in", "trouble"])
    queue(batch)
    return batch


def rescue_imports() -> list[int]:
    """Begin anew the jobs of imports whose worker is gone; the imports that they work on.

    A job that is marked as running while nobody holds its lock lost its worker. An import that is
    under way without any job in the queue gets one.
    """
    rescued = []
    running = ProcrastinateJob.objects.filter(task_name__startswith=PREFIX, status="doing")
    for job in running.exclude(task_name=f"{PREFIX}rescue"):
        pk = job.args["pk"]
        if not is_at_work(pk):
            app.job_manager.retry_job_by_id(job_id=job.pk, retry_at=timezone.now())  # noqa: TID251 the queue's own clock
            rescued.append(pk)
    return rescued + _queue_forgotten()


@transaction.atomic
def _queue_forgotten() -> list[int]:
    waiting = Import.objects.select_for_update(no_key=True, skip_locked=True)
    alive = {
        job.args.get("pk")
        for job in ProcrastinateJob.objects.filter(
            task_name__startswith=PREFIX, status__in=("todo", "doing")
        )
    }
    forgotten = list(waiting.filter(state__in=UNDER_WAY).exclude(pk__in=alive - {None}))
    for batch in forgotten:
        queue(batch)
    return [batch.pk for batch in forgotten]
