"""What written names were said to mean: by a person once, for every later file."""

from collections.abc import Iterable
from functools import lru_cache

from twinpact import places as gazetteer
from twinpact.places import Place as Territory
from twinpact.vocabularies import fold
from website.places import territories
from website.places.models import SettledName

#: A name as it is compared, and the code of the country that the source gives (empty: none).
Key = tuple[str, str]


@lru_cache(maxsize=4096)
def country_code(written: str) -> str:
    """The code of the country that a source's words name; the empty text where they do not."""
    if len(written) == 2 and written.isupper():
        return written
    found = gazetteer.resolve(written, level="country").place if written.strip() else None
    return found.id if found is not None and found.level == "country" else ""


def key(written: str, country_written: str = "") -> Key:
    """By what a written name is remembered."""
    return fold(written)[:300], country_code(country_written)


def settled(keys: Iterable[Key]) -> dict[Key, Territory]:
    """The territories of those names that somebody settled, or entered a place for by hand."""
    wanted = set(keys)
    found = _by_hand(wanted)
    rows = SettledName.objects.filter(folded__in={folded for folded, _ in wanted})
    for folded, country, place in rows.values_list("folded", "country", "place"):
        if (folded, country) in wanted:
            found[folded, country] = territories.territory(place)
    return found


def _by_hand(wanted: set[Key]) -> dict[Key, Territory]:
    """Places of this register alone, where the source gives the country and one bears the name."""
    said = territories.own()
    bearers: dict[Key, set[str]] = {}
    for name, pk in said.names:
        if pk.startswith("tp"):
            bearers.setdefault((name, said.territories[pk].country), set()).add(pk)
    return {
        one: said.territories[next(iter(bearers[one]))]
        for one in wanted
        if len(bearers.get(one, ())) == 1
    }
