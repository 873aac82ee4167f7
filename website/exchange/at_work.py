"""A job at work on an import: it alone (``website/tables/holding.py``), telling how far it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connections

from website.tables.holding import held, is_held

#: The first number of the locks of imports; the second one is the import's.
LOCK = 8_271_003
Tell = Callable[[int, int | None], None]


def quiet(_done: int, _total: int | None) -> None:
    """Tells nobody how far a job is."""


@contextmanager
def at_work(pk: int) -> Iterator[Tell]:
    """Holds the import's lock, waiting for it if need be; gives what tells how far the job is.

    The progress is written outside of the job's transaction: others see it while it runs.
    """
    with held(LOCK, pk) as aside:

        def tell(done: int, total: int | None) -> None:
            with aside.cursor() as cursor:
                cursor.execute(
                    "UPDATE exchange_importprogress SET done = %s, total = %s WHERE batch_id = %s",
                    [done, total, pk],
                )

        yield tell


def is_at_work(pk: int) -> bool:
    """Whether a living job works on an import."""
    return is_held(LOCK, pk)


def tidy_rows() -> None:
    """Let PostgreSQL note which rows are settled, so that a long preview is quick from the start.

    It would do so by itself within minutes; until then every count would read all rows whole.
    """
    aside = connections.create_connection("default")
    try:
        with aside.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE) exchange_importrow")
    finally:
        aside.close()
