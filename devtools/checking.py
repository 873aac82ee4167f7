"""`./dev check`: everything that must hold before a change is pushed."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from devtools import testing, translations
from devtools.database import database
from devtools.environment import apply_settings
from devtools.folders import ROOT
from devtools.progress import step

ANNOTATED = ("actions", "queries", "convert")


@dataclass(frozen=True)
class Check:
    """One thing that must hold, and the command that says so."""

    title: str
    command: tuple[str | Path, ...]


def checks() -> Iterator[Check]:
    """All checks but the translations and the tests, in the order of the fastest answer."""
    programs = Path(sys.executable).parent
    yield Check("Format", (programs / "ruff", "format", "--check", "."))
    yield Check("Lint", (programs / "ruff", "check", "."))
    yield Check("Imports point one way", (programs / "lint-imports", "--no-cache"))
    yield Check("Types of the library", (programs / "mypy",))
    annotated = annotated_files()
    if annotated:
        config = ROOT / "devtools" / "mypy-website.ini"
        yield Check(
            "Types of the website", (programs / "mypy", "--config-file", config, *annotated)
        )
    migrations = (sys.executable, "manage.py", "makemigrations", "--check", "--dry-run")
    yield Check("Every model has its migration", migrations)


def annotated_files() -> list[Path]:
    """The website's files that are annotated: every write, shared read and conversion."""
    found: set[Path] = set()
    for name in ANNOTATED:
        found |= {*ROOT.glob(f"website/*/{name}.py"), *ROOT.glob(f"website/*/{name}/**/*.py")}
    return sorted(found)


def run(arguments: list[str]) -> int:
    """Run every check, say which do not hold, then run the tests."""
    if arguments not in ([], ["--no-tests"]):
        print("./dev check takes only --no-tests.", file=sys.stderr)
        return 2
    with database(durable=False) as found:
        apply_settings(found.url)
        failed = [check.title for check in checks() if not _holds(check)]
    if not _translations_hold():
        failed.append("Translations")
    if failed:
        print(f"Does not hold: {', '.join(failed)}.", file=sys.stderr)
    tested = 0 if arguments else testing.run([])
    return 1 if failed else tested


def _holds(check: Check) -> bool:
    with step(check.title):
        done = subprocess.run(
            check.command,
            check=False,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    if done.returncode:
        print(done.stdout)
    return done.returncode == 0


def _translations_hold() -> bool:
    with step("Translations"):
        problems = list(translations.find_problems())
    for problem in problems:
        print(problem)
    return not problems
