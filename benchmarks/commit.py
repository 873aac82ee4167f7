"""How fast agreements are entered, changed and removed, beside what the rows alone would cost.

    python -m benchmarks.commit ../shared/data/german_partnership_register_2015/agreements.csv

Makes 50,000 drafts from the rows of an agreements table (``benchmarks/drafts.py``), enters them
through the real action in one process and one transaction, on an embedded PostgreSQL of its own
that keeps what it confirms (fsync on), and prints JSON: seconds by stage, agreements a second,
peak memory of the process. Then it checks, publishes, changes and removes. Beside it, in one run:
the same rows by COPY into tables without keys, indexes and triggers, and by Django's bulk_create
into the real tables with all triggers and foreign keys switched off.
"""

import argparse
import json
import os
import tempfile
from pathlib import Path

import django

from devtools.database import create_missing
from devtools.environment import apply_settings
from devtools.postgres import EmbeddedServer


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the writing of agreements.")
    parser.add_argument("table", type=Path, help="an agreements table to make drafts from")
    parser.add_argument("--agreements", type=int, default=50_000)
    parser.add_argument("--changes", type=int, default=5_000)
    parser.add_argument("--baseline", action=argparse.BooleanOptionalAction, default=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"MEDIA_ROOT": folder, "LOG_LEVEL": "ERROR"}
        with EmbeddedServer(Path(folder) / "postgres", durable=True) as server:
            create_missing(server)
            apply_settings(server.url())
            django.setup()
            from benchmarks.committing import measure  # noqa: PLC0415 needs the settings

            print(json.dumps(measure(options), indent=2))


if __name__ == "__main__":
    main()
