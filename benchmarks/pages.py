"""Server time and queries of the public pages at the size of a national register.

    python -m benchmarks.pages ../shared/data/german_partnership_register_2015/agreements.csv

Loads the founding tables and the given agreements table through the normal import into a database
of its own, publishes them, and asks for each page through the whole stack of middleware. Beside
each page stands the plainest page there is (``/healthz``), asked for in the same run.
"""

import argparse
import json
import os
import tempfile
from pathlib import Path

import django

from devtools.database import database
from devtools.environment import apply_settings


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the public pages.")
    parser.add_argument("table", nargs="?", type=Path, help="an agreements table to load")
    parser.add_argument("--times", type=int, default=1, help="load it so many times over")
    parser.add_argument(
        "--copies", type=int, default=0, help="copy what is loaded by SQL so often"
    )
    options = parser.parse_args()
    with database(durable=False) as found, tempfile.TemporaryDirectory() as media:
        os.environ |= {"MEDIA_ROOT": media, "LOG_LEVEL": "ERROR"}
        apply_settings(found.url)
        django.setup()
        from benchmarks.a_large_register import measure  # noqa: PLC0415 needs the settings

        print(json.dumps(measure(options.table, options.times, options.copies), indent=2))


if __name__ == "__main__":
    main()
