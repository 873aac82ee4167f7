"""A database elsewhere is tried before anything else is done with it."""

from pathlib import Path

import psycopg
import pytest

from devtools import database
from devtools.failure import PlainError
from devtools.postgres import EmbeddedServer


@pytest.mark.parametrize(
    "address", ["nonsense", "sqlite:///register.db", "postgresql://u@h:not-a-port/x?y"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(PlainError, match=r"is not the address of|does not answer"):
        database.refuse_unfit(address)


def test_a_server_that_does_not_answer_is_told_without_the_password() -> None:
    with pytest.raises(PlainError, match="does not answer") as refused:
        database.refuse_unfit("postgresql://officer:verysecret@127.0.0.1:1/register")
    assert "verysecret" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_missing_database_an_old_server_and_another_encoding_are_refused(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with EmbeddedServer(var / "postgres", durable=False) as server:
        with pytest.raises(PlainError, match='database "nowhere" does not exist'):
            database.refuse_unfit(server.url("nowhere"))
        database.refuse_unfit(server.url("postgres"))
        with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
            connection.execute(
                "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 "
                "LOCALE 'C' LOCALE_PROVIDER libc"
            )
        with pytest.raises(PlainError, match="encoded in LATIN1"):
            database.refuse_unfit(server.url("latin"))
        monkeypatch.setattr(database, "OLDEST_POSTGRESQL", 990000)
        with pytest.raises(PlainError, match="is PostgreSQL 18: Twinpact needs"):
            database.refuse_unfit(server.url("postgres"))
