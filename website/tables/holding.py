"""A job that alone works on a row, known by a lock of PostgreSQL on a connection of its own.

When the worker is killed its connections end and the lock is free at once, so that another worker
knows and begins anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def held(family: int, pk: int) -> Iterator[BaseDatabaseWrapper]:
    """Holds the lock of a row, waiting for it if need be; gives the connection that holds it.

    What is written on that connection is outside of the job's transaction: others see it at once.
    """
    aside = connections.create_connection("default")
    try:
        with aside.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [family, pk])
        yield aside
    finally:
        aside.close()


def is_held(family: int, pk: int) -> bool:
    """Whether a living job holds the lock of a row."""
    aside = connections.create_connection("default")
    try:
        with aside.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [family, pk])
            [free] = cursor.fetchone()
            return not free
    finally:
        aside.close()
