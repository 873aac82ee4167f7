"""How well and how fast written names find their territories, beside a plain look-up.

    python -m benchmarks.places [--data ../shared/data] [--points OUT.csv] [--errors OUT.csv]

Asks every name of the gold sets (``benchmarks/gold_sets.py``) and prints JSON: correct, wrong,
ambiguous and not found in per cent, for the resolver and for the plain look-up (the name without
accents is the same, in the country; the largest population wins); of the answers of each
confidence how many are right; names a second; seconds and megabytes of a cold look-up.
``--points`` writes the points of the sources that the names themselves contradict, ``--errors``
what was not answered right.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks import gold_sets
from benchmarks.gold_sets import Asked
from benchmarks.plain_look_up import PlainLookUp
from benchmarks.source_points import SourcePoints
from twinpact.places import Resolution, Written, resolve_all
from twinpact.places.gazetteer_tables import gazetteer, key

NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
ROOT = Path(__file__).resolve().parent.parent
Answer = Callable[[Sequence[Written]], list[Resolution]]
OUTCOMES = ("right", "ambiguous_right_among", "ambiguous", "not_found", "wrong")
COLD = """
import json, resource, time
begun = time.perf_counter()
from twinpact import places
{what}
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({{"seconds": round(time.perf_counter() - begun, 2), "megabytes": round(peak)}}))
"""
LOOK_UP = 'assert places.resolve("Medellín", country="Colombia").place.id == "gn3674962"'
FULL = "places.resolve('Gorna Orjachowiza', country='Bulgarien'); places.search('mede')"
WHOLE_LIST = """
from benchmarks.gold_sets import german_register, Path
places.resolve_all([one.written for one in german_register(Path({data!r}))])
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the finding of places.")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--points", type=Path, help="Write the contradicted points here.")
    parser.add_argument("--errors", type=Path, help="Write what was not answered right here.")
    options = parser.parse_args()
    figures: dict[str, object] = {
        "cold_look_up": cold(LOOK_UP),
        "cold_full_load": cold(FULL),
        "german_register_cold": cold(WHOLE_LIST.format(data=str(options.data))),
    }
    sets = gold(options.data)
    answers = {name: resolve_all([one.written for one in asked]) for name, asked in sets.items()}
    figures["speed"] = speed(sets)
    points = SourcePoints([*sets["wikidata_2016"], *sets["german_register_2015"]])
    plain = PlainLookUp()
    figures["sets"] = {
        name: judged(asked, answers[name], points)
        | {"plain": counted(asked, plain(one.written for one in asked))}
        for name, asked in sets.items()
    }
    if options.points:
        points.write(options.points, sets)
    if options.errors:
        write_errors(options.errors, sets, answers)
    print(json.dumps(figures, indent=1))


def gold(data: Path) -> dict[str, list[Asked]]:
    """Every gold set by name."""
    sets = {
        "wikidata_2016": gold_sets.wikidata(data),
        "german_register_2015": gold_sets.german_register(data),
        "wikipedia_lists_2025": gold_sets.wikipedia_lists(data),
        "founding_tables": gold_sets.founding(),
    }
    for beside, with_country in (("with_country", True), ("without_country", False)):
        for language, asked in gold_sets.subdivisions(data, with_country=with_country).items():
            sets[f"admin1_{language}_{beside}"] = asked
    return sets


def judged(
    asked: Sequence[Asked], answers: Sequence[Resolution], points: SourcePoints
) -> dict[str, object]:
    """The outcomes, also where no point is contradicted, and the calibration."""
    fair = [
        (one, answer)
        for one, answer in zip(asked, answers, strict=True)
        if not (outcome(one, answer) == "wrong" and points.contradicted(one, answer))
    ]
    trusted = [one for one, _ in fair], [answer for _, answer in fair]
    result: dict[str, object] = {"resolver": counted(asked, answers)}
    if len(fair) < len(asked):
        result["resolver_without_contradicted_points"] = counted(*trusted)
    return result | {"calibration": calibration(*trusted)}


