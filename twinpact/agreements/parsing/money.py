"""Reading an amount of money as a source wrote it; a doubt is told and never decided."""

import re
from decimal import Decimal

from twinpact.agreements.money import Money
from twinpact.vocabularies import fold, read_word, terms

_NUMBER = re.compile(r"\d(?:[\d.,'’\u00a0\u202f ]*\d)?")
_LONGEST = 200
_MOST_DIGITS = 18
_TIMES = {
    "mil": 3, "miles": 3, "thousand": 3, "tausend": 3, "mille": 3, "k": 3, "tsd": 3,
    "millon": 6, "millones": 6, "million": 6, "millions": 6, "millionen": 6, "milhao": 6,
    "milhoes": 6, "mio": 6, "mdp": 6, "m": 6,
    "mil millones": 9, "billion": 9, "milliarde": 9, "milliarden": 9, "milliards": 9, "bilhao": 9,
    "bilhoes": 9, "mil milhoes": 9, "mrd": 9,
}  # fmt: skip
_FILLERS = frozenset({"de", "of", "en", "in", "d", "em", "aprox", "total", "por", "valor"})


class UnreadMoneyError(ValueError):
    """The text is not an amount of money."""


class AmbiguousMoneyError(ValueError):
    """The text can be two amounts: 1.500 is fifteen hundred or one and a half."""

    def __init__(self, text: str, candidates: tuple[Decimal, ...]) -> None:
        super().__init__(f"{text!r} can mean {' or '.join(map(str, candidates))}.")
        self.candidates = candidates


def parse_money(text: str) -> Money:
    """The amount and the currency that a text names, with its words.

    The last of two different marks is the decimal mark ("1.234,56", "1,234.56"); a mark that
    stands twice parts thousands; one mark before other than three digits is the decimal mark. One
    mark before just three digits may be either ("1.500") and is refused with both readings.
    The currency is None where none is named: "$" and "pesos" belong to many countries.
    """
    written = text.strip()
    numbers = list(_NUMBER.finditer(written)) if len(written) <= _LONGEST else []
    if len(numbers) != 1 or sum(map(str.isdigit, written)) > _MOST_DIGITS:
        raise UnreadMoneyError(f"{written[:80]!r} is not an amount of money.")
    before, after = written[: numbers[0].start()], written[numbers[0].end() :]
    currency, tens = _around(before, after, written)
    values = tuple(value.scaleb(tens) for value in readings_of_number(numbers[0][0]))
    if len(values) > 1:
        raise AmbiguousMoneyError(written, values)
    amount = -values[0] if before.strip().endswith(("-", "−")) else values[0]
    return Money(written, amount, currency)


def readings_of_number(number: str) -> list[Decimal]:
    """What a number in digits can mean: as thousands first, then with decimals."""
    plain = re.sub(r"['’\u00a0\u202f ]", "", number)
    marks = [mark for mark in plain if mark in ".,"]
    if not marks:
        return [Decimal(plain)]
    last = marks[-1]
    whole, _, rest = plain.rpartition(last)
    as_decimal = Decimal(re.sub("[.,]", "", whole) + "." + rest)
    as_thousands = Decimal(re.sub("[.,]", "", plain))
    if len(set(marks)) > 1:
        return [as_decimal]
    if len(marks) > 1:
        return [as_thousands]
    if len(rest) == 3 and 0 < len(whole) <= 3 and not whole.startswith("0"):
        return [as_thousands, as_decimal]
    return [as_decimal]


def _around(before: str, after: str, written: str) -> tuple[str | None, int]:
    """The currency and the powers of ten that stand before and behind the number."""
    currency: str | None = None
    tens = 0
    for side in (before, after):
        text = side.strip(" \t.,:;()-−–")
        if not text:
            continue
        if (found := _currency(text)) is not None:
            currency = currency or found
            continue
        words = fold(text).split()
        while words:
            length = next((n for n in (2, 1) if " ".join(words[:n]) in _TIMES), 0)
            if length:
                tens += _TIMES[" ".join(words[:length])]
                words = words[length:]
            elif words[0] in _FILLERS or words[0] in {"pesos", "peso"}:
                words = words[1:]
            elif (found := _currency(" ".join(words))) is not None:
                currency, words = currency or found, []
            else:
                raise UnreadMoneyError(f"{written[:80]!r} is not an amount of money.")
    return currency, tens


def _currency(text: str) -> str | None:
    plain = text.strip()
    if plain.upper() in {code.upper() for code in terms("currencies")}:
        return plain.upper()
    if plain == "$":
        return None
    known = {spelling: code for code, word in terms("currencies").items()
             for spelling in word.spellings()}  # fmt: skip
    if plain in known:
        return known[plain].upper()
    if not any(character.isalpha() for character in plain):
        return None
    word = read_word("currencies", plain)
    return None if word is None or fold(plain) in {"r", "us", "c", "a"} else word.code.upper()
