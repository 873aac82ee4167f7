"""How long a large workbook takes from file to findings, stage by stage, and how much memory.

    python -m benchmarks.intake REGISTER.csv [--rows 50000]

REGISTER.csv is the German partnership register (see data/README.md). Prints JSON. The stages are
named so that that of the website (writing) can stand beside them. The rows are matched with one
another (in "check", by ``repeated_pair``) and with a register of half as many ("match").
"""

import argparse
import json
import resource
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from benchmarks.large_workbook import german_register, large_workbook
from twinpact.agreements import rows as reading
from twinpact.agreements import run_checks
from twinpact.agreements.sameness import compare_agreements
from twinpact.formats.agreements import read_table_of_agreements
from twinpact.formats.tables import read_tables

ON = date(2026, 11, 23)


@dataclass
class Stages:
    """Seconds by stage, and the peak memory of the process after each, in megabytes."""

    told: dict[str, dict[str, float]] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Times what happens within; a stage that comes again is added up."""
        start = time.perf_counter()
        yield
        seconds = time.perf_counter() - start
        known = self.told.setdefault(name, {"seconds": 0.0, "peak_mb": 0.0})
        known["seconds"] = round(known["seconds"] + seconds, 2)
        known["peak_mb"] = peak_mb()


def peak_mb() -> float:
    """The most memory that this process has held so far, in megabytes."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("register", type=Path)
    parser.add_argument("--rows", type=int, default=50_000)
    asked = parser.parse_args()
    content = large_workbook(german_register(asked.register), asked.rows)
    stages = Stages()
    before = peak_mb()
    find_parties = reading.find_parties

    def timed(rows: object) -> None:
        with stages.stage("resolve"):
            find_parties(rows)

    reading.find_parties = timed
    with stages.stage("read"):
        (table,) = read_tables(content)
    with stages.stage("parse"):
        _, pairs, _ = read_table_of_agreements(table)
    alone = stages.told["parse"]["seconds"] - stages.told["resolve"]["seconds"]
    stages.told["parse"]["seconds"] = round(alone, 2)
    with stages.stage("check"):
        found = run_checks([agreement for agreement, _ in pairs], on=ON)
    agreements = [agreement for agreement, _ in pairs]
    # The register that the rows are compared with holds the half of them.
    with stages.stage("match"):
        alike = compare_agreements(agreements, agreements[::2])
    statuses = Counter(party.status for agreement, _ in pairs for party in agreement.parties)
    told = {
        "rows": len(table.rows),
        "agreements": len(pairs),
        "file_mb": round(len(content) / 1e6, 2),
        "parties": dict(statuses),
        "findings": len(found),
        "pairs_alike": len(alike),
        "peak_mb_before": before,
        "stages": stages.told,
        "seconds": round(sum(stage["seconds"] for stage in stages.told.values()), 2),
    }
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
