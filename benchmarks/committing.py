"""The measuring behind ``benchmarks/commit.py``, with the settings in place."""

import argparse
import os
import resource
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pghistory
from django.db import connection, transaction
from django.test.utils import setup_databases, teardown_databases

from benchmarks.drafts import Draft, drafts
from website.accounts.models import Membership, Office, Role, User
from website.agreements import convert
from website.agreements.actions import (
    Change,
    change_agreement,
    change_agreements,
    enter_agreements,
    entering,
    publish_agreements,
    remove_agreements,
)
from website.agreements.findings import check_register, recheck_register
from website.agreements.models import Agreement, AgreementFinding, AgreementStatement, Party
from website.agreements.queries import with_all
from website.sources.models import Source

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
STAGES = ("enter_places", "next_keys", "copy_rows", "write_parts", "keep_reading", "check_entered")
WRITTEN = (Agreement, Party, AgreementStatement)
ROUNDS = 15


class Register:
    """An office, somebody who may do everything in it, and a source."""

    def __init__(self) -> None:
        self.office = Office.objects.create(name="Benchmark", slug="benchmark", country="DE")
        self.by = User.objects.create_user("benchmark@example.org", "a long enough phrase")
        Membership.objects.create(user=self.by, office=self.office, role=Role.ADMINISTRATOR)
        self.source = Source.objects.create(office=self.office, kind="file", title="Benchmark")
        self.seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time of a block to a stage."""
        start = time.perf_counter()
        yield
        self.seconds[name] += time.perf_counter() - start

    def enter(self, made: list[Draft]) -> list[int]:
        """Enter drafts as an import does: all of them, then the check of the register."""
        with self.stage("all"):
            with pghistory.context(user=self.by.pk, act="benchmark"), transaction.atomic():
                with self.stage("enter"), self._stages():
                    rows = enter_agreements(
                        office=self.office,
                        agreements=[draft for draft, _found in made],
                        found=[found for _draft, found in made],
                        source=self.source,
                        by=self.by,
                        at=AT,
                    )
                with self.stage("check_register"):
                    check_register(self.office, on=AT.date())
                start = time.perf_counter()
            self.seconds["commit"] += time.perf_counter() - start
        return [row.pk for row in rows]

    @contextmanager
    def _stages(self) -> Iterator[None]:
        plain = {name: getattr(entering, name) for name in STAGES}
        for name, function in plain.items():
            setattr(entering, name, self._timed(f"enter: {name}", function))
        yield
        for name, function in plain.items():
            setattr(entering, name, function)

    def _timed(self, name: str, function: Callable[..., object]) -> Callable[..., object]:
        def timed(*args: object, **kwargs: object) -> object:
            with self.stage(name):
                return function(*args, **kwargs)

        return timed


def measure(options: argparse.Namespace) -> dict[str, object]:
    """Set up a database, measure, and take it down."""
    connection.settings_dict["TEST"] = connection.settings_dict.get("TEST", {}) | {
        "NAME": "benchmark_commit"
    }
    old = setup_databases(verbosity=0, interactive=False)
    try:
        return _measure(options)
    finally:
        teardown_databases(old, verbosity=0)


def _measure(options: argparse.Namespace) -> dict[str, object]:
    made = drafts(options.table, options.agreements)
    before = _peak_megabytes()
    load = os.getloadavg()[0]
    register = Register()
    pks = register.enter(made)
    told: dict[str, object] = {
        "agreements": len(pks),
        "rows": _rows(),
        "load_of_the_machine": [round(load, 1), round(os.getloadavg()[0], 1)],
        "seconds": _rounded(register.seconds),
        "agreements_a_second": round(len(pks) / register.seconds["all"]),
        "peak_megabytes": {"with_the_drafts": before, "after_entering": _peak_megabytes()},
    }
    if options.baseline:
        told["baseline_seconds"] = baselines()
    told |= others(register, pks, made, options.changes)
    return told


def others(
    register: Register, pks: list[int], made: list[Draft], changes: int
) -> dict[str, object]:
    """Publishing, changing, twice as many agreements, rechecking, removing."""
    register.seconds.clear()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the server does by itself within a minute
    with register.stage("change"):
        change_agreements(
            changes=_changes(pks[:changes]), source=register.source, by=register.by, at=AT
        )
    with register.stage("publish"):
        publish_agreements(pks=pks, by=register.by, at=AT)
    again = [(replace(draft, key=f"{draft.key} again"), found) for draft, found in made]
    second = Register.__new__(Register)
    second.__dict__ |= register.__dict__ | {"seconds": defaultdict(float)}
    twice = second.enter(again)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with register.stage("check_register"):
        check_register(register.office, on=AT.date())
    rechecks = [_milliseconds(lambda pk=pk: _recheck(register, pk)) for pk in _some(twice)]
    changed = [_milliseconds(lambda pk=pk: _change(register, pk)) for pk in _some(twice)]
    with register.stage("remove"):
        remove_agreements(pks=pks, by=register.by, at=AT, reason="A benchmark")
    return {
        "entering_as_many_again_seconds": _rounded(second.seconds),
        "changed": changes,
        "change_seconds": round(register.seconds["change"], 2),
        "publish_seconds": round(register.seconds["publish"], 2),
        "check_register_of_twice_as_many_seconds": round(register.seconds["check_register"], 2),
        "recheck_of_one_ms": _median_and_worst(rechecks),
        "change_of_one_ms": _median_and_worst(changed),
        "remove_seconds": round(register.seconds["remove"], 2),
        "peak_megabytes_at_the_end": _peak_megabytes(),
    }


def baselines() -> dict[str, float]:
    """The same agreements, parties and statements with nothing that guards or remembers them."""
    return {
        "copy_into_plain_tables": _plain_copy(),
        "bulk_create_without_triggers": _bulk_create(),
    }


def _plain_copy() -> float:
    seconds = 0.0
    for model in WRITTEN:
        table = model._meta.db_table
        with connection.cursor() as cursor:
            with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                rows = [bytes(row) for row in copy]
            cursor.execute(f"CREATE TABLE plain_{table} AS TABLE {table} WITH NO DATA")
            start = time.perf_counter()
            with cursor.copy(f"COPY plain_{table} FROM STDIN") as copy:
                for row in rows:
                    copy.write(row)
            seconds += time.perf_counter() - start
            cursor.execute(f"DROP TABLE plain_{table}")
    return round(seconds, 2)


def _bulk_create() -> float:
    """Into the real tables, emptied for the occasion; all of it is taken back at the end."""
    kept = [list(model._default_manager.all()) for model in WRITTEN]
    tables = ", ".join(model._meta.db_table for model in WRITTEN)
    with transaction.atomic(), connection.cursor() as cursor:
        for model in WRITTEN:
            cursor.execute(f"ALTER TABLE {model._meta.db_table} DISABLE TRIGGER ALL")
        cursor.execute(f"TRUNCATE {tables} CASCADE")
        start = time.perf_counter()
        for model, rows in zip(WRITTEN, kept, strict=True):
            model._default_manager.bulk_create(rows, batch_size=2000)
        seconds = time.perf_counter() - start
        transaction.set_rollback(True)
    return round(seconds, 2)


def _changes(pks: list[int], focus: str = "Water, schools") -> list[Change]:
    rows = with_all(Agreement.register.filter(pk__in=pks))
    return [
        Change(row.pk, row.version, replace(convert.to_library(row), focus=focus)) for row in rows
    ]


def _recheck(register: Register, pk: int) -> None:
    with transaction.atomic():
        recheck_register(register.office, [pk], on=AT.date())


def _change(register: Register, pk: int) -> None:
    [one] = _changes([pk])
    change_agreement(
        pk=pk,
        version=one.version,
        agreement=one.agreement,
        source=register.source,
        by=register.by,
        at=AT,
    )


def _some(pks: list[int]) -> list[int]:
    return pks[:: max(1, len(pks) // ROUNDS)][:ROUNDS]


def _milliseconds(act: Callable[[], None]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def _median_and_worst(times: list[float]) -> dict[str, float]:
    return {"median": round(statistics.median(times), 1), "worst": round(max(times), 1)}


def _rounded(seconds: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 2) for name, value in seconds.items()}


def _rows() -> dict[str, int]:
    models = (*WRITTEN, AgreementFinding, *(model.pgh_event_model for model in WRITTEN))
    return {model._meta.model_name: model._default_manager.count() for model in models}


def _peak_megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
