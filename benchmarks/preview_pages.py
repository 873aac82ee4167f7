"""Server time of an import's pages at 50,000 rows.

    python -m benchmarks.preview_pages [--rows 50000]

Fills one import with rows made for it (half unchanged, a tenth changed, the others new) and asks
for each kind of page through the whole stack. Prints JSON, in milliseconds.
"""

import argparse
import json
import os
import statistics
import tempfile
import time

import django

from devtools.database import database
from devtools.environment import apply_settings

ROUNDS = 7


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the pages of a large import.")
    parser.add_argument("--rows", type=int, default=50_000)
    options = parser.parse_args()
    with database(durable=False) as found, tempfile.TemporaryDirectory() as media:
        os.environ |= {"MEDIA_ROOT": media, "LOG_LEVEL": "ERROR"}
        apply_settings(found.url)
        django.setup()
        print(json.dumps(_measure(options.rows), indent=2))


def _measure(rows: int) -> dict[str, object]:
    from django.conf import settings  # noqa: PLC0415 needs the settings
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import setup_databases, teardown_databases  # noqa: PLC0415

    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    settings.ALLOWED_HOSTS.append("testserver")
    settings.SECURE_SSL_REDIRECT = False
    connection.settings_dict["TEST"] |= {"NAME": "benchmark_preview"}
    old = setup_databases(verbosity=0, interactive=False)
    try:
        pk, user = _fill(rows)
        client = Client()
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        start = f"/en/desk/imports/{pk}/"
        pages = [page(client, start + address, rows) for address in ADDRESSES]
        return {"rows": rows, "pages": [*pages, page(client, "/en/desk/imports/", rows)]}
    finally:
        teardown_databases(old, verbosity=0)


ADDRESSES = (
    "",
    "?page=LAST",
    "?outcome=new",
    "?outcome=changed&page=50",
    "?outcome=known&page=400",
    "?severity=warning",
    "?code=date_unknown",
    "?code=date_unknown&outcome=new&page=20",
    "?field=signed",
    "?q=partner 4242",
    "?q=partner",
    "?taken=no",
    "questions/",
    "columns/",
    "undo/",
)


def page(client: object, address: str, rows: int) -> dict[str, object]:
    """The median and the worst of some requests, after one to warm up."""
    address = address.replace("LAST", str(rows // 50))
    client.get(address)
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        answer = client.get(address)
        times.append(1000 * (time.perf_counter() - begun))
    return {
        "page": address,
        "status": answer.status_code,
        "median_ms": round(statistics.median(times), 1),
        "worst_ms": round(max(times), 1),
    }


def _fill(rows: int) -> tuple[int, object]:
    """An import in which so many rows wait for a decision."""
    from django.utils import timezone  # noqa: PLC0415

    from website.accounts.models import Membership, Office, Role, User  # noqa: PLC0415
    from website.exchange import actions  # noqa: PLC0415
    from website.exchange.at_work import tidy_rows  # noqa: PLC0415
    from website.exchange.models import Import, ImportRow  # noqa: PLC0415
    from website.sources.actions import name_source  # noqa: PLC0415

    office = Office.objects.create(name="Antioquia", slug="antioquia", country="CO")
    by = User.objects.create_user("by@demo.example", "a long phrase")
    Membership.objects.create(user=by, office=office, role=Role.ADMINISTRATOR)
    text = (
        "Municipio;Contraparte;Fecha;Tipo;Tema;Objeto\n"
        "Medellín, Colombia;Partner 0;No disponible;Hermanamiento;Turismo;Intercambio de jóvenes\n"
    )
    batch = actions.bring_file(
        office=office,
        source=name_source(office=office, kind="file", title="List", by=by),
        filename="list.csv",
        content=text.encode(),
        by=by,
        at=timezone.now(),  # noqa: TID251 a benchmark is an entry point, like a command
    )
    actions.read_import(pk=batch.pk)
    model = ImportRow.objects.get(batch=batch)
    ImportRow.objects.filter(batch=batch).delete()
    made = [_row(model, n) for n in range(1, rows + 1)]
    ImportRow.objects.bulk_create(made, batch_size=1000)
    Import.objects.filter(pk=batch.pk).update(rows_total=rows)
    time.sleep(2)  # this server commits without waiting; rows are settled a moment later
    tidy_rows()
    return batch.pk, by


def _row(model: object, n: int) -> object:
    from website.exchange.models import ImportRow  # noqa: PLC0415

    outcome = "known" if n % 2 else "changed" if n % 10 == 0 else "new"
    date = {"field": "signed", "was": "1998", "was_written": "1998", "was_source": None}
    date |= {"was_locator": "row 3", "now": "1999", "written": "1999", "parts": [], "why": ""}
    return ImportRow(
        batch_id=model.batch_id,
        position=n,
        row=n + 1,
        key=str(n),
        raw=model.raw | {"Contraparte": f"Partner {n}"},
        read=model.read,
        findings=model.findings if n % 3 else [],
        codes=model.codes if n % 3 else [],
        severity=model.severity if n % 3 else "",
        search=f"medellin partner {n} hermanamiento turismo",
        outcome=outcome,
        differences=[date] if outcome == "changed" else [],
        fields=["signed"] if outcome == "changed" else [],
        taken=n % 50 != 0,
    )


if __name__ == "__main__":
    main()
