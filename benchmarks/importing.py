"""An office that imports files as its worker does, with the time that each step takes."""

import time
from collections import Counter

from django.db import connection
from django.test import Client
from django.utils import timezone

from website.accounts.models import Membership, Office, Role, User
from website.agreements.models import Agreement
from website.exchange import actions
from website.exchange.models import Import, ImportRow, ImportState
from website.exchange.queries import open_questions
from website.sources.actions import name_source

NAME = "list.xlsx"
WRITTEN = ("new", "changed", "joins", "gone")


class Importer:
    """An office with somebody who may import, and what each step took in seconds."""

    def __init__(self) -> None:
        self.office = Office.objects.create(name="Benchmark", slug="benchmark", country="DE")
        self.by = User.objects.create_user("benchmark@example.org", "a long enough phrase")
        Membership.objects.create(user=self.by, office=self.office, role=Role.ADMINISTRATOR)
        self.seconds: dict[str, float] = {}

    def client(self) -> Client:
        """A browser in which the person is signed in."""
        client = Client()
        client.force_login(self.by, "django.contrib.auth.backends.ModelBackend")
        return client

    def bring(self, source: str, content: bytes) -> Import:
        """Bring a file, read it and write all of it."""
        batch = self.read(source, content)
        self.write(batch)
        return batch

    def read(self, source: str, content: bytes, step: str = "read_and_compare") -> Import:
        """Bring a file and read it: what would become of each row."""
        batch = actions.bring_file(
            office=self.office,
            source=name_source(office=self.office, kind="file", title=source, by=self.by),
            filename=NAME,
            content=content,
            by=self.by,
            at=timezone.now(),  # noqa: TID251 a benchmark is an entry point, like a command
        )
        with Step(self, step):
            batch = actions.read_import(pk=batch.pk)
        if batch.state != ImportState.READY:
            raise SystemExit(f"The file was not read: {batch.trouble}")
        return batch

    def write(self, batch: Import, step: str = "write") -> None:
        """Accept all that is decided and write it."""
        now = timezone.now()  # noqa: TID251 as above
        actions.accept_import(pk=batch.pk, by=self.by, at=now, publish=False, outcomes=WRITTEN)
        with Step(self, step):
            actions.commit_import(pk=batch.pk, by=self.by, at=now)

    def undo(self, batch: Import, step: str) -> None:
        """Take an import back."""
        now = timezone.now()  # noqa: TID251 as above
        actions.ask_to_undo(pk=batch.pk, by=self.by, at=now)
        with Step(self, step):
            actions.undo_import(pk=batch.pk, by=self.by, at=now)

    def outcomes(self, batch: Import) -> dict[str, int]:
        """How many rows of each outcome."""
        return dict(Counter(ImportRow.objects.filter(batch=batch).values_list("outcome", flat=1)))

    def questions(self, batch: Import) -> int:
        """How many questions stand open."""
        return open_questions(batch).count()

    def left(self) -> int:
        """How many agreements the office has."""
        return Agreement.register.filter(office=self.office).count()


class Step:
    """The time of a step, after PostgreSQL looked at what the step before wrote."""

    def __init__(self, importer: Importer, name: str) -> None:
        self.importer, self.name = importer, name

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as the server does by itself within a minute
        self.start = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.importer.seconds[self.name] = round(time.perf_counter() - self.start, 1)
