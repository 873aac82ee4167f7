"""Server time of the desks where 100,000 agreements are on their way.

    python -m benchmarks.desk
    python -m benchmarks.desk --agreements 100000 --offices 50

Makes offices of Mexico with agreements, parties, open procedures and what is open in them, by
COPY, in a database of its own: the first office has half of them, the others share the rest. Then
it asks for the pages of the desks through the whole stack of middleware: as an officer of a small
office, of the large one, as somebody who works for all of them, and as the authority. What is
asked for is a median of at most 100 ms for the officer's desk and the authority's queue. The
machine should be quiet; its load before and after is in the answer.
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
    parser = argparse.ArgumentParser(description="Measure the desks.")
    parser.add_argument("--agreements", type=int, default=100_000)
    parser.add_argument("--offices", type=int, default=50)
    options = parser.parse_args()
    with database(durable=False) as found, tempfile.TemporaryDirectory() as media:
        os.environ |= {"MEDIA_ROOT": media, "LOG_LEVEL": "ERROR"}
        apply_settings(found.url)
        django.setup()
        from benchmarks.busy_desks import measure  # noqa: PLC0415 needs the settings

        told = measure(options.agreements, options.offices)
        print(json.dumps(told, indent=2))
        sys.exit(0 if told["holds"] else 1)


if __name__ == "__main__":
    main()
