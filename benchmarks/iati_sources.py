"""Files of IATI through the website: import, export, import again; what was kept and lost.

    python -m benchmarks.iati_sources --data ../shared/data

Reads the standard's own example and two files of 2011 in the folder ``iati``. Prints JSON: of each
file how many activities there are, how many rows went into the register, how the agreements that
the second register holds differ from those of the first, how many parts of the activities
(elements and attributes) went out again, and what the rules of the standard say of the file and of
what went out.
"""

import argparse
import gzip
import json
import os
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import django

from devtools.database import database
from devtools.environment import apply_settings

FILES = (
    "activity_standard_example_2.03.xml",
    "dfid_overseas_territories_2011_v1.01.xml.gz",
    "dfid_zimbabwe_2011_v1.01.xml.gz",
)
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Send files of IATI through the website.")
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds iati/")
    options = parser.parse_args()
    with database() as found, tempfile.TemporaryDirectory() as media:
        os.environ |= {"MEDIA_ROOT": media, "LOG_LEVEL": "ERROR"}
        apply_settings(found.url)
        django.setup()
        print(json.dumps(_measure(options.data / "iati"), indent=2, ensure_ascii=False))


def _measure(folder: Path) -> list[dict[str, object]]:
    from django.db import connection  # noqa: PLC0415 needs the settings
    from django.test.utils import setup_databases, teardown_databases  # noqa: PLC0415

    connection.settings_dict["TEST"] |= {"NAME": "benchmark_iati_sources"}
    old = setup_databases(verbosity=0, interactive=False)
    try:
        return [_of_file(folder / name, number) for number, name in enumerate(FILES)]
    finally:
        teardown_databases(old, verbosity=0)


def _of_file(path: Path, number: int) -> dict[str, object]:
    from benchmarks.iati_registers import ON, Register  # noqa: PLC0415 needs the settings
    from twinpact.formats.iati_checking import check_iati  # noqa: PLC0415
    from twinpact.formats.iati_elements import read_iati_file, write_iati_file  # noqa: PLC0415
    from twinpact.formats.iati_upgrade import upgraded  # noqa: PLC0415

    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    clock = (START + timedelta(minutes=n) for n in range(1000))
    first, second = (Register(f"{side}-{number}", clock) for side in ("first", "second"))
    came = upgraded(read_iati_file(content))
    outcome = first.bring(content)
    out = first.file()
    again = second.bring(out)
    out_again = second.file()
    gone = read_iati_file(out)
    before, after = _parts(came.activities), _parts(gone.activities)
    held, held_again = first.held(), second.held()
    return {
        "file": path.name,
        "activities": len(came.activities),
        "first import": outcome,
        "second import": again,
        "parts that came": before.total(),
        "parts lost": _shown(before - after),
        "parts added by us": _shown(after - before),
        "agreements held differently after the second import": sum(
            held_again.get(key) != cells for key, cells in held.items()
        ),
        "second file is the same as the first": out == out_again,
        "rules broken by the file as it came": _rules(check_iati(write_iati_file(came), on=ON)),
        "rules broken by what went out": _rules(check_iati(out, on=ON)),
    }


def _parts(activities: tuple) -> Counter[str]:
    """Every element and attribute by activity, with what it says."""
    found: Counter[str] = Counter()

    def walk(one: object, path: str) -> None:
        here = f"{path}/{one.name}"
        found[f"{here}={one.text}"] += 1
        for name, value in one.attributes:
            found[f"{here}/@{name}={value}"] += 1
        for child in one.children:
            walk(child, here)

    for activity in activities:
        identifier = activity.first("iati-identifier")
        walk(activity, "" if identifier is None else identifier.text)
    return found


def _shown(parts: Counter[str]) -> dict[str, object]:
    """How many parts, by the name of the element or attribute."""
    names = Counter(part.partition("=")[0].split("/", 1)[1] for part in parts.elements())
    return {"number": parts.total(), "most": dict(names.most_common(12))}


def _rules(found: list) -> dict[str, int]:
    return dict(Counter(f"{one.rule} {one.severity}" for one in found).most_common())


if __name__ == "__main__":
    main()
