"""Where a territory must lie: what is known of it beside its name."""

from dataclasses import dataclass
from functools import cache

from twinpact.places.gazetteer_tables import Gazetteer, gazetteer

# Territories with a code of their own that sources also write under the country they belong to,
# and those that one side of a dispute writes so. To find a place is not to judge whose it is.
_WRITTEN_UNDER = {
    # What was there before lies in what came after.
    "CS": ("CZ", "SK"),
    "DD": ("DE-BB", "DE-BE", "DE-MV", "DE-SN", "DE-ST", "DE-TH"),
    "SU": (
        *("AM", "AZ", "BY", "EE", "GE", "KG", "KZ", "LT", "LV", "MD", "RU", "TJ", "TM", "UA"),
        "UZ",
    ),
    "YU": ("BA", "HR", "ME", "MK", "RS", "SI", "XK"),
    "CN": ("HK", "MO", "TW"),
    "DK": ("FO", "GL"),
    "FI": ("AX",),
    "FR": ("BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"),
    "GB": ("AI", "BM", "FK", "GG", "GI", "IM", "JE", "KY", "MS", "SH", "TC", "VG"),
    "IL": ("PS",),
    "MA": ("EH",),
    "NL": ("AW", "BQ", "CW", "SX"),
    "NO": ("SJ",),
    "PS": ("IL",),
    "RS": ("XK",),
    "RU": ("UA-43", "UA-40"),
    "US": ("AS", "GU", "MP", "PR", "UM", "VI"),
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """Lines of the gazetteer that hold the territory, or are it; none of them is anywhere.

    ``countries`` are the numbers of the countries among them, ``divisions`` the other lines.
    """

    rows: tuple[int, ...] = ()
    countries: frozenset[int] = frozenset()
    divisions: frozenset[int] = frozenset()

    def hold(self, book: Gazetteer, row: int) -> bool:
        """Whether a line lies inside, or is itself the bound."""
        if not self.rows or book.country_number[row] in self.countries:
            return True
        while row >= 0 and self.divisions:
            if row in self.divisions:
                return True
            row = book.parent[row]
        return False

    def reach(self, book: Gazetteer) -> frozenset[int]:
        """The numbers of all countries in which something inside can lie; none is all."""
        return self.countries | {book.country_number[row] for row in self.divisions}


ANYWHERE = Bounds()


@cache
def bounds(rows: tuple[int, ...]) -> Bounds:
    """The bounds that these lines are, with what is also written under their countries."""
    book = gazetteer()
    codes = [book.country(row) for row in rows if book.level[row] == 0]
    others = [other for code in codes for other in _WRITTEN_UNDER.get(code, ())]
    nations = [book.by_country[code] for code in (*codes, *others) if code in book.by_country]
    divisions = [book.by_code[code] for code in others if code in book.by_code]
    return Bounds(
        rows=rows,
        countries=frozenset(book.country_number[row] for row in nations),
        divisions=frozenset((*divisions, *(row for row in rows if book.level[row] != 0))),
    )
