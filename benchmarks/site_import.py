"""A large file through the website's import, into a register that is large already.

    python -m benchmarks.site_import ../shared/data/german_partnership_register_2015/agreements.csv

An office has 100,000 agreements from one workbook. Then a workbook of another source with 50,000
rows comes, of which a tenth repeat agreements that the office has. Each step is the job that the
worker runs: read and compare, write, write a later file of the source in which every focus
changed, take that back, take the first one back. Prints JSON: seconds of each step, questions
asked, peak memory, and beside it the time that the pages of the import and its questions take.
"""

import argparse
import json
import os
import resource
import tempfile
from pathlib import Path

import django

from benchmarks.large_workbook import german_register, large_workbook
from devtools.database import database
from devtools.environment import apply_settings


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the import of a large file.")
    parser.add_argument("register", type=Path, help="an agreements table to make files from")
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--there", type=int, default=100_000)
    options = parser.parse_args()
    with database(durable=True) as found, tempfile.TemporaryDirectory() as media:
        os.environ |= {"MEDIA_ROOT": media, "LOG_LEVEL": "ERROR"}
        apply_settings(found.url)
        django.setup()
        print(json.dumps(_measure(options), indent=2))


def _measure(options: argparse.Namespace) -> dict[str, object]:
    from django.conf import settings  # noqa: PLC0415 needs the settings
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import setup_databases, teardown_databases  # noqa: PLC0415

    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    settings.ALLOWED_HOSTS.append("testserver")
    settings.SECURE_SSL_REDIRECT = False
    settings.LARGEST_UPLOAD = max(settings.LARGEST_UPLOAD, 100_000_000)
    connection.settings_dict["TEST"] |= {"NAME": "benchmark_site_import"}
    old = setup_databases(verbosity=0, interactive=False)
    try:
        return _steps(options)
    finally:
        teardown_databases(old, verbosity=0)


def _steps(options: argparse.Namespace) -> dict[str, object]:
    from benchmarks.importing import Importer  # noqa: PLC0415 needs the settings
    from benchmarks.preview_pages import page  # noqa: PLC0415
    from website.exchange.at_work import tidy_rows  # noqa: PLC0415

    rows = german_register(options.register)
    there = large_workbook(rows, options.there, seed=2, again=options.rows // 10)
    office = Importer()
    office.bring("The office's own list", there)
    office.seconds = {}
    batch = office.read("Another list", large_workbook(rows, options.rows, seed=1))
    client = office.client()
    tidy_rows()  # as the job does after reading
    start = f"/en/desk/imports/{batch.pk}/"
    pages = [page(client, start + one, options.rows) for one in ("", "questions/")]
    questions = office.questions(batch)
    office.write(batch)
    later = large_workbook(rows, options.rows, seed=1, form="Kontakt")
    changing = office.read("Another list", later, "read_again")
    outcomes = office.outcomes(changing)
    office.write(changing, "change")
    office.undo(changing, "undo_changes")
    office.undo(batch, "undo_first")
    return {
        "rows": options.rows,
        "in_the_register": options.there,
        "questions_asked": questions,
        "outcomes_of_the_later_file": outcomes,
        "seconds": office.seconds,
        "left_in_the_register": office.left(),
        "pages": pages,
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "load_of_the_machine": round(os.getloadavg()[0], 1),
    }


if __name__ == "__main__":
    main()
