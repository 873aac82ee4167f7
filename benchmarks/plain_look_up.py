"""The plain look-up that the resolver is measured beside."""

from collections.abc import Iterable

from babel import Locale

from twinpact.places import Resolution, Written
from twinpact.places.gazetteer_tables import gazetteer, key

LANGUAGES = ("en", "de")


class PlainLookUp:
    """The name without accents is the same, in the country; the largest population wins.

    Countries are understood by their names in English and German and by their codes. Where no
    country is given, the name is looked up in the world.
    """

    def __init__(self) -> None:
        book = gazetteer()
        self.countries = {
            key(name): code
            for language in LANGUAGES
            for code, name in Locale(language).territories.items()
        }
        self.countries |= {key(code): code for code in set(self.countries.values())}
        self.rows: dict[tuple[str, str | None], int] = {}
        for i, row in enumerate(book.named):
            country = book.country(row)
            for where in (country, None):
                before = self.rows.get((book.keys[i], where))
                if before is None or book.weight[before] < book.weight[row]:
                    self.rows[book.keys[i], where] = row

    def __call__(self, names: Iterable[Written]) -> list[Resolution]:
        """The answers for names, in their order."""
        return [self.answer(one) for one in names]

    def answer(self, one: Written) -> Resolution:
        """The answer for one name."""
        country = self.countries.get(key(one.country)) if one.country else None
        if one.country and country is None:
            return Resolution("not_found", reason="the country was not understood")
        row = self.rows.get((key(one.name), country))
        if row is None:
            return Resolution("not_found")
        return Resolution("matched", gazetteer().place(row), 1.0)
