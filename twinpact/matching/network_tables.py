"""Reading a network that a user brings: a table of places and one of links (CSV)."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite

from twinpact.matching.world import OwnPlace

PLACE_COLUMNS = ("id", "name")
LINK_COLUMNS = ("a", "b")
_LONGEST = 500
_REGION = "district or region"


class UnreadNetworkError(ValueError):
    """A table of places or links cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Links:
    """Links between places of a table, and how many were left out as a place is missing."""

    pairs: list[tuple[int, int]]
    years: list[int | None]
    left_out: int


def read_places(text: str) -> list[OwnPlace]:
    """The places of a table with the columns id and name, and what else it has.

    Read are ``country_iso2``, ``admin1``, ``lat``, ``lon``, ``population``, ``geonames_id`` and
    ``kind`` (``district or region``); what is not readable counts as unknown.

    Raises:
        UnreadNetworkError: A column is missing, or an id is missing or there twice.
    """
    places: list[OwnPlace] = []
    seen: set[str] = set()
    for line, row in _rows(text, PLACE_COLUMNS):
        place_id = row["id"]
        if not place_id or place_id in seen:
            raise UnreadNetworkError(f"Line {line}: the id {place_id!r} is empty or there twice.")
        seen.add(place_id)
        places.append(_place(place_id, row))
    if not places:
        raise UnreadNetworkError("There is no place in the table of places.")
    return places


def _place(place_id: str, row: Mapping[str, str]) -> OwnPlace:
    latitude, longitude = _number(row.get("lat"), 90), _number(row.get("lon"), 180)
    number = row.get("geonames_id") or ""
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    return OwnPlace(
        id=place_id,
        name=row["name"] or place_id,
        country=row.get("country_iso2") or None,
        admin1=row.get("admin1") or None,
        latitude=latitude if longitude is not None else None,
        longitude=longitude if latitude is not None else None,
        population=_number(row.get("population"), 1e10),
        geonames_id=int(number) if is_number else None,
        is_region=row.get("kind") == _REGION,
    )


def read_links(text: str, find: Callable[[str], int | None]) -> Links:
    """The links of a table with the columns a and b, as numbers of candidates.

    ``find`` gives the number of an id: :meth:`~twinpact.matching.Territories.find`.

    Raises:
        UnreadNetworkError: A column is missing.
    """
    pairs: list[tuple[int, int]] = []
    years: list[int | None] = []
    left_out = 0
    for _, row in _rows(text, LINK_COLUMNS):
        a, b = find(row["a"]), find(row["b"])
        if a is None or b is None or a == b:
            left_out += 1
            continue
        year = (row.get("start_date") or "")[:4]
        pairs.append((a, b))
        years.append(int(year) if year.isascii() and year.isdigit() else None)
    return Links(pairs, years, left_out)


def _rows(text: str, wanted: tuple[str, ...]) -> Iterator[tuple[int, Mapping[str, str]]]:
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        header = [cell.strip() for cell in next(reader, [])]
        missing = [name for name in wanted if name not in header]
        if missing:
            raise UnreadNetworkError(f"The table has no column {missing[0]!r}.")
        for cells in reader:
            if cells:
                told = (cell.strip()[:_LONGEST] for cell in cells)
                yield (
                    reader.line_num,
                    dict.fromkeys(header, "") | dict(zip(header, told, strict=False)),
                )
    except csv.Error as problem:
        raise UnreadNetworkError(f"Line {reader.line_num}: {problem}.") from None


def _number(cell: str | None, most: float) -> float | None:
    try:
        number = float(cell or "")
    except ValueError:
        return None
    return number if isfinite(number) and abs(number) <= most else None
