"""The parties' names in both texts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twinpact.agreements.bilingual.clauses import Clause
from twinpact.agreements.bilingual.findings import Difference, difference
from twinpact.vocabularies import fold


@dataclass(frozen=True, slots=True)
class PartyNames:
    """All names by which a text may call a party, in any language; the first is its own."""

    names: tuple[str, ...]

    def is_named_in(self, text: str) -> bool:
        """Whether the text names the party, accents and capitals aside."""
        return self.times_in(text) > 0

    def times_in(self, text: str) -> int:
        """How often the text names the party; a name inside a longer one of it counts once."""
        plain, raw = f" {fold(text)} ", text.casefold()
        spaced = {f" {written} " for name in self.names if (written := fold(name))}
        running = {name.casefold() for name in self.names if _runs_on(name)}
        # Names share the blanks between them: "Cali Cali" is " cali cali ".
        words = _times([name.rstrip() for name in spaced], plain, r"(?= )")
        return max(words, _times(list(running), raw, ""))


def _times(names: list[str], text: str, behind: str) -> int:
    if not names:
        return 0
    longest_first = sorted(names, key=len, reverse=True)
    return len(re.findall(f"(?:{'|'.join(map(re.escape, longest_first))}){behind}", text))


def _runs_on(name: str) -> bool:
    """Whether the script of a name has no spaces between words (Chinese, Japanese)."""
    return any("\u3040" <= character <= "\u9fff" for character in name)


def compare_parties(
    pair: tuple[Clause | None, Clause | None],
    at: int,
    languages: tuple[str, str],
    parties: Sequence[PartyNames],
) -> Iterator[Difference]:
    """Parties that a clause names in one language only, as when the wrong one is written."""
    first, second = pair
    if first is None or second is None:
        return
    for party in parties:
        times = [party.times_in(clause.text) for clause in (first, second)]
        if times[0] == times[1]:
            continue
        more, fewer = languages if times[0] > times[1] else languages[::-1]
        yield difference(
            "party_times_differ" if min(times) else "party_in_one",
            pair=at,
            values={
                "party": party.names[0],
                "first_language": more,
                "second_language": fewer,
                "first": max(times),
                "second": min(times),
            },
        )
