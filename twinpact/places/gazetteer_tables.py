"""The gazetteer that ships with the library, as columns in memory.

Three Parquet tables in ``gazetteer/`` are read when first needed: ``places`` (one line a place),
``names`` (one line for each way of writing a place, sorted, so that a name is found by halving)
and ``labels`` (names of countries and subdivisions by language). Nothing is turned into Python
objects before it is asked for. ``data/README.md`` names the sources and their licences.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from math import isnan
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from twinpact.places.place import Level, Place
from twinpact.vocabularies import fold

if TYPE_CHECKING:
    import pyarrow as pa

LEVELS: tuple[Level, ...] = ("country", "state", "intermediate", "municipality", "metropolitan")
PRIMARY, LABEL, ALTERNATE, CORE = range(4)


@dataclass(frozen=True, slots=True)
class Name:
    """A way of writing a place: the line of the place, and how close it is to the name.

    ``kind`` is PRIMARY for the name itself, LABEL for its name in a language, ALTERNATE for
    another name, CORE for a name without its title ("Kostroma" for "Kostroma Oblast").
    """

    row: int
    kind: int


def key(name: str) -> str:
    """How a name is compared: folded and without spaces ("Xi'an" and "Xian" are one)."""
    return fold(name).replace(" ", "")


class Gazetteer:
    """The columns, and the few questions that are put to them."""

    def __init__(self) -> None:
        places = _table("places")
        self.level: Sequence[int] = _numbers(places["level"])
        self.parent: Sequence[int] = _numbers(places["parent"])
        self.weight: Sequence[int] = _numbers(places["weight"])
        self.spread: Sequence[int] = _numbers(places["spread"])
        self.geonames: Sequence[int] = _numbers(places["geonames"])
        self.latitude: Sequence[float] = _fractions(places["latitude"])
        self.longitude: Sequence[float] = _fractions(places["longitude"])
        self.country_codes: list[str] = places["country"].dictionary.to_pylist()
        self.country_number: Sequence[int] = _numbers(places["country"].indices)
        self.population: Sequence[int] = _numbers(places["population"])
        self._wikidata = _numbers(places["wikidata"])
        self._name = Texts(places["name"])
        self._iso = Texts(places["iso"])
        self.ended: Sequence[int] = _numbers(places["ended"])
        self._own = Texts(places["own"])
        self._region = places["region"]
        # What holds others is asked for again and again, and there are some thousands of it.
        self._id_of_holder = cache(self.id)
        self._labels_of_holder = cache(self._labels)
        names = _table("names")
        self.keys = Texts(names["key"])
        self.named: Sequence[int] = _numbers(names["place"])
        self.kind: Sequence[int] = _numbers(names["kind"])

    def called(self, name_key: str) -> Iterator[Name]:
        """The places that bear a name, given by its key."""
        start, end = self.keys.equal(name_key.encode())
        for line in range(start, end):
            yield Name(self.named[line], self.kind[line])

    def beginning(self, name_key: str) -> Iterator[Name]:
        """The places with a name that begins so."""
        start, end = self.keys.beginning(name_key.encode())
        for line in range(start, end):
            yield Name(self.named[line], self.kind[line])

    def keys_of_names(self) -> tuple[Any, Any, Any]:
        """The key of the name of each line: all letters, where each begins, how long it is.

        Columns of numbers (NumPy), for whoever compares one name with all; 0 long where there is
        no name.
        """
        import numpy as np  # noqa: PLC0415 - not every user of places needs it

        letters, offsets = self.keys.letters()
        own = np.flatnonzero(np.asarray(self.kind) == PRIMARY)[::-1]
        line = np.full(len(self.level), -1, np.int64)
        line[np.asarray(self.named)[own]] = own
        lengths = np.where(line >= 0, offsets[line + 1] - offsets[line], 0)
        return letters, offsets[line].astype(np.int64), lengths.astype(np.int64)

    def country(self, row: int) -> str:
        """The code of the country in which a place lies, or which it is."""
        return self.country_codes[self.country_number[row]]

    def name(self, row: int) -> str:
        """The name of a place in its own language."""
        return self._name[row]

    def holders(self, row: int) -> tuple[int, ...]:
        """The subdivisions in which a place lies, the narrowest first."""
        found: list[int] = []
        while (row := self.parent[row]) >= 0:
            found.append(row)
        return tuple(found)

    def place(self, row: int) -> Place:
        """A line as a Place."""
        country, parent = self.country(row), self.parent[row]
        level = LEVELS[self.level[row]]
        above = None if level == "country" else country
        number = self._wikidata[row]
        return Place(
            id=self.id(row),
            level=level,
            name=self._name[row],
            country=country,
            names=self._labels_of_holder(row) if level in _HOLDERS else _NONE,
            parent=self._id_of_holder(parent) if parent >= 0 else above,
            iso_3166_2=self._iso[row] or None,
            geonames_id=self.geonames[row] or None,
            wikidata_id=f"Q{number}" if number else None,
            latitude=_known(self.latitude[row]),
            longitude=_known(self.longitude[row]),
            population=self.population[row] or None,
            region=self._region_of.get(country),
            ended=self.ended[row] or None,
        )

    def id(self, row: int) -> str:
        """The id of a line: see :class:`twinpact.places.Place`."""
        level = LEVELS[self.level[row]]
        if level == "country":
            return self.country(row)
        number = self.geonames[row]
        iso = self._iso[row] if level == "state" or not number else ""
        return iso or (f"gn{number}" if number else self._own[row])

    def row(self, place_id: str) -> int | None:
        """The line of a place id, or None."""
        if place_id.startswith("gn") and place_id[2:].isascii() and place_id[2:].isdigit():
            return self._by_number.get(int(place_id[2:]))
        row = self.by_country.get(place_id, self.by_code.get(place_id))
        return row if row is not None else self._by_own.get(place_id)

    @cached_property
    def by_country(self) -> Mapping[str, int]:
        """The lines of the countries, by code."""
        return {self.country(row): row for row in self._of_level("country")}

    @cached_property
    def by_code(self) -> Mapping[str, int]:
        """The lines of all divisions that have an ISO 3166-2 code, by code."""
        rows = (*self._of_level("intermediate"), *self._of_level("state"))
        return {code: row for row in rows if (code := self._iso[row])}

    @cached_property
    def _region_of(self) -> Mapping[str, str | None]:
        return {code: self._region[row].as_py() for code, row in self.by_country.items()}

    @cached_property
    def _by_number(self) -> Mapping[int, int]:
        return {number: row for row, number in enumerate(self.geonames) if number}

    @cached_property
    def _by_own(self) -> Mapping[str, int]:
        own = ((self._own[row], row) for row, n in enumerate(self.geonames) if not n)
        return {id_: row for id_, row in own if id_}

    @cached_property
    def _label_lines(self) -> tuple[Sequence[int], Any, Any]:
        labels = _table("labels")
        return _numbers(labels["place"]), labels["language"], labels["name"]

    def _labels(self, row: int) -> Mapping[str, str]:
        rows, languages, names = self._label_lines
        line, found = bisect_left(rows, row), {}
        while line < len(rows) and rows[line] == row:
            found[languages[line].as_py()] = names[line].as_py()
            line += 1
        return MappingProxyType(found)

    def _of_level(self, level: Level) -> range:
        # The lines are sorted by level.
        number = LEVELS.index(level)
        return range(bisect_left(self.level, number), bisect_left(self.level, number + 1))


class Texts:
    """A column of text, read where it lies; where it is sorted, a text is found by halving."""

    def __init__(self, texts: pa.StringArray) -> None:
        _, offsets, data = texts.buffers()
        self._offsets = memoryview(offsets).cast("i")[texts.offset :]
        self._data: bytes = data.to_pybytes()
        self._count = len(texts)
        self._known: dict[bytes, tuple[int, int]] = {}

    def __getitem__(self, line: int) -> str:
        return self._data[self._offsets[line] : self._offsets[line + 1]].decode()

    def letters(self) -> tuple[Any, Any]:
        """All letters as numbers, and where each text begins; one more than there are texts."""
        import numpy as np  # noqa: PLC0415 - not every user of places needs it

        offsets = np.frombuffer(self._offsets, np.int32)[: self._count + 1]
        return np.frombuffer(self._data, np.uint8), offsets

    def equal(self, wanted: bytes) -> tuple[int, int]:
        """The lines, from and up to, that are this text."""
        data, offsets = self._data, self._offsets
        start = end = self._first_from(wanted)
        while end < self._count and data[offsets[end] : offsets[end + 1]] == wanted:
            end += 1
        return start, end

    def beginning(self, wanted: bytes) -> tuple[int, int]:
        """The lines, from and up to, that begin with this text."""
        return self._first_from(wanted), self._first_from(wanted + b"\xff")

    def _first_from(self, wanted: bytes) -> int:
        letters = wanted[:2]
        if letters not in self._known:
            # Remembered, where texts with these two letters stand halves the next search.
            is_last = not letters or letters[-1] == 0xFF
            after = b"" if is_last else letters[:-1] + bytes([letters[-1] + 1])
            end = self._count if is_last else self._between(after, 0, self._count)
            self._known[letters] = self._between(letters, 0, self._count), end
        return self._between(wanted, *self._known[letters])

    def _between(self, wanted: bytes, low: int, high: int) -> int:
        data, offsets = self._data, self._offsets
        while low < high:
            middle = (low + high) // 2
            if data[offsets[middle] : offsets[middle + 1]] < wanted:
                low = middle + 1
            else:
                high = middle
        return low


_HOLDERS = frozenset({"country", "state", "intermediate"})
_NONE: Mapping[str, str] = MappingProxyType({})


def _table(name: str) -> Mapping[str, Any]:
    # Costly, and not every user of places needs it.
    import pyarrow.parquet as pq  # noqa: PLC0415

    with as_file(files("twinpact.places").joinpath("gazetteer", f"{name}.parquet")) as path:
        repeated = ["country"] if name == "places" else None
        table = pq.ParquetFile(path, read_dictionary=repeated).read(use_threads=False)
    columns = table.combine_chunks()
    return {column: columns[column].chunk(0) for column in columns.column_names}


def _numbers(column: Any) -> Sequence[int]:
    """The numbers of a column without copying them, readable one by one at little cost."""
    _, data = column.buffers()
    view = memoryview(data).cast("B" if str(column.type) == "uint8" else "i")
    return view[column.offset : column.offset + len(column)]


def _fractions(column: Any) -> Sequence[float]:
    """Fractions in the same way; what is not known is not a number.

    Filling with Arrow's own function would import pandas, which takes longer than all the rest.
    """
    import numpy as np  # noqa: PLC0415 - costly, and not every user of places needs it

    valid, data = column.buffers()
    kind = np.float64 if str(column.type) == "double" else np.float32
    values: Any = np.frombuffer(data, kind)[column.offset : column.offset + len(column)].copy()
    if valid is not None:
        bits = np.unpackbits(np.frombuffer(valid, np.uint8), bitorder="little")
        values[bits[column.offset : column.offset + len(column)] == 0] = np.nan
    return memoryview(values)


def _known(number: float) -> float | None:
    return None if isnan(number) else number


@cache
def gazetteer() -> Gazetteer:
    """The one gazetteer, read when first asked for."""
    return Gazetteer()
