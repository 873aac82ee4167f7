"""Wikidata's query service is asked politely, and a break loses nothing."""

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from django.core.management import CommandError, call_command

from twinpact.formats.agreements import read_table_of_agreements
from twinpact.formats.tables import read_table
from website.exchange.wikidata import (
    QueryService,
    WikidataError,
    fetch_twinnings,
    retry_after,
)

ENTITY = "http://www.wikidata.org/entity/"


def claim(number):
    """A claim as the service binds it."""

    def text(value):
        return {"type": "literal", "xml:lang": "es", "value": value}

    return {
        "statement": {"type": "uri", "value": f"{ENTITY}statement/Q48278-{number:04X}-AB"},
        "item": {"type": "uri", "value": f"{ENTITY}Q48278"},
        "itemLabel": text("Medellín"),
        "itemCountryLabel": text("Colombia"),
        "partner": {"type": "uri", "value": f"{ENTITY}Q{8692 + number}"},
        "partnerLabel": text("Bilbao"),
        "partnerCountryLabel": text("España"),
        "start": {
            "type": "literal",
            "datatype": "http://www.w3.org/2001/XMLSchema#dateTime",
            "value": f"{1998 + number}-01-01T00:00:00Z",
        },
        "startPrecision": {"type": "literal", "value": "9"},
    }


class Service(BaseHTTPRequestHandler):
    """A query service with ``claims``, which first does what ``troubles`` says."""

    claims, troubles, asked = [], [], []

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        query = parse_qs(self.rfile.read(length).decode())["query"][0]
        type(self).asked.append((dict(self.headers), query))
        words = query.split()
        limit, offset = (int(words[words.index(word) + 1]) for word in ("LIMIT", "OFFSET"))
        answer = {
            "head": {"vars": list(claim(0))},
            "results": {"bindings": self.claims[offset : offset + limit]},
        }
        content = json.dumps(answer).encode()
        trouble = self.troubles.pop(0) if self.troubles else None
        match trouble:
            case None:
                self.answer(200, content)
            case "slow":
                threading.Event().wait(1.5)
                self.answer(200, content)
            case "cut short":
                self.answer(200, content[: len(content) // 2], length=len(content))
            case "broken off":
                self.answer(200, content[: len(content) // 2])
            case (status, wait):
                self.answer(status, b"busy", wait=wait)

    def answer(self, status, content, *, length=None, wait=None):
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(length or len(content)))
            if wait is not None:
                self.send_header("Retry-After", wait)
            self.end_headers()
            self.wfile.write(content)
        except OSError:
            pass

    def log_message(self, *_):
        pass


@pytest.fixture
def service(settings):
    """The service's class, to set what it has and how it behaves; it listens on this machine."""

    class Own(Service):
        claims, troubles, asked = [claim(n) for n in range(5)], [], []

    server = ThreadingHTTPServer(("127.0.0.1", 0), Own)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.WIKIDATA_QUERY_SERVICE = f"http://127.0.0.1:{server.server_port}/sparql"
    yield Own
    server.shutdown()
    server.server_close()


@pytest.fixture
def waited():
    return []


@pytest.fixture
def client(service, waited):
    return QueryService(sleep=waited.append, read_timeout=0.7)


def claims_in(path):
    return len(json.loads(path.read_text("utf-8"))["results"]["bindings"])


def test_all_pages_become_one_file_that_the_import_reads(service, client, tmp_path):
    out = tmp_path / "co.json"
    assert fetch_twinnings(client, country="CO", out=out, page_size=2) == 5
    assert len(service.asked) == 3
    table = read_table(out)
    assert table.kind == "wikidata-json"
    _, pairs, _ = read_table_of_agreements(table)
    first = pairs[0][0]
    assert [party.place.id for party in first.parties] == ["gn3674962", "gn3128026"]
    assert first.in_force.isoformat() == "1998"
    assert first.key == "Q48278-0000-AB"
    assert not (tmp_path / "co.json.pages").exists()


def test_the_service_is_told_who_asks_and_for_which_country(service, client, tmp_path):
    fetch_twinnings(client, country="CO", out=tmp_path / "co.json")
    headers, query = service.asked[0]
    assert headers["User-Agent"].startswith("Twinpact/")
    assert "@" in headers["User-Agent"]
    assert 'wdt:P297 "CO"' in query


def test_a_busy_service_is_left_alone_as_long_as_it_asks(service, client, waited, tmp_path):
    service.troubles += [(429, "7"), (503, None), (500, None)]
    assert fetch_twinnings(client, country="CO", out=tmp_path / "co.json") == 5
    assert waited == [7.0, 4.0, 8.0]


@pytest.mark.parametrize("trouble", ["cut short", "broken off", "slow"])
def test_an_answer_that_breaks_off_or_does_not_come_is_asked_for_again(
    service, client, waited, tmp_path, trouble
):
    service.troubles.append(trouble)
    assert fetch_twinnings(client, country="CO", out=tmp_path / "co.json") == 5
    assert waited == [2.0]


def test_after_a_break_only_the_missing_pages_are_asked_for(service, client, tmp_path):
    out = tmp_path / "co.json"
    service.troubles += [None, *[(503, None)] * client.tries]
    with pytest.raises(WikidataError, match="503 after 6 tries"):
        fetch_twinnings(client, country="CO", out=out, page_size=2)
    assert not out.exists()
    asked = len(service.asked)
    assert fetch_twinnings(client, country="CO", out=out, page_size=2) == 5
    assert len(service.asked) == asked + 2
    assert claims_in(out) == 5


def test_a_half_written_page_is_asked_for_again(service, client, tmp_path):
    out = tmp_path / "co.json"
    folder = tmp_path / "co.json.pages"
    folder.mkdir()
    (folder / "CO-2-00000.json").write_text('{"head": {"vars": []', "utf-8")
    assert fetch_twinnings(client, country="CO", out=out, page_size=2) == 5
    assert len(service.asked) == 3


def test_a_refused_query_is_not_asked_again(service, client, waited, tmp_path):
    service.troubles.append((400, None))
    with pytest.raises(WikidataError, match="refuses the query"):
        fetch_twinnings(client, country="CO", out=tmp_path / "co.json")
    assert waited == []


@pytest.mark.parametrize("country", ["co", "COL", '"}', ""])
def test_what_is_no_code_of_a_country_is_refused(client, tmp_path, country):
    with pytest.raises(WikidataError, match="two capital letters"):
        fetch_twinnings(client, country=country, out=tmp_path / "co.json")


def test_a_moment_to_come_again_is_read_as_seconds():
    now = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    assert retry_after("Tue, 24 Nov 2026 12:00:30 GMT", now=now) == 30
    assert retry_after("12", now=now) == 12
    assert retry_after("soon", now=now) is None
    assert retry_after(None, now=now) is None


def test_the_command_writes_the_file(service, tmp_path, capsys):
    out = tmp_path / "co.json"
    call_command("fetch_wikidata", "--country", "CO", "-o", str(out))
    assert claims_in(out) == 5
    assert "5 claims" in capsys.readouterr().out


def test_the_command_says_in_one_line_what_is_wrong(settings, tmp_path):
    with pytest.raises(CommandError, match="two capital letters"):
        call_command("fetch_wikidata", "--country", "nowhere", "-o", str(tmp_path / "x.json"))
    with pytest.raises(CommandError, match="from 1 to 10000"):
        call_command(
            "fetch_wikidata", "--country", "CO", "-o", str(tmp_path / "x.json"), "--page-size", "0"
        )
