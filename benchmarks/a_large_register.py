"""A register of the size of a country's, loaded through the import, and its pages measured."""

import io
import statistics
import time
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases

from website.accounts.models import Office, User
from website.agreements.models import Agreement
from website.exchange import actions
from website.sources.actions import name_source

ROUNDS = 31


def measure(table: Path | None, times: int) -> dict[str, object]:
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
        "/api/v1/agreements",
    ]


def page(path: str) -> dict[str, object]:
    """Milliseconds of server time (median, after a warm-up) and the number of queries."""

    client = Client()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
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
        "worst_ms": round(max(times), 1),
        "queries": asked,
        "kilobytes": round(len(response.getvalue()) / 1000, 1),
    }
