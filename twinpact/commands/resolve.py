"""``twinpact resolve``: each written name of a table with the territory that it means."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from twinpact.commands.group import BadInputError
from twinpact.commands.reading import FILE, progress, table_in, write_out
from twinpact.formats.table import Table
from twinpact.formats.tables import write_csv

if TYPE_CHECKING:
    from twinpact.places import Level, Resolution, Written

COLUMNS = (
    "place_id", "place_name", "place_level", "place_country", "place_iso_3166_2",
    "place_geonames_id", "place_lat", "place_lon", "place_status", "place_confidence",
    "place_reason", "place_candidates",
)  # fmt: skip
"""What is written behind the columns of the table."""

Cell = str | int | float | None


@click.command()
@FILE
@click.option("--name", metavar="COL", required=True, help="The column of the written names.")
@click.option("--country", metavar="COL", help="The column of their countries, names or codes.")
@click.option("--region", metavar="COL", help="The column of what they lie in.")
@click.option("--level", metavar="COL", help="The column that says municipality, state ….")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
def resolve(
    file: Path,
    name: str,
    country: str | None,
    region: str | None,
    level: str | None,
    output: Path | None,
) -> None:
    """Find the territory that each name of a column in FILE means.

    Writes CSV: the columns of FILE, then the place, whether it is matched, ambiguous or not_found,
    how sure that is (0 to 1), the reason, and the ids that come into question, the best first.
    Each name is told by the rest of the list too.
    """
    table = table_in(file)
    for column in (name, country, region, level):
        if column is not None and column not in table.header:
            there = ", ".join(table.header)
            raise BadInputError(f"{file.name}: no column {column!r}; there are: {there}.")
    with progress(f"Finding the places of {file.name}"):
        from twinpact.places import resolve_all  # noqa: PLC0415 - the gazetteer is large

        written = list(_written(table, name, country, region, level))
        found = resolve_all(written)
        kept = [column for column in table.header if column not in COLUMNS]
        rows = [
            [*(cells[column] for column in kept), *_cells(answer)]
            for (_, cells), answer in zip(table.rows, found, strict=True)
        ]
        write_out(write_csv([*kept, *COLUMNS], rows), output)
    click.echo(_told(found), err=True)


def _written(
    table: Table, name: str, country: str | None, region: str | None, level: str | None
) -> Iterator["Written"]:
    from twinpact.places import Written  # noqa: PLC0415 - the gazetteer is large

    for _, cells in table.rows:
        yield Written(
            cells[name] or "",
            country=_cell(cells, country),
            region=_cell(cells, region),
            level=_level(_cell(cells, level)),
        )


def _cell(cells: Mapping[str, str | None], column: str | None) -> str | None:
    return None if column is None else cells[column]


def _level(word: str | None) -> "Level | None":
    """The level that a word says, or None where it says none: a level is only a hint."""
    from twinpact.agreements.parsing.words import UnreadWordError, read_code  # noqa: PLC0415

    if word is None:
        return None
    try:
        return read_code("levels", word)  # type: ignore[return-value]
    except UnreadWordError:
        return None


def _cells(answer: "Resolution") -> list[Cell]:
    place = answer.place
    known: list[Cell] = [None] * 8
    if place is not None:
        known = [
            place.id, place.name, place.level, place.country, place.iso_3166_2,
            place.geonames_id, place.latitude, place.longitude,
        ]  # fmt: skip
    others = "|".join(candidate.id for candidate in answer.candidates)
    return [*known, answer.status, answer.confidence, answer.reason, others]


def _told(found: "list[Resolution]") -> str:
    counted = Counter(answer.status for answer in found)
    return (
        f"{len(found)} names: {counted['matched']} matched, {counted['ambiguous']} ambiguous, "
        f"{counted['not_found']} not found"
    )
