"""The jobs of an import, run by the worker."""

from django.utils import timezone
from procrastinate.contrib.django import app

from website.accounts.models import User
from website.exchange import actions
from website.places.territories import forget


@app.task(name="website.exchange.tasks.read_import")
def read_import(pk: int) -> None:
    """Read a file that somebody brought."""
    forget()
    actions.read_import(pk=pk)


@app.task(name="website.exchange.tasks.commit_import")
def commit_import(pk: int, by: int, publish: bool) -> None:
    """Write an accepted import to the register."""
    forget()
    now = timezone.now()  # noqa: TID251 a job is an entry point, like a view
    actions.commit_import(pk=pk, by=User.objects.get(pk=by), at=now, publish=publish)
