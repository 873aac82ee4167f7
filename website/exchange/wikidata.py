"""The twinned places that Wikidata knows (P190), fetched page by page from its query service.

The service is shared by the whole world: requests follow one another, name who asks, wait when
they are told to, and go on after a break where they stopped. Its limits and manners:
https://www.mediawiki.org/wiki/Wikidata_Query_Service/User_Manual and
https://foundation.wikimedia.org/wiki/Policy:User-Agent_policy.
"""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import urllib3
from django.conf import settings

PAGE = 1_000
TRIES = 6
FIRST_WAIT, LONGEST_WAIT = 2.0, 300.0
CONNECT_TIMEOUT, READ_TIMEOUT = 10.0, 90.0
LARGEST_ANSWER = 200_000_000
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})

QUERY = """
SELECT ?statement ?item ?itemLabel ?itemCountryLabel ?partner ?partnerLabel ?partnerCountryLabel
       ?start ?startPrecision ?end ?endPrecision
WHERE {
  {
    SELECT DISTINCT ?statement ?item ?itemCountry ?partner WHERE {
      ?itemCountry wdt:P297 "%(country)s" .
      ?item wdt:P17 ?itemCountry ; p:P190 ?statement .
      ?statement ps:P190 ?partner .
      FILTER NOT EXISTS { ?statement wikibase:rank wikibase:DeprecatedRank }
    }
    ORDER BY ?statement
    LIMIT %(limit)d OFFSET %(offset)d
  }
  OPTIONAL {
    ?partner wdt:P17 ?partnerCountry .
    FILTER NOT EXISTS {
      ?partner wdt:P17 ?another . FILTER(STR(?another) < STR(?partnerCountry))
    }
  }
  OPTIONAL { ?statement pqv:P580 [ wikibase:timeValue ?start ;
                                   wikibase:timePrecision ?startPrecision ] }
  OPTIONAL { ?statement pqv:P582 [ wikibase:timeValue ?end ;
                                   wikibase:timePrecision ?endPrecision ] }
  SERVICE wikibase:label { bd:serviceParam wikibase:language "es,en,pt,de,fr,mul" . }
}
"""
"""A page of claims, with the precision of their dates: the service writes a year as 1 January."""


class WikidataError(Exception):
    """The query service did not answer; the message is one plain sentence."""


