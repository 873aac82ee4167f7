"""Who runs the embedded database: PostgreSQL refuses to run as root.

An ordinary user runs it as themselves. Root runs it as the owner of the data folder, or, for a
new folder, as a system user made for it.
"""

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Any

from devtools.failure import PlainError

SYSTEM_USER = "embedded_postgres"


class ServerAccount:
    """The account under which the database's programs run."""

    def __init__(self, folder: Path) -> None:
        self.other = _account_for_root(folder) if os.geteuid() == 0 else None
        self.uid = self.other.pw_uid if self.other else os.geteuid()

    def process_arguments(self) -> dict[str, Any]:
        """What subprocess needs to start a program under this account."""
        if self.other is None:
            return {}
        return {"user": self.other.pw_uid, "group": self.other.pw_gid, "extra_groups": []}

    def own(self, folder: Path) -> None:
        """Make the folder this account's own, closed to everybody else."""
        folder.chmod(0o700)
        if self.other:
            os.chown(folder, self.other.pw_uid, self.other.pw_gid)

    def open_way_to(self, *paths: Path) -> None:
        """Let the account pass through the folders above the paths, and say so when it could not.

        Only passing through is granted, never listing: root's home is usually closed.
        """
        if self.other is None:
            return
        for folder in sorted({parent for path in paths for parent in path.resolve().parents}):
            mode = folder.stat().st_mode
            if not mode & stat.S_IXOTH:
                folder.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)
                print(f"Let other users pass through {folder}, for the database's own user.")

    def try_program(self, program: Path) -> None:
        """Refuse when the account cannot run the database's programs."""
        if self.other is None:
            return
        try:
            subprocess.run(
                [program, "--version"],
                check=True,
                capture_output=True,
                cwd="/",
                **self.process_arguments(),
            )
        except (OSError, subprocess.CalledProcessError):
            raise PlainError(
                f"The user {self.other.pw_name} cannot run {program}: open the folder with "
                "chmod -R o+rX, run as an ordinary user, or set DATABASE_URL."
            ) from None


def _account_for_root(folder: Path) -> pwd.struct_passwd:
    """The owner of the data, or the system user; made when it is missing."""
    if folder.exists() and folder.stat().st_uid != 0:
        return pwd.getpwuid(folder.stat().st_uid)
    for name in (SYSTEM_USER, None):
        try:
            return pwd.getpwnam(name or "nobody")
        except KeyError:
            if name and shutil.which("useradd"):
                subprocess.run(
                    ["useradd", "--system", "--shell", "/usr/sbin/nologin", name],
                    check=False,
                    capture_output=True,
                )
                if _exists(name):
                    return pwd.getpwnam(name)
    raise PlainError("PostgreSQL does not run as root: run ./dev as an ordinary user.")


def _exists(name: str) -> bool:
    return any(entry.pw_name == name for entry in pwd.getpwall())
