"""Next year's file of a source: is exactly what changed proposed, and nothing twice?

    python -m benchmarks.reimport ../shared/data/german_partnership_register_2015/agreements.csv

Imports the table; imports it again, which must change nothing; then imports it with 200 rows
edited (years, partners spelled otherwise, forms), 50 removed and 50 added, and writes that. Once
with the keys that the file has, and once without, when rows are recognised by what they say.
Prints JSON. ``--rows`` takes only so many rows of the table.
"""

import argparse
import json
import os
import random
import tempfile
import time
from pathlib import Path

import django

from devtools.database import database
from devtools.environment import apply_settings

EDITED, REMOVED, ADDED = 200, 50, 50


def main() -> int:
    """Run both ways; 1 where anything else was proposed than what was edited."""
    parser = argparse.ArgumentParser(description="Import a table again and again.")
    parser.add_argument("table", type=Path)
    parser.add_argument("--rows", type=int, help="take only so many rows")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with database(durable=False) as found, tempfile.TemporaryDirectory() as media:
        os.environ |= {"MEDIA_ROOT": media, "LOG_LEVEL": "ERROR"}
        apply_settings(found.url)
        django.setup()
        told = _in_a_database_of_its_own(options)
    print(json.dumps(told, indent=2))
    return 0 if all(one["as_expected"] for one in told["ways"]) else 1


def _in_a_database_of_its_own(options: argparse.Namespace) -> dict[str, object]:
    from django.db import connection  # noqa: PLC0415 needs the settings
    from django.test.utils import setup_databases, teardown_databases  # noqa: PLC0415

    connection.settings_dict["TEST"] = connection.settings_dict.get("TEST", {}) | {
        "NAME": "benchmark_reimport"
    }
    old = setup_databases(verbosity=0, interactive=False)
    try:
        return {"ways": [one_way(options, keyed=keyed) for keyed in (True, False)]}
    finally:
        teardown_databases(old, verbosity=0)


def one_way(options: argparse.Namespace, *, keyed: bool) -> dict[str, object]:
    """Import, import again, import edited; the register is empty before and after."""
    from twinpact.formats.tables import read_table  # noqa: PLC0415

    table = read_table(options.table)
    header = [name for name in table.header if keyed or name != "row"]
    rows = [{name: row[name] for name in header} for _, row in table.rows][: options.rows]
    dice = random.Random(options.seed)  # noqa: S311 which rows, not secrets
    register = Register(f"A register {'with' if keyed else 'without'} keys")
    first = register.bring(header, rows, accept=True)
    before = register.history()
    second = register.bring(header, rows, accept=False)
    untouched = register.history() == before
    edited, expected = edit(rows, dice, header)
    third = register.bring(header, edited, accept=True)
    fourth = register.bring(header, edited, accept=False)
    still = {"new": 0, "changed": 0, "gone": 0, "possible": 0, "joins": 0}
    return {
        "keyed": keyed,
        "rows": len(rows),
        "first": first,
        "second": second,
        "second_left_history_untouched": untouched,
        "edited": third,
        "expected": expected,
        "edited_again": fourth,
        "as_expected": untouched
        and second["proposed"] | still == second["proposed"]
        and third["proposed"] | expected == third["proposed"]
        and fourth["proposed"] | still == fourth["proposed"],
    }


def edit(
    rows: list[dict[str, str | None]], dice: random.Random, header: list[str]
) -> tuple[list[dict[str, str | None]], dict[str, int]]:
    """Next year's table, and what it should propose."""
    few = min(EDITED, len(rows) // 3)
    chosen = dice.sample(range(len(rows)), few + min(REMOVED, len(rows) // 10))
    changed, removed = chosen[:few], set(chosen[few:])
    after = [dict(row) for row in rows]
    for n, at in enumerate(changed):
        _edit_row(after[at], n % 3)
    kept = [row for at, row in enumerate(after) if at not in removed]
    added = [_new_row(n, header) for n in range(ADDED)]
    told = {"new": ADDED, "changed": len(changed), "gone": len(removed)}
    return kept + added, told


def _edit_row(row: dict[str, str | None], kind: int) -> None:
    if kind == 0:
        row["year"] = str(int(row["year"] or 1990) + 1)
    elif kind == 1:
        row["partner"] = f"{row['partner']} (S.)"
    else:
        row["form"] = "friendship" if row["form"] != "friendship" else "partnership"


def _new_row(n: int, header: list[str]) -> dict[str, str | None]:
    new = {
        "row": str(900_000 + n),
        "municipality": "Aachen",
        "state_de": "Nordrhein-Westfalen",
        "partner": f"Newly Founded Town {n}",
        "partner_country_de": "Frankreich",
        "partner_country_en": "France",
        "year": "2016",
        "form": "partnership",
    }
    return {name: new.get(name) for name in header}


class Register:
    """An office with one source, whose files come again and again."""

    def __init__(self, title: str) -> None:
        from website.accounts.models import Membership, Office, Role, User  # noqa: PLC0415
        from website.sources.actions import name_source  # noqa: PLC0415

        self.office = Office.objects.create(name=title, slug=title.split()[-2], country="DE")
        self.by = User.objects.create_user(f"{self.office.slug}@demo.example", "a long phrase")
        Membership.objects.create(user=self.by, office=self.office, role=Role.ADMINISTRATOR)
        self.source = name_source(office=self.office, kind="file", title=title, by=self.by)

    def bring(
        self, header: list[str], rows: list[dict[str, str | None]], *, accept: bool
    ) -> dict[str, object]:
        """Bring a file: what it proposes, and the seconds that reading and writing took."""
        from twinpact.formats.tables import write_csv  # noqa: PLC0415
        from website.exchange import actions  # noqa: PLC0415
        from website.exchange.queries import import_summary  # noqa: PLC0415

        text = write_csv(header, [[row[name] for name in header] for row in rows])
        batch = actions.bring_file(
            office=self.office,
            source=self.source,
            filename="list.csv",
            content=text.encode(),
            by=self.by,
            at=_now(),
        )
        begun = time.monotonic()
        batch = actions.read_import(pk=batch.pk)
        told: dict[str, object] = {
            "proposed": import_summary(batch).outcomes,
            "read_seconds": round(time.monotonic() - begun, 1),
        }
        if accept:
            begun, at = time.monotonic(), _now()
            actions.accept_import(pk=batch.pk, by=self.by, at=at)
            actions.commit_import(pk=batch.pk, by=self.by, at=at)
            told["write_seconds"] = round(time.monotonic() - begun, 1)
        return told

    def history(self) -> dict[str, int]:
        """How many events each table of the register's history holds."""
        from django.db import connection  # noqa: PLC0415

        names = [
            name
            for name in connection.introspection.table_names()
            if name.endswith("event") and name.startswith(("agreements_", "places_", "actors_"))
        ] + ["exchange_sourceentryevent"]
        with connection.cursor() as cursor:
            counts = {}
            for name in names:
                cursor.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608 names of our tables
                counts[name] = cursor.fetchone()[0]
        return counts


def _now() -> object:
    from django.utils import timezone  # noqa: PLC0415

    return timezone.now()  # noqa: TID251 a benchmark is an entry point, like a command


if __name__ == "__main__":
    raise SystemExit(main())
