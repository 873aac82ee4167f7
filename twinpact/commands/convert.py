"""``twinpact convert``: the same agreements in another format."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import click

from twinpact.agreements import Agreement
from twinpact.commands.group import BadInputError
from twinpact.commands.reading import (
    JSON,
    MAP,
    SHEET,
    Read,
    all_agreements_in,
    progress,
    write_out,
)
from twinpact.formats.agreements import (
    agreements_as_csv,
    agreements_as_json,
    agreements_as_jsonl,
    agreements_as_xlsx,
)
from twinpact.formats.writing import UnwritableTableError

Write = Callable[[list[Agreement], tuple[str, ...]], str | bytes]


def _as_geojson(agreements: list[Agreement], kept: tuple[str, ...]) -> str:
    from twinpact.formats.geojson import agreements_as_geojson  # noqa: PLC0415 - for maps only

    return agreements_as_geojson(agreements, kept=kept)


WRITERS: dict[str, Write] = {
    ".csv": lambda agreements, kept: agreements_as_csv(agreements, kept=kept),
    ".xlsx": lambda agreements, kept: agreements_as_xlsx(agreements, kept=kept),
    ".json": lambda agreements, kept: agreements_as_json(agreements, kept=kept),
    ".jsonl": lambda agreements, kept: agreements_as_jsonl(agreements, kept=kept),
    ".geojson": _as_geojson,
}


@click.command()
@click.argument("file", metavar="IN", type=click.Path(path_type=Path))
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@MAP
@SHEET
@JSON
def convert(
    file: Path, out: Path, map_file: Path | None, sheet: str | None, as_json: bool
) -> None:
    """Read the agreements in IN and write them to OUT, as its ending says.

    .csv, .xlsx, .json and .jsonl are our own table, which is read back without loss; .geojson
    draws a line for each pair of parties with a known place, and keeps the table with it. Columns
    of IN that hold nothing of ours follow as they stood.
    """
    write = WRITERS.get(out.suffix.lower())
    if write is None:
        raise BadInputError(f"{out.name}: OUT must end in {', '.join(WRITERS)}.")
    with progress(f"Converting {file.name}"):
        reads = all_agreements_in(file, map_file, sheet)
        agreements = [agreement for read in reads for agreement in read.agreements]
        kept = tuple(dict.fromkeys(name for read in reads for name in read.kept))
        try:
            write_out(write(agreements, kept), out)
        except UnwritableTableError as problem:
            raise BadInputError(f"{out.name}: {problem}") from None
    if as_json:
        write_out(_json(reads, agreements, kept), None)
    click.echo(f"{out.name}: {len(agreements)} agreements", err=True)


def _json(reads: list[Read], agreements: list[Agreement], kept: tuple[str, ...]) -> str:
    """What was written, and what could not be read, by kind of finding."""
    codes = Counter(
        one.code
        for read in reads
        for found in (read.notes, *(few for _, few in read.pairs))
        for one in found
    )
    told = {
        "agreements": len(agreements),
        "columns_kept": list(kept),
        "sheets": [read.table.sheet for read in reads],
        "counts_by_code": dict(codes.most_common()),
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
