"""Ten thousand damaged files through the one door: each must give an answer or one sentence.

    nice python -m benchmarks.fuzz_intake [--files 10000] [--data ../shared/data] [--seed 0]

Real files (``--data``, and the founding tables) and made ones are damaged (``damaging.py``) and
read, parsed and checked in processes with bounded memory. Prints JSON: how many gave an answer,
one clear sentence, a crash, took over ten seconds of computing or ran over the memory; and of what
went wrong the number of the file, which makes it again (``--only N``).
"""

import argparse
import gzip
import importlib.util
import json
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.damaging import damaged
from benchmarks.small_files import SMALL
from twinpact.agreements import run_checks
from twinpact.formats.agreements import (
    agreements_as_csv,
    agreements_as_json,
    agreements_as_xlsx,
    read_table_of_agreements,
)
from twinpact.formats.commented_workbook import CheckedTable, commented_workbook
from twinpact.formats.geojson import agreements_as_geojson
from twinpact.formats.table import UnreadableFileError
from twinpact.formats.tables import read_tables

ROOT = Path(__file__).resolve().parent.parent
ON = date(2026, 11, 23)
MOST_SECONDS = 10
MOST_MEMORY = 2_000_000_000
CHUNK = 250


def seeds(data: Path | None) -> list[bytes]:
    """The files that are damaged: small, of every format."""
    founding = sorted((ROOT / "data" / "founding").glob("*.csv"))
    found = [*SMALL, *(path.read_bytes() for path in founding)]
    (table,) = read_tables(founding[-1])
    _, pairs, _ = read_table_of_agreements(table)
    agreements = [agreement for agreement, _ in pairs]
    found.append(agreements_as_xlsx(agreements))
    found += [
        write(agreements).encode()
        for write in (agreements_as_csv, agreements_as_json, agreements_as_geojson)
    ]
    return (
        found
        + [made for _, made in nasty_workbooks()]
        + ([] if data is None else list(_real(data)))
    )


def nasty_workbooks() -> Iterator[tuple[str, bytes]]:
    """The five workbooks that the tests make, by name."""
    place = ROOT / "tests" / "twinpact" / "formats" / "nasty_workbooks.py"
    spec = importlib.util.spec_from_file_location("nasty_workbooks", place)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    for name, make in made.NASTY.items():
        yield name, make()


def _real(data: Path) -> Iterator[bytes]:
    for path in sorted((data / "iati").glob("*.gz")):
        yield gzip.decompress(path.read_bytes())[:60_000]
    yield (data / "iati" / "activity_standard_example_2.03.xml").read_bytes()
    register = data / "german_partnership_register_2015" / "agreements.csv"
    yield b"\n".join(register.read_bytes().splitlines()[:60])
    lists = gzip.decompress(
        (data / "wikipedia_lists_2025_messy" / "sister_cities.csv.gz").read_bytes()
    )
    yield b"\n".join(lists.splitlines()[:60])


def outcome(content: bytes) -> str:
    """What becomes of a file: "answer", or "sentence" where it is refused in one."""
    try:
        tables = read_tables(content, name="file")
    except UnreadableFileError as refused:
        said = str(refused)
        assert said.startswith("file: "), said
        assert "\n" not in said
        assert len(said) < 300
        return "sentence"
    for table in tables[:3]:
        mapping, pairs, notes = read_table_of_agreements(table)
        assert len(pairs) == len(table.rows)
        agreements = [agreement for agreement, _ in pairs]
        found = [*notes, *(one for _, few in pairs for one in few)]
        found += run_checks(agreements, on=ON)
        commented_workbook([CheckedTable(table, mapping, found)], language="es")
        agreements_as_json(agreements)
    return "answer"


def work(first: int, last: int, data: Path | None) -> None:
    """Read the files of these numbers, and tell of each on a line."""
    files = seeds(data)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    signal.signal(signal.SIGPROF, _too_slow)
    for number in range(first, last):
        content = damaged(files, number)
        print(json.dumps({"n": number, "begins": True}), flush=True)
        start = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
        what = why = ""
        try:
            what = outcome(content)
        except TimeoutError:
            what = "slow"
        except MemoryError:
            what = "memory"
        except Exception:  # noqa: BLE001 - that is what is looked for
            what, why = "crash", traceback.format_exc()[-900:]
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        seconds = round(time.process_time() - start, 2)
        print(json.dumps({"n": number, "what": what, "why": why, "s": seconds}), flush=True)


def _too_slow(*_: object) -> None:
    raise TimeoutError


def main() -> None:
    """Share the files out, count and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int, help="Make and read this one file, aloud.")
    parser.add_argument("--work", type=int, nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.only is not None:
        print(outcome(damaged(seeds(asked.data), asked.only)))
    elif asked.work:
        work(*asked.work, asked.data)
    else:
        print(json.dumps(_all(asked), indent=2))


def _all(asked: argparse.Namespace) -> dict[str, object]:
    start = time.perf_counter()
    counted: Counter[str] = Counter()
    wrong: list[dict[str, object]] = []
    slowest = 0.0
    at, end = asked.seed, asked.seed + asked.files
    while at < end:
        for one in _chunk(at, min(at + CHUNK, end), asked.data):
            counted[str(one["what"])] += 1
            slowest = max(slowest, float(str(one["s"])))
            if one["what"] not in {"answer", "sentence"}:
                wrong.append(one)
            at = int(str(one["n"])) + 1
    return {
        "files": asked.files,
        **{w: counted[w] for w in ("answer", "sentence", "crash", "slow", "memory")},
        "slowest_seconds": slowest,
        "seconds": round(time.perf_counter() - start, 1),
        "wrong": wrong[:50],
    }


def _chunk(first: int, last: int, data: Path | None) -> Iterator[dict[str, object]]:
    """What became of some files; a process that dies has crashed on the file it had begun."""
    command = [sys.executable, "-m", "benchmarks.fuzz_intake", "--work", str(first), str(last)]
    command += [] if data is None else ["--data", str(data)]
    begun = first
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        done = first - 1
        for line in process.stdout:
            told = json.loads(line)
            begun = told["n"]
            if "what" in told:
                done = begun
                yield told
        said = process.stderr.read()[-900:]
    if done < last - 1:
        yield {
            "n": done + 1,
            "what": "crash",
            "why": f"died ({process.returncode}): {said}",
            "s": 0,
        }


if __name__ == "__main__":
    main()
