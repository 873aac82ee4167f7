"""What differs between two language versions, as whole sentences in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from twinpact.agreements.findings import Severity
from twinpact.vocabularies import UnfilledGapError, label, term

_LANGUAGES = frozenset({"language", "first_language", "second_language"})
_CAPITAL_LANGUAGES = frozenset({"en"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a clause's text that a finding is about."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which two versions differ, or that one of them leaves unclear.

    ``code`` names the sentence in ``vocabularies/bench_findings.yaml``. ``pair`` is the position
    of the pair of clauses it is about, None where it is about the whole text; the marks say
    where in the clauses of the first and the second text.
    """

    code: str
    severity: Severity
    pair: int | None = None
    first: Mark | None = None
    second: Mark | None = None
    values: Mapping[str, str | int] = field(default_factory=dict)


def difference(
    code: str,
    *,
    pair: int | None = None,
    first: Mark | None = None,
    second: Mark | None = None,
    values: Mapping[str, str | int] | None = None,
) -> Difference:
    """The difference with this code, as grave as ``vocabularies/bench_findings.yaml`` says."""
    severity: Severity = term("bench_findings", code).extra["severity"]
    return Difference(code, severity, pair, first, second, values or {})


def say_difference(found: Difference, reader: str) -> str:
    """What a difference says, in the reader's language.

    Languages among the values are codes and become words; everything else stands as written.
    """
    sentences: Mapping[str, str] = term("bench_findings", found.code).extra["sentence"]
    values = {
        name: _language(str(value), reader) if name in _LANGUAGES else value
        for name, value in found.values.items()
    }
    try:
        return sentences.get(reader, sentences["en"]).format_map(values)
    except KeyError as gap:
        raise UnfilledGapError(f"The sentence of {found.code} needs a value for {gap}.") from None


def part_in_words(part: str, number: int | None, reader: str) -> str:
    """How the reader calls a part of a text: "Clause 5", "The opening", "The closing"."""
    word = label("text_parts", part, reader)
    return word if number is None else f"{word} {number}"


def _language(code: str, reader: str) -> str:
    word = label("languages", code, reader)
    return word if reader in _CAPITAL_LANGUAGES else word[:1].lower() + word[1:]
