"""A short temporary folder for data, and the workshop's commands run as a person would."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def var() -> Iterator[Path]:
    """A folder in place of var/; its path is short, as the paths of sockets must be."""
    folder = Path(tempfile.mkdtemp(prefix="tw-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def surroundings(var: Path) -> dict[str, str]:
    """The environment of a person who has set nothing but the folder."""
    unset = ("DATABASE_URL", "SECRET_KEY", "MEDIA_ROOT", "STATIC_ROOT", "EMAIL_URL", "CI")
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    return kept | {"TWINPACT_VAR": str(var)}


@pytest.fixture
def devtools(surroundings: dict[str, str]) -> Command:
    """Run `./dev ...` past its set-up, with more environment by keyword."""

    def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-P", "-m", "devtools", *arguments],
            env=surroundings | more,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture
def one_sentence() -> Callable[[subprocess.CompletedProcess[str]], str]:
    """The sentence with which a command refused; fails when it said more than that."""

    def read(done: subprocess.CompletedProcess[str]) -> str:
        lines = [line for line in done.stderr.splitlines() if line.strip(" .")]
        assert done.returncode == 1, done
        assert len(lines) == 1, done.stderr
        assert lines[0].endswith("."), lines[0]
        return lines[0]

    return read