def counted(asked: Sequence[Asked], answers: Sequence[Resolution]) -> dict[str, float]:
    """How many names, and the outcomes in per cent of them; the wrong also of the matched."""
    outcomes = Counter(outcome(one, answer) for one, answer in zip(asked, answers, strict=True))
    matched = outcomes["right"] + outcomes["wrong"]
    shares = {name: round(100 * outcomes[name] / len(asked), 2) for name in OUTCOMES}
    wrong = round(100 * outcomes["wrong"] / matched, 2) if matched else 0.0
    return {"names": len(asked), **shares, "wrong_of_matched": wrong}


def outcome(one: Asked, answer: Resolution) -> str:
    """What became of a name."""
    if answer.place is not None:
        return "right" if one.right.is_(answer.place) else "wrong"
    if any(one.right.is_(candidate) for candidate in answer.candidates):
        return "ambiguous_right_among"
    return answer.status


def calibration(
    asked: Sequence[Asked], answers: Sequence[Resolution]
) -> dict[str, dict[str, float]]:
    """By confidence in steps of .05: how many answers, the mean of it, how many in 100 right."""
    steps: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for one, answer in zip(asked, answers, strict=True):
        if answer.place is not None and answer.confidence is not None:
            step = min(int(answer.confidence * 20 + 1e-9), 19)
            steps[step].append((answer.confidence, one.right.is_(answer.place)))
    return {
        f"{step / 20:.2f}": {
            "answers": len(some),
            "confidence": round(100 * sum(sure for sure, _ in some) / len(some), 1),
            "right": round(100 * sum(right for _, right in some) / len(some), 1),
        }
        for step, some in sorted(steps.items())
    }


def speed(sets: Mapping[str, Sequence[Asked]]) -> dict[str, int]:
    """Names a second, after the gazetteer is loaded: those matching exactly, and a whole list."""
    german = [one.written for one in sets["german_register_2015"]]
    everyone = [one.written for one in sets["wikidata_2016"]] + german
    exact = [
        one
        for one, answer in zip(everyone, resolve_all(everyone), strict=True)
        if answer.place is not None and any(gazetteer().called(key(one.name)))
    ]
    return {
        "exact": names_a_second(list(dict.fromkeys(exact))),
        "german_register_2015": names_a_second(german),
    }


def names_a_second(names: Sequence[Written]) -> int:
    """The best of five runs, by the processor's seconds of this process (it has one thread)."""
    best = 0.0
    for _ in range(5):
        begun = time.process_time()
        resolve_all(names)
        best = max(best, len(names) / (time.process_time() - begun))
    return round(best)


def cold(what: str) -> dict[str, float]:
    """Seconds and megabytes of a first look-up in a new process, the import counted.

    The best of three: the first may have to compile what an installation has compiled.
    """
    run = [sys.executable, "-c", COLD.format(what=what)]
    installed = {name: value for name, value in os.environ.items() if name != NO_BYTECODE}
    best: dict[str, float] = {}
    for _ in range(3):
        found = json.loads(
            subprocess.run(run, capture_output=True, check=True, cwd=ROOT, env=installed).stdout
        )
        best = min(best or found, found, key=lambda figures: figures["seconds"])
    return best


def write_errors(
    path: Path,
    sets: Mapping[str, Iterable[Asked]],
    answers: Mapping[str, Iterable[Resolution]],
) -> None:
    """What was not answered right, and what was answered instead."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(
            ("set", "outcome", "name", "country", "right", "answer", "reason", "others")
        )
        for name, asked in sets.items():
            for one, answer in zip(asked, answers[name], strict=True):
                became = outcome(one, answer)
                if became == "right":
                    continue
                right = "|".join(sorted(one.right.codes)) or one.right.points
                place = answer.place and f"{answer.place.id} {answer.place.name}"
                others = "|".join(candidate.id for candidate in answer.candidates)
                written = one.written
                said = (written.name, written.country, right, place, answer.reason, others)
                table.writerow((name, became, *said))


if __name__ == "__main__":
    main()
