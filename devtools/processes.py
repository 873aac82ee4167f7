"""The demo's own processes: started apart from the terminal, remembered, and stopped in order."""

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psutil

from devtools.failure import PlainError
from devtools.folders import ROOT

STOP_SECONDS = 5


class Processes:
    """What a demo runs, noted in a file so that the next one can clear up after a killed one."""

    def __init__(self, notes: Path) -> None:
        self.notes = notes
        self.children: dict[str, subprocess.Popen[bytes]] = {}

    def clear_leftovers(self) -> None:
        """Refuse when a demo still runs in this folder; stop what a killed one left behind."""
        try:
            noted = json.loads(self.notes.read_text())
        except (OSError, ValueError):
            return
        alive = [process for entry in noted["processes"] if (process := _same_process(entry))]
        if any(process.pid == noted["main"] for process in alive):
            raise PlainError(
                f"A demo already runs from this folder at {noted['address']}: "
                "stop it with Ctrl-C in its terminal first."
            )
        for process in alive:
            end(process)
        self.notes.unlink(missing_ok=True)

    def start(self, name: str, *command: str, log: Path) -> None:
        """Start a child that Ctrl-C in the terminal does not reach, writing to its own log."""
        with log.open("wb") as output:
            self.children[name] = subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def note(self, address: str) -> None:
        """Write down who runs, with the moment each began: numbers alone are reused."""
        here = psutil.Process()
        running = [here, *(psutil.Process(child.pid) for child in self.children.values())]
        entries = [{"pid": process.pid, "begun": process.create_time()} for process in running]
        self.notes.write_text(
            json.dumps({"main": here.pid, "address": address, "processes": entries})
        )

    def ended(self) -> str | None:
        """The name of a child that is no longer running."""
        return next(
            (name for name, child in self.children.items() if child.poll() is not None), None
        )

    def stop(self) -> None:
        """Stop all children, first politely."""
        for child in self.children.values():
            with suppress(ProcessLookupError):
                child.terminate()
        for child in self.children.values():
            with suppress(psutil.NoSuchProcess):
                end(psutil.Process(child.pid))
            child.wait()
        self.notes.unlink(missing_ok=True)


def _same_process(entry: dict[str, float]) -> psutil.Process | None:
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(int(entry["pid"]))
        if abs(process.create_time() - entry["begun"]) < 1:
            return process
    return None


def end(process: psutil.Process) -> None:
    """End a process and its own children; after some seconds without asking."""
    with suppress(psutil.NoSuchProcess):
        family = [process, *process.children(recursive=True)]
        process.terminate()
        _gone, stubborn = psutil.wait_procs(family, timeout=STOP_SECONDS)
        for survivor in stubborn:
            with suppress(psutil.NoSuchProcess):
                survivor.kill()
