"""The script ./dev on a machine that lacks something says so in one sentence."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from devtools.folders import ROOT

Sentence = Callable[[subprocess.CompletedProcess[str]], str]
BARE_TOOLS = ("sh", "cat", "cksum", "dirname", "grep", "kill", "mkdir", "sleep", "uname")


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A folder as after a clone, with a space in its name."""
    folder = tmp_path / "a fresh clone"
    folder.mkdir()
    for name in ("dev", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture
def bare_path(tmp_path: Path) -> Path:
    """A PATH with the plainest programs only."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in BARE_TOOLS:
        if found := shutil.which(name):
            (folder / name).symlink_to(found)
    return folder


def dev(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    unset = ("TWINPACT_VAR", "TWINPACT_UV", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    return subprocess.run(
        [folder / "dev", *arguments],
        env=kept | more,
        cwd="/",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def python_on(bare_path: Path, script: str) -> None:
    program = bare_path / "python3"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_without_a_subcommand_it_says_what_there_is(fresh: Path) -> None:
    done = dev(fresh)
    assert done.returncode == 0
    assert "./dev demo" in done.stdout


def test_an_unknown_subcommand_is_wrong_use(fresh: Path) -> None:
    done = dev(fresh, "dmeo")
    assert done.returncode == 2
    assert "./dev demo" in done.stdout


def test_without_python_it_says_what_to_install(
    fresh: Path, bare_path: Path, one_sentence: Sentence
) -> None:
    sentence = one_sentence(dev(fresh, "demo", PATH=str(bare_path)))
    assert sentence.startswith("Python is missing")
    assert "python3-venv" in sentence


def test_without_the_venv_module_it_says_what_to_install(
    fresh: Path, bare_path: Path, one_sentence: Sentence
) -> None:
    python_on(bare_path, "echo 'ensurepip is not available'; exit 1")
    sentence = one_sentence(dev(fresh, "demo", PATH=str(bare_path)))
    assert "apt install python3-venv" in sentence


def test_without_a_network_fetching_uv_says_so(
    fresh: Path, bare_path: Path, one_sentence: Sentence
) -> None:
    tools = fresh / "var" / "tools" / "bin"
    python_on(bare_path, f"mkdir -p '{tools}'; ln -sf '{shutil.which('false')}' '{tools}/python'")
    for name in ("ln", "mkdir"):
        if not (bare_path / name).exists():
            (bare_path / name).symlink_to(str(shutil.which(name)))
    done = dev(fresh, "demo", PATH=str(bare_path))
    done.stderr = done.stderr.replace("Fetching uv, the package manager", "")
    assert "uv could not be downloaded: check the network" in one_sentence(done)


def test_without_a_network_installing_says_so(
    fresh: Path, tmp_path: Path, one_sentence: Sentence
) -> None:
    uv = os.environ.get("TWINPACT_UV") or shutil.which("uv")
    if not uv:
        pytest.skip("uv is not to be found: start the tests with ./dev test")
    done = dev(
        fresh,
        "demo",
        PATH=f"{Path(uv).parent}{os.pathsep}{os.environ['PATH']}",
        UV_OFFLINE="1",
        UV_CACHE_DIR=str(tmp_path / "empty"),
    )
    done.stderr = done.stderr.replace("Installing the packages", "")
    assert "The packages could not be downloaded: check the network" in one_sentence(done)


def test_a_folder_that_cannot_be_written_is_told(fresh: Path, one_sentence: Sentence) -> None:
    (fresh / "var").write_text("a file where the folder should be")
    sentence = one_sentence(dev(fresh, "demo"))
    assert sentence.startswith(f"The folder {fresh}/var cannot be written")
