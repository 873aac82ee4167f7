"""``twinpact network``: the measures of the network in a table of links."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from twinpact.agreements.findings import Finding
from twinpact.commands.group import DONE, FOUND, BadInputError
from twinpact.commands.reading import JSON, LANGUAGE, counting, progress, table_in, write_out
from twinpact.formats.table import Table
from twinpact.formats.tables import write_csv
from twinpact.vocabularies import label

if TYPE_CHECKING:
    from twinpact.network import Network, Position, Report, Surprise

_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("links", type=_PATH)
@click.option("--places", type=_PATH, help="Table of the territories, with the column id.")
@click.option("--for", "territory", metavar="ID", help="Where this territory stands instead.")
@click.option("--territories", type=_PATH, help="Write every territory's centralities (CSV).")
@click.option(
    "--null", "samples", type=click.IntRange(2, 10_000), metavar="N",
    help="Set the values beside those of N random networks with the same degrees.",
)  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True,
    help="Where chance begins: groups and random networks.",
)  # fmt: skip
@LANGUAGE
@JSON
@click.option("-o", "--output", type=_PATH, help="Write to this file.")
def network(
    *,
    links: Path,
    places: Path | None,
    territory: str | None,
    territories: Path | None,
    samples: int | None,
    seed: int,
    language: str,
    as_json: bool,
    output: Path | None,
) -> int:
    """Measure the network of LINKS, a table with the columns a and b: ids of two territories.

    One line of CSV with a column for each measure; with --for the position of one territory among
    its peers, with --null whether the values are surprising.
    """
    if territory is not None and samples is not None:
        raise BadInputError("--for and --null are two questions; ask one at a time.")
    if territories is not None and (territory is not None or samples is not None):
        raise BadInputError("--territories goes with neither --for nor --null.")
    there, found = _read(links, places)
    if territory is not None:
        position = _position(there, territory)
        text = _json_of(asdict(position)) if as_json else _position_csv(position)
    elif samples is not None:
        told = _surprises(there, seed=seed, samples=samples)
        text = _json_of([asdict(one) for one in told]) if as_json else _csv_of(told)
    else:
        report = _measure(there, seed)
        if territories is not None:
            write_out(_territories(report), territories)
        text = _report_json(report, found, language) if as_json else _report_csv(report)
    write_out(text, output)
    _say(links, there, found, language)
    return FOUND if found else DONE


def _read(links: Path, places: Path | None) -> tuple["Network", list[Finding]]:
    from twinpact.network import read_network  # noqa: PLC0415 - brings rustworkx

    of_links = table_in(links)
    _require(of_links, ("a", "b"), links)
    of_places = None if places is None else table_in(places)
    if of_places is not None and places is not None:
        _require(of_places, ("id",), places)
    there, found = read_network(of_links.rows, None if of_places is None else of_places.rows)
    if not there.size:
        raise BadInputError(f"{links.name}: no row names two territories.")
    return there, found


def _require(table: Table, columns: Iterable[str], file: Path) -> None:
    missing = [name for name in columns if name not in table.header]
    if missing:
        named = " and ".join(missing)
        raise BadInputError(f"{file.name}: there is no column {named}.")


def _measure(there: "Network", seed: int) -> "Report":
    from twinpact.network import measure_network  # noqa: PLC0415

    with counting("Shortest ways between all territories") as told:
        return measure_network(there, seed=seed, progress=told)


def _surprises(there: "Network", *, seed: int, samples: int) -> "list[Surprise]":
    from twinpact.network import surprises  # noqa: PLC0415

    with counting("Random networks") as told:
        return surprises(there, seed=seed, samples=samples, progress=told)


def _position(there: "Network", territory: str) -> "Position":
    from twinpact.network import UnknownTerritoryError, pagerank, position_of  # noqa: PLC0415

    try:
        return position_of(there, territory, {"pagerank": pagerank(there)})
    except UnknownTerritoryError as problem:
        raise BadInputError(str(problem)) from None


def _territories(report: "Report") -> str:
    from twinpact.network import TERRITORY_COLUMNS, centralities, territory_rows  # noqa: PLC0415

    with progress("Betweenness of all territories"):
        values = centralities(report)
    rows = territory_rows(report, values)
    return write_csv(TERRITORY_COLUMNS, rows)


def _report_csv(report: "Report") -> str:
    names = [one.name for one in report.measures]
    return write_csv(names, [[one.value for one in report.measures]])


def _report_json(report: "Report", found: list[Finding], language: str) -> str:
    from twinpact.network import (  # noqa: PLC0415
        degree_distribution,
        length_distribution,
        say_network_finding,
    )

    told: dict[str, Any] = {one.name: one.value for one in report.measures}
    told["measures"] = [asdict(one) for one in report.measures]
    told["degree_distribution"] = degree_distribution(report.network)
    told["distance_distribution"] = {
        distance: int(pairs) // 2 for distance, pairs in enumerate(report.paths.counts, start=1)
    }
    told["length_distribution"] = [
        {"from_km": low, "to_km": high, "links": links}
        for low, high, links in length_distribution(report.network)
    ]
    told["country_strength"] = report.countries.strength()
    told["findings"] = [
        {
            "row": one.row,
            "column": one.column,
            "severity": one.severity,
            "code": one.code,
            "message": say_network_finding(one, language),
        }
        for one in found
    ]
    return _json_of(told)


POSITION_COLUMNS = ("group", "value_name", "value", "peers", "median", "rank", "share_below")


def _position_csv(position: "Position") -> str:
    rows = [
        [group, name, *asdict(one).values()]
        for group, standings in position.among.items()
        for name, one in (standings or {}).items()
    ]
    return write_csv(POSITION_COLUMNS, rows)


def _csv_of(told: "list[Surprise]") -> str:
    rows = [asdict(one) for one in told]
    return write_csv(list(rows[0]), [list(row.values()) for row in rows])


def _json_of(told: Mapping[str, Any] | list[Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _say(links: Path, there: "Network", found: list[Finding], language: str) -> None:
    """On standard error: how much there is, and what of the rows is not as it should be."""
    from twinpact.network import say_network_finding  # noqa: PLC0415

    shown = 20
    for one in found[:shown]:
        severity = label("severities", one.severity, language)
        row = "" if one.row is None else f"{one.row}: "
        click.echo(f"{row}{severity}: {say_network_finding(one, language)}", err=True)
    if len(found) > shown:
        click.echo(f"… {len(found) - shown} more; --json has all of them", err=True)
    click.echo(
        f"{links.name}: {there.size} territories, {len(there.ends)} links, {len(found)} findings",
        err=True,
    )
