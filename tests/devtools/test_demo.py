"""`./dev demo`: refusals in one sentence; a site that comes up, survives a kill, and stops."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

import psutil
import pytest

Done = subprocess.CompletedProcess[str]
Sentence = Callable[[Done], str]


def test_a_taken_port_is_told_with_another_one(
    devtools: Callable[..., Done], one_sentence: Sentence
) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        sentence = one_sentence(devtools("demo", "--port", str(port)))
    assert sentence.startswith(f"Port {port} is taken")
    assert "--port" in sentence


def test_a_folder_that_cannot_be_written_is_told(
    devtools: Callable[..., Done], one_sentence: Sentence, var: Path
) -> None:
    (var / "file").write_text("")
    sentence = one_sentence(devtools("demo", TWINPACT_VAR=str(var / "file" / "below")))
    assert "cannot be written" in sentence
    assert "TWINPACT_VAR" in sentence


def test_a_damaged_database_is_told(
    devtools: Callable[..., Done], one_sentence: Sentence, var: Path
) -> None:
    (var / "postgres").mkdir()
    (var / "postgres/PG_VERSION").write_text("18\n")
    sentence = one_sentence(devtools("demo", "--port", str(free_port())))
    assert f"The database folder {var / 'postgres'} is damaged" in sentence


def test_a_wrong_database_url_is_told(
    devtools: Callable[..., Done], one_sentence: Sentence
) -> None:
    sentence = one_sentence(devtools("demo", "--port", str(free_port()), DATABASE_URL="nonsense"))
    assert sentence.startswith("DATABASE_URL is not the address")


@pytest.mark.parametrize("port", ["0", "70000", "eight"])
def test_a_port_that_is_none_is_wrong_use(devtools: Callable[..., Done], port: str) -> None:
    done = devtools("demo", "--port", port)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_site_comes_up_survives_a_kill_and_stops_with_ctrl_c(
    surroundings: dict[str, str], devtools: Callable[..., Done], var: Path
) -> None:
    port = free_port()
    first, said = start(surroundings, port)
    assert f"http://127.0.0.1:{port}" in said
    assert "Loading the founding tables" in said
    assert status(port, "/healthz") == 200
    second = devtools("demo", "--port", str(port))
    assert second.stderr.startswith("A demo already runs from this folder")
    first.kill()
    first.wait()
    again, said = start(surroundings, port)
    assert "Loading the founding tables" not in said, "a second start keeps what was loaded"
    assert "Loaded:" in said
    assert status(port, "/readyz") == 200
    family = [psutil.Process(entry["pid"]) for entry in noted(var)]
    again.send_signal(signal.SIGINT)
    assert again.wait(30) == 0
    assert not [process for process in family if process.is_running()]
    assert not (var / "postgres/postmaster.pid").exists()
    assert (var / "secret_key").stat().st_mode & 0o077 == 0


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def start(environment: dict[str, str], port: int) -> tuple[subprocess.Popen[str], str]:
    """Start a demo; what it said until it waits for Ctrl-C."""
    demo = subprocess.Popen(
        [sys.executable, "-P", "-m", "devtools", "demo", "--port", str(port)],
        env=environment | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = []
    deadline = time.monotonic() + 120
    assert demo.stdout
    for line in demo.stdout:
        said.append(line)
        if "Ctrl-C stops everything" in line:
            return demo, "".join(said)
        assert time.monotonic() < deadline
    demo.kill()
    pytest.fail("".join(said))


def status(port: int, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    return connection.getresponse().status


def noted(var: Path) -> list[dict[str, int]]:
    entries: list[dict[str, int]] = json.loads((var / "demo.json").read_text())["processes"]
    assert len(entries) == 3
    assert all(entry["pid"] != os.getpid() for entry in entries)
    return entries
