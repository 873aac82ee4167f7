"""A workbook of any size in the manner of the German register, every partner another place."""

import csv
import io
import random
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from xlsxwriter import Workbook

from twinpact.places.gazetteer_tables import LEVELS, gazetteer

HEADER = ("Nr.", "Gemeinde", "Bundesland", "Partnergemeinde", "Land des Partners", "Seit", "Form")


def german_register(path: Path) -> list[dict[str, str]]:
    """The rows of the register, in the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def large_workbook(
    register: list[dict[str, str]],
    rows: int,
    seed: int = 1,
    *,
    again: int = 0,
    form: str | None = None,
) -> bytes:
    """So many rows as an office keeps them; sides, years and forms are the register's.

    The first ``again`` rows are those of a workbook with seed 1. ``form`` stands on all rows.

    Partners are municipalities of the gazetteer in the register's countries, so that no pair and
    hardly a name stands twice, and the finding of places cannot live on what it remembers.
    """
    out = io.BytesIO()
    with Workbook(out, {"constant_memory": True}) as book:
        page = book.add_worksheet("Partnerschaften")
        page.write_row(0, 0, HEADER)
        first = islice(_rows(register, rows, random.Random(1)), again)  # noqa: S311
        others = islice(_rows(register, rows, random.Random(seed)), again, None)  # noqa: S311
        for number, row in enumerate(chain(first, others), start=1):
            page.write_row(number, 0, (number, *row[:-1], form or row[-1]))
    return out.getvalue()


def _rows(
    register: list[dict[str, str]], rows: int, chance: random.Random
) -> Iterator[tuple[str, ...]]:
    written = {row["partner_country_en"]: row["partner_country_de"] for row in register}
    partners = _municipalities({country: name for country, name in written.items() if country})
    chance.shuffle(partners)
    for number in range(rows):
        near = register[number % len(register)]
        name, country = partners[number % len(partners)]
        yield near["municipality"], near["state_de"], name, country, near["year"], near["form"]


def _municipalities(countries: dict[str, str]) -> list[tuple[str, str]]:
    """Names and the countries of all places of these countries, in the order of the gazetteer."""
    book = gazetteer()
    codes = {book.country(row): written for row, written in _country_rows(countries)}
    level = LEVELS.index("municipality")
    return [
        (book.name(row), codes[book.country(row)])
        for row in range(len(book.level))
        if book.level[row] == level and book.country(row) in codes
    ]


def _country_rows(countries: dict[str, str]) -> Iterator[tuple[int, str]]:
    book = gazetteer()
    names = {
        book.place(row).names.get("en", book.name(row)): row for row in book.by_country.values()
    }
    for english, german in countries.items():
        if (row := names.get(english)) is not None:
            yield row, german
