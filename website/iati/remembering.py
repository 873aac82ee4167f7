"""What a check found is asked again and again; the same content always gives the same answer."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from threading import Lock

from cachetools import LRUCache

from twinpact.formats.iati_checking import check_iati
from twinpact.formats.iati_findings import IatiFinding

#: Some hundred bytes each.
KEPT = 20_000
Found = tuple[IatiFinding, ...]
_kept: LRUCache[tuple[bytes, date], Found] = LRUCache(maxsize=KEPT)
_lock = Lock()


def checked(
    content: bytes, *, on: date, check: Callable[..., list[IatiFinding]] = check_iati
) -> Found:
    """The findings of a file on a day, found once."""
    key = (sha256(content).digest(), on)
    with _lock:
        if key in _kept:
            return _kept[key]
    found = tuple(check(content, on=on))
    with _lock:
        _kept[key] = found
    return found
