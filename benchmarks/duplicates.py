"""How well copies are told from renewals and from others: planted in real tables, and counted.

    python -m benchmarks.duplicates --data FOLDER [--seeds 4 5 6] [--pairs 300]
    python -m benchmarks.duplicates --data FOLDER --size 50000 100000

The first prints precision and recall by seed and source. The weights were settled on the first two
sources with seeds 0 and 3; the third source is held out. The second times large lists.
"""

import argparse
import csv
import json
import random
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from benchmarks.planted import (
    Planted,
    Planter,
    Row,
    agreements,
    by_pair,
    german_register,
    pair_of,
    same_year,
    wikipedia_lists,
    world_twinnings,
)
from twinpact.agreements import Agreement, Party, parse_partial_date
from twinpact.agreements.checks.placeholder_year import stand_in_years
from twinpact.agreements.sameness import Likeness, compare_agreements
from twinpact.places import Place

FORMS = ("twinning", "friendship", "cooperation_agreement")


def main() -> None:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seeds", type=int, nargs="+", default=[4, 5, 6])
    parser.add_argument("--pairs", type=int, default=300)
    parser.add_argument("--size", type=int, nargs=2, metavar=("INCOMING", "KNOWN"))
    parser.add_argument("--errors", action="store_true", help="print what went wrong")
    options = parser.parse_args()
    figures = size(options.data, *options.size) if options.size else skill(options)
    print(json.dumps(figures, indent=1))


def skill(options: argparse.Namespace) -> dict[str, object]:
    """By source and seed."""
    chance = random.Random(20_151_123)  # noqa: S311 - no secret
    sources = {
        "german_register_2015": german_register(options.data),
        "wikipedia_lists_2025": wikipedia_lists(options.data, chance),
        "world_twinnings_held_out": world_twinnings(options.data, chance),
    }
    figures: dict[str, object] = {}
    for name, rows in sources.items():
        known = agreements(rows)
        years = stand_in_years(known)
        figures[name] = {
            f"seed_{seed}": measured(rows, known, years, seed, options) for seed in options.seeds
        }
    return figures


