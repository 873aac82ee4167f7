"""A row of the gazetteer while it is being built."""

from dataclasses import dataclass, field

PRIMARY, LABEL, ALTERNATE, CORE = range(4)
LEVELS = ("country", "state", "intermediate", "municipality", "metropolitan")
LANGUAGES = ("es", "en", "pt", "fr", "de", "it")


@dataclass(slots=True)
class Row:
    """A territory: what the gazetteer stores of it, and all names by which it is met.

    ``names`` gives for each written name how close it is: PRIMARY the name itself, LABEL its
    name in a language, ALTERNATE another name, CORE a name without its title. ``weight`` counts
    the people of the towns in it and serves only to rank places of one name; ``spread`` is how
    many kilometres its people live from its point, on the mean. ``own`` is an id
    of ours for what has no number of GeoNames and no code of ISO; ``ended`` the year in which a
    territory ceased to be.
    """

    level: str
    name: str
    country: str
    parent: "Row | None" = None
    iso: str | None = None
    geonames: int | None = None
    wikidata: str | None = None
    own: str | None = None
    ended: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    weight: int = 0
    spread: int = 0
    region: str | None = None
    labels: dict[str, str] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)

    def call(self, name: str | None, kind: int) -> None:
        """Note a name; of two kinds the closer one stays."""
        if name and name.strip():
            self.names[name.strip()] = min(kind, self.names.get(name.strip(), kind))
