"""A programme of thousands of activities, made through the actions, and its pages measured."""

import os
import re
import statistics
import time
from datetime import UTC, date, datetime
from decimal import Decimal

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases

from twinpact import agreements as library
from twinpact import places as gazetteer
from twinpact.plans import (
    Activity,
    Amount,
    BudgetLine,
    Indicator,
    Line,
    People,
    Period,
    Programme,
    Responsible,
    Result,
    Target,
)
from website.accounts.models import Membership, Office, Role, User
from website.agreements.actions import enter_agreements
from website.plans import models
from website.plans.actions import (
    ActivityTold,
    Answers,
    Beginning,
    Entered,
    Figure,
    Progress,
    Said,
    agree_to_programme,
    begin_programme,
    enter_figures,
    name_side_office,
    put_to_sides,
    replace_content,
    report_progress,
    save_evaluation,
    take_step_of_updates,
)
from website.sources.models import Source

ROUNDS = 21
MOST_MS = 200
YEAR = 2025
LINES = 20
AT = datetime(2026, 3, 2, 18, tzinfo=UTC)
DAY = date(2026, 3, 2)
HALVES = (
    Period(date(YEAR, 1, 1), date(YEAR, 6, 30)),
    Period(date(YEAR, 7, 1), date(YEAR, 12, 31)),
)


def measure(activities: int, reported: int) -> dict[str, object]:
    """Set up, write and measure."""
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    settings.ALLOWED_HOSTS.append("testserver")
    settings.SECURE_SSL_REDIRECT = False
    connection.settings_dict["TEST"] = connection.settings_dict.get("TEST", {}) | {
        "NAME": "benchmark_programme_pages"
    }
    load = os.getloadavg()[0]
    old = setup_databases(verbosity=0, interactive=False)
    try:
        start = time.perf_counter()
        row = write(activities, reported)
        written = time.perf_counter() - start
        pages = [page(row, path) for path in addresses(row)]
        pages += [posted(row, name, change) for name, change in POSTS]
    finally:
        teardown_databases(old, verbosity=0)
    return {
        "activities": activities,
        "reported": reported,
        "written_in_seconds": round(written, 1),
        "load_before": round(load, 1),
        "load_after": round(os.getloadavg()[0], 1),
        "most_ms_asked": MOST_MS,
        "holds": all(one["median_ms"] <= MOST_MS for one in pages if one["asked"]),
        "pages": pages,
    }


def person(name: str, office: Office, role: Role) -> User:
    user = User.objects.create_user(f"{name}@bench.example", "x", first_name=name)
    Membership.objects.create(user=user, office=office, role=role)
    return user


