"""Numbers written as words: "twenty-three", "dos mil doce", "vierhundertfünf", "XIV"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from twinpact.agreements.bilingual.atoms import Atom
from twinpact.agreements.bilingual.language import Language

_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman(text: str) -> int | None:
    """The number that capital Roman digits mean, up to 99; None where they are none."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    digits = [_ROMAN_DIGITS[letter] for letter in text]
    following = [*digits[1:], 0]
    return sum(-d if d < after else d for d, after in zip(digits, following, strict=True))


def ordinal(atoms: Sequence[Atom], at: int, spoken: Language) -> tuple[int, int] | None:
    """An ordinal in words that begins here ("décima primera"), and how many atoms it takes."""
    first = spoken.ordinals.get(atoms[at].folded) if atoms[at].how == "word" else None
    if first is None:
        return None
    if first % 10 or at + 1 >= len(atoms):
        return first, 1
    step = 2 if atoms[at + 1].text == "-" and at + 2 < len(atoms) else 1
    after = spoken.ordinals.get(atoms[at + step].folded)
    if after is not None and after < 10:
        return first + after, step + 1
    # "twenty" and "thirty" stand among the ordinals for "twenty-first" only.
    return None if atoms[at].folded in spoken.additive else (first, 1)


def with_words_read(atoms: Sequence[Atom], spoken: Language) -> list[Atom]:
    """The atoms with numbers in words joined to one atom each, and "2,5 millones" to one."""
    found: list[Atom] = []
    at = 0
    while at < len(atoms):
        read = None if _of_a_hundred(atoms, at) else _Reading(atoms, at, spoken).read()
        if read is None:
            found.append(atoms[at])
            at += 1
        else:
            atom, length = read
            found.append(atom)
            at += length
    return found


def _of_a_hundred(atoms: Sequence[Atom], at: int) -> bool:
    """Whether the word is that of "5 por ciento", which counts nothing."""
    before = atoms[at - 1].folded if at else ""
    return before in {"por", "pour"} and atoms[at].folded in {"ciento", "cento", "cent"}


class _Reading:
    """The longest number in words that begins at an atom.

    ``total`` holds what is closed by thousands or millions, ``current`` what is being said.
    """

    def __init__(self, atoms: Sequence[Atom], at: int, spoken: Language) -> None:
        self.atoms, self.start, self.at, self.spoken = atoms, at, at, spoken
        self.total, self.current, self.scale = Decimal(0), Decimal(0), Decimal(10**12)
        self.said = False

    def read(self) -> tuple[Atom, int] | None:
        first = self.atoms[self.start]
        if first.how == "digits" and not first.ordinal:
            return self._digits_with_scale(first)
        if first.how != "word":
            return None
        while self._take():
            pass
        if not self.said:
            return None
        last = self.atoms[self.at - 1]
        values = frozenset({(self.total + self.current).normalize()})
        atom = replace(first, how="words", end=last.end, values=values, folded="")
        return replace(atom, text=self._text(first, last)), self.at - self.start

    def _text(self, first: Atom, last: Atom) -> str:
        parts, end = [], first.start
        for atom in self.atoms[self.start : self.at]:
            parts += [" "] if atom.start > end else []
            parts.append(atom.text)
            end = atom.end
        return "".join(parts)

    def _digits_with_scale(self, first: Atom) -> tuple[Atom, int] | None:
        if self.start + 1 >= len(self.atoms):
            return None
        after = self.atoms[self.start + 1]
        times = self.spoken.scales.get(after.folded)
        if times is None:
            return None
        values = frozenset((value * times).normalize() for value in first.values)
        text = f"{first.text} {after.text}"
        return replace(first, end=after.end, values=values, text=text), 2

    def _take(self) -> bool:
        """Take the next word of the number, with the joiner before it; False where it ends."""
        at = self.at
        if self.said and self._is_joint(at):
            at += 1
        if at >= len(self.atoms) or self.atoms[at].how != "word":
            return False
        for morpheme in self._morphemes(self.atoms[at].folded):
            if not self._add(morpheme):
                return False
        self.at, self.said = at + 1, True
        return True

    def _is_joint(self, at: int) -> bool:
        if at >= len(self.atoms):
            return False
        atom = self.atoms[at]
        return atom.text == "-" or atom.folded in self.spoken.joiners

    def _morphemes(self, word: str) -> list[str]:
        """A German number is one word of several: "drei und zwanzig"."""
        spoken = self.spoken
        known = (*spoken.additive, *spoken.hundred, *spoken.scales)
        if word in known or not spoken.units_first:
            return [word]
        parts = sorted({*known, *spoken.joiners}, key=len, reverse=True)
        whole = re.fullmatch(f"(?:{'|'.join(parts)})+", word)
        return re.findall("|".join(parts), word) if whole else [word]

    def _add(self, word: str) -> bool:
        spoken = self.spoken
        if word in spoken.joiners:
            return self.current > 0
        if word in spoken.hundred:
            return self._hundred()
        if word not in spoken.additive:
            return word in spoken.scales and self._close(Decimal(spoken.scales[word]))
        value = Decimal(spoken.additive[word])
        if word in spoken.scores and self.current % 100 == 4:
            value = Decimal(76)  # four twenties
        elif not self._fits(value):
            return False
        self.current += value
        return True

    def _hundred(self) -> bool:
        if self.current >= 100 or (self.current and self.current % 10 == 0):
            return False
        self.current = max(self.current, Decimal(1)) * 100
        return True

    def _close(self, times: Decimal) -> bool:
        if times >= self.scale:
            return False
        self.total += max(self.current, Decimal(1)) * times
        self.current, self.scale = Decimal(0), times
        return True

    def _fits(self, value: Decimal) -> bool:
        """Whether a smaller number may follow: 20 and 3 do, 3 and 20 only in German."""
        below = self.current % 100
        if value >= 100:
            return self.current == 0 and value < self.scale
        if below == 0:
            return value > 0 or not self.said
        if self.spoken.scores and below in (60, 80):
            return value < 20
        if self.spoken.units_first and below < 10:
            return value >= 20
        return below >= 20 and below % 10 == 0 and 0 < value < 10
