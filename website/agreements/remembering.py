"""Answers over the whole register, remembered in the process until the register changes."""

from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

from cachetools import TTLCache
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from website.agreements.models import Agreement

P = ParamSpec("P")
Answer = TypeVar("Answer")

#: Seconds after which an answer is asked for anew in any case. Two writes that overlap may take
#: their places in the history in another order than they become visible.
LONGEST = 30
KEPT = 512
_answers: TTLCache[Hashable, object] = TTLCache(maxsize=KEPT, ttl=LONGEST)
_lock = Lock()


def register_state() -> tuple[int | None, ...]:
    """The last entries in the history of agreements and places: new ones with every change."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT max(pgh_id) FROM agreements_agreementevent),"
            " (SELECT max(pgh_id) FROM places_placeevent)"
        )
        return tuple(cursor.fetchone())


def remembered(read: Callable[P, Answer]) -> Callable[P, Answer]:
    """Remember what a read over agreements gave, until an agreement or a place changes.

    The first argument is the queryset; the others must be hashable. Nobody may change the answer.
    """

    @wraps(read)
    def answered(*args: P.args, **kwargs: P.kwargs) -> Answer:
        try:
            key = (read.__qualname__, *_question(*args, **kwargs), register_state())
        except EmptyResultSet:
            return read(*args, **kwargs)
        with _lock:
            if key in _answers:
                return _answers[key]  # type: ignore[return-value]
        answer = read(*args, **kwargs)
        with _lock:
            _answers[key] = answer
        return answer

    return answered


def _question(
    base: QuerySet[Agreement], *args: Hashable, **kwargs: Hashable
) -> tuple[Hashable, ...]:
    sql, parameters = base.query.sql_with_params()
    return (
        connection.settings_dict["NAME"],
        sql,
        tuple(parameters),
        args,
        *sorted(kwargs.items()),
    )
