"""How many planted errors the bilingual bench finds: ``python -m benchmarks.bilingual [N]``.

Writes whole papers from the templates that ship, in Spanish, English and Portuguese, with parties,
dates, amounts and durations that change from paper to paper. Clean pairs must give no finding.
Then one error is planted in one language of a pair; places for it are sought with plain patterns,
not with the reader that is measured. Found means: a finding of a right kind in the right clause.
Prints JSON: planted, found, missed (each), false alarms (findings in clean pairs, and findings
of a planted pair that are not about the error).
"""

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import permutations

from twinpact.agreements import date_in_words, partial_date
from twinpact.agreements.bilingual import (
    Clause,
    Comparison,
    PartyNames,
    compare_texts,
    number_in_words,
    split_clauses,
)
from twinpact.formats.shipped_papers import LANGUAGES, example_values, shipped_template
from twinpact.formats.texts import read_text_file
from twinpact.formats.word_templates import fill

PAPERS = ("letter_of_intent", "agreement_broad", "agreement_specific")
PLACES = (("Medellín", "Chapecó"), ("Jalisco", "Santa Catarina"), ("Guadalajara", "Curitiba"),
          ("Antioquia", "Paraná"), ("Cali", "Recife"))  # fmt: skip
YEARS = {"es": ("año", "años"), "en": ("year", "years"), "pt": ("ano", "anos")}
Change = Callable[[re.Match[str], random.Random], str]


@dataclass(frozen=True)
class Planting:
    """A kind of error: where it can be planted, what it becomes, and which findings show it."""

    name: str
    pattern: str
    change: Change
    codes: frozenset[str]


def _other_number(match: re.Match[str], chance: random.Random) -> str:
    number = int(match[1])
    return match[0].replace(match[1], str(number + chance.choice([1, 2, 10, -1])))


def _other_amount(match: re.Match[str], chance: random.Random) -> str:
    digits = [at for at, sign in enumerate(match[0]) if sign.isdigit()]
    at = chance.choice(digits)
    sign = str((int(match[0][at]) + chance.randint(1, 9)) % 10)
    return match[0][:at] + sign + match[0][at + 1 :]


def _other_day(match: re.Match[str], chance: random.Random) -> str:
    day = int(match[1])
    return (
        f"{day % 28 + 1 if chance.random() < 0.9 else max(1, day - 1)}{match[0][len(match[1]) :]}"
    )


def _other_year(match: re.Match[str], chance: random.Random) -> str:
    return match[0][:-4] + str(int(match[0][-4:]) + chance.choice([1, -1, 10]))


def _other_reference(match: re.Match[str], chance: random.Random) -> str:
    if match[2].isdigit():
        return f"{match[1]} {int(match[2]) + chance.choice([1, 2])}"
    return f"{match[1]} {chance.choice(['quinta', 'sexta'])}"


def _other_currency(match: re.Match[str], chance: random.Random) -> str:
    return match[0].replace("USD", chance.choice(["EUR", "COP", "BRL"]))


PLANTINGS = (
    Planting("number", r"\((\d+)\)", _other_number,
             frozenset({"number_words_differ", "number_differs", "number_missing"})),
    Planting("amount", r"(?<=USD )[\d.,]*\d", _other_amount, frozenset({"amount_differs"})),
    Planting("currency", r"USD [\d.,]*\d", _other_currency, frozenset({"currency_differs"})),
    Planting("day", r"\b(\d{1,2}) (?:de )?[a-zA-Zç]+ (?:de )?20\d\d", _other_day,
             frozenset({"date_differs", "date_impossible"})),
    Planting("year", r"\b\d{1,2} (?:de )?[a-zA-Zç]+ (?:de )?20\d\d", _other_year,
             frozenset({"date_differs"})),
    Planting("day of each year", r"\b(30) (?:de )?(?:novemb\w+|noviembre|November)", _other_day,
             frozenset({"date_differs", "date_impossible"})),
    Planting("reference", r"\b(cláusula|clause) (séptima|sétima|sexta|quarta|cuarta|tercera|\d+)",
             _other_reference, frozenset({"reference_differs"})),
    Planting("party", r"", lambda match, _chance: "Lisboa",
             frozenset({"party_in_one", "party_times_differ", "party_missing"})),
)  # fmt: skip


def paper(name: str, number: int, chance: random.Random) -> dict[str, str]:
    """The text of a paper in three languages, with values that nobody else has."""
    values = {code: dict(fields) for code, fields in example_values().items()}
    first, second = PLACES[number % len(PLACES)]
    day = partial_date(chance.randint(2020, 2030), chance.randint(1, 12), chance.randint(1, 28))
    years, amount = chance.randint(2, 25), chance.randint(5_000, 9_999_999)
    for code, fields in values.items():
        fields |= {"first_party": first, "second_party": second}
        fields |= {
            "first_authority": f"Gobierno de {first}",
            "second_authority": f"Governo de {second}",
        }
        fields |= {"signing_place": first, "signing_date": date_in_words(day, code)}
        fields["duration"] = f"{number_in_words(years, code)} ({years}) {YEARS[code][1]}"
        written = f"{amount:,}.00"
        if code != "en":
            written = written.translate(str.maketrans(",.", ".,"))
        fields["amount"] = f"USD {written}"
    return {
        code: read_text_file(fill(shipped_template(name, (code,)), values).content).text
        for code in LANGUAGES
    }


