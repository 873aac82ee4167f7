"""Reading of a text what must be the same in every language."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from twinpact.agreements.bilingual.amounts import amount_at
from twinpact.agreements.bilingual.atoms import Atom, pieces
from twinpact.agreements.bilingual.chinese import read_chinese
from twinpact.agreements.bilingual.dates import date_at, dates_in_numbers
from twinpact.agreements.bilingual.items import Doubt, Item, Reading
from twinpact.agreements.bilingual.language import Language, language
from twinpact.agreements.bilingual.numerals import ordinal, roman, with_words_read
from twinpact.agreements.bilingual.references import references_at

_ENUMERATOR = re.compile(
    r"^[ \t]*(?:\(?(?:\d{1,3}(?:\.\d{1,2})*|[a-zA-Z]|[ivx]+)[.)]-?|\d{1,2}(?:\.\d{1,2})+)"
    r"(?=\s)",
    re.MULTILINE,
)


def read_items(text: str, code: str) -> Reading:
    """The dates, amounts, numbers and references of a text in a language.

    ``code`` is the ISO 639-1 code. What numbers a line ("1.", "(a)") is not a number of the text.
    """
    spoken = language(code)
    plain = _ENUMERATOR.sub(lambda match: " " * len(match[0]), text)
    if code == "zh":
        return _sorted(read_chinese(plain))
    found = dates_in_numbers(plain)
    for one in found:
        plain = plain[: one.start] + "·" * (one.end - one.start) + plain[one.end :]
    return _sorted([*found, *_Walk(plain, spoken).found()])


def _sorted(found: Sequence[Item | Doubt]) -> Reading:
    ordered = sorted(found, key=lambda one: (one.start, one.end))
    return Reading(
        items=[one for one in ordered if isinstance(one, Item)],
        doubts=[one for one in ordered if isinstance(one, Doubt)],
    )


class _Walk:
    """One way through the atoms of a text; at each, the first reader that finds something wins."""

    def __init__(self, text: str, spoken: Language) -> None:
        self.text, self.spoken = text, spoken
        self.doubts: list[Item | Doubt] = []
        self.atoms = self._without_doubles(with_words_read(pieces(text, spoken), spoken))

    def found(self) -> list[Item | Doubt]:
        found: list[Item | Doubt] = []
        at = 0
        while at < len(self.atoms):
            items, after = self._at(at)
            found += items
            at = after
        return [*found, *self.doubts]

    def _at(self, at: int) -> tuple[list[Item | Doubt], int]:
        atoms, spoken = self.atoms, self.spoken
        referred = references_at(atoms, at, self.text, spoken)
        if referred is not None:
            return list(referred[0]), referred[1]
        dated = date_at(atoms, at, self.text, spoken)
        if dated is not None:
            return [dated.item], dated.after
        paid = amount_at(atoms, at, self.text)
        if paid is not None:
            return self._amount(*paid)
        return self._number(at)

    def _amount(self, item: Item, after: int) -> tuple[list[Item | Doubt], int]:
        """An amount, with the same amount in brackets behind it: "mil dólares (USD 1.000)"."""
        atoms = self.atoms
        if after + 1 < len(atoms) and atoms[after].text == "(":
            again = amount_at(atoms, after + 1, self.text)
            if again is None and atoms[after + 1].how == "digits" and atoms[after + 1].values:
                digits = atoms[after + 1]
                values = frozenset(f"{value:f}" for value in digits.values)
                again = replace(item, values=values, start=digits.start, end=digits.end), after + 2
            if again is not None and again[1] < len(atoms) and atoms[again[1]].text == ")":
                end = atoms[again[1]].end
                written = self.text[item.start : end]
                both = item.values & again[0].values
                if not both:
                    self.doubts.append(Doubt("amount_words_differ", written, item.start, end))
                currency = item.currency or again[0].currency
                whole = replace(
                    item, written=written, end=end, currency=currency, in_words=False,
                    values=both or again[0].values,
                )  # fmt: skip
                return [whole], again[1] + 1
        return [item], after

    def _number(self, at: int) -> tuple[list[Item | Doubt], int]:
        atom = self.atoms[at]
        if atom.how in {"digits", "words"} and atom.values:
            words = atom.how == "words"
            weak = atom.ordinal or (words and max(atom.values) <= 1)
            return [
                self._item(atom, frozenset(f"{v:f}" for v in atom.values), weak, words)
            ], at + 1
        if (said := ordinal(self.atoms, at, self.spoken)) is not None:
            whole = replace(atom, end=self.atoms[at + said[1] - 1].end)
            return [self._item(whole, frozenset({str(said[0])}), True, True)], at + said[1]
        if atom.how == "word" and len(atom.text) > 1 and (number := roman(atom.text)):
            return [self._item(atom, frozenset({str(number)}), True, True)], at + 1
        return [], at + 1

    def _item(self, atom: Atom, values: frozenset[str], weak: bool, words: bool) -> Item:
        written = self.text[atom.start : atom.end]
        return Item("number", written, atom.start, atom.end, values, weak, words)

    def _without_doubles(self, atoms: list[Atom]) -> list[Atom]:
        """ "three (3)" is one number; where words and digits differ, that is a doubt."""
        found: list[Atom] = []
        at = 0
        while at < len(atoms):
            atom = atoms[at]
            values, length = self._in_words(atoms, at)
            digits = self._digits_in_brackets(atoms, at + length) if values else None
            if digits is None:
                found.append(atom)
                at += 1
                continue
            end = atoms[at + length + 2].end
            if not values & digits.values:
                written = self.text[atom.start : end]
                self.doubts.append(Doubt("number_words_differ", written, atom.start, end))
            found.append(replace(digits, start=atom.start, end=end, doubled=True))
            at += length + 3
        return found

    def _in_words(self, atoms: list[Atom], at: int) -> tuple[frozenset[Decimal], int]:
        """What words count, and how many atoms they are: "three", "twenty-first"."""
        if atoms[at].how == "words":
            return atoms[at].values, 1
        said = ordinal(atoms, at, self.spoken)
        return (frozenset(), 1) if said is None else (frozenset({Decimal(said[0])}), said[1])

    def _digits_in_brackets(self, atoms: list[Atom], at: int) -> Atom | None:
        if at + 2 >= len(atoms):
            return None
        opening, digits, closing = atoms[at : at + 3]
        brackets = opening.text == "(" and closing.text == ")"
        return digits if brackets and digits.how == "digits" and digits.values else None
