"""A text divided into what stands before its clauses, its clauses, and what closes it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from twinpact.agreements.bilingual.atoms import pieces
from twinpact.agreements.bilingual.chinese import chinese_number
from twinpact.agreements.bilingual.language import Language, language
from twinpact.agreements.bilingual.numerals import ordinal, roman
from twinpact.agreements.bilingual.references import numbered
from twinpact.vocabularies import fold

Part = Literal["opening", "clause", "closing"]

_LINE = re.compile(r"[^\r\n]+")
_PLAIN = re.compile(r"\s*(?P<number>\d{1,3})\s*(?:[.)]-?|[-–—:])(?![\d.])\s*\S")
_ROMAN = re.compile(r"\s*(?P<number>[IVXLC]{1,7})\s*(?:[.)]-?|[-–—:])\s*\S")
_CHINESE = re.compile(r"\s*第\s*(?P<number>[零〇一二三四五六七八九十百\d]{1,5})\s*条")
_ENDS_HEAD = re.compile(r"\s*(?:[.:)\-–—]|$)")
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a text. ``number`` is None in the opening and the closing."""

    part: Part
    number: int | None
    text: str
    body_from: int = 0
    """Where in ``text`` the number of the clause ends and what it says begins."""

    @property
    def body(self) -> str:
        return self.text[self.body_from :]


@dataclass(frozen=True, slots=True)
class _Head:
    start: int
    number: int
    after: int


_Reader = Callable[[str, Language], tuple[int, int] | None]


def split_clauses(text: str, code: str) -> list[Clause]:
    """The opening, the numbered clauses and the closing of a text, in order.

    Clauses are headed by "CLÁUSULA PRIMERA", "Article 1", "Artigo 2º", "第一条", else by ordinals
    alone ("PRIMERA. Objeto"), else by "1.", else by "I.". Numbers inside a clause of another kind
    belong to it. A text without clauses is one opening.
    """
    spoken = language(code)
    heads = next((read for read in (_heads(text, spoken, how) for how in _READERS) if read), [])
    closing = _closing(text, spoken, heads[-1].after if heads else 0)
    ends = [*(head.start for head in heads[1:]), closing]
    found: list[Clause] = []
    first = heads[0].start if heads else closing
    if text[:first].strip():
        found.append(Clause("opening", None, text[:first].strip()))
    for head, end in zip(heads, ends, strict=False):
        said = text[head.start : end].rstrip()
        found.append(Clause("clause", head.number, said, min(head.after - head.start, len(said))))
    if text[closing:].strip():
        found.append(Clause("closing", None, text[closing:].strip()))
    return found


def _heads(text: str, spoken: Language, read: _Reader) -> list[_Head]:
    """The lines that begin a clause, as one reader sees them; none if there are too few.

    Numbers that go back to the first (a list inside a clause) do not begin one again.
    """
    found: list[_Head] = []
    for line in _LINE.finditer(text):
        said = read(line[0], spoken)
        if said is None or (found and said[0] <= found[-1].number):
            continue
        if said[0] > (found[-1].number + 3 if found else 3):
            continue
        found.append(_Head(line.start(), said[0], line.start() + said[1]))
    return found if len(found) >= _LEAST else []


def _worded(line: str, spoken: Language) -> tuple[int, int] | None:
    """ "CLÁUSULA PRIMERA.-", "Article 5", "Fifth clause:"."""
    atoms = pieces(line[:80], spoken)
    if not atoms:
        return None
    if spoken.references.get(atoms[0].folded) == "clause":
        at = 1
        while at < len(atoms) and (
            atoms[at].folded in spoken.reference_fillers or atoms[at].text == "."
        ):
            at += 1
        said = numbered(atoms, at, spoken)
        if said is None or not _heads_line(line, atoms[said.after - 1].end, atoms[0].text):
            return None
        return said.number, atoms[said.after - 1].end
    first = ordinal(atoms, 0, spoken)
    behind = first[1] if first else 0
    if first and behind < len(atoms) and spoken.references.get(atoms[behind].folded) == "clause":
        end = atoms[behind].end
        return (first[0], end) if _heads_line(line, end, atoms[0].text) else None
    return None


def _heads_line(line: str, end: int, word: str) -> bool:
    """Whether a line that begins with a clause's name is its head: "Clause 5 applies" is none."""
    rest = line[end:]
    if _ENDS_HEAD.match(rest) or len(line) < 60:
        return word[:1].isupper()
    return word.isupper()


def _ordinal_alone(line: str, spoken: Language) -> tuple[int, int] | None:
    """ "PRIMERA. Objeto", "DÉCIMA PRIMERA.-"."""
    atoms = pieces(line[:60], spoken)
    if not atoms or atoms[0].folded not in spoken.ordinals_alone or not atoms[0].text[0].isupper():
        return None
    said = ordinal(atoms, 0, spoken)
    if said is None:
        return None
    end = atoms[said[1] - 1].end
    return (said[0], end) if _ENDS_HEAD.match(line[end:]) else None


def _digits(line: str, _spoken: Language) -> tuple[int, int] | None:
    match = _PLAIN.match(line)
    return None if match is None else (int(match["number"]), match.end() - 1)


def _romans(line: str, _spoken: Language) -> tuple[int, int] | None:
    match = _ROMAN.match(line)
    number = roman(match["number"]) if match else None
    return None if match is None or number is None else (number, match.end() - 1)


def _chinese(line: str, _spoken: Language) -> tuple[int, int] | None:
    match = _CHINESE.match(line)
    number = chinese_number(match["number"]) if match else None
    return None if match is None or number is None else (number, match.end())


_READERS: Sequence[_Reader] = (_worded, _chinese, _ordinal_alone, _digits, _romans)


def _closing(text: str, spoken: Language, after: int) -> int:
    """Where the closing begins ("In witness whereof"); the end of the text where it has none."""
    for line in _LINE.finditer(text, after):
        plain = line[0].strip() if spoken.code == "zh" else fold(line[0])
        if any(plain.startswith(words) for words in spoken.closing if words):
            return line.start()
    return len(text)
