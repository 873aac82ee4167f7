"""A register whose agreements are all on their way, made by COPY, and its desks measured."""

import os
import random
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases
from django.utils import timezone

from website.accounts.models import Membership, Office, Role, User
from website.agreements.models import Agreement, Party
from website.places.actions import enter_places
from website.procedures.models import DirectiveVersion, Procedure, ProcedureSide, Turn
from website.procedures.versions import current_version
from website.tables.copying import copy_rows

ROUNDS = 31
MOST_MS = 100
AT = datetime(2026, 1, 1, tzinfo=UTC)
NEAR = ("MX-JAL", "MX-NLE", "MX-YUC", "MX-OAX", "MX-PUE")
FAR = ("BR-SP", "BR-MG", "CO-ANT", "FR-IDF", "CN-GD", "JP-27", "US-CA", "ES-MD", "AR-X", "CL-RM")
STATES = ("drafting", "internal_approval", "opinion", "signature", "registration", "in_force")
#: What is open: rule, actor, paper, whether it asks the authority, how many of a hundred.
OPEN = (
    ("MX-5", "office", "opinion_request", False, 25),
    ("MX-7", "national_authority", "opinion", True, 50),
    ("MX-9", "national_authority", "registration_certificate", True, 25),
)


def measure(agreements: int, offices: int) -> dict[str, object]:
    """Set up, write and measure."""
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    settings.ALLOWED_HOSTS.append("testserver")
    connection.settings_dict["TEST"] = connection.settings_dict.get("TEST", {}) | {
        "NAME": "benchmark_desks"
    }
    load = os.getloadavg()[0]
    old = setup_databases(verbosity=0, interactive=False)
    try:
        start = time.perf_counter()
        kept = write(agreements, offices)
        written = time.perf_counter() - start
        pages = [page(who, path) for who, path in addresses(kept)]
    finally:
        teardown_databases(old, verbosity=0)
    asked = [one for one in pages if one["asked"]]
    return {
        "agreements": agreements,
        "offices": offices,
        "written_in_seconds": round(written, 1),
        "load_before": round(load, 1),
        "load_after": round(os.getloadavg()[0], 1),
        "most_ms_asked": MOST_MS,
        "holds": all(one["median_ms"] <= MOST_MS for one in asked),
        "pages": pages,
    }


