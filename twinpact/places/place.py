"""The territory that can be a party to an agreement."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Level = Literal["country", "state", "intermediate", "municipality", "metropolitan"]


@dataclass(frozen=True, slots=True)
class Place:
    """A country, state or province, intermediate district, municipality or metropolitan area.

    ``id`` is for ever: the ISO 3166-1 alpha-2 code of a country (``CO``), the ISO 3166-2 code of
    a first-level division (``CO-ANT``), and ``gn`` with the GeoNames number for all others
    (``gn3674962``, Medellín). A first-level division without a code has its GeoNames number, and
    a district without that number its code (``GB-HCK``). What GeoNames knows only from postal
    codes, and what is no more, has an id of ours (``poFR5329-penmarch``): ``po``, the country,
    the codes of what holds it or the year of its end, and its name; a metropolitan area one
    that begins with ``me``. ``region`` is the UN M49 sub-region
    code (``005``, South America). ``population`` counts people; ``latitude`` and ``longitude``
    are WGS84 degrees. ``ended`` is the year in which a territory ceased to
    be: the Soviet Union (``SU``, its former code in ISO 3166-3), a district of before a reform.
    Whatever is not known is None.
    """

    id: str
    level: Level
    name: str
    country: str
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), compare=False)
    parent: str | None = None
    iso_3166_2: str | None = None
    geonames_id: int | None = None
    wikidata_id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    region: str | None = None
    ended: int | None = None

    def name_in(self, language: str) -> str:
        """The name in a language, and in the place's own language where that is not known."""
        return self.names.get(language, self.name)
