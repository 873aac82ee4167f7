"""Many rows written at once, by PostgreSQL's COPY."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import chain

from django.db import connection
from django.db.models import Model

#: What a column may be given: a text holds whatever PostgreSQL reads (``2010-08-14``, ``{}``).
Value = str | int | float | bool | date | datetime | list[str] | None


def copy_rows(
    model: type[Model],
    columns: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    unless_there: bool = False,
) -> None:
    """Write rows to a model's table; columns that are not named take the table's own default.

    The table's constraints, foreign keys and triggers see these rows as they see any others.
    ``unless_there`` leaves out rows that stand in the table already, or that somebody else is
    writing at the same moment; then ``columns`` must name all that may not be null.

    Raises:
        DatabaseError: One of the rows is refused; then none is written.
    """
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    watch_all_triggers()
    quoted = connection.ops.quote_name
    table, names = quoted(model._meta.db_table), ", ".join(map(quoted, columns))
    with connection.cursor() as cursor:
        if not unless_there:
            # COPY takes the same lock. It is asked for in a statement of its own because the
            # history package tells the triggers who is acting in ordinary statements only.
            cursor.execute(f"LOCK TABLE {table} IN ROW EXCLUSIVE MODE")
            _copy(table, names, chain((first,), rows))
            return
        cursor.execute(f"CREATE TEMPORARY TABLE brought (LIKE {table}) ON COMMIT DROP")
        _copy("brought", names, chain((first,), rows))
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {names} FROM brought "  # noqa: S608 names of ours
            "ON CONFLICT DO NOTHING"
        )
        cursor.execute("DROP TABLE brought")


def _copy(table: str, names: str, rows: Iterable[Sequence[Value]]) -> None:
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def watch_all_triggers() -> None:
    """Say once for the transaction that no trigger is to be ignored.

    Each trigger of the trigger package asks first whether it is to be ignored, and where nothing
    was said the answer is an exception that it catches. PostgreSQL then goes through all checks
    that wait for the commit: with 50,000 rows waiting that is a matter of a quarter of an hour.
    What ``pgtrigger.ignore`` has said before stays said.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pgtrigger.ignore', "
            "COALESCE(NULLIF(current_setting('pgtrigger.ignore', TRUE), ''), '{}'), TRUE)"
        )


def next_keys(model: type[Model], count: int) -> list[int]:
    """So many keys for rows of a model that are not written yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, model._meta.pk.column, count],
        )
        return [key for (key,) in cursor.fetchall()]