def write(n: int, n_offices: int) -> list[Office]:
    """Offices, people and agreements with open procedures; triggers rest meanwhile."""
    offices = Office.objects.bulk_create(
        Office(name=f"Office {k}", slug=f"office-{k}", country="MX") for k in range(n_offices)
    )
    ministry = Office.objects.create(name="Ministry", slug="ministry", country="MX")
    people(offices, ministry)
    places = enter_places([*NEAR, *FAR])
    version = current_version("MX", at=AT)
    chance = random.Random(5)  # noqa: S311 the same register each time
    today = timezone.localdate()
    owner = [offices[0] if k % 2 else offices[1 + k // 2 % (n_offices - 1)] for k in range(n)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        copy_rows(Agreement, AGREEMENT, agreement_rows(owner, chance, today))
        copy_rows(Party, PARTY, party_rows(n, chance, {k: v.pk for k, v in places.items()}))
        copy_rows(Procedure, PROCEDURE, procedure_rows(owner, chance, today))
        copy_rows(ProcedureSide, SIDE, side_rows(n, version))
        copy_rows(Turn, TURN, turn_rows(owner, chance, today))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return offices


def people(offices: list[Office], ministry: Office) -> None:
    """An officer of the small office, of the large one, of all, and somebody of the ministry."""
    for name, where, role in (
        ("small", offices[1:2], Role.OFFICER),
        ("large", offices[:1], Role.OFFICER),
        ("all", offices, Role.OFFICER),
        ("authority", [ministry], Role.AUTHORITY),
    ):
        user = User.objects.create_user(f"{name}@bench.example", "x", first_name=name)
        Membership.objects.bulk_create(
            Membership(user=user, office=office, role=role) for office in where
        )


AGREEMENT = (
    "id", "office_id", "publication", "form", "state", "languages", "source_key", "search",
    "version", "created_at", "changed_at", "signed_precision", "in_force_precision",
    "ends_precision", "ends_earliest", "ends_latest",
)  # fmt: skip
PARTY = ("agreement_id", "position", "written", "place_id", "candidates")
PROCEDURE = (
    "id", "agreement_id", "office_id", "beginning", "started_on", "started_at", "facts", "closed",
    "state", "due", "next_step", "next_rule", "turn_side", "turn_actor", "asked", "computed_on",
)  # fmt: skip
SIDE = ("procedure_id", "side", "country", "directive_id")
TURN = (
    "procedure_id", "office_id", "side", "rule", "country", "actor", "authority",
    "asks_authority", "blocking", "artefact", "since", "due",
)  # fmt: skip


def agreement_rows(
    owner: list[Office], chance: random.Random, today: date
) -> Iterator[tuple[object, ...]]:
    """A third of those in force have an end that is known."""
    for k, office in enumerate(owner, 1):
        state = STATES[k % len(STATES)]
        ends = None
        if state == "in_force" and chance.random() < 1 / 3:
            ends = today + timedelta(days=chance.randrange(-30, 2000))
        form = chance.choice(("twinning", "friendship", "cooperation_agreement"))
        yield (
            k, office.pk, "draft", form, state, "{}", "", "", 1, AT, AT, "unknown", "unknown",
            "day" if ends else "unknown", ends, ends,
        )  # fmt: skip


def party_rows(
    n: int, chance: random.Random, places: dict[str, int]
) -> Iterator[tuple[object, ...]]:
    for k in range(1, n + 1):
        for position, among in ((1, NEAR), (2, FAR)):
            name = chance.choice(among)
            yield k, position, name, places[name], "{}"


def procedure_rows(
    owner: list[Office], chance: random.Random, today: date
) -> Iterator[tuple[object, ...]]:
    for k, office in enumerate(owner, 1):
        yield (
            k, k, office.pk, "exploration", today - timedelta(days=200), AT, "{}", False,
            STATES[k % len(STATES)], day(chance, today), "clear_for_signature", "1:MX-7", 1,
            "national_authority", "MX", today,
        )  # fmt: skip


def side_rows(n: int, version: DirectiveVersion | None) -> Iterator[tuple[object, ...]]:
    for k in range(1, n + 1):
        yield k, 1, "MX", version.pk if version else None
        yield k, 2, None, None


def turn_rows(
    owner: list[Office], chance: random.Random, today: date
) -> Iterator[tuple[object, ...]]:
    """One or two open rules in each procedure."""
    weights = [one[-1] for one in OPEN]
    for k, office in enumerate(owner, 1):
        chosen = {chance.choices(OPEN, weights)[0] for _ in range(chance.choice((1, 1, 2)))}
        for rule, actor, paper, asks, _of_hundred in chosen:
            yield (
                k, office.pk, 1, rule, "MX", actor, "sre", asks, True, paper,
                today - timedelta(days=chance.randrange(1, 200)), day(chance, today),
            )  # fmt: skip


def day(chance: random.Random, today: date) -> date | None:
    """Of a hundred, ten are late, three due within a week, forty-seven later, forty without."""
    drawn = chance.random()
    if drawn < 0.4:
        return None
    first, last = (-120, 0) if drawn < 0.5 else (0, 8) if drawn < 0.53 else (8, 400)
    return today + timedelta(days=chance.randrange(first, last))


def addresses(offices: list[Office]) -> list[tuple[str, str]]:
    """Who asks for what."""
    return [
        ("", "/healthz"),
        ("small", "/en/desk/due/"),
        ("large", "/en/desk/due/"),
        ("all", "/en/desk/due/"),
        ("large", "/en/desk/due/?list=late&page=30"),
        ("large", "/en/desk/due/?list=later&page=30"),
        ("small", f"/en/desk/handover/{offices[1].slug}/"),
        ("large", f"/en/desk/handover/{offices[0].slug}/"),
        ("authority", "/en/desk/opinions/"),
        ("authority", "/en/desk/opinions/?kind=registration"),
        ("authority", "/en/desk/opinions/?late=1&page=50"),
        ("authority", "/en/desk/opinions/numeralia/"),
        ("authority", "/en/desk/due/"),
    ]


#: The pages that must hold: the officer's desk, and the authority's queue.
ASKED = ("/en/desk/due/", "/en/desk/opinions/")


def page(who: str, path: str) -> dict[str, object]:
    """Milliseconds of server time (median, after a warm-up) and the number of queries.

    ``processor_ms`` is the website's own part, without the database and without waiting for a
    processor that others use: on a busy machine it says more than the median.
    """
    client = Client()
    if who:
        user = User.objects.get(email=f"{who}@bench.example")
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
        asked = len(queries)
        slowest = max(queries.captured_queries, key=lambda one: float(one["time"]), default=None)
    times, own = [], []
    for _ in range(ROUNDS):
        start, begun = time.perf_counter(), time.process_time()
        response = client.get(path)
        len(response.content)
        times.append((time.perf_counter() - start) * 1000)
        own.append((time.process_time() - begun) * 1000)
    return {
        "who": who,
        "page": path,
        "asked": path in ASKED,
        "status": response.status_code,
        "median_ms": round(statistics.median(times), 1),
        "least_ms": round(min(times), 1),
        "worst_ms": round(max(times), 1),
        "processor_ms": round(statistics.median(own), 1),
        "queries": asked,
        "slowest_query_ms": round(float(slowest["time"]) * 1000) if slowest else None,
        "slowest_query": slowest["sql"][:120] if slowest else None,
    }
