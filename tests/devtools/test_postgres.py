"""The embedded database outlives what people do to it."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import psycopg
import pytest

from devtools.failure import PlainError
from devtools.postgres import EmbeddedServer, stop


def server(folder: Path) -> EmbeddedServer:
    return EmbeddedServer(folder / "postgres", durable=False)


def postmaster(folder: Path) -> psutil.Process:
    return psutil.Process(int((folder / "postgres/postmaster.pid").read_text().split()[0]))


def ask(running: EmbeddedServer, question: str) -> object:
    with psycopg.connect(running.url("postgres"), autocommit=True) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def copy_with_owners(source: Path, target: Path) -> None:
    """Copy a data folder with the owner of each file, as a backup does."""
    subprocess.run(["cp", "-a", source, target], check=True)


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that was used and stopped, to copy from."""
    folder = tmp_path_factory.mktemp("used")
    with (
        server(folder) as running,
        psycopg.connect(running.url("postgres"), autocommit=True) as connection,
    ):
        connection.execute("CREATE TABLE kept AS SELECT 15 AS n")
    return folder


@pytest.fixture
def data(used: Path, var: Path) -> Path:
    copy_with_owners(used / "postgres", var / "postgres")
    return var


def test_a_new_folder_becomes_a_database_in_utf_8_that_only_a_socket_reaches(var: Path) -> None:
    with server(var) as running:
        assert ask(running, "SHOW server_encoding") == "UTF8"
        assert ask(running, "SHOW listen_addresses") == ""
        assert ask(running, "SELECT upper('república')") == "REPÚBLICA"
        process = postmaster(var)
    assert not process.is_running()


def test_the_data_stays_after_a_stop(data: Path) -> None:
    with server(data) as running:
        assert ask(running, "SELECT n FROM kept") == 15


def test_who_leaves_last_stops_the_server(data: Path) -> None:
    with server(data):
        process = postmaster(data)
        with server(data) as second:
            assert ask(second, "SELECT n FROM kept") == 15
            assert postmaster(data).pid == process.pid
        assert process.is_running()
    assert not process.is_running()


def test_a_server_left_behind_by_a_killed_command_is_taken_over_and_stopped(data: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path;"
        "from devtools.postgres import EmbeddedServer;"
        f"EmbeddedServer(Path({str(data / 'postgres')!r}), durable=False).__enter__();"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", program], check=False)
    assert killed.returncode == -signal.SIGKILL
    orphan = postmaster(data)
    assert orphan.is_running()
    with server(data) as running:
        assert postmaster(data).pid == orphan.pid
        assert ask(running, "SELECT n FROM kept") == 15
    assert not orphan.is_running()


def test_a_killed_server_starts_again(data: Path) -> None:
    running = server(data)
    running.__enter__()
    process = postmaster(data)
    process.kill()
    process.wait(10)
    running.__exit__(None, None, None)
    assert (data / "postgres/postmaster.pid").exists()
    with server(data) as again:
        assert ask(again, "SELECT n FROM kept") == 15


def test_a_process_number_that_is_somebody_elses_by_now_does_not_stop_the_start(
    data: Path,
) -> None:
    stale = f"{os.getpid()}\n{data / 'postgres'}\n1\n5432\n{data}\n\n1 2\nready\n"
    for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
        (data / "postgres" / name).write_text(stale)
        shutil.copystat(data / "postgres/PG_VERSION", data / "postgres" / name)
        owner = (data / "postgres/PG_VERSION").stat()
        os.chown(data / "postgres" / name, owner.st_uid, owner.st_gid)
    with server(data) as running:
        assert ask(running, "SELECT n FROM kept") == 15


def test_a_copy_of_a_running_folder_starts_beside_it(data: Path) -> None:
    with server(data):
        copy = data / "copy"
        copy.mkdir()
        copy_with_owners(data / "postgres", copy / "postgres")
        with server(copy) as second:
            assert postmaster(copy).pid != postmaster(data).pid
            assert ask(second, "SELECT 1") == 1


def test_a_half_made_folder_never_counts(var: Path) -> None:
    (var / "postgres.new").mkdir()
    (var / "postgres.new/PG_VERSION").write_text("18\n")
    with server(var) as running:
        assert ask(running, "SELECT 1") == 1


def test_a_path_too_long_for_a_socket_gets_a_short_private_one(var: Path) -> None:
    folder = var / ("a long name " * 9)
    folder.mkdir()
    with server(folder) as running:
        assert len(str(running.socket_folder)) < 90
        assert running.socket_folder.stat().st_mode & 0o077 == 0
        assert ask(running, "SELECT 1") == 1


def test_a_damaged_control_file_is_told_with_what_to_do(data: Path) -> None:
    (data / "postgres/global/pg_control").write_bytes(b"\0" * 8192)
    with pytest.raises(PlainError, match=r"is damaged \(.*\): put back a copy") as refused:
        server(data).__enter__()
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "sentence"), [("17\n", "was made by PostgreSQL 17,"), ("\x00", "is damaged")]
)
def test_a_folder_of_another_postgresql_is_refused(
    data: Path, content: str, sentence: str
) -> None:
    (data / "postgres/PG_VERSION").write_text(content)
    with pytest.raises(PlainError, match=sentence):
        server(data).__enter__()


def test_a_folder_that_is_no_database_is_left_as_it_is(var: Path) -> None:
    (var / "postgres").mkdir()
    (var / "postgres/letter.txt").write_text("dear city")
    with pytest.raises(PlainError, match="is damaged"):
        server(var).__enter__()
    assert (var / "postgres/letter.txt").read_text() == "dear city"


def test_a_file_in_place_of_the_folder_is_refused(var: Path) -> None:
    (var / "postgres").write_text("")
    with pytest.raises(PlainError, match="is damaged"):
        server(var).__enter__()


def test_stopping_a_server_that_is_gone_is_no_error() -> None:
    gone = subprocess.Popen([sys.executable, "-c", "pass"])
    process = psutil.Process(gone.pid)
    gone.wait()
    stop(process)
    assert not process.is_running()
