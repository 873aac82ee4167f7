"""The worker and the database killed in the middle of an import: before or after it."""

import json
import os
import subprocess
import sys

from devtools.folders import ROOT

KILLS = ("--workers", "1", "--databases", "1", "--rows", "10")


def test_a_killed_worker_and_a_killed_database_leave_no_import_half_way():
    mine = {"DATABASE_URL", "MEDIA_ROOT", "STATIC_ROOT", "TWINPACT_VAR", "PYTEST_CURRENT_TEST"}
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.kill_imports", *KILLS],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name not in mine},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    told = json.loads(ran.stdout[ran.stdout.index("{") :])
    assert (told["worker_kills"], told["database_kills"]) == (1, 1)
    assert (told["half_way"], told["never_finished"]) == (0, 0)
