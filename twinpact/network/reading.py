"""From the rows of two tables, links and territories, to a network; nothing is lost in silence."""

from collections.abc import Iterable, Iterator, Mapping
from math import isfinite

from twinpact.agreements.findings import Finding
from twinpact.network.findings import network_finding
from twinpact.network.graph import Network, Territory, network_of

Row = tuple[int, Mapping[str, str | None]]
LINK_COLUMNS = ("a", "b")
PLACE_COLUMNS = ("id", "name", "country_iso2", "lat", "lon", "population", "kind")
"""The columns of the table of territories that are read; only ``id`` has to be there."""


def read_network(
    links: Iterable[Row], places: Iterable[Row] | None = None
) -> tuple[Network, list[Finding]]:
    """The network of the rows of a table of links and, if there is one, a table of territories.

    A row is its number as a spreadsheet shows it and its cells by heading: ``a`` and ``b`` of a
    link, ``PLACE_COLUMNS`` of a territory. A territory of the table without a link belongs to the
    network. Links with themselves, repeated or incomplete links and ids without a territory are
    told as findings.
    """
    found: list[Finding] = []
    territories: dict[str, Territory] | None = None
    if places is not None:
        territories = dict(_territories(places, found))
    pairs = list(_pairs(links, territories, found))
    return network_of((territories or {}).values(), pairs), found


def _pairs(
    links: Iterable[Row], territories: Mapping[str, Territory] | None, found: list[Finding]
) -> Iterator[tuple[str, str]]:
    told: set[tuple[str, str]] = set()
    missing: set[str] = set()
    for row, cells in links:
        a, b = _cell(cells, "a"), _cell(cells, "b")
        if a is None or b is None:
            column = "a" if a is None else "b"
            found.append(network_finding("end_missing", row=row, column=column))
            continue
        for column, one in (("a", a), ("b", b)):
            if territories is not None and one not in territories and one not in missing:
                missing.add(one)
                told_of = {"id": one}
                found.append(
                    network_finding("place_unknown", row=row, column=column, values=told_of)
                )
        pair = (min(a, b), max(a, b))
        if a == b:
            found.append(network_finding("self_link", row=row, column="b", values={"id": a}))
        elif pair in told:
            ends = {"a": a, "b": b}
            found.append(network_finding("repeated_link", row=row, column="a", values=ends))
        told.add(pair)
        yield pair


def _territories(places: Iterable[Row], found: list[Finding]) -> Iterator[tuple[str, Territory]]:
    seen: set[str] = set()
    for row, cells in places:
        one = _cell(cells, "id")
        if one is None:
            found.append(network_finding("place_without_id", row=row, column="id"))
            continue
        if one in seen:
            found.append(
                network_finding("repeated_place", row=row, column="id", values={"id": one})
            )
            continue
        seen.add(one)
        latitude = _number(cells, "lat", row, found, limit=90)
        longitude = _number(cells, "lon", row, found, limit=180)
        population = _number(cells, "population", row, found, least=0)
        yield (
            one,
            Territory(
                id=one,
                name=_cell(cells, "name"),
                country=_cell(cells, "country_iso2"),
                level=_cell(cells, "kind"),
                point=None if latitude is None or longitude is None else (latitude, longitude),
                population=None if not population else int(population),
            ),
        )


def _cell(cells: Mapping[str, str | None], column: str) -> str | None:
    return (cells.get(column) or "").strip() or None


def _number(
    cells: Mapping[str, str | None],
    column: str,
    row: int,
    found: list[Finding],
    *,
    limit: float = 1e12,
    least: float | None = None,
) -> float | None:
    """A number between its limits; a population of 0 stands for one that is not known."""
    written = _cell(cells, column)
    if written is None:
        return None
    try:
        value = float(written)
    except ValueError:
        value = float("nan")
    lowest = -limit if least is None else least
    if isfinite(value) and lowest <= value <= limit:
        return value
    values = {"id": _cell(cells, "id") or "", "written": written}
    found.append(network_finding("attribute_unread", row=row, column=column, values=values))
    return None