def plant(
    text: str, planting: Planting, parties: tuple[str, str], chance: random.Random
) -> tuple[str, int] | None:
    """The text with one error, and where it stands; None where there is no place for it."""
    pattern = planting.pattern or re.escape(parties[1])
    places = list(re.finditer(pattern, text))
    if not places:
        return None
    match = chance.choice(places)
    changed = planting.change(match, chance)
    if changed == match[0]:
        return None
    return text[: match.start()] + changed + text[match.end() :], match.start()


def drop(text: str, code: str, chance: random.Random, *, renumber: bool) -> str:
    """The text without one clause; the later ones keep their numbers or close up (digits only)."""
    clauses = split_clauses(text, code)
    numbered = [at for at, clause in enumerate(clauses) if clause.part == "clause"]
    gone = chance.choice(numbered[1:-1])
    left = [clause.text for at, clause in enumerate(clauses) if at != gone]
    text = "\n".join(left)
    if renumber:
        for at in numbered:
            number = clauses[at].number
            if at > gone and number is not None:
                text = re.sub(
                    rf"^CLAUSE {number}\b", f"CLAUSE {number - 1}", text, flags=re.MULTILINE
                )
    return text


@dataclass
class Tally:
    """What became of the planted errors, and what was found where there is none."""

    planted: Counter[str]
    caught: Counter[str]
    missed: list[dict[str, object]]
    extra: int = 0


KINDS = (*(one.name for one in PLANTINGS), "clause dropped", "clause dropped, renumbered")
DROPPED = frozenset({"clause_missing", "clause_count_differs"})
# A dropped clause may have been the only one between other numbers, or the only one with a name.
BESIDE = frozenset({"clause_number_differs", "party_missing", "number_differs", "number_missing"})


def shows(found: Comparison, codes: frozenset[str], wrong: str, start: int) -> bool:
    """Whether a finding of a right kind is about the clause in which the error was planted."""
    around = wrong[start : start + 6].split("\n", maxsplit=1)[0]
    nothing = Clause("closing", None, "")
    return any(
        one.code in codes
        and (one.pair is None or around in (found.pairs[one.pair].second or nothing).text)
        for one in found.differences
    )


def one_error(
    kind: str,
    case: tuple[str, dict[str, str], tuple[str, str]],
    chance: random.Random,
    tally: Tally,
) -> None:
    """Plant an error of a kind in one of two languages, and note what the bench says."""
    name, versions, parties = case
    one, other = chance.sample(LANGUAGES, 2)
    if kind.startswith("clause"):
        if name == "letter_of_intent":
            return
        if "renumbered" in kind:
            one, other = chance.choice(["es", "pt"]), "en"
        wrong, start = drop(versions[other], other, chance, renumber="renumbered" in kind), 0
        codes = DROPPED
    else:
        planting = next(item for item in PLANTINGS if item.name == kind)
        made = plant(versions[other], planting, parties, chance)
        if made is None:
            return
        (wrong, start), codes = made, planting.codes
    names = [PartyNames((party,)) for party in parties]
    found = compare_texts(versions[one], wrong, (one, other), names)
    said = {item.code for item in found.differences}
    right = said >= codes if codes is DROPPED else shows(found, codes, wrong, start)
    tally.extra += sum(item.code not in codes | BESIDE for item in found.differences)
    tally.planted[kind] += 1
    tally.caught[kind] += right
    if not right:
        tally.missed.append(
            {"kind": kind, "languages": [one, other], "paper": name, "findings": sorted(said)}
        )


def main(wanted: int) -> dict[str, object]:
    """Plant so many errors, and say what became of them."""
    chance = random.Random(20270503)  # noqa: S311 - the same errors at every run
    cases = [
        (name, paper(name, number, chance), PLACES[number % len(PLACES)])
        for number, name in enumerate(PAPERS * 5)
    ]
    clean = 0
    for _name, versions, parties in cases:
        names = [PartyNames((party,)) for party in parties]
        for pair in permutations(LANGUAGES, 2):
            found = compare_texts(versions[pair[0]], versions[pair[1]], pair, names)
            clean += len(found.differences)
    tally = Tally(Counter(), Counter(), [])
    number = 0
    while tally.planted.total() < wanted:
        one_error(KINDS[number % len(KINDS)], chance.choice(cases), chance, tally)
        number += 1
    return {
        "planted": tally.planted.total(),
        "found": tally.caught.total(),
        "missed": len(tally.missed),
        "clean_pairs": len(cases) * 6,
        "false_alarms_in_clean_pairs": clean,
        "findings_beside_the_error": tally.extra,
        "by_kind": {kind: f"{tally.caught[kind]} of {tally.planted[kind]}" for kind in KINDS},
        "missed_errors": tally.missed,
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200), indent=2))
