"""Which subdivision another package speaks of, where it knows another edition of ISO 3166-2.

ISO gives codes anew: "IR-01" was East Azerbaijan and is Gilan since 2020. So a code joins two
packages only where the names agree as well.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz
from rows import PRIMARY, Row

from twinpact.places.titles import without_title
from twinpact.vocabularies import fold

ALIKE = 80


@dataclass(frozen=True, slots=True)
class Said:
    """What a package says of a unit."""

    country: str
    iso: str
    own: str
    geonames: int | None = None
    others: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    wikidata: str | None = None
    point: tuple[float | None, float | None] = (None, None)

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the empty ones left out."""
        return tuple(name for name in (self.own, *self.others, *self.labels.values()) if name)


class Units:
    """The subdivisions that are known, by code and by GeoNames number.

    ``current`` are the codes of ISO 3166-2 as it stands.
    """

    def __init__(self, rows: Iterable[Row], current: Collection[str]) -> None:
        self.rows = list(rows)
        self.current = current
        self.by_iso = {row.iso: row for row in self.rows if row.iso}
        self.by_number = {row.geonames: row for row in self.rows if row.geonames}
        self.levels: dict[str, Counter[str]] = defaultdict(Counter)

    def meant(self, said: Iterable[Said]) -> Iterator[tuple[Said, Row, bool]]:
        """Each thing said with its row, and whether code or number say so, not the name alone.

        What no row is meant by becomes one. A unit that ISO lists no more (a county of Norway
        before 2020, a Latvian municipality before 2021) stays a party of the agreements that it
        signed.
        """
        pending, claimed = [], set[int]()
        for one in said:
            row = self._by_code(one)
            if row is None:
                pending.append(one)
                continue
            claimed.add(id(row))
            self.levels[one.country][row.level] += 1
            if row.iso is None and one.iso not in self.by_iso:
                row.iso = one.iso
                self.by_iso[one.iso] = row
            yield one, row, True
        named, times = self._by_name(), Counter(one.iso for one in pending)
        for one in pending:
            is_new = one.iso not in self.by_iso and times[one.iso] == 1
            if is_new and one.iso in self.current:
                yield one, self._new(one), True
                continue
            rows = {id(row): row for name in one.names for row in named[one.country, bare(name)]}
            free = [row for row in rows.values() if id(row) not in claimed]
            if len(free) == 1 and free[0].iso != one.iso:
                yield one, free[0], False
            elif not free and is_new and self.levels[one.country]:
                yield one, self._new(one), True

    def agree(self, row: Row, names: Iterable[str]) -> bool:
        """Whether one of the names is nearly one of the row's."""
        mine = {bare(name) for name in row.names} - {""}
        theirs = {bare(name) for name in names} - {""}
        return any(fuzz.ratio(a, b) >= ALIKE for a in mine for b in theirs)

    def code_anew(self, named: Mapping[str, str]) -> None:
        """Give the rows the codes of a later edition, by what it calls the code."""
        codes: dict[tuple[str, str], set[str]] = defaultdict(set)
        for code, name in named.items():
            codes[code[:2], bare(name)].add(code)
        new: dict[int, str] = {}
        for row in self.rows:
            if row.iso in named and self.agree(row, (named[row.iso],)):
                continue
            close = {bare(name) for name, kind in row.names.items() if kind <= PRIMARY + 1}
            found = {code for name in close for code in codes.get((row.country, name), ())}
            if len(found) == 1:
                new[id(row)] = found.pop()
        taken = Counter(new.values()) + Counter(
            row.iso for row in self.rows if row.iso and id(row) not in new
        )
        for row in self.rows:
            if id(row) in new and taken[new[id(row)]] == 1:
                row.iso = new[id(row)]
        self.by_iso = {row.iso: row for row in self.rows if row.iso}

    def _by_code(self, one: Said) -> Row | None:
        by_number, by_iso = self.by_number.get(one.geonames), self.by_iso.get(one.iso)
        options = [row for row in (by_number, by_iso) if row and row.country == one.country]
        return next((row for row in options if self.agree(row, one.names)), None)

    def _by_name(self) -> Mapping[tuple[str, str], list[Row]]:
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.rows:
            for name in {bare(name) for name in row.names} - {""}:
                found[row.country, name].append(row)
        return found

    def _new(self, one: Said) -> Row:
        """A row at the level at which the country's other units are."""
        levels = self.levels[one.country].most_common(1)
        level = levels[0][0] if levels else "state"
        number = one.geonames if one.geonames not in self.by_number else None
        row = Row(level=level, name=one.own, country=one.country, iso=one.iso, geonames=number)
        row.call(one.own, PRIMARY)
        self.rows.append(row)
        self.by_iso[one.iso] = row
        return row


def bare(name: str) -> str:
    """A name folded, without title and spaces."""
    folded = fold(name)
    shorter = (titled.name for titled in without_title(folded))
    return min((folded, *shorter), key=len).replace(" ", "")