def write(activities: int, reported: int) -> models.Programme:
    """A programme that both sides have agreed to, with a part of it reported and approved."""
    near = Office.objects.create(name="Jalisco", slug="jalisco", country="MX")
    far = Office.objects.create(name="Antioquia", slug="antioquia", country="CO")
    officer, chief = (
        person("officer", near, Role.OFFICER),
        person("chief", near, Role.ADMINISTRATOR),
    )
    other = person("other", far, Role.REVIEWER)
    source = Source.objects.create(office=near, title="Exchange of letters", kind="office")
    parties = tuple(
        library.Party(written=one.name, place=one, status="matched", confidence=1.0)
        for one in (gazetteer.place("MX-JAL"), gazetteer.place("CO-ANT"))
    )
    told = library.Agreement(row=2, parties=parties, form="twinning", state="in_force")
    [agreement] = enter_agreements(
        office=near, agreements=[told], source=source, by=officer, at=AT
    )
    row = begin_programme(told=Beginning(agreement.pk, YEAR), by=officer, at=AT)
    name_side_office(pk=row.pk, side=2, office=far, by=chief)
    replace_content(pk=row.pk, content=content(activities), version=row.version, by=officer)
    put_to_sides(pk=row.pk, on=DAY, by=officer, at=AT)
    for side, by in ((1, chief), (2, other)):
        agree_to_programme(pk=row.pk, said=Said(1, side, DAY), by=by, at=AT)
    follow(row, reported, officer, chief)
    answers = Answers("mid_term", DAY, {"effect_reached": 4}, {"peer_learning": 5})
    save_evaluation(agreement=agreement.pk, told=answers, by=officer, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return models.Programme.objects.get(pk=row.pk)


def follow(row: models.Programme, reported: int, officer: User, chief: User) -> None:
    """Figures of the first half year: most approved, some waiting, some drafts; and progress."""
    figures = tuple(
        Figure(f"I{n}", HALVES[0], Decimal(5 + n % 6), deviation_reason="Llovió.")
        for n in range(1, reported + 1)
    )
    plain = {"pk": row.pk, "on": DAY, "at": AT}
    rows = enter_figures(entered=Entered(figures), submit=False, by=officer, **plain)
    keys = [one.pk for one in rows]
    submitted, approved = keys[: len(keys) * 9 // 10], keys[: len(keys) * 7 // 10]
    take_step_of_updates(updates=submitted, step="submit", by=officer, **plain)
    take_step_of_updates(updates=approved, step="approve", by=chief, **plain)
    told = tuple(
        ActivityTold(f"A{n}", "done", People(n % 30, n % 20), "planned", People())
        for n in range(1, reported + 1)
    )
    report_progress(pk=row.pk, told=Progress(told), by=officer, at=AT)


def content(activities: int) -> Programme:
    """Each activity has two half-yearly targets, a body on each side and two budget lines."""
    lines: list[list[Activity]] = [[] for _ in range(LINES)]
    for n in range(1, activities + 1):
        lines[n % LINES].append(_activity(n))
    return Programme(
        f"POA-{YEAR}",
        "",
        YEAR,
        lines=tuple(
            Line(f"L{k}", f"Línea {k}", activities=tuple(each))
            for k, each in enumerate(lines, 1)
        ),
    )  # fmt: skip


def _activity(n: int) -> Activity:
    targets = tuple(Target(half, Decimal(10)) for half in HALVES)
    indicator = Indicator(f"I{n}", f"Personas formadas {n}", unit="personas", targets=targets)
    return Activity(
        f"A{n}",
        f"Formación número {n} de docentes y funcionarios",
        months=frozenset({1 + n % 12}),
        responsible=(Responsible(1, "Secretaría de Educación"), Responsible(2, "Alcaldía")),
        expected=People(10, 10),
        results=(Result(f"R{n}", "Docentes formados", (indicator,)),),
        budget=(
            BudgetLine(f"B{n}", "Pasajes", "Gobierno", 1, "cash", Amount(Decimal(1000), "MXN")),
            BudgetLine(f"C{n}", "Aulas", "", 2, "in_kind", None),
        ),
    )


def addresses(row: models.Programme) -> list[str]:
    """The pages of a programme. Add what is to be measured too."""
    programme, agreement = (
        f"/en/desk/programmes/{row.pk}",
        f"/en/desk/agreements/{row.agreement_id}",
    )
    evaluation = models.Evaluation.objects.get().pk
    update = row.updates.order_by("pk").first().pk
    return [
        "/healthz",
        "/en/desk/programmes/",
        f"{programme}/",
        f"{programme}/?line=L7",
        f"{programme}/figures/",
        f"{programme}/figures/?page=20",
        f"{programme}/figures/?line=L7",
        f"{programme}/updates/",
        f"{programme}/updates/?state=all&page=10",
        f"{programme}/updates/?state=approved&line=L7",
        f"{programme}/updates/{update}/evidence/",
        f"{programme}/progress/",
        f"{programme}/progress/?page=30",
        f"{programme}/report/",
        f"{programme}/versions/",
        f"{agreement}/programmes/",
        f"{agreement}/evaluations/",
        f"{agreement}/evaluations/{evaluation}/",
        f"{agreement}/evaluations/new/final/",
        "/en/desk/offices/jalisco/programmes/",
    ]


#: Asked while somebody types (they must hold too), and the saving of a whole page (told only).
POSTS = (("figures/lights/", 1), ("figures/pasted/", 100), ("figures/", 100))


def client_of(name: str) -> Client:
    client = Client()
    user = User.objects.get(email=f"{name}@bench.example")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def page(row: models.Programme, path: str) -> dict[str, object]:
    """Milliseconds of server time (median, after a warm-up) and the number of queries."""
    client = client_of("chief")
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
        asked = len(queries)
    return timed(path, lambda: client.get(path), asked, asked_for=path != "/healthz") | {
        "status": response.status_code,
        "kilobytes": round(len(response.content) / 1000),
    }


def posted(row: models.Programme, name: str, rows: int) -> dict[str, object]:
    """The same for a form of number entry with some rows filled in."""
    client = client_of("officer")
    path = f"/en/desk/programmes/{row.pk}/{name}"
    shown = client.get(f"/en/desk/programmes/{row.pk}/figures/?page=15").content.decode()
    hidden = dict(re.findall(r'name="(row-\d+)" value="([^"]*)"', shown))
    data: dict[str, object] = {"period": f"{HALVES[1].starts}_{HALVES[1].ends}"}
    for n in range(rows):
        data |= {f"row-{n}": hidden[f"row-{n}"], f"v-{n}": "8"}
    data |= {"block": "9\n" * rows, "from_row": "0", "from_column": "v", "act": "save"}
    with CaptureQueriesContext(connection) as queries:
        response = client.post(path, data)
        asked = len(queries)
    saving = name == "figures/"
    told = {"status": response.status_code, "rows": rows}
    if saving:  # once only: a second time nothing would be left to save
        return told | {"page": f"POST {name}", "asked": False, "queries": asked}
    return timed(f"POST {name}", lambda: client.post(path, data), asked, asked_for=True) | told


def timed(name: str, ask: object, queries: int, *, asked_for: bool) -> dict[str, object]:
    times, own = [], []
    for _ in range(ROUNDS):
        start, begun = time.perf_counter(), time.process_time()
        ask()  # type: ignore[operator]
        times.append((time.perf_counter() - start) * 1000)
        own.append((time.process_time() - begun) * 1000)
    return {
        "page": name,
        "asked": asked_for,
        "median_ms": round(statistics.median(times), 1),
        "least_ms": round(min(times), 1),
        "processor_ms": round(statistics.median(own), 1),
        "queries": queries,
    }
