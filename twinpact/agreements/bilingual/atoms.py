"""A text as words, signs and numbers, with the place at which each stands."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from twinpact.agreements.bilingual.language import Language
from twinpact.agreements.parsing.money import readings_of_number
from twinpact.vocabularies import fold

_PIECE = re.compile(
    r"(?P<number>\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?)"
    r"(?P<ordinal>(?:º|ª|°|o|a|st|nd|rd|th|er|ère|re|e|ème)(?!\w))?"
    r"|(?P<word>[^\W\d_]+)|(?P<sign>\S)",
    re.IGNORECASE,
)
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Atom:
    """A word, a sign, or a number with all that it can mean; ``how`` it is written.

    Of a number both ``1.500`` readings are kept where the language allows both: nothing is
    guessed. ``ordinal`` numbers are "5th", "quinta".
    """

    how: str
    text: str
    start: int
    end: int
    folded: str = ""
    values: frozenset[Decimal] = field(default_factory=frozenset)
    ordinal: bool = False
    doubled: bool = False

    @property
    def whole(self) -> int | None:
        """The number, where it is one whole number for certain."""
        if len(self.values) != 1:
            return None
        value = next(iter(self.values))
        return int(value) if value == value.to_integral_value() and value < 10**9 else None


def pieces(text: str, spoken: Language) -> list[Atom]:
    """The words, signs and digits of a text, in order."""
    return [_atom(match, spoken) for match in _PIECE.finditer(text)]


def _atom(match: re.Match[str], spoken: Language) -> Atom:
    text, start, end = match[0], match.start(), match.end()
    if match["number"]:
        values = values_of_digits(match["number"], spoken)
        return Atom("digits", text, start, end, values=values, ordinal=bool(match["ordinal"]))
    if match["word"]:
        return Atom("word", text, start, end, folded=fold(text))
    return Atom("sign", text, start, end)


def values_of_digits(written: str, spoken: Language) -> frozenset[Decimal]:
    """What a number in digits can mean in a language; nothing where it is too long to be one."""
    if len(written) > _LONGEST:
        return frozenset()
    readings = readings_of_number(written)
    if len(readings) == 2 and spoken.point_is_decimal:
        as_thousands, as_decimal = readings
        readings = [as_thousands] if "," in written else [as_decimal]
    return frozenset(reading.normalize() for reading in readings)
