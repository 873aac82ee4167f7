"""Jobs that fail, hang or lose their worker: the import never hangs for ever."""

from types import SimpleNamespace

import pytest
from django.db import OperationalError, connections
from django.urls import reverse
from django.utils import translation
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.asserts import assertContains

from website.exchange import actions, tasks
from website.exchange.at_work import at_work, is_at_work
from website.exchange.models import Import, ImportState

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def context(attempts: int = 0) -> SimpleNamespace:
    return SimpleNamespace(job=SimpleNamespace(attempts=attempts))


@pytest.fixture
def broken(monkeypatch, read, by, clock):
    """An accepted import whose writing meets a fault."""

    def make(fault: Exception) -> Import:
        def fails(**_options: object) -> None:
            raise fault

        batch = read()
        actions.accept_import(pk=batch.pk, by=by, at=clock())
        monkeypatch.setattr(tasks.actions, "commit_import", fails)
        return batch

    return make


def test_an_unforeseen_fault_stops_the_import_and_somebody_tries_again(
    broken, monkeypatch, signed_in
):
    batch = broken(ZeroDivisionError("nobody foresaw this"))
    tasks.commit_import.func(context(), batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.stopped_in) == (ImportState.STOPPED, ImportState.COMMITTING)
    client = signed_in()
    page = client.get(reverse("exchange:preview", args=[batch.pk]))
    assertContains(page, "Something went wrong that nobody foresaw")
    assertContains(page, "Try again")
    client.post(reverse("exchange:again", args=[batch.pk]))
    monkeypatch.undo()
    tasks.commit_import.func(context(), batch.pk)
    batch.refresh_from_db()
    assert batch.state == ImportState.DONE


def test_a_database_that_is_away_is_waited_for_and_then_told(broken):
    batch = broken(OperationalError("the connection is closed"))
    with pytest.raises(OperationalError):
        tasks.commit_import.func(context(), batch.pk)
    batch.refresh_from_db()
    assert batch.state == ImportState.COMMITTING
    tasks.commit_import.func(context(attempts=4), batch.pk)
    batch.refresh_from_db()
    assert batch.state == ImportState.STOPPED
    assert "database" in batch.trouble


def test_somebody_who_lost_the_right_meanwhile_writes_nothing(read, by, clock):
    batch = read()
    actions.accept_import(pk=batch.pk, by=by, at=clock())
    by.memberships.all().delete()
    tasks.commit_import.func(context(), batch.pk)
    batch.refresh_from_db()
    assert batch.state == ImportState.STOPPED
    assert "role" in batch.trouble


def doing(batch: Import) -> int:
    """The import's last job, marked as running."""
    job = ProcrastinateJob.objects.filter(args__pk=batch.pk).latest("id")
    with connections["default"].cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id <> %s", [job.pk])
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [job.pk])
    return job.pk


def test_a_job_whose_worker_is_gone_begins_anew(read, by, clock):
    batch = read()
    actions.accept_import(pk=batch.pk, by=by, at=clock())
    job = doing(batch)
    assert actions.rescue_imports() == [batch.pk]
    assert ProcrastinateJob.objects.get(pk=job).status == "todo"


def test_a_job_that_is_at_work_is_left_alone(read, by, clock):
    batch = read()
    actions.accept_import(pk=batch.pk, by=by, at=clock())
    job = doing(batch)
    with at_work(batch.pk) as tell:
        tell(3, 4)
        assert is_at_work(batch.pk)
        assert actions.rescue_imports() == []
    assert ProcrastinateJob.objects.get(pk=job).status == "doing"
    batch.progress.refresh_from_db()
    assert (batch.progress.done, batch.progress.total) == (3, 4)


def test_an_import_under_way_without_a_job_gets_one(read, by, clock):
    batch = read()
    actions.accept_import(pk=batch.pk, by=by, at=clock())
    with connections["default"].cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    assert actions.rescue_imports() == [batch.pk]
    assert ProcrastinateJob.objects.filter(args__pk=batch.pk, status="todo").count() == 1
