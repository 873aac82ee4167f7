"""Imports whose worker or database is killed at random moments: is the register ever half-way?

    python -m benchmarks.kill_imports --workers 50 --databases 10 [--rows 150] [--seed 1]

Starts a PostgreSQL of its own and the real worker, brings a file, accepts it, takes it back, and
meanwhile kills (kill -9) the worker, or PostgreSQL with all its processes, at a random moment of
the whole. After each kill the register must be as before the step or as after it. Then whatever
is gone is started anew and the import must come to its end by itself. Prints JSON.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psutil

from devtools.environment import apply_settings
from devtools.folders import ROOT
from devtools.postgres import EmbeddedServer

PATIENCE = 180  # seconds until an import counts as hanging
POLL = 0.02


def main() -> int:
    """Run the rounds and print what came of them; 1 where anything was ever half-way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=50, help="how often the worker is killed")
    parser.add_argument("--databases", type=int, default=10, help="how often PostgreSQL is")
    parser.add_argument("--rows", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)  # noqa: S311 moments, not secrets
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        house = House(Path(folder), stack, options.rows)
        house.round(None, 0.0)
        whole = house.round(None, 0.0)  # with the worker running, as in the rounds that follow
        kinds = ["worker"] * options.workers + ["database"] * options.databases
        dice.shuffle(kinds)
        rounds = [house.round(kind, dice.uniform(0, whole.seconds)) for kind in kinds]
        house.stop_worker()
    told = summary(whole, rounds)
    print(json.dumps(told, indent=2))
    return 0 if told["half_way"] == told["never_finished"] == 0 else 1


@dataclass
class Round:
    """One import from its file to its end: what was killed when, and what was found after it."""

    killed: str | None
    after: float
    state: str = ""
    consistent: bool = True
    finished: bool = False
    seconds: float = 0.0
    worker_starts: int = 0
    found: dict[str, object] = field(default_factory=dict)


def summary(whole: Round, rounds: list[Round]) -> dict[str, object]:
    """The rounds in numbers."""
    killed_in: dict[str, int] = {}
    for one in rounds:
        name = f"{one.killed} while {one.state or 'not begun'}"
        killed_in[name] = killed_in.get(name, 0) + 1
    return {
        "rounds": len(rounds),
        "worker_kills": sum(one.killed == "worker" for one in rounds),
        "database_kills": sum(one.killed == "database" for one in rounds),
        "killed_in": dict(sorted(killed_in.items())),
        "half_way": sum(not one.consistent for one in rounds),
        "never_finished": sum(not one.finished for one in rounds),
        "seconds_without_a_kill": round(whole.seconds, 2),
        "longest_seconds": round(max((one.seconds for one in rounds), default=0.0), 2),
        "worker_starts": sum(one.worker_starts for one in rounds),
        "troubles": [vars(one) for one in rounds if not (one.consistent and one.finished)],
    }


