"""Two running sites, each with its own database, website and worker, exchange what they have."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
import urllib3

from devtools.folders import ROOT
from website.exchange.peers import keys, messages

PATIENCE = 60
Made = subprocess.Popen[bytes]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def database_url(name: str) -> str:
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{name}"))


@dataclass
class Site:
    """A site with its processes."""

    name: str
    port: int
    database: str
    env: dict[str, str]
    processes: list[Made] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        bind = ["--bind", f"127.0.0.1:{self.port}", "--threads", "4", "--no-control-socket"]
        self._spawn("-m", "gunicorn", "website.wsgi", *bind)
        self._spawn("manage.py", "work")

    def _spawn(self, *command: str) -> None:
        self.processes.append(
            subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env=self.env,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )

    def act(self, name: str, **options: object) -> object:
        done = subprocess.run(
            [sys.executable, "-m", "tests.website.exchange.site_acts", name, json.dumps(options)],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(20)


def until(told: Callable[[], object], wanted: Callable[[object], bool]) -> object:
    """What is told as soon as it is as wanted."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if wanted(now := told()):
            return now
        time.sleep(0.5)
    raise AssertionError(now)


def alive(site: Site) -> bool:
    try:
        return urllib3.request("GET", f"{site.address}/healthz", retries=False).status == 200
    except urllib3.exceptions.HTTPError:
        return False


@pytest.fixture(scope="module")
def sites(tmp_path_factory) -> Iterator[tuple[Site, Site]]:
    """Antioquia's site and São Paulo's; each has accepted the other's key."""
    ports = {"antioquia": free_port(), "sao_paulo": free_port()}
    peers = ",".join(f"http://127.0.0.1:{port}" for port in ports.values())
    made: list[Site] = []
    with psycopg.connect(database_url("postgres"), autocommit=True) as connection:
        for name, port in ports.items():
            database = f"site_{name}_{os.getpid()}"
            own = {
                "DATABASE_URL": database_url(database),
                "SECRET_KEY": f"the secret of {name}, used nowhere else",
                "ALLOWED_HOSTS": "127.0.0.1",
                "INSECURE_HTTP": "1",
                "SITE_ADDRESS": f"http://127.0.0.1:{port}",
                "LOCAL_PEERS": peers,
                "REGISTER_NAME": name,
                "DJANGO_SETTINGS_MODULE": "website.settings",
                "MEDIA_ROOT": str(tmp_path_factory.mktemp(name)),
            }
            source = f' TEMPLATE "{made[0].database}"' if made else ""
            connection.execute(f'CREATE DATABASE "{database}"{source}')
            made.append(Site(name, port, database, {**os.environ, **own}))
            if not source:
                made[0].manage("migrate", "--no-input", "--verbosity", "0")
        try:
            for site in made:
                site.start()
            for site in made:
                until(lambda site=site: alive(site), bool)
            yield made[0], made[1]
        finally:
            for site in made:
                site.stop()
                connection.execute(f'DROP DATABASE "{site.database}" WITH (FORCE)')


@pytest.fixture(scope="module")
def acquainted(sites) -> tuple[Site, Site]:
    """The sites with an agreement each, of which they do not say the same."""
    antioquia, sao_paulo = sites
    told = antioquia.act(
        "begin", near="Antioquia", far="São Paulo, Brasil", signed="2010-08", form="twinning"
    )
    other = sao_paulo.act(
        "begin", near="São Paulo, Brasil", far="Antioquia", signed="2010-09", form="twinning"
    )
    assert antioquia.act("accept", address=sao_paulo.address, fingerprint=other) == "accepted"
    assert sao_paulo.act("accept", address=antioquia.address, fingerprint=told) == "accepted"
    return antioquia, sao_paulo


def post(site: Site, raw: str | bytes, kid: str, signature: str) -> tuple[int, str]:
    answer = urllib3.request(
        "POST",
        f"{site.address}/exchange/inbox",
        body=raw.encode() if isinstance(raw, str) else raw,
        headers={"Twinpact-Key": kid, "Twinpact-Signature": signature},
        retries=False,
    )
    told = answer.json()
    return answer.status, told.get("refused", "received")


def test_a_statement_and_its_answer_go_between_two_sites(acquainted):
    antioquia, sao_paulo = acquainted
    antioquia.act("state")
    until(
        lambda: sao_paulo.act("stand")["messages"],
        lambda told: ["in", "statement of agreement", "received"] in told,
    )
    assert sao_paulo.act("stand")["versions"] == []
    sao_paulo.act("answer")
    now = until(lambda: antioquia.act("stand"), lambda told: bool(told["versions"]))
    assert now["versions"] == [sao_paulo.address]
    assert now["signed"] == "2010-08"
    assert now["stands"]["signed"] == "differing"
    assert now["stands"]["party_1"] == now["stands"]["party_2"] == "confirmed"
    assert now["stands"]["form"] == now["stands"]["focus"] == "confirmed"
    there = sao_paulo.act("stand")
    assert there["versions"] == [antioquia.address]
    assert there["stands"] == now["stands"]
    antioquia.act("take", field="signed")
    after = antioquia.act("stand")
    assert (after["signed"], after["stands"]["signed"]) == ("2010-09", "confirmed")
    assert after["confirmed"]


def test_what_is_replayed_forged_altered_misaddressed_or_late_is_refused_and_counted(acquainted):
    antioquia, sao_paulo = acquainted
    before = sao_paulo.act("refused")
    raw, kid, signature = antioquia.act("sign", recipient=sao_paulo.address)
    assert post(sao_paulo, raw, kid, signature) == (202, "received")
    assert post(sao_paulo, raw, kid, signature) == (409, "replayed")
    assert post(sao_paulo, raw.replace("twinning", "contacts"), kid, signature)[1] == "forged"
    stranger, public = keys.make()
    assert post(sao_paulo, raw, kid, messages.signed(raw.encode(), stranger))[1] == "forged"
    theirs = keys.thumbprint(public)
    strange = messages.signed(raw.encode(), stranger)
    assert post(sao_paulo, raw, theirs, strange) == (403, "unknown_sender")
    assert post(antioquia, raw, kid, signature)[1] == "unknown_sender"  # its own message, back
    wrong = antioquia.act("sign", recipient="https://third.example")
    assert post(sao_paulo, *wrong) == (400, "wrong_recipient")
    for minutes in (-6, 6):
        late = antioquia.act("sign", recipient=sao_paulo.address, minutes=minutes)
        assert post(sao_paulo, *late) == (400, "stale")
    assert post(sao_paulo, "x" * (messages.LARGEST + 1), kid, signature) == (413, "oversized")
    assert post(sao_paulo, raw, "", "") == (401, "unsigned")
    counted = sao_paulo.act("refused")
    assert {name: n - before.get(name, 0) for name, n in counted.items()} == {
        "forged": 2,
        "oversized": 1,
        "replayed": 1,
        "stale": 2,
        "unknown_sender": 1,
        "unsigned": 1,
        "wrong_recipient": 1,
    }


def test_a_new_key_counts_once_the_other_site_has_accepted_it(acquainted):
    antioquia, sao_paulo = acquainted
    told = antioquia.manage("site_key", "--rotate")
    message = antioquia.act("sign", recipient=sao_paulo.address)
    assert post(sao_paulo, *message) == (403, "unknown_sender")
    assert sao_paulo.act("look") == [True, False]
    sao_paulo.act("accept", address=antioquia.address, fingerprint=told)
    assert post(sao_paulo, *message) == (202, "received")
