"""The library's tests against the built wheel, in an environment without Django.

The library must stand alone: what a researcher installs is tried, not the folder beside it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from devtools.failure import PlainError
from devtools.folders import ROOT, var_folder

TESTS = ROOT / "tests" / "twinpact"
TEST_TOOLS = (
    "pytest>=8.4",
    "pytest-xdist>=3.8",
    "hypothesis>=6.140",
    "networkx>=3.4,<4",
    "odfpy>=1.4",
)
PROOF = """
import importlib.util, pathlib, sys, twinpact
place = pathlib.Path(twinpact.__file__).resolve()
assert place.is_relative_to(pathlib.Path(sys.prefix).resolve()), f"{place} is not the wheel"
assert importlib.util.find_spec("django") is None, "Django is installed beside the wheel"
"""


def test_wheel() -> int:
    """Build the wheel, install it alone, run the library's tests; pytest's exit status."""
    python = _install(_build())
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DJANGO_", "PYTHONPATH", "VIRTUAL_ENV"))
    }
    subprocess.run([python, "-P", "-c", PROOF], check=True, env=environment, cwd=ROOT)
    command: list[str | Path] = [
        python,
        "-P",
        "-m",
        "pytest",
        "-n",
        "2",
        "-q",
        "-c",
        ROOT / "devtools/wheel.ini",
    ]
    command += ["--rootdir", ROOT, "--confcutdir", TESTS, "--import-mode", "importlib", TESTS]
    return subprocess.call(command, env=environment, cwd=ROOT)


def find_uv() -> str:
    """The package manager that ./dev found or fetched."""
    candidates = (os.environ.get("TWINPACT_UV"), shutil.which("uv"), var_folder() / "tools/bin/uv")
    for candidate in candidates:
        if candidate and Path(candidate).exists():
            return str(candidate)
    raise PlainError("uv is not to be found: start the tests with ./dev test.")


def _build() -> Path:
    folder = var_folder() / "wheel"
    shutil.rmtree(folder, ignore_errors=True)
    _run_uv("build", "--wheel", "--out-dir", folder, ROOT)
    return next(folder.glob("twinpact-*.whl"))


def _install(wheel: Path) -> Path:
    environment = var_folder() / "wheel-venv"
    python = environment / "bin" / "python"
    if not python.exists():
        _run_uv("venv", "--clear", "--python", sys.executable, environment)
    _run_uv(
        "pip", "install", "--python", python, "--reinstall-package", "twinpact", wheel, *TEST_TOOLS
    )
    return python


def _run_uv(*arguments: str | Path) -> None:
    done = subprocess.run(
        [find_uv(), "--quiet", *arguments], check=False, cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        log = var_folder() / "wheel.log"
        log.write_text(done.stdout + done.stderr)
        raise PlainError(f"The wheel could not be built or installed: {log} says why.")
