"""Real agreements written again in other ways, and others that only look so.

Every planted row knows from which row it came and whether it is the same agreement.
"""

import csv
import gzip
import itertools
import random
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz import fuzz, process

from twinpact.agreements import Agreement, Party, Statement, parse_partial_date
from twinpact.places import Resolution, Written, resolve_all
from twinpact.vocabularies import fold

FORMS = {"partnership": "twinning", "friendship": "friendship", "contact": "contact"}
OTHER_FORM = {
    "twinning": "project_partnership",
    "friendship": "letter_of_intent",
    "contact": "cooperation_agreement",
}
SHORTER = (
    ("Sankt ", "St. "), ("Saint-", "St-"), ("Saint ", "St "), ("Sainte-", "Ste-"),
    ("Bad ", "B. "), ("San ", "S. "), ("Santa ", "Sta. "), (" an der ", " a.d. "),
    (" am ", " a. "), ("-sur-", "-s/-"), (" sur ", " s/ "), ("Groß", "Gr."), ("Neu ", "N. "),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """An agreement as a source has it: two names with their countries, a date and a form."""

    names: tuple[str, str]
    countries: tuple[str | None, str | None]
    signed: str
    form: str | None


@dataclass(frozen=True, slots=True)
class Planted:
    """A row made from the register's row ``base``; ``same`` where it is that agreement."""

    row: Row
    base: int
    kind: str
    same: bool


def german_register(data: Path) -> list[Row]:
    """The register of 2015; its forms and years are real."""
    path = data / "german_partnership_register_2015" / "agreements.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Row(
                (row["municipality"], row["partner"]),
                ("DE", row["partner_country_en"]),
                row["year"],
                FORMS.get(row["form"]),
            )
            for row in csv.DictReader(file)
        ]


def wikipedia_lists(data: Path, chance: random.Random, most: int = 8_000) -> list[Row]:
    """The lists of 2025: the names are real, the years are drawn, as the lists have none."""
    path = data / "wikipedia_lists_2025_messy" / "sister_cities.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    chosen = chance.sample(rows, most)
    return [
        Row(
            (row["city"], row["sister"]),
            (row["country"], None),
            str(chance.randint(1955, 2014)),
            chance.choice(("twinning", "twinning", "twinning", "friendship")),
        )
        for row in chosen
    ]


def world_twinnings(data: Path, chance: random.Random, most: int = 8_000) -> list[Row]:
    """Links that neither the register nor Wikipedia has; names are real, years and forms drawn."""
    folder = data / "world_twinnings"
    with (folder / "places.csv").open(encoding="utf-8", newline="") as file:
        places = {row["id"]: row for row in csv.DictReader(file)}
    with (folder / "links.csv").open(encoding="utf-8", newline="") as file:
        links = [
            (places[row["a"]], places[row["b"]])
            for row in csv.DictReader(file)
            if row["source"].startswith("wikidata") and "rgre" not in row["source"]
        ]
    return [
        Row(
            (one["name"], other["name"]),
            (one["country_iso2"], other["country_iso2"]),
            str(chance.randint(1955, 2014)),
            chance.choice(("twinning", "twinning", "twinning", "friendship")),
        )
        for one, other in chance.sample(links, min(most, len(links)))
    ]


def agreements(rows: Sequence[Row]) -> list[Agreement]:
    """The rows with their places found, all in one go, as a table is read."""
    asked = [
        Written(name, country=country)
        for row in rows
        for name, country in zip(row.names, row.countries, strict=True)
    ]
    found = resolve_all(asked)
    return [
        _agreement(number, row, found[2 * number : 2 * number + 2])
        for number, row in enumerate(rows)
    ]


def _agreement(number: int, row: Row, found: Sequence[Resolution]) -> Agreement:
    parties = tuple(
        Party(name, one.place, one.status, one.candidates, one.confidence)
        for name, one in zip(row.names, found, strict=True)
    )
    statements = tuple(
        Statement(f"party_{n}_country", country)
        for n, country in enumerate(row.countries, start=1)
        if country
    )
    return Agreement(
        row=number + 2,
        parties=parties,
        form=row.form,
        signed=parse_partial_date(row.signed),
        statements=statements,
    )


