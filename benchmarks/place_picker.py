"""How fast the field in which people type a territory is answered, beside a plain query.

    python -m benchmarks.place_picker [--queries 300] [--places 20000]

Fills the register's table of places from the gazetteer, then asks the look-up behind the field
(``agreements:places``, through the whole stack of middleware, signed in) for beginnings of two to
six letters and for full names, in three languages, each once and none asked before: nothing is
answered from memory. Beside it stands a plain query over the register's own table, which has a
trigram index: the folded beginning anywhere in a name (``LIKE``), the largest population first.
Prints JSON: milliseconds (median, 95th hundredth, worst) by kind of question, and how often the
place whose name was typed is among the eight that are offered.
"""

import argparse
import json
import os
import random
import statistics
import string
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import django

from devtools.database import database
from devtools.environment import apply_settings

SEED = 20_261_124
OFFERED = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody types, in a language, and the id of the place that is meant."""

    kind: str
    typed: str
    language: str
    meant: str


def questions(ids: Sequence[str], wanted: int) -> list[Asked]:
    """Beginnings and full names of territories, the well known ones more often."""
    from twinpact import places  # noqa: PLC0415 after the settings

    chance = random.Random(SEED)  # noqa: S311 a sample, not a secret
    weights = [(places.place(id_).population or 1000) ** 0.5 for id_ in ids]
    found: dict[str, Asked] = {}
    while len(found) < wanted:
        [id_] = chance.choices(ids, weights)
        language = chance.choice(["es", "en", "pt"])
        name = places.place(id_).name_in(language)
        short = len(found) % 2 == 0
        typed = name[: chance.randint(2, 6)].strip() if short else name
        kind = f"beginning of {len(typed)}" if short else "full name"
        found.setdefault(typed.casefold(), Asked(kind, typed, language, id_))
    return list(found.values())


def measure(wanted: int, n_places: int) -> dict[str, object]:
    """Set up, fill, warm up with other words, and measure both ways."""
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import setup_databases, teardown_databases  # noqa: PLC0415

    settings.ALLOWED_HOSTS.append("testserver")
    connection.settings_dict["TEST"] |= {"NAME": "benchmark_picker"}
    old = setup_databases(verbosity=0, interactive=False)
    try:
        ids = fill(n_places)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE places_place")
        asked = questions(ids, wanted)
        return {
            "places_in_the_register": len(ids),
            "picker": timed(picker(), asked),
            "plain_query": timed(plain_query, asked),
        }
    finally:
        teardown_databases(old, verbosity=0)


def fill(wanted: int) -> list[str]:
    """Enter the best known territories of each beginning into the register."""
    from twinpact import places  # noqa: PLC0415
    from website.places.actions import enter_places  # noqa: PLC0415
    from website.places.models import Place  # noqa: PLC0415

    letters = string.ascii_lowercase
    each = 1 + 2 * wanted // len(letters) ** 2
    found: dict[str, None] = {}
    for beginning in product(letters, repeat=2):
        found |= dict.fromkeys(p.id for p in places.search("".join(beginning), limit=each))
    enter_places(list(found)[:wanted])
    return list(Place.objects.exclude(level="country").values_list("pk", flat=True))


def picker() -> Callable[[Asked], list[str]]:
    """The look-up behind the field, asked as a browser asks it."""
    from django.test import Client  # noqa: PLC0415

    from website.accounts.models import User  # noqa: PLC0415

    client = Client()
    user = User.objects.create_user("officer@benchmark.example", None)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    client.get("/en/desk/places/", {"q": "Xy"})

    def ask(one: Asked) -> list[str]:
        answer = client.get(f"/{one.language}/desk/places/", {"q": one.typed})
        return [place["id"] for place in json.loads(answer.content)["places"]]

    return ask


def plain_query(one: Asked) -> list[str]:
    """What somebody would write first: the folded text anywhere in a name, largest first."""
    from twinpact.vocabularies import fold  # noqa: PLC0415
    from website.places.models import Place  # noqa: PLC0415

    rows = Place.objects.filter(search__contains=fold(one.typed)).select_related("parent__parent")
    return [row.pk for row in rows.order_by("-population")[:OFFERED]]


def timed(ask: Callable[[Asked], list[str]], asked: Sequence[Asked]) -> dict[str, object]:
    """Milliseconds of each question, and whether the meant place was offered."""
    times: dict[str, list[float]] = {}
    offered = {"beginning": [0, 0], "full name": [0, 0]}
    for one in asked:
        start = time.perf_counter()
        found = ask(one)
        times.setdefault(one.kind, []).append((time.perf_counter() - start) * 1000)
        count = offered["full name" if one.kind == "full name" else "beginning"]
        count[0] += one.meant in found
        count[1] += 1
    every = [one for some in times.values() for one in some]
    return {
        "all": summary(every),
        **{kind: summary(some) for kind, some in sorted(times.items())},
        "meant_place_offered_percent": {
            kind: round(100 * hits / max(1, n), 1) for kind, (hits, n) in offered.items()
        },
    }


def summary(times: Sequence[float]) -> dict[str, float]:
    """The figures of one kind of question."""
    ordered = sorted(times)
    return {
        "n": len(ordered),
        "median_ms": round(statistics.median(ordered), 2),
        "p95_ms": round(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))], 2),
        "worst_ms": round(ordered[-1], 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the field in which places are typed.")
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--places", type=int, default=20_000)
    options = parser.parse_args()
    with database(durable=False) as found, tempfile.TemporaryDirectory() as media:
        os.environ |= {"MEDIA_ROOT": media, "LOG_LEVEL": "ERROR"}
        apply_settings(found.url)
        django.setup()
        print(json.dumps(measure(options.queries, options.places), indent=2))


if __name__ == "__main__":
    main()