def measured(
    rows: Sequence[Row],
    known: Sequence[Agreement],
    years: frozenset[int],
    seed: int,
    options: argparse.Namespace,
) -> dict[str, object]:
    """Plant, compare, count."""
    planted = Planter(rows, known, seed).plant(options.pairs, options.pairs // 2)
    incoming = agreements([one.row for one in planted])
    begun = time.perf_counter()
    likenesses = compare_agreements(incoming, known, stand_in_years=years)
    seconds = time.perf_counter() - begun
    found = [one for one in likenesses if one.among_known]
    if options.errors:
        show_errors(planted, incoming, known, found)
    stands = by_pair(known)
    plain = {
        (n, k)
        for n, one in enumerate(incoming)
        for k in stands[pair_of(one)]
        if same_year(one, known[k])
    }
    same = {(one.first_number, one.second_number) for one in found if one.outcome == "same"}
    asked = {(one.first_number, one.second_number) for one in found if one.outcome == "ask"}
    return {
        "planted": dict(Counter("copies" if one.same else "others" for one in planted)),
        "splink": judged(planted, same),
        "asked_a_person": {
            "pairs": len(asked),
            "share_of_planted": round(len(asked) / len(planted), 3),
            "copies_not_lost": round(
                sum(one.same and (n, one.base) in same | asked for n, one in enumerate(planted))
                / sum(one.same for one in planted),
                4,
            ),
        },
        "plain_rule_same_pair_same_year": judged(planted, plain),
        "by_kind": by_kind(planted, found),
        "calibration": calibration(planted, found),
        "seconds": round(seconds, 2),
    }


def judged(planted: Sequence[Planted], pairs: set[tuple[int, int]]) -> dict[str, float]:
    """Precision and recall of the pairs that are called the same."""
    right = {(n, one.base) for n, one in enumerate(planted) if one.same}
    hits = len(right & pairs)
    return {
        "precision": round(hits / len(pairs), 4) if pairs else 0.0,
        "recall": round(hits / len(right), 4),
        "called_same": len(pairs),
    }


def by_kind(planted: Sequence[Planted], found: Sequence[Likeness]) -> dict[str, dict[str, int]]:
    """For each kind of planted row, what was said of it and its base."""
    said = {
        (one.first_number, one.second_number): f"{one.outcome}/{one.relation}" for one in found
    }
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for n, one in enumerate(planted):
        counts[one.kind][said.get((n, one.base), "different")] += 1
    return {kind: dict(some.most_common()) for kind, some in counts.items()}


def calibration(
    planted: Sequence[Planted], found: Sequence[Likeness]
) -> dict[str, dict[str, float]]:
    """By probability in steps of a tenth: pairs, mean probability, and share that is right."""
    steps: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for one in found:
        what = planted[one.first_number]
        right = what.same and what.base == one.second_number
        steps[min(int(one.probability * 10), 9)].append((one.probability, right))
    return {
        f"{step / 10:.1f}": {
            "pairs": len(some),
            "probability": round(sum(p for p, _ in some) / len(some), 3),
            "right": round(sum(right for _, right in some) / len(some), 3),
        }
        for step, some in sorted(steps.items())
    }


def show_errors(
    planted: Sequence[Planted],
    incoming: Sequence[Agreement],
    known: Sequence[Agreement],
    found: Sequence[Likeness],
) -> None:
    """What was called the same and is not, and copies that were not called so."""
    best = {one.first_number: one for one in reversed(found)}
    for n, one in enumerate(planted):
        told = best.get(n)
        right = told is not None and told.second_number == one.base
        if one.same != (told is not None and told.outcome == "same") or (one.same and not right):
            ids = [[p.place.id if p.place else p.status for p in a.parties]
                   for a in (incoming[n], known[one.base])]  # fmt: skip
            print(one.kind, one.row, known[one.base].signed.isoformat(),
                  [p.written for p in known[one.base].parties], ids,
                  told and (round(told.probability, 3), told.outcome, told.scored.levels,
                            [p.written for p in told.second.parties]))  # fmt: skip


def size(data: Path, incoming: int, known: int) -> dict[str, object]:
    """The world's twinnings again and again, with made-up years; capitals have hundreds each."""
    chance = random.Random(7)  # noqa: S311 - no secret
    pairs = world_pairs(data)
    register = [_made(n, pairs[n % len(pairs)], chance) for n in range(known)]
    copies = [
        chance.choice(register)
        if chance.random() < 0.6
        else _made(n, chance.choice(pairs), chance)
        for n in range(incoming)
    ]
    before = _megabytes()
    begun, worked = time.perf_counter(), time.process_time()
    found = compare_agreements(copies, register)
    seconds, worked = time.perf_counter() - begun, time.process_time() - worked
    return {
        "incoming": incoming,
        "known": known,
        "agreements_of_the_busiest_place": max(
            Counter(party.written for one in register for party in one.parties).values()
        ),
        "pairs": len(found),
        "outcomes": dict(Counter(one.outcome for one in found)),
        "seconds": round(seconds, 1),
        "seconds_of_processor": round(worked, 1),
        "megabytes_of_the_lists": before,
        "megabytes_at_most": _megabytes(),
    }


def world_pairs(data: Path) -> list[tuple[Place, Place]]:
    """The pairs of places of the world's twinnings."""
    folder = data / "world_twinnings"
    with (folder / "places.csv").open(encoding="utf-8", newline="") as file:
        places = {
            row["id"]: Place(row["id"], "municipality", row["name"], row["country_iso2"])
            for row in csv.DictReader(file)
        }
    with (folder / "links.csv").open(encoding="utf-8", newline="") as file:
        return [(places[row["a"]], places[row["b"]]) for row in csv.DictReader(file)]


def _made(n: int, pair: tuple[Place, Place], chance: random.Random) -> Agreement:
    """An agreement of a pair, of which one name in ten was not found, and one date in five."""
    parties = tuple(Party(place.name, None if chance.random() < 0.1 else place) for place in pair)
    signed = parse_partial_date(str(chance.randint(1950, 2025)) if chance.random() < 0.8 else "")
    return Agreement(row=n, parties=parties, form=chance.choice(FORMS), signed=signed)


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
