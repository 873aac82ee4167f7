"""``twinpact convert``: the same agreements in another format."""

from collections.abc import Callable
from pathlib import Path

import click

from twinpact.agreements import Agreement
from twinpact.commands.group import BadInputError
from twinpact.commands.reading import MAP, agreements_in, progress, table_in, write_out
from twinpact.formats.agreements import agreements_as_csv, agreements_as_xlsx

Write = Callable[[list[Agreement]], str | bytes]


def _as_geojson(agreements: list[Agreement]) -> str:
    from twinpact.formats.geojson import agreements_as_geojson  # noqa: PLC0415 - for maps only

    return agreements_as_geojson(agreements)


WRITERS: dict[str, Write] = {
    ".csv": agreements_as_csv,
    ".xlsx": agreements_as_xlsx,
    ".geojson": _as_geojson,
}


@click.command()
@click.argument("file", metavar="IN", type=click.Path(path_type=Path))
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@MAP
def convert(file: Path, out: Path, map_file: Path | None) -> None:
    """Read the agreements in IN and write them to OUT, as its ending says.

    .csv and .xlsx are our own table, which is read back without loss; .geojson draws a line for
    each pair of parties with a known place.
    """
    write = WRITERS.get(out.suffix.lower())
    if write is None:
        raise BadInputError(f"{out.name}: OUT must end in {', '.join(WRITERS)}.")
    table = table_in(file)
    with progress(f"Converting {file.name}"):
        agreements = agreements_in(table, file, map_file).agreements
        write_out(write(agreements), out)
    click.echo(f"{out.name}: {len(agreements)} agreements", err=True)
