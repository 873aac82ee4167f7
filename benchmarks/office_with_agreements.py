"""An office with agreements, entered as the website enters them, and its report measured."""

import json
import os
import random
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, date, datetime

from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from twinpact import agreements as library
from twinpact import places as gazetteer
from website.accounts.models import Membership, Office, Role, User
from website.agreements.actions import enter_agreements
from website.reports.actions import About, ask_report
from website.reports.models import FORMATS, Report
from website.sources.models import Source

MOST_SECONDS, MOST_MB = 20, 600
AT = datetime(2026, 1, 1, tzinfo=UTC)
DAY = date(2026, 1, 1)
FAR = ("BR-SP", "BR-MG", "MX-JAL", "FR-IDF", "CN-GD", "JP-27", "US-CA", "ES-MD", "AR-X", "CL-RM",
       "DE-BE", "IT-25", "KR-26", "CA-QC", "EC-P", "BR-BA", "ES-CT", "US-FL", "DE-BY")  # fmt: skip
FORMS = ("twinning", "friendship", "cooperation_agreement", "memorandum", None)
STATES = ("in_force", "in_force", "dormant", "expired", None)
THEMES = ("education", "tourism; culture", "environment", "health; trade", "sport")


def measure(
    agreements: int, begin: Callable[[int], subprocess.Popen], *, name: str
) -> dict[str, object]:
    """Set up, enter, ask and measure."""
    connection.settings_dict["TEST"] = connection.settings_dict.get("TEST", {}) | {"NAME": name}
    load = os.getloadavg()[0]
    old = setup_databases(verbosity=0, interactive=False)
    try:
        office, user = enter(agreements)
        made = [one_report(office, user, chosen, begin) for chosen in
                (*((one,) for one in FORMATS), FORMATS)]  # fmt: skip
    finally:
        teardown_databases(old, verbosity=0)
    return {
        "agreements": agreements,
        "load_before": round(load, 1),
        "load_after": round(os.getloadavg()[0], 1),
        "most_seconds_asked": MOST_SECONDS,
        "most_mb_asked": MOST_MB,
        "holds": all(
            one["seconds"] <= MOST_SECONDS and one["peak_mb"] <= MOST_MB and one["state"] == "done"
            for one in made
        ),
        "reports": made,
    }


def enter(n: int) -> tuple[Office, User]:
    """An office with so many agreements."""
    office = Office.objects.create(name="Antioquia", slug="antioquia", country="CO")
    user = User.objects.create_user("officer@example.org", "a long enough phrase")
    Membership.objects.create(user=user, office=office, role=Role.OFFICER)
    source = Source.objects.create(office=office, kind="file", title="A list made for measuring")
    chance = random.Random(7)  # noqa: S311 the same register each time
    rows = [agreement(row, chance) for row in range(n)]
    enter_agreements(office=office, agreements=rows, source=source, by=user, at=AT)
    return office, user


def agreement(row: int, chance: random.Random) -> library.Agreement:
    """An agreement of Antioquia with somebody; some of what is asked is not known."""
    near, far = gazetteer.place("CO-ANT"), gazetteer.place(chance.choice(FAR))
    signed = f"{chance.randint(1960, 2025)}-{chance.randint(1, 12):02}" if row % 9 else "unknown"
    ends = f"{chance.randint(2026, 2035)}-06-30" if row % 3 else ""
    return library.Agreement(
        row=row + 2,
        parties=tuple(
            library.Party(written=one.name, place=one, status="matched", confidence=1.0)
            for one in (near, far)
        ),
        form=chance.choice(FORMS),
        state=chance.choice(STATES),
        focus=f"Exchange of experience number {row}, as the parties wrote it down",
        themes=library.read_themes(chance.choice(THEMES)),
        signed=library.parse_partial_date(signed),
        ends=library.parse_partial_date(ends or "unknown"),
        statements=(library.Statement("signed", signed),),
        locator=f"row {row + 2}",
    )


def one_report(
    office: Office, user: User, formats: tuple[str, ...], begin: Callable[[int], subprocess.Popen]
) -> dict[str, object]:
    """Ask for a report, let a fresh process make it, and look on."""
    report = ask_report(
        office=office, kind="annual_report", language="es", formats=formats, on=DAY, by=user,
        at=AT, about=About(year=2025),
    )  # fmt: skip
    begun = time.perf_counter()
    job = begin(report.pk)
    seen = set()
    while job.poll() is None:
        seen.add(Report.objects.values_list("done", flat=True).get(pk=report.pk))
        time.sleep(0.02)
    seconds = time.perf_counter() - begun
    out, _nothing = job.communicate()
    told = json.loads(out) if out else {"peak_mb": 0, "state": "no answer"}
    return {
        "formats": list(formats),
        "seconds": round(seconds, 2),
        **told,
        "progress_seen": sorted(seen),
        "kilobytes": {one.format: one.size // 1000 for one in report.files.all()},
    }
