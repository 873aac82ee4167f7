"""The parties' names in both texts."""

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
        plain, raw = f" {fold(text)} ", text.casefold()
        for name in self.names:
            written = fold(name)
            if written and f" {written} " in plain:
                return True
            if name and not name.isascii() and _runs_on(name) and name.casefold() in raw:
                return True
        return False


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
        named = [party.is_named_in(clause.text) for clause in (first, second)]
        if named[0] != named[1]:
            there, lacking = languages if named[0] else languages[::-1]
            values = {"party": party.names[0], "first_language": there, "second_language": lacking}
            yield difference("party_in_one", pair=at, values=values)
