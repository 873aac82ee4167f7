"""The database for a command: the one that DATABASE_URL names, or the embedded one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import conninfo

from devtools.failure import PlainError
from devtools.folders import var_folder
from devtools.postgres import DATABASE, EmbeddedServer

OLDEST_POSTGRESQL = 150000
FOLDERS = {True: "postgres", False: "postgres-test"}


@dataclass(frozen=True)
class Database:
    """Where the register is kept, and whether we keep it ourselves."""

    url: str
    server: EmbeddedServer | None

    @property
    def folder(self) -> Path | None:
        """The data folder of an embedded server."""
        return self.server.folder if self.server else None


@contextmanager
def database(*, durable: bool = True) -> Iterator[Database]:
    """A database that answers, for as long as the `with` block lasts."""
    url = os.environ.get("DATABASE_URL", "")
    if url:
        refuse_unfit(url)
        yield Database(url=url, server=None)
        return
    with EmbeddedServer(var_folder() / FOLDERS[durable], durable=durable) as server:
        create_missing(server)
        yield Database(url=server.url(), server=server)


def create_missing(server: EmbeddedServer) -> None:
    try:
        with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
            known = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
            ).fetchone()
            if known is None:
                connection.execute(f'CREATE DATABASE "{DATABASE}"')
        with psycopg.connect(server.url()) as connection:
            connection.execute("SELECT 1")
    except psycopg.Error as error:
        raise PlainError(
            f"The database folder {server.folder} is damaged ({first_line(error)}): put back a "
            "copy of it, or move it away to begin with an empty register."
        ) from None


def refuse_unfit(url: str) -> None:
    """Refuse an address that is none, does not answer, or leads to a PostgreSQL older than 15."""
    try:
        conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        raise PlainError(
            "DATABASE_URL is not the address of a PostgreSQL database: write it as "
            "postgresql://user:password@host:5432/name."
        ) from None
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            version = connection.info.server_version
            encoding = connection.info.parameter_status("server_encoding")
    except psycopg.Error as error:
        raise PlainError(
            f"The database in DATABASE_URL does not answer ({first_line(error)}): check the "
            "address, the password, and that the database exists."
        ) from None
    if version < OLDEST_POSTGRESQL:
        raise PlainError(
            f"The database in DATABASE_URL is PostgreSQL {version // 10000}: "
            "Twinpact needs 15 or newer."
        )
    if encoding != "UTF8":
        raise PlainError(
            f"The database in DATABASE_URL is encoded in {encoding}: create it with UTF8."
        )


def first_line(error: BaseException) -> str:
    """The first line of an error, without its closing stop."""
    lines = str(error).strip().splitlines()
    return lines[0].strip().rstrip(".") if lines else type(error).__name__