class Planter:
    """Makes rows of a source again in other ways, by chance but always the same for a seed."""

    def __init__(self, rows: Sequence[Row], known: Sequence[Agreement], seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - no secret
        self.rows, self.known = rows, known
        pairs = Counter(map(pair_of, known))
        written = Counter(frozenset(map(fold, row.names)) for row in rows)
        self.bases = [
            n
            for n, (row, one) in enumerate(zip(rows, known, strict=True))
            if pairs[pair_of(one)] == 1
            and written[frozenset(map(fold, row.names))] == 1
            and row.signed not in {"", "2000"}
            and row.form is not None
        ]
        self.by_country: dict[str | None, list[str]] = defaultdict(list)
        for row in rows:
            self.by_country[row.countries[1]].append(row.names[1])

    def plant(self, most: int, counter: int) -> list[Planted]:
        """So many rows that are copies, and so many that are not, of each kind equally many."""
        bases = self.chance.sample(self.bases, len(self.bases))
        planted: list[Planted] = []
        for kinds, wanted, same in ((self.copies(), most, True), (self.others(), counter, False)):
            for kind, make in kinds.items():
                made = self._of_a_kind(kind, make, bases, same=same)
                planted += itertools.islice(made, -(-wanted // len(kinds)))
        return planted

    def _of_a_kind(
        self, kind: str, make: Callable[[Row], Row | None], bases: list[int], *, same: bool
    ) -> Iterator[Planted]:
        """Rows of a kind; what it cannot be made from is left for the other kinds."""
        for base in tuple(bases):
            row = make(self.rows[base])
            if row is not None:
                bases.remove(base)
                yield Planted(row, base, kind, same)

    def copies(self) -> dict[str, Callable[[Row], Row | None]]:
        """The ways of writing an agreement again."""
        return {
            "slip": self.slip,
            "other_language": self.other_language,
            "abbreviated": self.abbreviated,
            "without_diacritics": self.without_diacritics,
            "swapped": self.swapped,
            "other_precision": self.other_precision,
            "missing_date": lambda row: replace(row, signed=""),
        }

    def others(self) -> dict[str, Callable[[Row], Row | None]]:
        """Agreements that look like another and are not it."""
        return {
            "renewal": self.renewal,
            "second_agreement": self.second_agreement,
            "near_miss": self.near_miss,
        }

    def slip(self, row: Row) -> Row | None:
        """A letter of a name left out, doubled or changed with the next one."""
        side = self.chance.randrange(2)
        name = row.names[side]
        places = [n for n in range(1, len(name) - 2) if name[n : n + 2].isalpha()]
        if len(name) < 6 or not places:
            return None
        at = self.chance.choice(places)
        slipped = self.chance.choice(
            (
                name[:at] + name[at + 1 :],
                name[:at] + name[at] + name[at:],
                name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            )
        )
        return None if slipped == name else _renamed(row, side, slipped)

    def other_language(self, row: Row) -> Row | None:
        """A party by its name in another language, as the gazetteer has it."""
        base = self.rows.index(row)
        for side, party in enumerate(self.known[base].parties):
            names = sorted(set(party.place.names.values())) if party.place else []
            others = [name for name in names if fold(name) != fold(row.names[side])]
            if others:
                return _renamed(row, side, self.chance.choice(others))
        return None

    def abbreviated(self, row: Row) -> Row | None:
        """ "Sankt" as "St.", "an der" as "a.d."."""
        for side, name in enumerate(row.names):
            for long, short in SHORTER:
                if long in name:
                    return _renamed(row, side, name.replace(long, short, 1))
        return None

    def without_diacritics(self, row: Row) -> Row | None:
        """Names as a typewriter has them."""
        names = tuple(
            "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
            for name in row.names
        )
        return None if names == row.names else replace(row, names=names)

    def swapped(self, row: Row) -> Row:
        """The other party first."""
        return replace(row, names=row.names[::-1], countries=row.countries[::-1])

    def other_precision(self, row: Row) -> Row:
        """A month or a day within the year."""
        month = self.chance.randint(1, 12)
        day = f"-{self.chance.randint(1, 28):02}" if self.chance.random() < 0.5 else ""
        return replace(row, signed=f"{row.signed}-{month:02}{day}")

    def renewal(self, row: Row) -> Row:
        """The same pair and form, five to thirty years later."""
        return replace(row, signed=str(int(row.signed) + self.chance.randint(5, 30)))

    def second_agreement(self, row: Row) -> Row:
        """The same pair in another form, one to twenty years later."""
        year = int(row.signed) + self.chance.randint(1, 20)
        return replace(row, signed=str(year), form=OTHER_FORM[row.form or "twinning"])

    def near_miss(self, row: Row) -> Row | None:
        """The same year, and a partner whose name is as near as the country has one."""
        others = [
            name for name in self.by_country[row.countries[1]] if not _one_name(name, row.names[1])
        ]
        found = process.extractOne(row.names[1], others, scorer=fuzz.ratio)
        return None if found is None else _renamed(row, 1, found[0])


def pair_of(agreement: Agreement) -> frozenset[str]:
    """The two territories; the written name where one is not known."""
    return frozenset(
        party.place.id if party.place else fold(party.written) for party in agreement.parties
    )


def same_year(one: Agreement, other: Agreement) -> bool:
    """What a plain rule asks beside the pair."""
    first, second = one.signed.earliest, other.signed.earliest
    return first is not None and second is not None and first.year == second.year


def by_pair(known: Iterable[Agreement]) -> dict[frozenset[str], list[int]]:
    """Where each pair stands."""
    found: dict[frozenset[str], list[int]] = defaultdict(list)
    for number, agreement in enumerate(known):
        found[pair_of(agreement)].append(number)
    return found


def _one_name(one: str, other: str) -> bool:
    """Whether two names are one, brackets and what follows a comma left aside."""
    bare = [fold(re.sub(r"[(\[].*|,.*", "", name)) for name in (one, other)]
    return bare[0] == bare[1]


def _renamed(row: Row, side: int, name: str) -> Row:
    names = (name, row.names[1]) if side == 0 else (row.names[0], name)
    return replace(row, names=names)
