"""`./dev demo`: the whole register on this machine, until Ctrl-C; the data stays."""

import argparse
import os
import signal
import socket
import time
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from textwrap import dedent, indent
from types import FrameType
from typing import NoReturn

from devtools.database import database
from devtools.environment import apply_settings
from devtools.failure import PlainError
from devtools.folders import make_writable, var_folder
from devtools.preparation import prepare
from devtools.processes import Processes
from devtools.progress import step

HOST = "127.0.0.1"
READY_SECONDS = 60
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run(arguments: list[str]) -> int:
    """Prepare everything, start web and worker, and wait for the end."""
    port = _parse(arguments)
    address = f"http://{HOST}:{port}"
    var = var_folder()
    logs = make_writable(var / "log")
    for name in STOP_SIGNALS:
        signal.signal(name, _interrupt)
    processes = Processes(var / "demo.json")
    processes.clear_leftovers()
    _refuse_taken(port)
    with ExitStack() as stack:
        with step("Starting the database"):
            found = stack.enter_context(database())
        apply_settings(found.url)
        os.environ.setdefault("SITE_ADDRESS", address)
        told = prepare(found)
        stack.callback(_stop, processes)
        with step("Starting the website"):
            _start_web(processes, port, logs)
            processes.note(address)
            _wait_until_served(processes, port, logs)
        _start_worker(processes, logs)
        processes.note(address)
        _tell(address, told, var)
        _wait_for_the_end(processes, logs)
    print("Stopped. The data stays; ./dev demo goes on with it.")
    return 0


def _parse(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="./dev demo", description="Start the register with the founding tables."
    )
    parser.add_argument("--port", type=int, default=8000, help="where to listen (8000)")
    port = int(parser.parse_args(arguments).port)
    if not 0 < port < 65536:
        parser.error("a port is a number from 1 to 65535")
    return port


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _refuse_taken(port: int) -> None:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except PermissionError:
            raise PlainError(
                f"Port {port} is for the system's own servers: choose one above 1023 with --port."
            ) from None
        except OSError:
            raise PlainError(
                f"Port {port} is taken by another program: choose another with "
                f"./dev demo --port {port + 1 if port < 65535 else 8000}."
            ) from None


def _start_web(processes: Processes, port: int, logs: Path) -> None:
    bind = f"{HOST}:{port}"
    options = ["--bind", bind, "--workers", "2", "--threads", "4"]
    options += ["--preload", "--no-control-socket"]
    processes.start("web", "-m", "gunicorn", "website.wsgi", *options, log=logs / "web.log")


def _start_worker(processes: Processes, logs: Path) -> None:
    """Start the worker after the website, so that the first page has the machine to itself."""
    processes.start("worker", "manage.py", "work", log=logs / "worker.log")


def _wait_until_served(processes: Processes, port: int, logs: Path) -> None:
    """Wait until the website says that it lives."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        _refuse_ended(processes, logs)
        connection = HTTPConnection(HOST, port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            pass
        finally:
            connection.close()
        time.sleep(0.05)
    raise PlainError(f"The website does not answer: {logs / 'web.log'} says why.")


def _refuse_ended(processes: Processes, logs: Path) -> None:
    if name := processes.ended():
        raise PlainError(f"The {name} process ended by itself: {logs / name}.log says why.")


def _tell(address: str, told: dict[str, str], var: Path) -> None:
    print(f"\nTwinpact is at {address}\n")
    print("Sign in as:")
    print(indent(dedent(told["people"]).rstrip(), "  "))
    print("\nLoaded:")
    print(indent(told["founding"].rstrip(), "  "))
    print(
        f"\nThe data and logs are in {var}. Ctrl-C stops everything; the data stays.", flush=True
    )


def _stop(processes: Processes) -> None:
    """Stop the website; from here on a second Ctrl-C changes nothing."""
    for name in STOP_SIGNALS:
        signal.signal(name, signal.SIG_IGN)
    print("\nStopping ...", flush=True)
    processes.stop()


def _wait_for_the_end(processes: Processes, logs: Path) -> None:
    try:
        while True:
            _refuse_ended(processes, logs)
            time.sleep(0.5)
    except KeyboardInterrupt:
        return
