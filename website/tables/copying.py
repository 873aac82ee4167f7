"""Many rows written at once, by PostgreSQL's COPY."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
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
    writing at the same moment.

    Raises:
        DatabaseError: One of the rows is refused; then none is written.
    """
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    rows = chain((first,), rows)
    if unless_there:
        table, names = _quoted(model, columns)
        with copy_rows_aside(model, columns, rows) as aside:
            _execute(f"INSERT INTO {table} ({names}) TABLE {aside} ON CONFLICT DO NOTHING")
        return
    watch_all_triggers()
    # COPY takes the same lock. It is asked for in a statement of its own because the history
    # package tells the triggers who is acting in ordinary statements only.
    table, names = _quoted(model, columns)
    _execute(f"LOCK TABLE {table} IN ROW EXCLUSIVE MODE")
    _copy(table, names, rows)


def update_rows(
    model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Value]]
) -> None:
    """Give rows that stand in a model's table new values; the first column is their key.

    Raises:
        DatabaseError: One of the rows is refused; then none is written.
    """
    table, _names = _quoted(model, columns)
    key, *others = map(connection.ops.quote_name, columns)
    values = ", ".join(f"{column} = aside.{column}" for column in others)
    with copy_rows_aside(model, columns, rows) as aside:
        _execute(
            f"UPDATE {table} SET {values} FROM {aside} AS aside "  # noqa: S608 names of ours
            f"WHERE {table}.{key} = aside.{key}"
        )


@contextmanager
def copy_rows_aside(
    model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Value]]
) -> Iterator[str]:
    """The name of a table that holds these rows and nothing else, while the block lasts."""
    watch_all_triggers()
    table, names = _quoted(model, columns)
    _execute(
        f"CREATE TEMPORARY TABLE copied_aside AS SELECT {names} FROM {table} "  # noqa: S608 as above
        "WITH NO DATA"
    )
    _copy("copied_aside", names, rows)
    _execute("ANALYZE copied_aside")
    yield "copied_aside"
    _execute("DROP TABLE copied_aside")


def _quoted(model: type[Model], columns: Sequence[str]) -> tuple[str, str]:
    quoted = connection.ops.quote_name
    return quoted(model._meta.db_table), ", ".join(map(quoted, columns))


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


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
