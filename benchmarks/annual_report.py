"""The annual report of an office with 500 agreements, made in the queue's job.

    python -m benchmarks.annual_report
    python -m benchmarks.annual_report --agreements 500

Makes an office with agreements in a database of its own, through the actions that the website
uses, asks for its annual report as PDF, as Word document, as workbook, and as all three, and lets
a fresh process do each job as the worker would. Prints JSON: the seconds of each process from its
start, those of the job alone, its peak memory, and what progress others saw meanwhile. What is
asked for is at most 20 seconds and 600 MB. The machine should be quiet; its load is in the answer.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from urllib.parse import urlsplit, urlunsplit

import django

from devtools.database import database
from devtools.environment import apply_settings

NAME = "benchmark_reports"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the annual report.")
    parser.add_argument("--agreements", type=int, default=500)
    parser.add_argument("--make", type=int, help="(the job of this report, in this process)")
    options = parser.parse_args()
    if options.make is not None:
        make(options.make)
        return
    with database(durable=False) as found, tempfile.TemporaryDirectory() as media:
        os.environ |= {"MEDIA_ROOT": media, "LOG_LEVEL": "ERROR"}
        apply_settings(found.url)
        django.setup()
        from benchmarks.office_with_agreements import measure  # noqa: PLC0415 needs the settings

        told = measure(options.agreements, worker(found.url), name=NAME)
    print(json.dumps(told, indent=2))
    sys.exit(0 if told["holds"] else 1)


def worker(url: str) -> object:
    """What makes a report in a fresh process and gives what that took."""
    parts = urlsplit(url)
    environment = os.environ | {"DATABASE_URL": urlunsplit(parts._replace(path=f"/{NAME}"))}

    def begin(pk: int) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "-m", "benchmarks.annual_report", "--make", str(pk)],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )

    return begin


def make(pk: int) -> None:
    """Do the job of a report, as the worker does, and print what it took."""
    django.setup()
    from django.utils import timezone  # noqa: PLC0415 needs the settings

    from website.reports.actions import make_report  # noqa: PLC0415 needs the settings

    begun = time.perf_counter()
    report = make_report(pk=pk, at=timezone.now())  # noqa: TID251 a command reads the clock
    told = {
        "job_seconds": round(time.perf_counter() - begun, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "state": None if report is None else str(report.state),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
