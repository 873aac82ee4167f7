"""Server time of the pages of a programme of 2,000 activities.

    python -m benchmarks.programme_pages
    python -m benchmarks.programme_pages --activities 2000 --reported 1000

Makes two offices and an annual programme through the actions, in a database of its own: it is
written, put to its sides, agreed by both, and half of it is reported, submitted and approved. Then
it asks for every page of a programme through the whole stack of middleware. What is asked for is a
median of at most 200 ms for each page that is read. The machine should be quiet; its load before
and after is in the answer.
"""

import argparse
import json
import os
import sys
import tempfile

import django

from devtools.database import database
from devtools.environment import apply_settings


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the pages of a programme.")
    parser.add_argument("--activities", type=int, default=2_000)
    parser.add_argument("--reported", type=int, default=1_000)
    options = parser.parse_args()
    with database(durable=False) as found, tempfile.TemporaryDirectory() as media:
        os.environ |= {"MEDIA_ROOT": media, "LOG_LEVEL": "ERROR"}
        apply_settings(found.url)
        django.setup()
        from benchmarks.a_large_programme import measure  # noqa: PLC0415 needs the settings

        told = measure(options.activities, options.reported)
        print(json.dumps(told, indent=2))
        sys.exit(0 if told["holds"] else 1)


if __name__ == "__main__":
    main()
