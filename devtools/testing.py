"""`./dev test`: all tests, on a database of their own; arguments go to pytest."""

import os
import subprocess
import sys
from pathlib import Path

from devtools.chromium import find_chromium
from devtools.database import database
from devtools.environment import apply_settings
from devtools.failure import PlainError
from devtools.folders import ROOT, var_folder
from devtools.preparation import prepare_files
from devtools.progress import step
from devtools.wheel import test_wheel

WORKERS = "2"
NO_TESTS_FOUND = 5


def run(arguments: list[str]) -> int:
    """Run the tests; without arguments the library's also against the built wheel."""
    chromium = find_chromium()
    if chromium:
        os.environ["CHROMIUM"] = chromium
    elif os.environ.get("CI"):
        raise PlainError("The browser tests need Chromium: install it, or name it in CHROMIUM.")
    wheel_status = 0
    if not arguments:
        with step("Testing the library alone, from its wheel"):
            wheel_status = test_wheel()
    with database(durable=False) as found:
        os.environ.setdefault("MEDIA_ROOT", str(var_folder() / "media-test"))
        apply_settings(found.url)
        prepare_files()
        command = [sys.executable, "-m", "pytest", "-n", WORKERS, *map(_absolute, arguments)]
        status = subprocess.call(command, cwd=ROOT)
    return status or (0 if wheel_status == NO_TESTS_FOUND else wheel_status)


def _absolute(argument: str) -> str:
    """A path of the folder where the person stands, as pytest finds it from the project's root."""
    path, *rest = argument.split("::", 1)
    if not path or path.startswith("-") or not Path(path).exists():
        return argument
    return "::".join([str(Path(path).absolute()), *rest])
