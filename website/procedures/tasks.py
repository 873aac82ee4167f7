"""What the worker does for procedures by itself: days pass while nobody writes anything."""

from django.utils import timezone
from procrastinate.contrib.django import app

from website.procedures.actions import refresh_procedures


@app.periodic(cron="7 * * * *")
@app.task(
    name="website.procedures.tasks.refresh",
    queueing_lock="website.procedures.tasks.refresh",
    lock="website.procedures.tasks.refresh",
)
def refresh(timestamp: int) -> None:
    """Bring what desks read of open procedures up to the day, once an hour."""
    now = timezone.now()  # noqa: TID251 a job is an entry point, like a view
    refresh_procedures(at=now)
