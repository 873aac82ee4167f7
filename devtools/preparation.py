"""What a register needs before its first page: tables, words, libraries, people, founding data.

Each step says which files it depends on, and is done again only when they change. What was done
to an embedded database is remembered inside its folder, so that a new folder begins anew; a
database elsewhere is asked again each time, and the commands themselves leave alone what is there.
"""

import io
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from devtools import translations
from devtools.database import Database, first_line
from devtools.failure import PlainError
from devtools.folders import make_writable, var_folder
from devtools.progress import step
from devtools.stamps import Stamps, fingerprint

MIGRATIONS = ("pyproject.toml", "website/**/migrations/*.py")
CATALOGUES = ("website/locale/**/*.po",)
LIBRARIES = ("pyproject.toml", "website/**/commands/browser_libraries.py")
STATIC = (*LIBRARIES, "website/settings.py", "website/**/static/**/*")
PEOPLE = ("website/**/commands/create_demo_users.py",)
FOUNDING = ("data/founding/**/*", "website/**/commands/load_founding.py")


@dataclass(frozen=True)
class Preparation:
    """One step: its name, the files and the setting it depends on, and what it does.

    What a told step says is shown at every start.
    """

    name: str
    title: str
    depends_on: tuple[str, ...]
    act: Callable[[io.StringIO], None]
    in_database: bool = False
    told: bool = False
    setting: str = ""


def _command(name: str, **options: object) -> Callable[[io.StringIO], None]:
    def act(output: io.StringIO) -> None:
        from django.core.management import call_command  # noqa: PLC0415 -- slow; often not needed

        call_command(name, stdout=output, no_color=True, **options)

    return act


PREPARATIONS = (
    Preparation(
        "migrate",
        "Preparing the tables",
        MIGRATIONS,
        _command("migrate", interactive=False, verbosity=0),
        in_database=True,
    ),
    Preparation(
        "translations",
        "Compiling the translations",
        CATALOGUES,
        lambda _output: translations.compile_catalogues(),
    ),
    Preparation(
        "libraries",
        "Unpacking the browser libraries",
        LIBRARIES,
        _command("browser_libraries"),
        setting="BROWSER_LIBRARIES",
    ),
    Preparation(
        "static",
        "Collecting the static files",
        STATIC,
        _command("collectstatic", interactive=False, verbosity=0),
        setting="STATIC_ROOT",
    ),
    Preparation(
        "people",
        "Creating a login for each role",
        PEOPLE,
        _command("create_demo_users"),
        in_database=True,
        setting="SECRET_KEY",  # the demo's passwords follow from it
        told=True,
    ),
    Preparation(
        "founding",
        "Loading the founding tables",
        FOUNDING,
        _command("load_founding"),
        in_database=True,
        told=True,
    ),
)


def prepare(database: Database) -> dict[str, str]:
    """Do what is not yet done; give the words of the steps that are told, as of when done."""
    on_disk = Stamps(var_folder() / "stamps.json")
    in_database = Stamps(database.folder / "twinpact.json") if database.folder else None
    told: dict[str, str] = {}
    for preparation in PREPARATIONS:
        stamps = in_database if preparation.in_database else on_disk
        said = _do_unless_done(preparation, stamps)
        if preparation.told:
            told[preparation.name] = said
    return told


def prepare_files() -> None:
    """Do what the tests need too: everything but what stands in the database."""
    stamps = Stamps(var_folder() / "stamps.json")
    for preparation in PREPARATIONS:
        if not preparation.in_database:
            _do_unless_done(preparation, stamps)


def _do_unless_done(preparation: Preparation, stamps: Stamps | None) -> str:
    """What the step says now, or said when it was done."""
    value = fingerprint(*preparation.depends_on, setting=preparation.setting)
    if stamps and stamps.has(preparation.name, value):
        return stamps.get(f"{preparation.name} said")
    said = _perform(preparation, make_writable(var_folder() / "log") / "preparation.log")
    if stamps:
        stamps.put(f"{preparation.name} said", said)
        stamps.put(preparation.name, value)
    return said


def _perform(preparation: Preparation, log: Path) -> str:
    output = io.StringIO()
    with step(preparation.title):
        try:
            _set_up_django()
            preparation.act(output)
        except PlainError:
            raise
        except Exception as error:  # noqa: BLE001 -- whatever it is, one sentence and the log
            log.write_text(traceback.format_exc())
            raise PlainError(
                f"{preparation.title} failed ({first_line(error)}): {log} says more."
            ) from None
    return output.getvalue()


def _set_up_django() -> None:
    import django  # noqa: PLC0415 -- slow; a second start does without
    from django.apps import apps  # noqa: PLC0415

    if not apps.ready:
        django.setup()