class _Again(Exception):  # noqa: N818 it is no error yet
    """The service asks to come again, after so many seconds if it says so."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


@dataclass
class QueryService:
    """A SPARQL service, and how patiently it is asked."""

    address: str = field(default_factory=lambda: settings.WIKIDATA_QUERY_SERVICE)
    tries: int = TRIES
    first_wait: float = FIRST_WAIT
    read_timeout: float = READ_TIMEOUT
    sleep: Callable[[float], None] = time.sleep
    tell: Callable[[str], None] = lambda _said: None

    def ask(self, query: str) -> dict[str, Any]:
        """The answer to a query, as W3C SPARQL 1.1 Query Results JSON.

        Tries again with growing pauses where the service is busy or the answer broke off, and
        waits as long as the service asks for (Retry-After, RFC 9110 section 10.2.3).

        Raises:
            WikidataError: The service refuses the query, or is not to be had after all tries.
        """
        wait, reason = self.first_wait, ""
        for tried in range(1, self.tries + 1):
            try:
                return self._answer(query)
            except _Again as problem:
                reason = str(problem)
                pause = wait if problem.wait is None else problem.wait
            if tried < self.tries:
                pause = min(pause, LONGEST_WAIT)
                self.tell(f"{reason}; waiting {pause:.0f} s (try {tried} of {self.tries})")
                self.sleep(pause)
                wait *= 2
        raise WikidataError(f"{self.address}: {reason} after {self.tries} tries.")

    def _answer(self, query: str) -> dict[str, Any]:
        timeout = urllib3.Timeout(connect=CONNECT_TIMEOUT, read=self.read_timeout)
        headers = {
            "Accept": "application/sparql-results+json",
            "User-Agent": user_agent(),
        }
        try:
            with urllib3.PoolManager(headers=headers, timeout=timeout, retries=False) as pool:
                answer = pool.request(
                    "POST", self.address, fields={"query": query}, encode_multipart=False,
                    preload_content=False,
                )  # fmt: skip
                content = self._content(answer)
        except (urllib3.exceptions.LocationValueError, urllib3.exceptions.URLSchemeUnknown):
            raise WikidataError(f"{self.address!r} is not the address of a service.") from None
        except urllib3.exceptions.HTTPError as problem:
            raise _Again(_plain(problem)) from None
        return _results(content)

    def _content(self, answer: urllib3.BaseHTTPResponse) -> bytes:
        if answer.status in AGAIN:
            wait = retry_after(answer.headers.get("Retry-After"), now=datetime.now(UTC))  # noqa: TID251
            raise _Again(f"the service answers {answer.status}", wait)
        if answer.status != 200:
            raise WikidataError(f"{self.address} refuses the query ({answer.status}).")
        started, pieces, size = time.monotonic(), [], 0
        for piece in answer.stream(65_536):
            pieces.append(piece)
            size += len(piece)
            if size > LARGEST_ANSWER:
                raise WikidataError(f"{self.address} answers with more than can be read.")
            if time.monotonic() - started > self.read_timeout * 2:
                raise _Again("the answer comes too slowly")
        return b"".join(pieces)


def user_agent() -> str:
    """Who asks, and where to complain: the service wants both."""
    return f"Twinpact/{version('twinpact')} ({settings.DEFAULT_FROM_EMAIL})"


def retry_after(header: str | None, *, now: datetime) -> float | None:
    """The seconds that a service asks to wait, told as a number or as a moment."""
    if header is None:
        return None
    if header.strip().isdecimal():
        return float(min(int(header.strip()), int(LONGEST_WAIT)))
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def fetch_twinnings(
    service: QueryService, *, country: str, out: Path, page_size: int = PAGE
) -> int:
    """Write the claims of a country's places to a file; the number of claims.

    Each page is kept beside the file until all are there (``FILE.pages``), so that a fetch that
    was broken off goes on with the next page. The file is what the service answers (SPARQL JSON),
    which the import reads.

    Raises:
        WikidataError: The service does not answer, or the country is not two capital letters.
    """
    if not (len(country) == 2 and country.isascii() and country.isalpha() and country.isupper()):
        raise WikidataError(f"{country!r} is not a country's code of two capital letters.")
    folder = out.with_name(f"{out.name}.pages")
    folder.mkdir(parents=True, exist_ok=True)
    variables: list[str] = []
    bindings: list[dict[str, Any]] = []
    for page in _pages(service, folder, country, page_size):
        variables = variables or page["head"]["vars"]
        bindings += page["results"]["bindings"]
    told = {"head": {"vars": variables}, "results": {"bindings": bindings}}
    _write(out, told)
    shutil.rmtree(folder)
    return len(bindings)


def _pages(
    service: QueryService, folder: Path, country: str, page_size: int
) -> Iterator[dict[str, Any]]:
    """The pages that are there already, then the missing ones."""
    number = 0
    while True:
        kept = folder / f"{country}-{page_size}-{number:05}.json"
        page = _kept_page(kept)
        if page is None:
            query = QUERY % {
                "country": country, "limit": page_size, "offset": number * page_size,
            }  # fmt: skip
            page = service.ask(query)
            _write(kept, page)
        yield page
        found = page["results"]["bindings"]
        service.tell(f"page {number + 1}: {len(found)} claims")
        if len({json.dumps(one.get("statement")) for one in found}) < page_size:
            return
        number += 1


def _kept_page(path: Path) -> dict[str, Any] | None:
    try:
        return _results(path.read_bytes())
    except (FileNotFoundError, _Again):
        return None


def _results(content: bytes) -> dict[str, Any]:
    """The results in an answer; the service breaks off in the middle when its time is up."""
    try:
        told = json.loads(content)
        whole = isinstance(told["results"]["bindings"], list) and isinstance(
            told["head"]["vars"], list
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        whole = False
    if not whole:
        raise _Again("the answer broke off")
    return told


def _write(path: Path, told: dict[str, Any]) -> None:
    """Write whole or not at all, so that a break leaves no half page."""
    half = path.with_name(f"{path.name}.part")
    half.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    half.replace(path)


def _plain(problem: urllib3.exceptions.HTTPError) -> str:
    match problem:
        case urllib3.exceptions.ReadTimeoutError():
            return "the service does not answer in time"
        case urllib3.exceptions.ProtocolError() | urllib3.exceptions.DecodeError():
            return "the answer broke off"
        case _:
            return "the service cannot be reached"
