"""What was agreed never changes, so it is read once; sums are made anew after each report."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

from cachetools import LRUCache

Answer = TypeVar("Answer")

#: A programme of 2,000 activities takes about 10 MB as objects.
KEPT_PROGRAMMES = 32
KEPT_SUMS = 2_000
_kept: dict[str, LRUCache[Hashable, object]] = {
    "programme": LRUCache(maxsize=KEPT_PROGRAMMES),
    "sum": LRUCache(maxsize=KEPT_SUMS),
}
_lock = Lock()


def remembered(what: str, key: Hashable, read: Callable[[], Answer]) -> Answer:
    """What a read gave for this key before; nobody may change it."""
    with _lock:
        if key in _kept[what]:
            return cast(Answer, _kept[what][key])
    answer = read()
    with _lock:
        _kept[what][key] = answer
    return answer
