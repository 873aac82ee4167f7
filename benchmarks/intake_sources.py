"""What becomes of each source that we have, all through the same path; prints JSON.

    python -m benchmarks.intake_sources [--data ../shared/data]

For each source: rows, agreements drafted, parties found, ambiguous, not found and named by an
organization only, findings by severity and the commonest kinds, seconds.
"""

import argparse
import gzip
import json
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.fuzz_intake import nasty_workbooks
from benchmarks.small_files import QUERY_RESULT, QUERY_TABLE
from twinpact.agreements import Mapping, load_mapping, run_checks
from twinpact.formats.agreements import read_table_of_agreements
from twinpact.formats.published_counts import is_table_of_counts
from twinpact.formats.tables import read_tables
from twinpact.vocabularies import terms

ROOT = Path(__file__).resolve().parent.parent
ON = date(2026, 11, 23)
MESSY_ROWS = 5_000

Source = tuple[str, bytes, Mapping | None]


def sources(data: Path) -> Iterator[Source]:
    """The name, the content and the map of each source."""
    for name in ("table_1", "table_3"):
        path = ROOT / "data" / "founding" / f"{name}.csv"
        mapping = load_mapping(path.with_suffix(".map.yaml").read_text("utf-8"))
        yield f"founding {name}", path.read_bytes(), mapping
    register = data / "german_partnership_register_2015" / "agreements.csv"
    yield "German register", register.read_bytes(), None
    lists = data / "wikipedia_lists_2025_messy" / "sister_cities.csv.gz"
    lines = gzip.decompress(lists.read_bytes()).splitlines(keepends=True)
    yield f"Wikipedia list, {MESSY_ROWS} rows", b"".join(lines[: MESSY_ROWS + 1]), None
    yield "Wikidata, JSON (sample)", QUERY_RESULT.encode(), None
    yield "Wikidata, TSV (sample)", QUERY_TABLE.encode(), None
    for path in sorted((data / "iati").glob("*.xml*")):
        content = path.read_bytes()
        yield (
            f"IATI {path.stem}",
            gzip.decompress(content) if path.suffix == ".gz" else content,
            None,
        )
    for name, content in nasty_workbooks():
        yield f"nasty: {name}", content, None


def told(content: bytes, mapping: Mapping | None) -> dict[str, object]:
    """What becomes of one source."""
    start = time.perf_counter()
    found: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    parties: Counter[str] = Counter()
    rows = agreements = 0
    tables = [table for table in read_tables(content) if not is_table_of_counts(table)]
    for table in tables:
        _, pairs, notes = read_table_of_agreements(table, mapping)
        read = [agreement for agreement, _ in pairs]
        every = [*notes, *(one for _, few in pairs for one in few), *run_checks(read, on=ON)]
        found += Counter(one.severity for one in every)
        codes += Counter(one.code for one in every)
        parties += Counter(
            party.status if party.written or party.place else "organization_only"
            for agreement in read
            for party in agreement.parties
        )
        rows, agreements = rows + len(table.rows), agreements + len(pairs)
    return {
        "tables": len(tables),
        "rows": rows,
        "agreements": agreements,
        "parties": {
            name: parties[name]
            for name in ("matched", "ambiguous", "not_found", "organization_only")
        },
        "findings": {name: found[name] for name in terms("severities")},
        "commonest": dict(codes.most_common(6)),
        "seconds": round(time.perf_counter() - start, 2),
    }


def main() -> None:
    """Read every source and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    asked = parser.parse_args()
    answer = {name: told(content, mapping) for name, content, mapping in sources(asked.data)}
    print(json.dumps(answer, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