class House:
    """A PostgreSQL, a register and a worker of the benchmark's own."""

    def __init__(self, folder: Path, stack: ExitStack, rows: int) -> None:
        self.folder, self.stack, self.rows = folder, stack, rows
        self.server = stack.enter_context(EmbeddedServer(folder / "postgres"))
        self.worker: subprocess.Popen[bytes] | None = None
        self.starts = self.sources = 0
        self._set_up()
        stack.callback(self.stop_worker)

    def _set_up(self) -> None:
        os.environ["DATABASE_URL"] = self.server.url("postgres")
        os.environ["MEDIA_ROOT"] = str(self.folder / "media")
        os.environ["TWINPACT_VAR"] = str(self.folder)
        apply_settings(self.server.url("postgres"))
        import django  # noqa: PLC0415 -- after its settings

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        with (self.folder / "setup.log").open("w") as log:
            call_command("migrate", interactive=False, verbosity=0, stdout=log)
            call_command("create_demo_users", stdout=log)
            call_command("load_founding", stdout=log)

    def round(self, kill: str | None, after: float) -> Round:
        """Bring, accept and take back a file; kill meanwhile."""
        told = Round(kill, round(after, 3))
        self.starts = 0
        self.start_worker()
        batch = self._bring()
        begun, struck = time.monotonic(), kill is None
        while time.monotonic() - begun < PATIENCE:
            if not struck and time.monotonic() - begun >= after:
                struck = True
                self._strike(kill, batch, told)
            state = self._go_on(batch)
            told.finished = state == "undone" and struck
            if told.finished:
                break
            if self.worker is None or self.worker.poll() is not None:
                self.start_worker()
            time.sleep(POLL)
        told.seconds = time.monotonic() - begun
        told.worker_starts = self.starts
        if told.finished and self.register(batch) != self._empty():
            told.consistent, told.found = False, self.register(batch)
        return told

    def _bring(self) -> int:
        from website.accounts.models import Office, User  # noqa: PLC0415
        from website.exchange import actions  # noqa: PLC0415
        from website.sources.actions import name_source  # noqa: PLC0415

        self.sources += 1
        office = Office.objects.get(slug="antioquia")
        by = User.objects.get(email="administrator@demo.example")
        source = name_source(office=office, kind="file", title=f"List {self.sources}", by=by)
        lines = [
            f"Medellín, Colombia;Partner {self.sources} {n};{1950 + n % 70};Turismo"
            for n in range(self.rows)
        ]
        content = "\n".join(["Municipio;Contraparte;Fecha;Tema", *lines]).encode()
        return actions.bring_file(
            office=office, source=source, filename="list.csv", content=content, by=by, at=now()
        ).pk

    def _go_on(self, pk: int) -> str:
        """Do what a person would do next; the state of the import."""
        from django.db import Error, connection  # noqa: PLC0415

        from website.accounts.models import User  # noqa: PLC0415
        from website.exchange import actions  # noqa: PLC0415
        from website.exchange.models import Import  # noqa: PLC0415

        try:
            state = str(Import.objects.values_list("state", flat=True).get(pk=pk))
            by = User.objects.get(email="administrator@demo.example")
            if state == "ready":
                actions.accept_import(pk=pk, by=by, at=now())
            elif state == "done":
                told = self.register(pk)
                assert told["agreements"] == self.rows, told
                actions.ask_to_undo(pk=pk, by=by, at=now())
            elif state == "stopped":
                actions.try_again(pk=pk, by=by)
        except Error:
            connection.close()
            return ""
        return state

    def _strike(self, kind: str | None, pk: int, told: Round) -> None:
        """Kill, start the database anew if that was killed, and look at the register."""
        from django.db import connection  # noqa: PLC0415

        if kind == "worker":
            assert self.worker is not None
            self.worker.kill()
            self.worker.wait()
        else:
            self._kill_database()
            connection.close()
            self.stack.enter_context(EmbeddedServer(self.folder / "postgres"))
        told.found = self._settled(pk)
        told.state = str(told.found.pop("state"))
        told.consistent = told.found in (self._empty(), self._full(pk))

    def _kill_database(self) -> None:
        pid = int((self.folder / "postgres" / "postmaster.pid").read_text().split()[0])
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(family, timeout=30)

    def _settled(self, pk: int) -> dict[str, object]:
        """The register and the state, read at one moment."""
        from django.db import transaction  # noqa: PLC0415

        from website.exchange.models import Import  # noqa: PLC0415

        with transaction.atomic():
            state = Import.objects.values_list("state", flat=True).get(pk=pk)
            return self.register(pk) | {"state": state}

    def register(self, pk: int) -> dict[str, object]:
        """What the register has of the import's source, in one statement: counts and a hash."""
        from django.db import connection  # noqa: PLC0415

        with connection.cursor() as cursor:
            cursor.execute(REGISTER, [pk])
            agreements, parties, statements, entries, written = cursor.fetchone()
        return {
            "agreements": agreements,
            "parties": parties,
            "statements": statements,
            "entries": entries,
            "hash": written,
        }

    def _empty(self) -> dict[str, object]:
        return {"agreements": 0, "parties": 0, "statements": 0, "entries": 0, "hash": None}

    def _full(self, pk: int) -> dict[str, object]:
        """What stands there once all rows are written; its hash follows from the file."""
        from hashlib import md5  # noqa: PLC0415

        parties = sorted(
            f"{self._source_key(pk)} Partner {self.sources} {n}" for n in range(self.rows)
        )
        return {
            "agreements": self.rows,
            "parties": 2 * self.rows,
            "statements": 4 * self.rows,
            "entries": self.rows,
            "hash": md5("\n".join(parties).encode(), usedforsecurity=False).hexdigest(),
        }

    def _source_key(self, pk: int) -> str:
        from website.exchange.models import Import  # noqa: PLC0415

        return str(Import.objects.values_list("source_id", flat=True).get(pk=pk))

    def start_worker(self) -> None:
        """Start the worker, unless it runs."""
        if self.worker is not None and self.worker.poll() is None:
            return
        self.starts += 1
        log = self.stack.enter_context((self.folder / "worker.log").open("ab"))
        self.worker = subprocess.Popen(
            [sys.executable, "manage.py", "work"], cwd=ROOT, stdout=log, stderr=log
        )

    def stop_worker(self) -> None:
        """End the worker that this benchmark started."""
        if self.worker is not None and self.worker.poll() is None:
            self.worker.kill()
            self.worker.wait()


REGISTER = """
WITH mine AS (
  SELECT id, source_key FROM agreements_agreement
  WHERE source_key LIKE (SELECT source_id || ':%%' FROM exchange_import WHERE id = %s)
)
SELECT (SELECT count(*) FROM mine),
  (SELECT count(*) FROM agreements_party WHERE agreement_id IN (SELECT id FROM mine)),
  (SELECT count(*) FROM agreements_agreementstatement
   WHERE agreement_id IN (SELECT id FROM mine)),
  (SELECT count(*) FROM exchange_sourceentry WHERE agreement_id IN (SELECT id FROM mine)),
  (SELECT md5(string_agg(told, E'\\n' ORDER BY told COLLATE "C")) FROM (
    SELECT split_part(source_key, ':', 1) || ' ' || party.written AS told
    FROM mine JOIN agreements_party AS party ON party.agreement_id = mine.id
    WHERE party.position = 2) AS lines)
"""


def now() -> datetime:
    """The moment; a benchmark is an entry point, like a command."""
    return datetime.now(UTC)  # noqa: TID251


if __name__ == "__main__":
    raise SystemExit(main())
