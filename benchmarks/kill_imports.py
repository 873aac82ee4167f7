"""Imports whose worker or database is killed at random moments: is the register ever half-way?

    python -m benchmarks.kill_imports --workers 50 --databases 10 [--rows 150] [--seed 1]

Starts a PostgreSQL of its own and the real worker, brings a file, accepts it, takes it back, and
meanwhile kills (kill -9) the worker, or PostgreSQL with all its processes, at a random moment of
waiting, reading, writing or taking back. After each kill the register must be as before the step
or as after it. Then whatever is gone is started anew and the import must come to its end by
itself. Prints JSON.
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
JOBS = ("waiting", "reading", "committing", "undoing")
STATES = ("waiting", "reading", "ready", "committing", "done", "undoing", "undone")
EMPTY = {"agreements": 0, "parties": 0, "statements": 0, "entries": 0, "hash": None}


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
        house.round(None, "", 0.0)
        whole = house.round(None, "", 0.0)  # with the worker running, as in those that follow
        house.whole = whole.full
        kinds = ["worker"] * options.workers + ["database"] * options.databases
        dice.shuffle(kinds)
        rounds = [
            house.round(kind, state, dice.uniform(0, whole.spent[state]))
            for kind in kinds
            for state in [dice.choice(sorted(whole.spent))]
        ]
        house.stop_worker()
    told = summary(whole, rounds)
    print(json.dumps(told, indent=2))
    return 0 if told["half_way"] == told["never_finished"] == 0 else 1


@dataclass
class Round:
    """One import from its file to its end: what was killed when, and what was found after it."""

    killed: str | None
    wanted: str
    after: float
    state: str = ""
    consistent: bool = True
    finished: bool = False
    seconds: float = 0.0
    worker_starts: int = 0
    found: dict[str, object] = field(default_factory=dict)
    full: dict[str, object] = field(default_factory=dict)
    spent: dict[str, float] = field(default_factory=dict)


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
        "rows": whole.full.get("agreements"),
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
        self.whole: dict[str, object] = {}
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

    def round(self, kill: str | None, wanted: str, after: float) -> Round:
        """Bring, accept and take back a file; kill so long after it came into a state."""
        told = Round(kill, wanted, round(after, 3))
        self.starts = 0
        self.start_worker()
        batch = self._bring()
        begun, struck, state, since = time.monotonic(), kill is None, "waiting", time.monotonic()
        while time.monotonic() - begun < PATIENCE:
            now_in = self._go_on(batch, told)
            if now_in and now_in != state:
                told.spent[state] = time.monotonic() - since
                state, since = now_in, time.monotonic()
            late = STATES.index(state) > STATES.index(wanted) if kill else False
            if not struck and (late or (state == wanted and time.monotonic() - since >= after)):
                struck = True
                self._strike(kill, batch, told)
            told.finished = state == "undone"
            if told.finished:
                break
            if self.worker is None or self.worker.poll() is not None:
                self.start_worker()
            time.sleep(POLL)
        told.seconds = time.monotonic() - begun
        told.worker_starts = self.starts
        told.spent = {state: told.spent[state] for state in JOBS if state in told.spent}
        if told.finished and self.register(batch) != EMPTY:
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

    def _go_on(self, pk: int, told: Round) -> str:
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
                told.full = self.register(pk)
                assert told.full["agreements"] == self.rows, told.full
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
        told.consistent = told.found in (EMPTY, self._full(pk))

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

    def _full(self, pk: int) -> dict[str, object]:
        """What stands there once all rows are written; the hash follows from the file itself."""
        from hashlib import md5  # noqa: PLC0415

        from website.exchange.models import Import  # noqa: PLC0415

        source = Import.objects.values_list("source_id", flat=True).get(pk=pk)
        parties = sorted(f"{source} Partner {self.sources} {n}" for n in range(self.rows))
        written = md5("\n".join(parties).encode(), usedforsecurity=False).hexdigest()
        return self.whole | {"hash": written}

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
