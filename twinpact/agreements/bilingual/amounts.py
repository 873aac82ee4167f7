"""Amounts of money in running text: a number beside a currency."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from twinpact.agreements.bilingual.atoms import Atom
from twinpact.agreements.bilingual.items import Item
from twinpact.vocabularies import fold, terms

UNNAMED = frozenset({"peso", "pesos", "$", "dolar", "dollar", "corona", "coroas", "coronas"})
"""Words and signs that belong to many countries: the currency is not known from them."""
_ZH = {"人民币": "CNY", "美元": "USD", "欧元": "EUR", "日元": "JPY", "元": "CNY"}
_LONGEST = 6
_JOIN = frozenset({"de", "d"})


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency that is named from one atom to before another; ``code`` None: of whose?"""

    code: str | None
    first: int
    after: int


def amount_at(atoms: Sequence[Atom], at: int, text: str) -> tuple[Item, int] | None:
    """The amount that begins at an atom, and the atom behind it."""
    before = currency_at(atoms, at)
    number_at = at if before is None else before.after
    if number_at >= len(atoms) or not _is_number(atoms[number_at]):
        return None
    behind = number_at + 1
    if behind < len(atoms) and atoms[behind].folded in _JOIN:
        behind += 1
    after = currency_at(atoms, behind)
    if before is None and after is None:
        return None
    named = [one.code for one in (before, after) if one is not None]
    code = next((code for code in named if code is not None), None)
    number, end = atoms[number_at], number_at + 1 if after is None else after.after
    values = frozenset(f"{value:f}" for value in number.values)
    start, stop = atoms[at].start, atoms[end - 1].end
    words = number.how == "words"
    item = Item("amount", text[start:stop], start, stop, values, in_words=words, currency=code)
    return item, end


def _is_number(atom: Atom) -> bool:
    return atom.how in {"digits", "words"} and not atom.ordinal and bool(atom.values)


def currency_at(atoms: Sequence[Atom], at: int) -> Currency | None:
    """The longest name or sign of a currency that begins at an atom."""
    for length in range(min(_LONGEST, len(atoms) - at), 0, -1):
        run = atoms[at : at + length]
        if any(atom.values for atom in run):
            continue
        written = _joined(run)
        plain = fold(written) if all(atom.how == "word" for atom in run) else written
        code = _codes().get(written) or _codes().get(plain)
        if code is not None:
            return Currency(code, at, at + length)
        if length == 1 and (written in UNNAMED or run[0].folded in UNNAMED):
            return Currency(None, at, at + 1)
    return None


def _joined(run: Sequence[Atom]) -> str:
    parts = [run[0].text]
    for before, atom in pairwise(run):
        parts.append(atom.text if atom.start == before.end else f" {atom.text}")
    return "".join(parts)


@cache
def _codes() -> dict[str, str]:
    """Codes, signs and names of currencies. Short codes count in capitals only: "cop", "m"."""
    known: dict[str, str] = dict(_ZH)
    for code, word in terms("currencies").items():
        known[code.upper()] = code.upper()
        for spelling in (*word.label.values(), *word.written):
            plain = fold(spelling)
            short = len(plain) < 4 or not plain.isalpha()
            known[spelling if short and " " not in plain else plain or spelling] = code.upper()
    for word_ in ("dolares", "dollars"):
        known[word_] = "USD"
    return {written: code for written, code in known.items() if written not in UNNAMED}
