"""References to clauses and annexes: "clause 5", "cláusulas quinta y sexta", "第五条"."""

from collections.abc import Sequence
from dataclasses import dataclass

from twinpact.agreements.bilingual.atoms import Atom
from twinpact.agreements.bilingual.items import Item
from twinpact.agreements.bilingual.language import Language
from twinpact.agreements.bilingual.numerals import ordinal, roman


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number at an atom, however it is written, and the atom behind it."""

    number: int
    after: int


def references_at(
    atoms: Sequence[Atom], at: int, text: str, spoken: Language
) -> tuple[list[Item], int] | None:
    """The references that begin at an atom, and the atom behind them."""
    named = spoken.references.get(atoms[at].folded)
    if named is None:
        return _before_its_word(atoms, at, text, spoken)
    behind = _skip_fillers(atoms, at + 1, spoken)
    first = numbered(atoms, behind, spoken)
    if first is None:
        return None
    found = [_item(named, first.number, text, atoms[at], atoms[first.after - 1])]
    last = first
    several = atoms[at].folded.endswith(("s", "n")) or spoken.units_first
    while several and (following := _joined(atoms, last.after, spoken)) is not None:
        start = atoms[last.after + (1 if following.after - last.after > 1 else 0)]
        last = following
        found.append(_item(named, last.number, text, start, atoms[last.after - 1]))
    return found, last.after


def numbered(atoms: Sequence[Atom], at: int, spoken: Language) -> Numbered | None:
    """The number by which a clause is called, at an atom: 5, 5ª, V, quinta, five."""
    if at >= len(atoms):
        return None
    atom = atoms[at]
    if (said := ordinal(atoms, at, spoken)) is not None:
        return Numbered(said[0], at + said[1])
    if atom.how in {"digits", "words"} and atom.whole is not None:
        return Numbered(atom.whole, at + 1)
    if atom.how == "word" and atom.text.isupper() and (number := roman(atom.text)):
        return Numbered(number, at + 1)
    return None


def _before_its_word(
    atoms: Sequence[Atom], at: int, text: str, spoken: Language
) -> tuple[list[Item], int] | None:
    """ "the fifth clause", "la quinta cláusula"."""
    said = ordinal(atoms, at, spoken)
    if said is None or at + said[1] >= len(atoms):
        return None
    behind = at + said[1]
    named = spoken.references.get(atoms[behind].folded)
    if named is None:
        return None
    return [_item(named, said[0], text, atoms[at], atoms[behind])], behind + 1


def _skip_fillers(atoms: Sequence[Atom], at: int, spoken: Language) -> int:
    end = at
    while end < len(atoms) and end - at < 3 and _fills(atoms[end], spoken):
        end += 1
    return end


def _fills(atom: Atom, spoken: Language) -> bool:
    return atom.folded in spoken.reference_fillers if atom.how == "word" else atom.text in ".º°§"


def _joined(atoms: Sequence[Atom], at: int, spoken: Language) -> Numbered | None:
    """The next number of a list of references: ", 6", "y sexta"."""
    end = at
    while end < len(atoms) and end - at < 2 and _joins(atoms[end], spoken):
        end += 1
    return numbered(atoms, end, spoken) if end > at else None


def _joins(atom: Atom, spoken: Language) -> bool:
    return atom.text == "," or atom.folded in spoken.reference_joiners


def _item(named: str, number: int, text: str, first: Atom, last: Atom) -> Item:
    written = text[first.start : last.end]
    return Item("reference", written, first.start, last.end, frozenset({f"{named} {number}"}))
