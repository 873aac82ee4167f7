"""`./dev manage ...`: Django's commands on the demo's database."""

import os
import signal
import subprocess
import sys

from devtools.database import database
from devtools.environment import apply_settings
from devtools.folders import ROOT
from devtools.postgres import DATABASE, programs


def run(arguments: list[str]) -> int:
    """Start the database if it does not run, hand over to manage.py, stop what was started."""
    with database() as found:
        apply_settings(found.url)
        if found.server:  # so that `./dev manage dbshell` finds the server and psql
            os.environ["PGHOST"] = str(found.server.socket_folder)
            os.environ["PGUSER"] = DATABASE
            os.environ["PATH"] = f"{programs()}{os.pathsep}{os.environ.get('PATH', '')}"
        command = subprocess.Popen([sys.executable, ROOT / "manage.py", *arguments])
        signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C reaches the command by itself
        signal.signal(signal.SIGTERM, lambda *_: command.terminate())
        return command.wait()
