"""A register of the size of a country's, loaded through the import, and its pages measured."""

import io
import statistics
import time
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases

from website.accounts.models import Office, User
from website.agreements.models import Agreement, AgreementTheme, Party
from website.exchange import actions
from website.sources.actions import name_source

ROUNDS = 31


def measure(table: Path | None, times: int, copies: int = 0) -> dict[str, object]:
    """Set up, load and measure."""
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    settings.ALLOWED_HOSTS.append("testserver")
    connection.settings_dict["TEST"] = connection.settings_dict.get("TEST", {}) | {
        "NAME": "benchmark_pages"
    }
    old = setup_databases(verbosity=0, interactive=False)
    try:
        load = load_tables(table, times)
        if copies:
            copy_agreements(copies)
            load |= {"agreements": Agreement.register.count(), "copies": copies}
        return load | {"pages": [page(path) for path in addresses()]}
    finally:
        teardown_databases(old, verbosity=0)


def load_tables(table: Path | None, times: int) -> dict[str, object]:
    """Load the founding tables and the given one through the import; how long it took."""
    call_command("create_demo_users", stdout=io.StringIO())
    call_command("load_founding", stdout=io.StringIO())
    by = User.objects.get(email="administrator@demo.example")
    office = Office.objects.get(slug="jalisco")
    now = datetime(2026, 1, 1, tzinfo=UTC)
    read = write = 0.0
    for n in range(times if table else 0):
        source = name_source(office=office, kind="file", title=f"{table.name} {n}", by=by)
        batch = actions.bring_file(
            office=office,
            source=source,
            filename=table.name,
            content=table.read_bytes(),
            by=by,
            at=now,
        )
        start = time.perf_counter()
        actions.read_import(pk=batch.pk)
        read += time.perf_counter() - start
        start = time.perf_counter()
        actions.accept_import(pk=batch.pk, by=by, at=now, publish=True)
        actions.commit_import(pk=batch.pk, by=by, at=now, publish=True)
        write += time.perf_counter() - start
    publish_rest(now)
    return {
        "agreements": Agreement.register.count(),
        "published": Agreement.published.count(),
        "import_read_seconds": round(read, 2),
        "import_write_seconds": round(write, 2),
    }


def copy_agreements(copies: int) -> None:
    """Make the register larger by copies of its agreements with parties and themes, in SQL.

    Triggers rest meanwhile: the copies have no history, and no statements.
    """
    tables = {Agreement: "id", Party: "agreement_id", AgreementTheme: "agreement_id"}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SELECT max(id) FROM agreements_agreement")
        [step] = cursor.fetchone()
        for model, key in tables.items():
            table = model._meta.db_table
            own = [f.column for f in model._meta.fields if f.column not in (key, "id")]
            values = ["''" if column == "source_key" else column for column in own]
            cursor.execute(
                f"INSERT INTO {table} ({key}, {', '.join(own)}) "  # noqa: S608 names of columns
                f"SELECT {key} + n * {step}, {', '.join(values)} "
                f"FROM {table}, generate_series(1, {copies}) AS n"
            )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def publish_rest(now: datetime) -> None:
    """Publish what open findings hold back, so that the pages carry every agreement."""

    Agreement.register.filter(publication="draft").update(
        publication="published", published_at=now
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def addresses() -> list[str]:
    """The pages that are measured, and the plain one beside them."""

    pk = Agreement.published.filter(focus__isnull=False).values_list("pk", flat=True).first()
    return [
        "/healthz",
        "/en/",
        "/en/agreements/",
        "/en/agreements/?country=FR&form=twinning&q=saint",
        "/en/agreements/?page=100",
        f"/en/agreements/{pk}/",
        "/en/map/",
        "/en/numeralia/",
        "/en/numeralia/?rows=partner_region&columns=decade",
        "/en/places/",
        "/en/places/CO-ANT/",
        "/en/places/DE/",
        "/en/places/find.json?q=ber",
        "/en/desk/places/same/",
        "/en/desk/places/names/",
        "/en/desk/places/DE/",
        "/en/desk/places/?q=ber",
        "/api/v1/agreements",
    ]


def page(path: str) -> dict[str, object]:
    """Milliseconds of server time (median, after a warm-up) and the number of queries."""

    client = Client()
    if "/desk/" in path:
        who = User.objects.get(email="administrator@demo.example")
        client.force_login(who, "django.contrib.auth.backends.ModelBackend")
    with CaptureQueriesContext(connection) as queries:
        start = time.perf_counter()
        response = client.get(path)
        first = (time.perf_counter() - start) * 1000
        asked = len(queries)
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        response = client.get(path)
        len(response.getvalue() if response.streaming else response.content)
        times.append((time.perf_counter() - start) * 1000)
    return {
        "page": path,
        "status": response.status_code,
        "median_ms": round(statistics.median(times), 1),
        "first_ms": round(first, 1),
        "worst_ms": round(max(times), 1),
        "queries": asked,
        "kilobytes": round(len(response.getvalue()) / 1000, 1),
    }
